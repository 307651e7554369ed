"""A figure or a day of a rule that no quote of its source holds: a slip of the hand, or an amendment without a source.

Only where something is quoted: lines alone say nothing that could be compared. The nearest citations with a quote are
those of a part, then those of what it is a part of. What is worked out from other figures says so at the end of its
line, as any finding that is no fault.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal

from public_aids.engine.lint.quoted import Quoted, quoted
from public_aids.engine.lint.texts import PROSE
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.source.tree import Scalar
from public_aids.engine.text import Text

CODES = ("R500",)
_FIGURE = re.compile(
    r'@"(?P<moment>[^"]*)"|"[^"]*"|(?P<day>\b\d{4}-\d\d-\d\d\b)|(?P<length>\bP\d+[YMWD](?:\d+[MD])*\b)'
    r"|[+-] 1\b|(?<![\w.])(?P<number>\d+(?:\.\d+)?)(?![\w.])"
)
_NOT_A_RULE = PROSE | {"fr", "en", "id", "number", "about", "departement", "email", "for"}
_DIGIT = re.compile(r"\d")
_NEVER = 9999  # the year of a day that does not come


def of_scalars(scalars: Iterable[tuple[Path, Scalar]]) -> Iterator[Finding]:
    scalars = tuple(scalars)
    quotes: dict[Path, list[str]] = {}  # by the path of what they are the source of
    for path, one in scalars:
        if "source" in path:
            quotes.setdefault(path[: path.index("source")], []).extend([one.text] * (path[-1] == "quote"))
    for path, one in scalars:
        if "source" not in path and path[-1] not in _NOT_A_RULE and _DIGIT.search(one.text):
            around = [quotes[path[:end]] for end in range(len(path), -1, -1) if path[:end] in quotes]
            if around and around[0]:
                held = [quoted(quote) for part in around for quote in part]
                yield from _unquoted(path, one, held)


def _unquoted(path: Path, one: Scalar, held: list[Quoted]) -> Iterator[Finding]:
    for found in _FIGURE.finditer(one.text):
        figure = _figure(found)
        if figure is not None and not any(one.holds(figure) for one in held):
            shown = found["moment"] or found[0]
            start = found.start("moment") if found["moment"] else found.start()
            message = Text(f"`{shown}` n'est dans aucune des citations", f"`{shown}` stands in none of the quotes")
            cures = (
                Text(
                    "corrigez-le, ou citez à `source` les mots du document qui le disent",
                    "correct it, or quote the words of the document that say it at `source`",
                ),
                Text(
                    f"s'il se calcule, écrivez `# check: ignore R500 {shown}` en fin de ligne",
                    f"where it is worked out, write `# check: ignore R500 {shown}` at the end of the line",
                ),
            )
            yield Finding("R500", path, message, cures, "warning", part=(start, start + len(shown)))


def _figure(found: re.Match[str]) -> Decimal | date | str | None:
    if number := found["number"]:
        return None if number.endswith(".000") else Decimal(number) or None  # R480 refuses the first
    if written := found["length"] or found["moment"] or found["day"]:
        with suppress(ValueError):
            day = date.fromisoformat(written)
            return None if day.year == _NEVER else day
        return str(written) if written.startswith("P") else None
    return None
