"""A point that was meant to part thousands, as French and German do: `12.000` is twelve here."""

import re
from collections.abc import Iterable, Iterator

from public_aids.engine.lint.texts import PROSE
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.source.grouped import grouped_cures, is_grouped
from public_aids.engine.source.tree import Scalar
from public_aids.engine.text import Text

CODES = ("R480",)
_ALL = re.compile(".*")
_ZEROS = re.compile(r"(?<![\w.,\"@-])[1-9]\d{0,2}(?:\.\d{3})*\.000(?![\w.])")
_SUMS = frozenset(("value", "cap", "is"))
_WORDS = PROSE | {"fr", "en"}


def of_scalars(scalars: Iterable[tuple[Path, Scalar]]) -> Iterator[Finding]:
    for path, one in scalars:
        if path[-1] in _WORDS:
            continue
        whole = path[-1] in _SUMS and not isinstance(one.value, str) and "rate" not in path
        found = _ALL.match(one.text) if whole and is_grouped(one.text) else _ZEROS.search(one.text)
        if found is not None:
            message = Text(
                f"`{found[0]}` : le point sépare ici les décimales, non les milliers",
                f"`{found[0]}`: the point stands here before decimals, not between thousands",
            )
            yield Finding("R480", path, message, tuple(grouped_cures(found[0])), part=found.span())
