"""Files as Spark names them, through Hadoop: of this machine, or where a URI says (`hdfs://`, `s3a://`)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from public_aids.engine.batch.spark.failure import in_one_line


class Storage:
    """Paths are as people write them; one without `://` is on this machine, or on a disk that the workers share.

    Raises `SparkFailedError` where a file system refuses or cannot be reached.
    """

    def __init__(self, session: Any) -> None:
        self._java = session.sparkContext._jvm.org.apache.hadoop.fs
        self._settings = session.sparkContext._jsc.hadoopConfiguration()

    def _at(self, path: str) -> tuple[Any, Any]:
        place = self._java.Path(address(path))
        return place.getFileSystem(self._settings), place

    @in_one_line()
    def exists(self, path: str) -> bool:
        system, place = self._at(path)
        return bool(system.exists(place))

    @in_one_line()
    def is_folder(self, path: str) -> bool:
        system, place = self._at(path)
        return bool(system.exists(place) and system.getFileStatus(place).isDirectory())

    @in_one_line()
    def names(self, folder: str) -> list[str]:
        system, place = self._at(folder)
        return sorted(one.getPath().getName() for one in system.listStatus(place))

    @in_one_line()
    def move(self, path: str, to: str) -> None:
        system, place = self._at(path)
        if not system.rename(place, self._java.Path(address(to))):
            raise OSError(f"{path} cannot be moved to {to}")

    @in_one_line()
    def delete(self, path: str) -> None:
        system, place = self._at(path)
        system.delete(place, True)

    @in_one_line()
    def write_text(self, path: str, text: str) -> None:
        system, place = self._at(path)
        stream = system.create(place)
        stream.write(bytearray(text, "utf-8"))
        stream.close()


def address(path: str) -> str:
    """The URI of a path."""
    return path if "://" in path else f"file://{Path(path).absolute()}"


def may_be_replaced(storage: Storage, path: str) -> bool:
    """A result goes to a new place, or to that of an earlier one."""
    if not storage.exists(path):
        return True
    return storage.is_folder(path) and all(name.startswith("part-") for name in storage.names(path))


@contextmanager
def whole_folder(storage: Storage, path: str) -> Iterator[str]:
    """A place to write a folder, moved to its own when all has gone well; otherwise nothing is left of it."""
    beside = f"{path.rstrip('/')}.{os.getpid()}"
    partial, former = f"{beside}.partial", f"{beside}.former"
    try:
        yield partial
        replaced = storage.exists(path)
        if replaced:
            storage.move(path, former)
        try:
            storage.move(partial, path)
        except BaseException:
            if replaced:
                storage.move(former, path)
            raise
        storage.delete(former)
    finally:
        storage.delete(partial)
