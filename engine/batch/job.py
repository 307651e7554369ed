"""A population evaluated in pieces, from a file to a file or as they come."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import polars as pl

from engine.batch.contracts import COUNT
from engine.batch.evaluate import Evaluator
from engine.batch.files import CHUNK, Format, Population, write_frames
from engine.batch.frames import LARGE_SUMS
from engine.batch.plan import PARTS, Part, Plan
from engine.batch.reading import CellProblem, flat_count
from engine.batch.summary import GROUPS, Summary
from engine.decide.situation import CONTRACTS
from engine.record import Record, replace
from engine.rulebook.model import Rulebook
from engine.text import Text

OnError = Literal["stop", "skip", "report"]
Progress = Callable[[int], None]
_AT = "#at"


class WrongRowsError(Exception):
    """Rows that cannot be read, where that stops the run after so many rows."""

    def __init__(self, problems: tuple[CellProblem, ...], rows: int) -> None:
        super().__init__(f"{len(problems)} wrong cells")
        self.problems = problems
        self.rows = rows


class Job(Record):
    """What is asked: `on` the same for all rows, or `on_column` a column with the day of each."""

    rules: Rulebook
    on: date
    on_column: str | None = None
    parts: tuple[Part, ...] = PARTS
    schemes: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    on_error: OnError = "stop"
    summary: bool = False
    chunk: int = CHUNK


class Outcome:
    """What a run did: rows read, written, left out; those that took the slow way; what was wrong."""

    def __init__(self, job: Job) -> None:
        self.rows = 0
        self.written = 0
        self.row_by_row = 0
        self.problems: list[CellProblem] = []
        self.wrong: Counter[str] = Counter()  # cells, by column
        schemes = [one.id for one in job.rules.schemes if one.kind != "information"]
        self.summary = (
            Summary([one for one in schemes if not job.schemes or one in job.schemes]) if job.summary else None
        )

    @property
    def left_out(self) -> int:
        return self.rows - self.written

    def add(self, other: "Outcome") -> None:
        """What another run of the same job did, over other rows."""
        self.rows += other.rows
        self.written += other.written
        self.row_by_row += other.row_by_row
        self.problems += other.problems
        self.wrong += other.wrong
        if self.summary is not None and other.summary is not None:
            self.summary.merge(other.summary)


class Run:
    """One job over rows with these columns. `columns`: those to read; `results`: those that come out after `keep`."""

    def __init__(self, job: Job, columns: Sequence[str], progress: Progress = lambda _: None) -> None:
        self.job = job
        self.progress = progress
        self.outcome = Outcome(job)
        wanted = {*job.parts, *(("status", "first_year") if job.summary else ())}
        self.evaluator = Evaluator(job.rules, tuple(part for part in PARTS if part in wanted), job.schemes)
        slots = flat_count(columns)
        self._types = self.evaluator.schema(job.on, slots)
        if job.on_column is not None:
            self._types = {name: _on_any_day(kind) for name, kind in self._types.items()}
        plan = self.evaluator.runner(job.on, slots).plan
        self.columns = self._used(columns, plan)
        self.results = {output.name: self._types[output.name] for output in plan.outputs if output.part in job.parts}

    def to_file(self, population: Population, path: str, form: Format) -> Outcome:
        """Raises `WrongRowsError`, and what reading and writing raise."""
        write_frames(path, form, self.schema(population.schema), lambda: self.over(population))
        return self.outcome

    def is_result(self, columns: Sequence[str]) -> bool:
        """Whether all these columns are kept by the job, or results of some job over the same rules."""
        every = set(Run(replace(self.job, parts=PARTS, schemes=()), ()).results)
        return not every.isdisjoint(columns) and every.issuperset(set(columns) - set(self.job.keep))

    def over(self, population: Population) -> Iterator[pl.DataFrame]:
        return self.frames(population.chunks(self.job.chunk, self.columns))

    def schema(self, read: Mapping[str, pl.DataType]) -> dict[str, pl.DataType]:
        """The columns that come out, from those that are read."""
        return {name: read[name] for name in self.job.keep} | self.results

    def _used(self, columns: Sequence[str], plan: Plan) -> list[str]:
        """The columns that the result depends on, in their order; others are not read. Each day has its own."""
        job = self.job
        if job.on_column is not None:
            return list(columns)
        wanted = {name for name, _ in plan.inputs} | {*job.keep, job.on_column, CONTRACTS, COUNT}
        wanted |= {*GROUPS} if job.summary else set()
        return [name for name in columns if name in wanted or name.startswith("contrat_") or "best" in job.parts]

    def frames(self, pieces: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """What comes out of each piece, rows in order. Problems count rows from the first one of the first piece."""
        for frame in pieces:
            first_row = self.outcome.rows + 1
            self.outcome.rows += frame.height
            kept, result = self._evaluated(frame, first_row)
            if self.job.on_error == "stop" and self.outcome.problems:
                raise WrongRowsError(tuple(self.outcome.problems), self.outcome.rows)
            if self.outcome.summary is not None:
                self.outcome.summary.add(kept, result)
            self.outcome.written += result.height
            self.progress(self.outcome.rows)
            yield pl.DataFrame([*(kept[name] for name in self.job.keep), *(result[name] for name in self.results)])

    def _evaluated(self, frame: pl.DataFrame, first_row: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows that could be read, and their results, in order."""
        if self.job.on_column is None:
            return self._on(frame, self.job.on, first_row)
        numbered = frame.with_columns(pl.int_range(0, pl.len()).alias(_AT))
        days = _days(numbered[self.job.on_column])
        self._refuse_days(frame[self.job.on_column], days, first_row)
        parts = [
            self._on(numbered.filter(days == day), day, first_row)
            for day in days.drop_nulls().unique().sort().to_list()
        ]
        if not parts:
            empty = self._on(numbered.head(0), self.job.on, first_row)
            return empty[0].drop(_AT), empty[1].cast(pl.Schema(self._types))
        kept = pl.concat([one for one, _ in parts])
        result = pl.concat([other.cast(pl.Schema(self._types)) for _, other in parts])
        order = kept[_AT].arg_sort()
        return kept[order].drop(_AT), result[order]

    def _on(self, frame: pl.DataFrame, day: date, first_row: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        found = self.evaluator.evaluate(frame, day, first_row)
        if found.problems:
            rows = frame[_AT].to_list() if _AT in frame.columns else None
            self._refuse(tuple(_renumbered(one, rows, first_row) for one in found.problems))
        self.outcome.row_by_row += found.row_by_row
        return (frame if found.kept.all() else frame.filter(found.kept)), found.result

    def _refuse_days(self, raw: pl.Series, days: pl.Series, first_row: int) -> None:
        message = Text("ce n'est pas un jour AAAA-MM-JJ", "not a day YYYY-MM-DD")
        wrong = days.is_null().arg_true().to_list()
        if wrong:
            self._refuse(tuple(CellProblem(at + first_row, raw.name, "P505", message) for at in wrong))

    def _refuse(self, problems: tuple[CellProblem, ...]) -> None:
        self.outcome.wrong.update(one.column for one in problems)
        if self.job.on_error != "skip":
            self.outcome.problems += problems


def _on_any_day(kind: pl.DataType) -> pl.DataType:
    """How large a sum may be depends on the day."""
    return LARGE_SUMS if isinstance(kind, pl.Decimal) else kind


def _days(raw: pl.Series) -> pl.Series:
    return raw.str.to_date("%Y-%m-%d", strict=False) if raw.dtype == pl.String else raw.cast(pl.Date, strict=False)


def _renumbered(one: CellProblem, rows: list[int] | None, first_row: int) -> CellProblem:
    """The row of the file, where only some rows of a piece were evaluated together."""
    if rows is None:
        return one
    return CellProblem(rows[one.row - first_row] + first_row, one.column, one.code, one.message, one.cures)
