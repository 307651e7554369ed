"""A population from a file to a file, in pieces."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

import polars as pl

from engine.batch.contracts import CONTRACTS, COUNT
from engine.batch.evaluate import Evaluator
from engine.batch.files import CHUNK, Format, Population, write_frames
from engine.batch.frames import LARGE_SUMS
from engine.batch.plan import PARTS, Part, Plan
from engine.batch.reading import CellProblem, flat_count
from engine.batch.summary import GROUPS, Summary
from engine.record import Record
from engine.rulebook.model import Rulebook
from engine.text import Text

OnError = Literal["stop", "skip", "report"]
Progress = Callable[[int], None]
SHOWN = 20
_AT = "#at"


class WrongRowsError(Exception):
    """Rows that cannot be read, where that stops the run."""

    def __init__(self, problems: tuple[CellProblem, ...]) -> None:
        super().__init__(f"{len(problems)} wrong cells")
        self.problems = problems


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
        schemes = [one.id for one in job.rules.schemes if one.kind != "information"]
        self.summary = (
            Summary([one for one in schemes if not job.schemes or one in job.schemes]) if job.summary else None
        )

    @property
    def left_out(self) -> int:
        return self.rows - self.written


class Run:
    """One job over one population."""

    def __init__(self, job: Job, population: Population, progress: Progress) -> None:
        self.job = job
        self.population = population
        self.progress = progress
        self.outcome = Outcome(job)
        wanted = {*job.parts, *(("status", "first_year") if job.summary else ())}
        self.evaluator = Evaluator(job.rules, tuple(part for part in PARTS if part in wanted), job.schemes)
        slots = flat_count(population.columns)
        self._results = self.evaluator.schema(job.on, slots)
        if job.on_column is not None:
            self._results = {name: _on_any_day(kind) for name, kind in self._results.items()}
        plan = self.evaluator.runner(job.on, slots).plan
        self._columns = self._used(plan)
        self._outputs = [output.name for output in plan.outputs if output.part in job.parts]

    def to_file(self, path: str, form: Format) -> Outcome:
        """Raises `WrongRowsError`, and what reading and writing raise."""
        write_frames(path, form, self._schema(), self.frames)
        return self.outcome

    def _used(self, plan: Plan) -> list[str]:
        """The columns that the result depends on, in their order; others are not read. Each day has its own."""
        job = self.job
        if job.on_column is not None:
            return list(self.population.columns)
        wanted = {name for name, _ in plan.inputs} | {*job.keep, job.on_column, CONTRACTS, COUNT}
        wanted |= {*GROUPS} if job.summary else set()
        return [
            name
            for name in self.population.columns
            if name in wanted or name.startswith("contrat_") or "best" in job.parts
        ]

    def _schema(self) -> dict[str, pl.DataType]:
        kept = self.population.lazy.collect_schema()
        return {name: kept[name] for name in self.job.keep} | {name: self._results[name] for name in self._outputs}

    def frames(self) -> Iterator[pl.DataFrame]:
        for frame in self.population.chunks(self.job.chunk, self._columns):
            first_row = self.outcome.rows + 1
            self.outcome.rows += frame.height
            kept, result = self._evaluated(frame, first_row)
            if self.outcome.summary is not None:
                self.outcome.summary.add(kept, result)
            self.outcome.written += result.height
            self.progress(self.outcome.rows)
            yield pl.DataFrame([*(kept[name] for name in self.job.keep), *(result[name] for name in self._outputs)])

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
            return empty[0].drop(_AT), empty[1].cast(pl.Schema(self._results))
        kept = pl.concat([one for one, _ in parts])
        result = pl.concat([other.cast(pl.Schema(self._results)) for _, other in parts])
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
        message = Text("ce n'est pas un jour AAAA-MM-JJ", "it is not a day YYYY-MM-DD")
        wrong = days.is_null().arg_true().to_list()
        if wrong:
            self._refuse(tuple(CellProblem(at + first_row, raw.name, "P505", message) for at in wrong))

    def _refuse(self, problems: tuple[CellProblem, ...]) -> None:
        if self.job.on_error == "stop":
            raise WrongRowsError(problems)
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
