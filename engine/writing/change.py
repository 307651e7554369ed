"""Files get new bytes, all of them or none.

Every text is written whole beside its place first, and all that can be checked is checked before the first file is
touched. Owner, rights, symbolic and hard links stay as they are.
"""

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Sequence
from contextlib import suppress

from public_aids.engine.record import Record
from public_aids.engine.writing import refusals
from public_aids.engine.writing.journal import Step, carry_out, is_pending, settle
from public_aids.engine.writing.signals import held
from public_aids.engine.writing.staged import alike, clean, keep_on_disk, put
from public_aids.engine.writing.step import Content, Move, contents


class FileChange(Record):
    """`before` is what was read of the file, None for one that is to be made; `to` is its new name in its folder."""

    path: str
    before: bytes | None
    after: bytes
    to: str | None = None


def with_mark_of(before: bytes, text: str) -> bytes:
    """A new text for a file, with its byte order mark where it has one."""
    return (BOM_UTF8 if before.startswith(BOM_UTF8) else b"") + text.encode()


def write_all(changes: Sequence[FileChange]) -> None:
    """Raises `NotWrittenError`, with the reason, where nothing is written."""
    with held() as received:
        work = _Work(received)
        try:
            work.do(list({os.path.realpath(one.path) if one.to is None else one.path: one for one in changes}.values()))
        except OSError as error:
            raise refusals.failed(error) from None
        finally:
            work.clear()


class _Work:
    """One change, and what it has put on the disk beside the files."""

    def __init__(self, received: list[int]) -> None:
        self._received = received
        self._staged: list[str] = []
        self._made: list[str] = []

    def do(self, changes: Sequence[FileChange]) -> None:
        for folder in dict.fromkeys(os.path.dirname(os.path.realpath(one.path)) for one in changes):
            self._make(folder)
            settle(folder)
            clean(folder)
        for one in changes:
            check(one)
        steps = [step for one in changes for step in self._steps(one, alone=len(changes) == 1)]
        for one in changes:
            check(one)
        self._stop_if_asked()
        if len(steps) == 1 and not getattr(steps[0], "in_place", True):
            steps[0].do()
            keep_on_disk(steps[0].folder)
        else:
            carry_out(steps)

    def clear(self) -> None:
        if not any(is_pending(os.path.dirname(one)) for one in self._staged):  # else the next command needs them
            for one in self._staged:
                with suppress(OSError):
                    os.unlink(one)
        for one in reversed(self._made):
            with suppress(OSError):  # where it is not empty, all went well
                os.rmdir(one)

    def _make(self, folder: str) -> None:
        missing: list[str] = []
        while not os.path.lexists(folder):
            missing.append(folder)
            folder = os.path.dirname(folder)
        for one in reversed(missing):
            os.mkdir(one)
            self._made.append(one)

    def _steps(self, one: FileChange, *, alone: bool) -> list[Step]:
        self._stop_if_asked()
        folder, name = os.path.split(os.path.realpath(one.path))
        new = self._put(folder, name, one.after)
        several = one.before is not None and os.stat(one.path).st_nlink > 1
        simple = alone and one.to is None and not several
        old = None if one.before is None or simple else self._put(folder, name, one.before)
        steps: list[Step] = [Content(folder, name, new, old, several)]
        if one.to is not None:
            at, shown = os.path.split(os.path.abspath(one.path))
            steps.append(Move(os.path.realpath(at), shown, one.to))
        return steps

    def _put(self, folder: str, name: str, data: bytes) -> str:
        staged = put(folder, data)
        self._staged.append(os.path.join(folder, staged))
        if os.path.lexists(os.path.join(folder, name)):
            alike(self._staged[-1], os.path.join(folder, name))
        return staged

    def _stop_if_asked(self) -> None:
        if self._received:
            raise KeyboardInterrupt


def check(one: FileChange) -> None:
    """Whether a file is still as it was read, and may be written. Raises `NotWrittenError`."""
    if one.before is None:
        if os.path.lexists(one.path):
            raise refusals.exists(one.path)
    else:
        check_regular(one.path)
        check_writable(one.path)
        if contents(one.path) != one.before:
            raise refusals.changed(one.path)
    check_writable(os.path.dirname(os.path.realpath(one.path)))
    if one.to is not None:
        new = os.path.join(os.path.dirname(one.path), one.to)
        check_writable(os.path.dirname(os.path.realpath(new)))
        if os.path.lexists(new):
            raise refusals.exists(new)


def check_regular(path: str) -> None:
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode):
        raise refusals.no_file(path, folder=stat.S_ISDIR(mode))


def check_writable(path: str) -> None:
    """A file or a folder without any right to write is left alone, by the administrator of the machine too."""
    if not os.stat(path).st_mode & 0o222 or not os.access(path, os.W_OK):
        raise refusals.read_only(path)
