"""A year that nobody means: a typing error makes `0206` or `2062` of 2026."""

from collections.abc import Iterator
from datetime import date

from public_aids.engine.feel.syntax import Temporal, walk
from public_aids.engine.feel.temporal_text import parse_temporal
from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.dated import dated_parts
from public_aids.engine.rulebook.coherence.finding import Finding, Path, versions_of
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.rulebook.readings import TERM_DAYS
from public_aids.engine.text import Text

CODES = ("R452",)
EARLIEST = 1900
AHEAD = 15  # years
FOR_EVER = date(9999, 12, 31)


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    latest = context.as_of.year + AHEAD
    for path, day, part in _days(scheme):
        if not EARLIEST <= day.year <= latest and day != FOR_EVER:
            message = Text(f"est-ce bien l'année {day.year:04} ?", f"is the year {day.year:04} right?")
            cure = Text(
                "corrigez-la, ou écrivez `# check: ignore R452` au bout de la ligne",
                "correct it, or write `# check: ignore R452` at the end of the line",
            )
            yield Finding("R452", path, message, (cure,), "warning", part=part)


def _days(scheme: Scheme) -> Iterator[tuple[Path, date, tuple[int, int] | None]]:
    for path, _, dated in dated_parts(scheme):
        for at, (first, _) in enumerate(dated.versions):
            if first is not None:
                yield (*path, at, "from"), first, None
    for key, window in (("from", scheme.validity.since), ("until", scheme.validity.until)):
        for path, day in versions_of(("validity", key), window):
            yield path, day, None
    for key in TERM_DAYS:
        if (ends := getattr(scheme.term, key, None)) is not None:
            yield ("term", key), ends, None
    for path, test in tests_of(scheme):
        for here, expr in versions_of((*path, "when"), test.when):
            for node in walk(expr):
                moment = parse_temporal(node.text) if isinstance(node, Temporal) else None
                if isinstance(moment, date):
                    yield here, moment, node.span
