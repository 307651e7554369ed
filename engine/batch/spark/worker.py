"""One partition of a population, in the Python of a worker: batches of Arrow in, batches of Arrow out, by the same run
as a file takes on one machine."""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import polars as pl

from public_aids.engine.batch.job import Job, JobRun
from public_aids.engine.batch.reading import CellProblem
from public_aids.engine.batch.wrong_cells import WrongRowsError
from public_aids.engine.record import Record, replace

if TYPE_CHECKING:
    import pyarrow as pa

FILE, INDEX = "#file", "#index"
"""Columns that Spark adds to a row: its file, and its place in it, from 0."""


class Stretch(Record):
    """Rows that follow one another in a file: the place of the first in the partition, its file, its place there."""

    start: int
    file: str
    index: int


class Partition:
    """The rows of a partition as they come, and where each was read."""

    def __init__(self, batches: "Iterator[pa.RecordBatch]") -> None:
        self._batches = batches
        self._stretches: list[Stretch] = []
        self.fields: dict[str, pa.Field] = {}

    def frames(self) -> Iterator[pl.DataFrame]:
        done = 0
        for batch in self._batches:
            self.fields = {field.name: field for field in batch.schema}
            frame = pl.DataFrame(batch)
            self._note(frame, done)
            done += frame.height
            yield frame.drop(FILE, INDEX)

    def _note(self, frame: pl.DataFrame, start: int) -> None:
        follows = (pl.col(FILE) == pl.col(FILE).shift()) & (pl.col(INDEX) == pl.col(INDEX).shift() + 1)
        first = frame.select(FILE, INDEX).with_row_index("at").filter(~follows.fill_null(False))
        self._stretches += [Stretch(start + at, file, index) for at, file, index in first.iter_rows()]

    def placed(self, problem: CellProblem) -> CellProblem:
        """A problem of a row of this partition, told at its row of its file."""
        at = problem.row - 1
        found = self._stretches[bisect_right(self._stretches, at, key=lambda one: one.start) - 1]
        return replace(problem, row=found.index + at - found.start + 1, file=unquote(found.file))


def evaluate_partition(batches: "Iterator[pa.RecordBatch]", job: Job, outcomes: Any) -> "Iterator[pa.RecordBatch]":
    """The result of the rows that can be read; what else there is to say is added to `outcomes`.

    Where wrong rows stop the run this partition ends early, and the driver ends all others.
    """
    run, partition = JobRun(job), Partition(batches)
    with suppress(WrongRowsError):
        for frame in run.frames(partition.frames()):
            yield from _as_arrow(frame, run, partition)
    run.outcome.problems = [partition.placed(one) for one in run.outcome.problems]
    run.outcome.against = {name: (partition.placed(one), rows) for name, (one, rows) in run.outcome.against.items()}
    outcomes.add(run.outcome)


def _as_arrow(frame: pl.DataFrame, run: JobRun, partition: Partition) -> "Iterator[pa.RecordBatch]":
    """A frame in types of Arrow that Spark knows: kept columns as they came, words as text, sums as decimals."""
    import pyarrow as pa

    kept = [partition.fields[name] for name in run.job.keep]
    found = [
        pa.field(name, pa.decimal128(kind.precision, kind.scale) if isinstance(kind, pl.Decimal) else pa.string())
        for name, kind in run.results.items()
    ]
    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    yield from table.cast(pa.schema([*kept, *found])).to_batches()
