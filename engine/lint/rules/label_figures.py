"""A text that gives other figures than the rule beside it: `10 %` over a rate of 0.20, `six au plus` over 1600 / 200.

Said only where it is sure: both give figures, and one of the text is none of the rule's, not even in another unit of
time, as a share, or worked out from two of them. A text with more figures than its rule speaks of something else, too:
one in common is enough. Of a dated value each version is held against the text that stands on its day.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal

from public_aids.engine.feel import syntax
from public_aids.engine.lint.context import Context
from public_aids.engine.lint.days import days_of
from public_aids.engine.lint.figures import counts_of, length_of
from public_aids.engine.lint.named import Part, named_parts
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Dated, Scheme
from public_aids.engine.text import DatedText, Lang, Text

CODES = ("R470",)
_UNITS = tuple(Decimal(n) for n in (1, 4, 7, 12, 24, 30, 52, 100, 365, 1000))  # weeks, months, shares, thousands
_STRICT = (
    "plus de",
    "moins de",
    "more than",
    "less than",
    "over",
    "under",
    "above",
    "below",
    "avant",
    "before",
    "révolu",
    "turned",
)
_LANGS: tuple[Lang, Lang] = ("fr", "en")


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for path, text, parts in named_parts(scheme):
        texts = text.versions if isinstance(text, DatedText) else ()
        dated = [part.versions for part in parts if isinstance(part, Dated)]
        for day in sorted({first or date.min for one in (*dated, texts) for first, _ in one} or {date.min}):
            now = [part.version(day) or part.versions[0][1] if isinstance(part, Dated) else part for part in parts]
            here = (*path, text.place(day), "is") if isinstance(text, DatedText) else path
            found = tuple(_differences(here, text.at(day), now))
            yield from found
            if found:
                break


def _differences(path: Path, text: Text, parts: Iterable[Part]) -> Iterator[Finding]:
    nodes = [node for part in parts for node in (syntax.walk(part) if isinstance(part, syntax.Expr) else (part,))]
    held = dict(_figures(nodes))
    days = set(_days(nodes))
    if not held and not days:
        return
    worked_out = {figure for one in held for other in held if other for figure in (one * other, one / other)}
    for lang in _LANGS:
        written = text.to(lang)
        strict = any(word in written.lower() for word in _STRICT)
        said = set(counts_of(written, lang)) if held else set()
        odd = [one for one in said - worked_out if not any(_same(one, other, Decimal(strict)) for other in held)]
        if odd and (len(odd) == len(said) or len(said) <= len(held)):
            yield _differs((*path, lang), _written(min(odd)), ", ".join(held[one] for one in sorted(held)))
        dates = days_of(written) if days else ()
        strange = [day for day in dates if all(abs((day - one).days) > strict for one in days)]
        if strange:
            yield _differs((*path, lang), str(strange[0]), ", ".join(str(day) for day in sorted(days)))


def _figures(nodes: Iterable[Part]) -> Iterator[tuple[Decimal, str]]:
    """The numbers, and in months or in days the lengths of time, with how they are shown."""
    for node in nodes:
        if isinstance(node, Decimal | syntax.Number):
            figure = node if isinstance(node, Decimal) else node.value
            yield figure, _written(figure)
        elif isinstance(node, syntax.Temporal) and (length := length_of(node.text)) is not None:
            yield length[0] or length[1], node.text


def _days(nodes: Iterable[Part]) -> Iterator[date]:
    for node in nodes:
        if isinstance(node, date):
            yield node
        elif isinstance(node, syntax.Temporal):
            with suppress(ValueError):
                yield date.fromisoformat(node.text)


def _same(said: Decimal, held: Decimal, slack: Decimal) -> bool:
    """Whether a label may mean what a rule holds."""
    near = (held - slack, held, held + slack)
    return any(said * unit == one or said == one * unit for one in near for unit in _UNITS)


def _differs(path: Path, said: str, held: str) -> Finding:
    message = Text(f"le texte dit `{said}` et la règle `{held}`", f"the text says `{said}` and the rule `{held}`")
    return Finding("R470", path, message, (Text("corrigez l'un des deux", "correct one of the two"),), "warning")


def _written(number: Decimal) -> str:
    return format(number.normalize(), "f")
