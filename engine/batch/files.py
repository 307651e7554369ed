"""Populations in files: Parquet, Arrow and CSV, read and written in pieces so that memory does not grow with rows."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import Literal, assert_never
from urllib.parse import unquote

import polars as pl
from polars.io.plugins import register_io_source

from public_aids.engine.batch.csv_file import csv_problems
from public_aids.engine.record import Record, replace
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.writing.output import written_beside
from public_aids.engine.writing.refusals import failed as not_written

Format = Literal["parquet", "arrow", "csv"]
SUFFIXES: dict[str, Format] = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".ipc": "arrow",
    ".feather": "arrow",
    ".csv": "csv",
}
CHUNK = 200_000  # rows
ROW, FILE = "row", "file"
_MAKER = "public-aids"  # a key of the metadata
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


def format_of(path: str) -> Format | None:
    """The format that the end of a file's name says."""
    return SUFFIXES.get(Path(path).suffix.lower())


class Part(Record):
    """One file of a population, and how many rows it has."""

    path: str
    rows: int
    lazy: pl.LazyFrame


class OtherColumnsError(Exception):
    """`path` is a file whose columns are not those of `first`."""

    def __init__(self, path: str, first: str) -> None:
        super().__init__(path, first)
        self.path, self.first = path, first


class Population(Record):
    """The situations of a file, or of several whose columns are the same."""

    path: str
    form: Format
    columns: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.parts)

    @property
    def lazy(self) -> pl.LazyFrame:
        return pl.concat([part.lazy for part in self.parts])

    @property
    def schema(self) -> pl.Schema:
        return self.lazy.collect_schema()

    def numbered(self) -> "Population":
        """The same with a column `row`, the number of each row in its file, and `file` where there are several."""
        numbered = [replace(part, lazy=part.lazy.with_row_index(ROW, offset=1)) for part in self.parts]
        if len(self.parts) == 1:
            return replace(self, columns=(ROW, *self.columns), parts=tuple(numbered))
        named = (replace(part, lazy=part.lazy.with_columns(pl.lit(part.path).alias(FILE))) for part in numbered)
        return replace(self, columns=(FILE, ROW, *self.columns), parts=tuple(named))

    def chunks(self, size: int = CHUNK, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
        """The rows in order, so many at a time, read ahead of their use."""
        lazy = self.lazy if columns is None else self.lazy.select(columns)
        yield from lazy.collect_batches(chunk_size=size, maintain_order=True)


def open_population(path: str, form: Format) -> Population:
    """The population of a file, of a folder, or of the files that a pattern names.

    A folder `name=value` on the way to a file is a column, as texts. Raises `OSError`, `BrokenError` for a file that is
    not CSV, `polars.exceptions.PolarsError` for another one that cannot be read, and `OtherColumnsError`.
    """
    in_parts = "://" not in path and not Path(path).is_file()
    parts = tuple(_part(one, form, in_parts) for one in (_files(path) if in_parts else [path]))
    schemas = [part.lazy.collect_schema() for part in parts]
    for part, schema in zip(parts, schemas, strict=True):
        if schema != schemas[0]:
            raise OtherColumnsError(part.path, parts[0].path)
    return Population(path, form, tuple(schemas[0].names()), parts)


def _files(path: str) -> list[str]:
    """The files of a folder or of a pattern."""
    if Path(path).is_dir():
        found = [str(one) for one in data_files(path)]
    else:
        found = sorted(one for one in glob(path, recursive=True) if Path(one).is_file())  # noqa: PTH207  # may be absolute
    if not found:
        raise FileNotFoundError(path)
    return found


def data_files(folder: str) -> list[Path]:
    """The files of a folder that hold rows: names with `_` or `.` in front are for the programs that write them."""
    found = (one for one in Path(folder).rglob("*") if one.is_file())
    return sorted(one for one in found if not one.name.startswith(("_", ".")))


def _part(path: str, form: Format, in_parts: bool) -> Part:
    if form == "csv" and "://" not in path and (problems := csv_problems(path)):
        raise BrokenError(problems)
    lazy = _scan(path, form)
    rows = int(lazy.select(pl.len()).collect().item())
    if in_parts:
        lazy = lazy.with_columns(pl.lit(value, pl.String).alias(name) for name, value in _named_in(path))
    return Part(path, rows, lazy)


def _named_in(path: str) -> Iterator[tuple[str, str | None]]:
    """`departement_exercice=44` of the folders of a path."""
    for folder in Path(path).parts[:-1]:
        name, equals, value = folder.partition("=")
        if equals:
            yield unquote(name), None if value == _NO_VALUE else unquote(value)


def _scan(path: str, form: Format) -> pl.LazyFrame:
    match form:
        case "parquet":
            return pl.scan_parquet(path, glob=False, hive_partitioning=False)
        case "arrow":
            return pl.scan_ipc(path, glob=False)
        case "csv":
            return pl.scan_csv(path, infer_schema=False, glob=False)
        case _:
            assert_never(form)


def write_frames(
    path: str,
    form: Format,
    schema: dict[str, pl.DataType],
    frames: Callable[[], Iterator[pl.DataFrame]],
    *,
    only_the_same: bool = False,
    maker: str | None = None,
) -> None:
    """Writes frames one after the other into a file, which appears whole or not at all; Parquet says its `maker`.

    What `frames` raises is raised here, and nothing is left behind. `only_the_same`: as for `written_beside`.
    """
    failed: list[BaseException] = []

    def source(
        with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        del predicate, n_rows, batch_size
        try:
            for frame in frames():
                yield frame.select(with_columns) if with_columns is not None else frame
        except BaseException as error:
            failed.append(error)

    with written_beside(path, only_the_same=only_the_same) as partial:
        try:
            _sink(register_io_source(source, schema=schema), partial, form, maker)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise not_written(_of_the_system(error, partial)) from None
        if failed:
            raise failed[0]


def is_made_by(maker: str, path: str) -> bool:
    """Does a Parquet file say that it was written so?"""
    try:
        return pl.read_parquet_metadata(path).get(_MAKER) == maker
    except (OSError, pl.exceptions.PolarsError):
        return False


def _of_the_system(error: Exception, path: str) -> OSError:
    """What the system has said: Polars has its number in a text, and speaks of its own parts around it."""
    said = re.search(r"\(os error (\d+)\)", str(error))
    number = int(said[1]) if said else getattr(error, "errno", None)
    return OSError(number, os.strerror(number), path) if number else OSError(str(error).split("\n", 1)[0][:200])


def _sink(lazy: pl.LazyFrame, path: str, form: Format, maker: str | None) -> None:
    match form:
        case "parquet":
            lazy.sink_parquet(
                path, compression="zstd", compression_level=1, metadata={_MAKER: maker} if maker else None
            )
        case "arrow":
            lazy.sink_ipc(path)
        case "csv":
            lazy.sink_csv(path)
        case _:
            assert_never(form)
