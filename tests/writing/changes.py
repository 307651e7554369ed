"""Changes of several files of every kind, and how to stop them at each of their calls of the system."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from public_aids.engine.writing.change import FileChange

CALLS = ("open", "replace", "rename", "chmod", "chown", "fsync", "unlink", "mkdir", "posix_fallocate", "ftruncate")
Files = dict[str, bytes]


def folder_of_files(root: Path) -> Path:
    """A plain file, one to be moved, a link to a file elsewhere, one with two names."""
    for name, data in (("a/plain", b"plain"), ("a/moved", b"moved"), ("b/target", b"target"), ("c/hard", b"hard")):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)
    (root / "a" / "link").symlink_to("../b/target")
    (root / "b" / "other").hardlink_to(root / "c" / "hard")
    (root / "a" / "plain").chmod(0o640)
    return root


def several(root: Path) -> list[FileChange]:
    return [
        FileChange(str(root / "a" / "plain"), b"plain", b"PLAIN" * 2000),
        FileChange(str(root / "a" / "moved"), b"moved", b"MOVED", to="elsewhere"),
        FileChange(str(root / "a" / "link"), b"target", b"TARGET"),
        FileChange(str(root / "c" / "hard"), b"hard", b"HARD" * 3000),
        FileChange(str(root / "d" / "new"), None, b"NEW"),
    ]


def one_with_two_names(root: Path) -> list[FileChange]:
    return [several(root)[3]]


def one(root: Path) -> list[FileChange]:
    return [several(root)[0]]


SETS: dict[str, Callable[[Path], list[FileChange]]] = {"several": several, "hard link": one_with_two_names, "one": one}


def contents(root: Path) -> Files:
    """Every file and link below a folder, hidden ones too."""
    return {
        path.relative_to(root).as_posix(): f"-> {path.readlink()}".encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@contextmanager
def at_call(number: int, act: Callable[[], None]) -> Iterator[Callable[[], int]]:
    """Does something before the call of this number. Gives the count of calls."""
    count = 0

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == number:
                act()
            return real(*words, **named)

        return call

    patches = [patch.object(os, name, watched(getattr(os, name))) for name in CALLS]
    for each in patches:
        each.start()
    try:
        yield lambda: count
    finally:
        for each in patches:
            each.stop()


def disk_is_full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def killed(by: signal.Signals) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), by)


def in_another_process(work: Callable[[], object]) -> int:
    """How a process that does this work ends: a number of a signal below zero, else an exit code."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            work()
        except KeyboardInterrupt:
            os._exit(130)
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
