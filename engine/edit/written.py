"""A text and where its nodes stand in it, as offsets."""

from itertools import accumulate

from engine.source.place import Source
from engine.source.tree import Mapping, Node, Scalar, Sequence


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
