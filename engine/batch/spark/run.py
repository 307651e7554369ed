"""A population evaluated by Spark: what the driver does. Each partition is evaluated by `worker`."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import polars as pl

from public_aids.engine.batch.job import Job, JobRun, Progress, outcome_of
from public_aids.engine.batch.outcome import Outcome
from public_aids.engine.batch.reading import CellProblem
from public_aids.engine.batch.spark.failure import in_one_line
from public_aids.engine.batch.spark.source import SparkPopulation
from public_aids.engine.batch.spark.storage import Storage, address, whole_folder
from public_aids.engine.batch.spark.worker import evaluate_partition
from public_aids.engine.batch.wrong_cells import WrongRowsError
from public_aids.engine.record import replace

GROUP = "schemes"
LOOK_EVERY = 0.2  # seconds


class Outcomes:
    """How the outcomes of partitions add up (an `AccumulatorParam` of Spark). Each partition starts from None.

    Spark counts a partition once, however often it was tried.
    """

    def zero(self, _: Outcome | None) -> None:
        return None

    def addInPlace(self, one: Outcome | None, other: Outcome | None) -> Outcome | None:  # noqa: N802 (Spark's name)
        if one is None or other is None:
            return one or other
        one.add(other)
        return one


class SparkRun:
    """One job over one population."""

    def __init__(
        self, session: Any, job: Job, population: SparkPopulation, progress: Progress = lambda _: None
    ) -> None:
        self.context = session.sparkContext
        self.storage = Storage(session)
        self.job = job
        self.population = population
        self.progress = progress
        self.found = self.context.accumulator(outcome_of(job), Outcomes())

    def to_folder(self, path: str) -> Outcome:
        """Writes the result as a folder of Parquet partitions, which appears whole or not at all.

        Raises `WrongRowsError`, `SparkFailedError`, `NoColumnForm`.
        """
        with whole_folder(self.storage, path) as partial:
            return self._watched(lambda: self._result().write.parquet(address(partial)))

    def to_nowhere(self) -> Outcome:
        """Evaluates all rows for what `Outcome` says of them. Raises the same."""
        return self._watched(lambda: self._result().write.format("noop").mode("overwrite").save())

    def _result(self) -> Any:
        from pyspark.sql.types import DecimalType, StringType, StructField, StructType

        run = JobRun(self.job)
        kept = [self.population.frame.schema[name] for name in self.job.keep]
        found = [
            StructField(name, DecimalType(kind.precision, kind.scale) if isinstance(kind, pl.Decimal) else StringType())
            for name, kind in run.results.items()
        ]
        job, outcomes = self.job, self.found  # all that goes to the workers

        def evaluate(batches: Iterator[Any]) -> Iterator[Any]:
            return evaluate_partition(batches, job, outcomes)

        return self.population.read().mapInArrow(evaluate, StructType([*kept, *found]))

    def _watched(self, write: Callable[[], None]) -> Outcome:
        """Runs a job of Spark to its end, or until wrong rows stop it."""

        def in_group() -> None:
            self.context.setJobGroup(GROUP, GROUP)
            write()

        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(in_group)
            try:
                while not wait([writing], LOOK_EVERY).done and not self._is_stopped():
                    self.progress(self.found.value.rows)
            finally:
                while not writing.done():  # wrong rows, or Ctrl-C
                    self.context.cancelJobGroup(GROUP)
                    wait([writing], LOOK_EVERY)
        outcome = self._placed()
        if self._is_stopped():
            raise WrongRowsError(outcome.problems, outcome.rows)
        with in_one_line():
            writing.result()
        return outcome

    def _is_stopped(self) -> bool:
        return self.job.on_error == "stop" and bool(self.found.value.problems)

    def _placed(self) -> Outcome:
        """What the partitions found, its problems in order of files and rows."""
        outcome: Outcome = self.found.value
        told = [self._in_its_file(one) for one in outcome.problems]
        outcome.against = {name: (self._in_its_file(one), rows) for name, (one, rows) in outcome.against.items()}
        outcome.problems = sorted(told, key=lambda one: (one.file, one.row, one.column))
        return outcome

    def _in_its_file(self, one: CellProblem) -> CellProblem:
        return replace(one, file=self.population.file(one.file))
