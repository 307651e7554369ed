"""How much a reader takes in, and how much it says."""

from typing import Final

from engine.record import Record
from engine.source.diagnostic import Diagnostic
from engine.source.place import Source
from engine.source.problems import found


class Limit(Record):
    """How large a text may be: levels inside one another, values (keys count), diagnostics."""

    depth: int = 40
    nodes: int = 200_000
    findings: int = 100


LIMIT: Final = Limit()


class TooMuchError(Exception):
    """A limit is passed, and reported: reading on could take any time."""


def in_order(source: Source, findings: list[Diagnostic], limit: Limit) -> tuple[Diagnostic, ...]:
    """Diagnostics in the order of the text, each once, and no more than the limit."""
    placed = {(d.place.line, d.place.column, d.code): d for d in reversed(findings) if d.place}
    ordered = [placed[key] for key in sorted(placed)]
    if len(ordered) > limit.findings:
        end = len(source.text)
        ordered[limit.findings :] = [found(source, "Y129", end, end, limit=str(limit.findings))]
    return tuple(ordered)
