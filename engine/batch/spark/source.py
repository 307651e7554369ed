"""A population that Spark reads: Parquet, in a file or in a folder of partitions.

CSV and Arrow become Parquet first, as Polars reads them: a cell is then the same whatever the engine, and each row has
a number in its file.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from public_aids.engine.batch.files import Format, data_files, format_of, open_population
from public_aids.engine.batch.spark.failure import in_one_line
from public_aids.engine.batch.spark.storage import address
from public_aids.engine.batch.spark.worker import FILE, INDEX
from public_aids.engine.record import Record


class SparkPopulation(Record):
    """`frame` is a `pyspark.sql.DataFrame`; `read_from` is where it reads, `path` where people have put it."""

    path: str
    columns: tuple[str, ...]
    frame: Any
    read_from: str
    in_parts: bool

    def read(self) -> Any:
        """All columns, and where each row stands."""
        from pyspark.sql import functions as f

        file = f.col("_metadata.file_path") if self.in_parts else f.lit("")
        named = [f.col(f"`{name.replace('`', '``')}`") for name in self.columns]
        return self.frame.select(*named, file.alias(FILE), f.col("_metadata.row_index").alias(INDEX))

    def file(self, read: str) -> str:
        """The name, in the folder of the population, of a file that was read; empty where there is one file."""
        folder = address(self.read_from).partition("://")[2].rstrip("/")
        name = unquote(read).partition(f"{folder}/")[2]
        return name if self.read_from == self.path else name.removesuffix(".parquet")


@contextmanager
def population_for_spark(session: Any, path: str, scratch: str | None) -> Iterator[SparkPopulation]:
    """A population, for as long as it is read. What is no Parquet goes through `scratch`, a folder all workers see.

    Raises `SparkFailedError`, and what `open_population` raises.
    """
    form = "parquet" if "://" in path else form_on_disk(path)
    if form is None or form == "parquet":
        yield _opened(session, path, path)
        return
    with TemporaryDirectory(prefix=".schemes-", dir=scratch) as folder:
        yield _opened(session, path, str(_as_parquet(path, form, Path(folder))))


def form_on_disk(path: str) -> Format | None:
    """The format of a file, or of the files of a folder; None where it is not known or they have several."""
    if not Path(path).is_dir():
        return format_of(path)
    forms = {format_of(str(one)) for one in data_files(path)}
    return forms.pop() if len(forms) == 1 else None


def _as_parquet(path: str, form: Format, folder: Path) -> Path:
    """The same rows in Parquet, file by file, in a folder; where they are."""
    if not Path(path).is_dir():
        open_population(path, form).lazy.sink_parquet(folder / "population.parquet")
        return folder / "population.parquet"
    for one in data_files(path):
        target = folder / f"{one.relative_to(path)}.parquet"
        open_population(str(one), form).lazy.sink_parquet(target, mkdir=True)
    return folder


def _opened(session: Any, path: str, read_from: str) -> SparkPopulation:
    exact = re.sub(r"([\[\]{}*?\\])", r"\\\1", address(read_from))  # else Hadoop takes these for a pattern
    with in_one_line():
        frame = session.read.option("mergeSchema", "true").parquet(exact)
        return SparkPopulation(path, tuple(frame.columns), frame, read_from, len(frame.inputFiles()) > 1)
