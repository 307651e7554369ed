"""What evaluates a population: Polars in this process, or Spark. Both take the same job and give the same answers."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from public_aids.cli.batch_input import FORMATS, failed, format_named, need, population_in, unreadable
from public_aids.cli.batch_report import errors_beside, is_report
from public_aids.cli.errors import ExitCode, StopError, wrong_input
from public_aids.cli.outputs import inputs_of
from public_aids.cli.progress import Bar
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.text import Lang, Text
from public_aids.engine.writing.output import check_no_input, check_output, write_output
from public_aids.engine.writing.refusals import of_another

if TYPE_CHECKING:
    from public_aids.engine.batch.files import Population
    from public_aids.engine.batch.job import Job
    from public_aids.engine.batch.outcome import Outcome
    from public_aids.engine.batch.spark.source import SparkPopulation

T = TypeVar("T")


class Engine(Protocol):
    """A population that is open, with what evaluates it."""

    @property
    def columns(self) -> tuple[str, ...]: ...

    @property
    def numbered(self) -> tuple[str, ...]:
        """The columns that tell the place of a row, and can be kept though no file has them."""

    def check(self, job: "Job", target: str, overwrite: bool) -> None:
        """Whether the result may go there. Raises `NotWrittenError`."""

    def run(self, job: "Job", target: str | None) -> "Outcome":
        """Evaluates all rows; the result goes to the target, if there is one."""

    def write(self, path: str, text: str) -> None:
        """Writes a text beside the result."""


def opened(source: str, target: str | None, master: str | None, lang: Lang) -> AbstractContextManager[Engine]:
    """The population, open for Polars, or for Spark where a master is named."""
    return _on_polars(source, lang) if master is None else _on_spark(source, target, master, lang)


class OnPolars:
    def __init__(self, population: "Population", lang: Lang) -> None:
        self.columns = population.columns
        numbers = population.numbered().columns[: -len(population.columns)]
        self.numbered = () if set(numbers) & set(population.columns) else numbers
        self._population = population
        self._lang = lang

    def check(self, job: "Job", target: str, overwrite: bool) -> None:
        format_named(target)
        inputs = inputs_of(self._population.path)
        check_output(target, inputs, overwrite, lambda: self._is_result(job, target))
        if job.on_error == "report":
            report = errors_beside(target)
            check_output(report, inputs, overwrite, lambda: is_report(report))

    def _is_result(self, job: "Job", target: str) -> bool:
        from public_aids.engine.batch.job import JobRun

        try:
            return JobRun(job).is_result(population_in(target).columns)
        except StopError:
            return False

    def run(self, job: "Job", target: str | None) -> "Outcome":
        from public_aids.engine.batch.job import JobRun
        from public_aids.engine.batch.placed import in_their_files

        numbered = any(name in job.keep for name in self.numbered)
        population = self._population.numbered() if numbered else self._population
        with Bar(self._lang, population.rows) as bar:
            run = JobRun(job, bar.show)
            with in_their_files(run.outcome, self._population):
                if target is None:
                    for _ in run.over(population):
                        pass
                else:
                    run.to_file(population, target, format_named(target))
            return run.outcome

    def write(self, path: str, text: str) -> None:
        write_output(path, text.encode())


@contextmanager
def _on_polars(source: str, lang: Lang) -> Iterator[Engine]:
    yield OnPolars(population_in(source), lang)


class OnSpark:
    numbered: tuple[str, ...] = ()

    def __init__(self, session: Any, population: "SparkPopulation", lang: Lang) -> None:
        self.columns = population.columns
        self._session = session
        self._population = population
        self._lang = lang

    def check(self, job: "Job", target: str, overwrite: bool) -> None:
        from public_aids.engine.batch.spark.failure import SparkFailedError
        from public_aids.engine.batch.spark.storage import Storage, may_be_replaced

        check_no_input(target, (self._population.path,))
        storage = Storage(self._session)
        try:
            if not may_be_replaced(storage, target) and (not overwrite or storage.is_folder(target)):
                raise of_another(target)
        except SparkFailedError as error:
            raise failed(error) from None

    def run(self, job: "Job", target: str | None) -> "Outcome":
        from public_aids.engine.batch.spark.run import SparkRun

        with Bar(self._lang) as bar:
            run = SparkRun(self._session, job, self._population, bar.show)
            return run.to_nowhere() if target is None else run.to_folder(target)

    def write(self, path: str, text: str) -> None:
        from public_aids.engine.batch.spark.failure import SparkFailedError
        from public_aids.engine.batch.spark.storage import Storage

        try:
            Storage(self._session).write_text(path, text)
        except SparkFailedError as error:
            raise failed(error) from None


@contextmanager
def _on_spark(source: str, target: str | None, master: str, lang: Lang) -> Iterator[Engine]:
    from public_aids.engine.batch.spark.session import LIBRARIES, spark_session
    from public_aids.engine.batch.spark.source import population_for_spark

    need(*LIBRARIES, extra="spark")
    _need_java()
    _check_source(source)
    scratch = _folder_of(target)
    with ExitStack() as stack:
        session = _started(stack, spark_session(master, quiet="SCHEMES_DEBUG" not in os.environ))
        population = _read(stack, population_for_spark(session, source, scratch), source)
        yield OnSpark(session, population, lang)


def _need_java() -> None:
    from public_aids.engine.batch.spark.session import JAVA, has_java

    if not has_java():
        raise wrong_input(
            "B306",
            Text("Spark demande Java, introuvable ici", "Spark needs Java, which was not found"),
            Text(
                f"installez Java {JAVA} ou plus récent, ou donnez son dossier dans JAVA_HOME",
                f"install Java {JAVA} or later, or name its folder in JAVA_HOME",
            ),
        )


def _check_source(path: str) -> None:
    """What can be seen before Spark starts, which takes seconds."""
    from public_aids.engine.batch.spark.source import form_on_disk

    if "://" in path:
        return
    if not Path(path).exists():
        raise wrong_input("P500", Text(f"`{path}` n'existe pas", f"`{path}` does not exist"))
    if form_on_disk(path) is None:
        raise wrong_input(
            "B302",
            Text(
                f"`{path}` n'est ni un fichier ni un dossier de fichiers d'un même format connu",
                f"`{path}` is neither a file of a known format nor a folder of files of one",
            ),
            Text(f"formats : {FORMATS}", f"formats: {FORMATS}"),
        )


def _folder_of(target: str | None) -> str | None:
    """The folder on disk in which the result will be, None where there is none."""
    if target is None:
        return None
    from public_aids.engine.batch.files import format_of

    if format_of(target) not in (None, "parquet"):
        raise wrong_input(
            "B302",
            Text(
                f"Spark n'écrit pas `{target}` : son résultat est un dossier de partitions Parquet",
                f"Spark does not write `{target}`: its result is a folder of Parquet partitions",
            ),
        )
    if "://" in target:
        return None
    folder = Path(target).absolute().parent
    if not folder.is_dir():
        raise wrong_input("B305", Text(f"le dossier `{folder}` n'existe pas", f"the folder `{folder}` does not exist"))
    return str(folder)


def _started(stack: ExitStack, session: AbstractContextManager[T]) -> T:
    from public_aids.engine.batch.spark.failure import SparkFailedError
    from public_aids.engine.batch.spark.session import JAVA

    try:
        return stack.enter_context(session)
    except SparkFailedError as error:
        raise wrong_input(
            "B307",
            Text(f"Spark n'a pas démarré : {error}", f"Spark did not start: {error}"),
            Text(
                f"il faut Java {JAVA} ou plus récent, et `--master` au format local[N] ou spark://MACHINE:PORT",
                f"Java {JAVA} or later is needed, and `--master` as local[N] or spark://HOST:PORT",
            ),
            Text("SCHEMES_DEBUG=1 montre ce que Spark écrit", "SCHEMES_DEBUG=1 shows what Spark writes"),
        ) from None


def _read(stack: ExitStack, population: AbstractContextManager[T], path: str) -> T:
    import polars as pl

    from public_aids.engine.batch.spark.failure import SparkFailedError

    try:
        return stack.enter_context(population)
    except BrokenError as error:
        raise StopError(ExitCode.WRONG_INPUT, error.diagnostics) from None
    except SparkFailedError as error:
        said = str(error).split("\n", 1)[0][:200]
        raise wrong_input(
            "P500", Text(f"impossible de lire `{path}` : {said}", f"cannot read `{path}`: {said}")
        ) from None
    except (OSError, pl.exceptions.PolarsError) as error:
        raise unreadable(path, error) from None
