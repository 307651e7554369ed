"""A text with a name, and places in it."""

from bisect import bisect_right
from typing import Literal, TypeAlias

from public_aids.engine.record import Record

BYTE_ORDER_MARK = "\ufeff"
Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded", "json"]


class Place(Record):
    """From a character to a character (excluded); lines and columns count from 1, columns in characters of Unicode."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def holds(self, inner: "Place") -> bool:
        """Is another place of the same text inside this one?"""
        start = (self.line, self.column) <= (inner.line, inner.column)
        return start and (inner.end_line, inner.end_column) <= (self.end_line, self.end_column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Source:
    """A text and the name it is shown under (`-` for standard input).

    A byte order mark at its start is not part of the text: editors do not count it either.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text.removeprefix(BYTE_ORDER_MARK)
        self._starts = [0]
        for line in self.text.split("\n")[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def place(self, start: int, end: int) -> Place:
        """The place of the characters from offset `start` to offset `end` (excluded)."""
        line, end_line = bisect_right(self._starts, start), bisect_right(self._starts, end)
        return Place(
            self.path, line, start - self._starts[line - 1] + 1, end_line, end - self._starts[end_line - 1] + 1
        )

    def line(self, number: int) -> str:
        """The text of line `number`, without its end."""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else None].rstrip("\r")

    def offset(self, line: int, column: int) -> int:
        """Where a line and a column stand in the text; the contrary of `place`."""
        return self._starts[line - 1] + column - 1


class Span(Record):
    """Where a scalar stands in its source: the offsets of what was written, and how it was written."""

    source: Source
    start: int
    end: int
    style: Style
