"""What became of the rows of a population."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from public_aids.engine.batch.contradictions import Against, together
from public_aids.engine.batch.reading import CellProblem
from public_aids.engine.batch.summary import Summary
from public_aids.engine.batch.wrong_cells import WrongRowsError
from public_aids.engine.text import Text

OnError = Literal["stop", "skip", "report"]


class Outcome:
    """What a run did: rows read, written, left out; those that took the slow way, and why where all of a day did; the
    facts that are stated against others; what was wrong."""

    def __init__(self, on_error: OnError, summary: Summary | None = None) -> None:
        self.rows = 0
        self.written = 0
        self.row_by_row = 0
        self.no_form: Text | None = None
        self.against: Against = {}
        self.problems: list[CellProblem] = []
        self.wrong: Counter[str] = Counter()  # cells, by column
        self.summary = summary
        self._on_error = on_error

    @property
    def left_out(self) -> int:
        return self.rows - self.written

    def refuse(self, problems: Sequence[CellProblem]) -> None:
        """Rows that cannot be read. Raises `WrongRowsError` where they stop the run."""
        self.wrong.update(one.column for one in problems)
        if self._on_error != "skip":
            self.problems += problems
        if self._on_error == "stop" and problems:
            raise WrongRowsError(self.problems, self.rows)

    def add(self, other: "Outcome") -> None:
        """What another run of the same job did, over other rows."""
        self.rows += other.rows
        self.written += other.written
        self.row_by_row += other.row_by_row
        self.no_form = self.no_form or other.no_form
        self.against = together(self.against, other.against)
        self.problems += other.problems
        self.wrong += other.wrong
        if self.summary is not None and other.summary is not None:
            self.summary.merge(other.summary)
