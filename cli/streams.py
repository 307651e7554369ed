"""The three standard streams of a process, whatever the shell has made of them: closed, of another encoding, full."""

import errno
import io
import os
import sys
from contextlib import suppress


def prepare() -> None:
    """Answers are UTF-8 with `\\n` whatever the locale; half a surrogate pair is shown as its escape.

    A standard input that is closed is an empty one, a closed standard error is not heard. What is written to a closed
    standard output fails, as on a full disk.
    """
    _open_missing()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _open_missing() -> None:
    """Files that are opened later must not take the number of a standard stream."""
    if sys.stdin is None:
        sys.stdin = open(_at(0, os.O_RDONLY), encoding="utf-8")  # noqa: SIM115 (as long as the process)
    if sys.stdout is None:
        sys.stdout = open(_at(1, os.O_RDONLY), "w")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(_at(2, os.O_WRONLY), "w")  # noqa: SIM115


def _at(number: int, mode: int) -> int:
    """The null device under the number of a standard stream."""
    opened = os.open(os.devnull, mode)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return number


def tell(message: str) -> None:
    """A message on standard error; where that is full or gone there is nobody to tell."""
    with suppress(OSError):
        sys.stderr.write(message.rstrip("\n") + "\n")
        sys.stderr.flush()


def forget_output() -> None:
    """Nobody reads standard output any more: keep Python from saying so when it exits."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_closed(error: OSError) -> bool:
    return error.errno == errno.EBADF
