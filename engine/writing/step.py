"""The steps of a change. Each is whole or undone at any moment, and may be taken again."""

import os
import stat
from typing import Any

from public_aids.engine.record import Record
from public_aids.engine.writing.staged import is_own


class Content(Record):
    """A file gets the bytes of `new`, a file beside it; `old` holds those it has, None where it is to be made.

    A file with several names (hard links) is written in its place, so that all of them name the new text.
    """

    folder: str
    name: str
    new: str
    old: str | None
    in_place: bool = False

    def do(self) -> None:
        self._become(self.new)

    def undo(self) -> None:
        target = os.path.join(self.folder, self.name)
        if self.old is not None:
            self._become(self.old)
        elif os.path.lexists(target):
            os.unlink(target)

    def _become(self, staged: str) -> None:
        source, target = os.path.join(self.folder, staged), os.path.join(self.folder, self.name)
        try:
            if self.in_place:
                rewrite(target, contents(source))
                os.unlink(source)
            else:
                os.replace(source, target)
        except FileNotFoundError:
            if os.path.lexists(source):
                raise  # else it was done before

    def is_as_left(self) -> bool:
        """Whether nobody else has changed the file since it was read."""
        target = os.path.join(self.folder, self.name)
        if self.in_place or not os.path.lexists(os.path.join(self.folder, self.new)):
            return True
        if self.old is None:
            return not os.path.lexists(target)
        return is_regular(target) and contents(target) == contents(os.path.join(self.folder, self.old))


class Move(Record):
    """A file gets another name in its folder."""

    folder: str
    name: str
    to: str

    def do(self) -> None:
        self._rename(self.name, self.to)

    def undo(self) -> None:
        self._rename(self.to, self.name)

    def _rename(self, name: str, to: str) -> None:
        source, target = os.path.join(self.folder, name), os.path.join(self.folder, to)
        if os.path.lexists(source) and not os.path.lexists(target):
            os.rename(source, target)

    def is_as_left(self) -> bool:
        return os.path.lexists(os.path.join(self.folder, self.name)) != os.path.lexists(
            os.path.join(self.folder, self.to)
        )


def written(step: Content | Move) -> list[Any]:
    """A step as plain data. Its folder is where that is kept."""
    return [type(step).__name__, *(getattr(step, name) for name in step._fields[1:])]


def read(folder: str, data: list[Any]) -> Content | Move:
    """The contrary of `written`. Raises `ValueError` for names that lead out of the folder, or are not ours."""
    kind, *values = data
    names = [one for one in values if isinstance(one, str)]
    if any(os.path.basename(one) != one or one in ("", ".", "..") or "\0" in one for one in names):
        raise ValueError(names)
    if kind == "Move":
        return Move(folder, *values)
    name, new, old, in_place = values
    if not is_own(new) or (old is not None and not is_own(old)):
        raise ValueError(names)
    return Content(folder, name, new, old, bool(in_place))


def rewrite(path: str, data: bytes) -> None:
    """New bytes in the file itself. Room is kept first: where there is none the file stays as it was."""
    number = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    with open(number, "r+b") as file:
        size = os.fstat(number).st_size
        if len(data) > size and hasattr(os, "posix_fallocate"):
            try:
                os.posix_fallocate(number, 0, len(data))
            except OSError:
                os.ftruncate(number, size)
                raise
        file.write(data)
        file.flush()
        os.ftruncate(number, len(data))
        os.fsync(number)


def is_regular(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def contents(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
