"""The file of results that a command is asked for."""

import errno
import filecmp
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from public_aids.engine.writing import refusals
from public_aids.engine.writing.change import FileChange, check_regular, check_writable, write_all
from public_aids.engine.writing.journal import settle
from public_aids.engine.writing.signals import removed_when_stopped
from public_aids.engine.writing.staged import alike, clean, keep_on_disk, own_name
from public_aids.engine.writing.step import Content, contents


def check_output(path: str, inputs: Iterable[str], overwrite: bool, is_ours: Callable[[], bool]) -> None:
    """Whether a result may go to a path: none of the inputs, nothing that the command has not written before.

    `is_ours` looks at what is there, and may fail as it likes. Raises `NotWrittenError`.
    """
    check_no_input(path, inputs)
    if is_stream(path):
        if _nobody_reads(path):
            raise refusals.no_file(path)
        return
    if "://" in path:  # a folder of that name would be made here
        raise refusals.no_file(path)
    if not os.path.exists(path):
        return
    check_regular(path)
    check_writable(path)
    if not overwrite and os.path.getsize(path) and not is_ours():
        raise refusals.of_another(path)


def check_no_input(path: str, inputs: Iterable[str]) -> None:
    """Whether writing a path leaves all that is read: files, and folders with what is in them."""
    for one in inputs:
        if not is_stream(one) and _meet(path, one):
            raise refusals.is_an_input(path, one)


def _meet(one: str, other: str) -> bool:
    with suppress(OSError):
        if os.path.samefile(one, other):
            return True
    real, other_real = (path if "://" in path else os.path.realpath(path) for path in (one, other))
    return f"{real}/".startswith(f"{other_real}/") or f"{other_real}/".startswith(f"{real}/")


def is_stream(path: str) -> bool:
    """A device, a pipe, or a name of an open file: there is nothing to keep, and nothing to replace."""
    if os.path.abspath(path).startswith(("/dev/", "/proc/")):
        return True
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _nobody_reads(path: str) -> bool:
    """Opening a pipe without a reader waits for ever. One that is read stays open: closing would end the reading."""
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode):
            os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        return error.errno == errno.ENXIO
    return False


def write_output(path: str, data: bytes) -> None:
    """Writes a whole result. Raises `NotWrittenError`."""
    try:
        if is_stream(path):
            with open(path, "wb") as file:
                file.write(data)
            return
        before = contents(path) if os.path.exists(path) else None
    except OSError as error:
        raise refusals.failed(error) from None
    write_all([FileChange(os.path.realpath(path), before, data)])


@contextmanager
def written_beside(path: str, *, only_the_same: bool = False) -> Iterator[str]:
    """The name of a file to write, which takes its place when all has gone well; else nothing is left of it.

    `only_the_same`: one that is there already may be replaced by the same bytes alone. Raises `NotWrittenError`, and
    `OSError` where the disk refuses.
    """
    if is_stream(path):
        yield path
        return
    real = os.path.realpath(path)
    folder, name = os.path.split(real)
    os.makedirs(folder, exist_ok=True)
    settle(folder)
    clean(folder)
    check_writable(folder)
    beside = os.path.join(folder, own_name())
    try:
        with removed_when_stopped(beside):
            yield beside
            several = False
            if os.path.lexists(real):
                if only_the_same and os.path.getsize(real) and not filecmp.cmp(beside, real, shallow=False):
                    raise refusals.of_another(path)
                alike(beside, real)
                several = os.stat(real).st_nlink > 1
            keep_on_disk(beside)
            Content(folder, name, os.path.basename(beside), None, several).do()
            keep_on_disk(folder)
    finally:
        with suppress(OSError):
            os.unlink(beside)
