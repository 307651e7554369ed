"""A text and where its nodes stand in it, as offsets."""

import re
from collections.abc import Iterator
from itertools import accumulate, dropwhile, takewhile
from typing import Final, TypeGuard

from public_aids.engine.record import Record
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence

_BLANKS: Final = " \t"
_HEADER: Final = re.compile(r"([|>])([-+]?)([1-9]?)([-+]?)(.*)")


class Block(Record):
    """A text after `|` or `>`. `depth` is the indentation that its header gives, 0 for none; `lines` are without
    indentation, and `end` is the offset after the last one; `keeps`: empty lines below it would be its own (`|+`)."""

    header: str
    depth: int
    lines: tuple[str, ...]
    keeps: bool
    end: int


def is_text_block(node: Node | None) -> TypeGuard[Scalar]:
    return isinstance(node, Scalar) and node.span.style in ("literal", "folded")


class Written:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self._starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    def offset(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column - 1

    def start(self, node: Node) -> int:
        if isinstance(node, Scalar):
            return node.span.start
        return self.offset(node.place.line, node.place.column)

    def end(self, node: Node) -> int:
        if isinstance(node, Scalar):
            return node.span.end
        return self.offset(node.place.end_line, node.place.end_column)

    def slice(self, node: Node) -> str:
        return self.text[self.start(node) : self.end(node)]

    def line(self, number: int) -> str:
        return self.source.line(number)

    def is_block(self, node: Node) -> bool:
        """A collection of several lines, without brackets."""
        return isinstance(node, Mapping | Sequence) and self.text[self.start(node)] not in "[{"

    def block(self, scalar: Scalar, column: int) -> Block:
        """A text after `|` or `>` that stands under a key or a dash at a column (from 1)."""
        first = scalar.place.line
        header = _HEADER.match(self.source.line(first)[scalar.place.column - 1 :])
        assert header is not None
        style, chomp, depth, comment = header[1], header[2] or header[4], int(header[3] or 0), header[5].rstrip(_BLANKS)
        indent = column - 1 + depth if depth else _indent_of(self._below(first), column)
        found = takewhile(lambda line: not line.strip(_BLANKS) or _leading(line) >= indent, self._below(first))
        texts = [line[indent:] for line in found]
        lines = list(dropwhile(lambda line: not line, reversed(texts)))[::-1]
        whole = scalar.text.rstrip("\n")
        if whole and whole == scalar.text:  # the file ends in this line, without a line end
            chomp = "-"
        kept = len(scalar.text) - len(whole) - bool(whole) if chomp == "+" else 0
        end = self._starts[min(first + len(lines) + kept, len(self._starts) - 1)] - 1
        written = f"{style}{header[3]}{chomp}{comment}"
        return Block(written, depth, (*lines, *[""] * kept), chomp == "+", end)

    def _below(self, number: int) -> Iterator[str]:
        """The lines after line `number`."""
        return (self.source.line(one) for one in range(number + 1, len(self._starts)))


def _indent_of(lines: Iterator[str], column: int) -> int:
    """The indentation of a block whose header gives none: that of its first line, or of a longer empty one above."""
    longest = column
    for line in lines:
        if line.strip(_BLANKS):
            return max(longest, _leading(line))
        longest = max(longest, len(line))
    return longest


def _leading(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
