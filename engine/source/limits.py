"""How much a reader takes in, and how much it says."""

from collections.abc import Sequence
from typing import Final

from public_aids.engine.record import Record, replace
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place, Source
from public_aids.engine.source.problems import found


class Limit(Record):
    """How large a text may be: levels inside one another, values (keys count), diagnostics that are given."""

    depth: int = 40
    nodes: int = 200_000
    findings: int = 100

    @property
    def looked_for(self) -> int:
        """After so many findings a reader stops: some of them may be the same, or be taken back."""
        return 10 * self.findings


LIMIT: Final = Limit()


class TooMuchError(Exception):
    """A limit is passed, and reported: reading on could take any time."""


def in_order(source: Source, findings: list[Diagnostic], limit: Limit) -> tuple[Diagnostic, ...]:
    """Diagnostics in the order of the text, each once, and no more than the limit."""
    placed = {(d.place.line, d.place.column, d.code): d for d in reversed(findings) if d.place}
    count = None if len(findings) >= limit.looked_for else len(placed)
    end = source.place(len(source.text), len(source.text))
    return first_of([placed[key] for key in sorted(placed)], count, end, limit)


def first_of(
    ordered: Sequence[Diagnostic], count: int | None, end: Place | None, limit: Limit = LIMIT
) -> tuple[Diagnostic, ...]:
    """The first diagnostics of a text, and how many there are beside them (`count`: of all, None where reading stopped
    before the end of the text)."""
    most = limit.findings
    if len(ordered) <= most and (count is None or count <= most):
        return tuple(ordered)
    more, more_en = ("d'autres plus loin", "more further on")
    if count is not None:
        left = f"{count - most:,}"
        more, more_en = f"{left.replace(',', chr(0x202F))} autres", f"{left} more"
    said = found(Source("", ""), "Y129", 0, 0, limit=str(most), more=more, more_en=more_en)
    return (*ordered[:most], replace(said, place=end))
