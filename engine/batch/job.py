"""A population evaluated in pieces, from a file to a file or as they come."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import polars as pl

from public_aids.engine.batch.evaluate import Evaluator
from public_aids.engine.batch.files import CHUNK, Format, Population, write_frames
from public_aids.engine.batch.outcome import OnError, Outcome
from public_aids.engine.batch.plan import PARTS, Part
from public_aids.engine.batch.summary import Summary
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Text

Progress = Callable[[int], None]


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


class JobRun:
    """One job. `results`: the columns that come out after `keep`."""

    def __init__(self, job: Job, progress: Progress = lambda _: None) -> None:
        self.job = job
        self.progress = progress
        self.outcome = outcome_of(job)
        wanted = {*job.parts, *(("status", "first_year") if job.summary else ())}
        self.evaluator = Evaluator(job.rules, tuple(part for part in PARTS if part in wanted), job.schemes)
        types = self.evaluator.schema(job.on, any_day=job.on_column is not None)
        self.results = {one.name: types[one.name] for one in self.evaluator.outputs() if one.part in job.parts}

    def to_file(self, population: Population, path: str, form: Format) -> Outcome:
        """Raises `WrongRowsError`, and what reading and writing raise."""
        write_frames(path, form, self.schema(population.schema), lambda: self.over(population))
        return self.outcome

    def is_result(self, columns: Sequence[str]) -> bool:
        """Whether all these columns are kept by the job, or results of some job over the same rules."""
        every = set(JobRun(replace(self.job, parts=PARTS, schemes=())).results)
        return not every.isdisjoint(columns) and every.issuperset(set(columns) - set(self.job.keep))

    def over(self, population: Population) -> Iterator[pl.DataFrame]:
        return self.frames(population.chunks(self.job.chunk))

    def schema(self, read: Mapping[str, pl.DataType]) -> dict[str, pl.DataType]:
        """The columns that come out, from those that are read."""
        return {name: read[name] for name in self.job.keep} | self.results

    def frames(self, pieces: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """What comes out of each piece, rows in order. Problems count rows from the first one of the first piece."""
        for frame in pieces:
            first_row = self.outcome.rows + 1
            self.outcome.rows += frame.height
            found = self.evaluator.evaluate(frame, self.job.on, first_row, self.job.on_column)
            self.outcome.refuse(found.problems)
            self.outcome.row_by_row += found.row_by_row
            self.outcome.no_form, self.outcome.against = self.evaluator.no_form, self.evaluator.against
            kept, result = frame.filter(found.kept), found.result
            if self.outcome.summary is not None:
                self.outcome.summary.add(kept, result)
            self.outcome.written += result.height
            self.progress(self.outcome.rows)
            yield pl.DataFrame([*(kept[name] for name in self.job.keep), *(result[name] for name in self.results)])


def outcome_of(job: Job) -> Outcome:
    """The outcome of a job that has not begun."""
    schemes = [one.id for one in job.rules.schemes if one.kind != "information"]
    wanted = [one for one in schemes if not job.schemes or one in job.schemes]
    return Outcome(job.on_error, Summary(wanted, _groups(job.rules)) if job.summary else None)


def _groups(rules: Rulebook) -> dict[str, Text]:
    """The facts by which a summary splits a population, and what it calls them."""
    return {name: rules.facts[name].label for name in rules.roles.groups if name in rules.facts}
