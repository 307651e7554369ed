"""Populations in files: Parquet, Arrow and CSV, read and written in pieces so that memory does not grow with rows."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, assert_never

import polars as pl
from polars.io.plugins import register_io_source

from engine.record import Record
from engine.writing.output import written_beside

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


def format_of(path: str) -> Format | None:
    """The format that the end of a file's name says."""
    return SUFFIXES.get(Path(path).suffix.lower())


class Population(Record):
    """A file of situations: its columns and how many rows it has."""

    path: str
    columns: tuple[str, ...]
    rows: int
    form: Format
    lazy: pl.LazyFrame

    @property
    def schema(self) -> pl.Schema:
        return self.lazy.collect_schema()

    def chunks(self, size: int = CHUNK, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
        """The rows in order, so many at a time, read ahead of their use."""
        lazy = self.lazy if columns is None else self.lazy.select(columns)
        yield from lazy.collect_batches(chunk_size=size, maintain_order=True)


def open_population(path: str, form: Format) -> Population:
    """Raises `OSError` or `polars.exceptions.PolarsError` for a file that cannot be read."""
    lazy = _scan(path, form)
    columns = tuple(lazy.collect_schema().names())
    return Population(path, columns, int(lazy.select(pl.len()).collect().item()), form, lazy)


def _scan(path: str, form: Format) -> pl.LazyFrame:
    glob = not Path(path).exists()  # a name with brackets that is there is no pattern
    match form:
        case "parquet":
            return pl.scan_parquet(path, glob=glob)
        case "arrow":
            return pl.scan_ipc(path, glob=glob)
        case "csv":
            return pl.scan_csv(path, infer_schema=False, glob=glob)
        case _:
            assert_never(form)


def write_frames(
    path: str,
    form: Format,
    schema: dict[str, pl.DataType],
    frames: Callable[[], Iterator[pl.DataFrame]],
    *,
    only_the_same: bool = False,
) -> None:
    """Writes frames one after the other into a file, which appears whole or not at all.

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
        _sink(register_io_source(source, schema=schema), partial, form)
        if failed:
            raise failed[0]


def _sink(lazy: pl.LazyFrame, path: str, form: Format) -> None:
    match form:
        case "parquet":
            lazy.sink_parquet(path, compression="zstd", compression_level=1)
        case "arrow":
            lazy.sink_ipc(path)
        case "csv":
            lazy.sink_csv(path)
        case _:
            assert_never(form)
