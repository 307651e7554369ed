"""The parts of a YAML text, each with the comments that speak of it.

A comment at the end of a line speaks of that line. One on a line of its own speaks of the part that follows, unless it
stands deeper: then it belongs to the part before it that it is deeper than. Comments at the top, up to an empty line,
speak of the whole file.
"""

import re
import sys
from bisect import bisect_left
from collections import deque
from typing import Final

from public_aids.engine.edit.comments import Comment, Group, comments_of, grouped
from public_aids.engine.edit.written import Written, is_text_block
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence

MODELINE: Final = "# yaml-language-server:"
_PADDING: Final = re.compile(r"(?:\s|#[^\n]*)*")
_COLON: Final = re.compile(r"(?:\s|#[^\n]*)*:")


class Part:
    """An entry of a mapping, or an item of a list (without a key), and where comments stand about it: `above` it, with
    an empty line `blank` between them and it; `beside` its key or dash, where its value begins further down; `between`
    this line and its value; `after` its value; `below` it, deeper than its key or dash. Columns count from 1."""

    def __init__(self, key: Scalar | None, value: Node, column: int = 0) -> None:
        self.key = key
        self.value = value
        self.column = column
        self.parts: tuple[Part, ...] = ()
        self.above: list[Group] = []
        self.blank = False
        self.beside = ""
        self.between: list[Group] = []
        self.after = ""
        self.below: list[Group] = []


def parts_in(node: Node) -> tuple[Part, ...]:
    """The parts of a collection, without comments."""
    column = node.place.column
    match node:
        case Mapping(entries):
            return tuple(Part(key, value, column) for key, value in entries)
        case Sequence(items):
            return tuple(Part(None, item, column) for item in items)
        case _:
            return ()


class Document:
    """A text in block style as parts; `header` and `end` are comments that speak of no part of it."""

    def __init__(self, written: Written, root: Node) -> None:
        self._written = written
        self._text = written.text
        self.comments = comments_of(self._text, root)
        self._left = deque(self.comments)
        self._at = 0  # where that which was read last ends: a comment, a value, or the key or dash before it
        self._around: tuple[Part, ...] = ()  # the part that was read last and those it stands in, the outermost first
        self._is_after = False  # its value has been read, too
        self.end: list[Group] = []
        self.parts = self._read(root, ())
        self._share(self._own_lines(len(self._text)), None)
        self.header, self.header_apart = _header(self.parts[0])

    def has_comments(self, start: int, end: int) -> bool:
        following = bisect_left(self.comments, start, key=lambda comment: comment.start)
        return following < len(self.comments) and self.comments[following].start < end

    def _read(self, node: Node, around: tuple[Part, ...]) -> tuple[Part, ...]:
        parts = parts_in(node)
        for index, part in enumerate(parts):
            padding = _PADDING.match(self._text, self._at)
            start = padding.end() if index and padding else self._written.start(node)
            comments = self._own_lines(start)
            part.blank = self._text.count("\n", self._at, start) > 1
            if index:
                self._share(comments, part)
            else:
                part.above = comments
            self._around, self._is_after = (*around, part), False
            self._at = start + 1 if part.key is None else self._end(part.key, part)
            if part.key and (colon := _COLON.match(self._text, self._at)):
                part.between = self._own_lines(colon.end())
                self._at = colon.end()
            self._read_value(part)
        return parts

    def _read_value(self, part: Part) -> None:
        value = part.value
        start, end = self._written.start(value), self._written.end(value)
        if self._written.is_block(value):
            part.parts = self._read(value, self._around)
        elif start < end:
            part.between += self._own_lines(start)
            while self._left and self._left[0].start < end:  # in brackets they stay where they are
                self._left.popleft()
            self._at, self._is_after = self._end(value, part), True

    def _end(self, node: Node, part: Part) -> int:
        return self._written.block(node, part.column).end if is_text_block(node) else self._written.end(node)

    def _own_lines(self, until: int) -> list[Group]:
        """The comments up to an offset; one at the end of the line that was read last is given to its part."""
        at, found = self._at, list[Comment]()
        while self._left and self._left[0].start < until:
            found.append(self._left.popleft())
            self._at = found[-1].start + len(found[-1].text)
        if found and self._around and "\n" not in self._text[at : found[0].start]:
            part, line_end = self._around[-1], " " * max(found[0].gap, 1) + found[0].text
            if self._is_after:
                part.after = line_end
                at = found.pop(0).start
            elif not part.beside:
                part.beside = line_end
                at = found.pop(0).start
        return grouped(self._text, at, found)

    def _share(self, groups: list[Group], following: Part | None) -> None:
        """Gives comments to the part that follows them or to one that has ended, none to a deeper one than the comment
        above it."""
        ended = list(self._around)
        above, column = (following.above, following.column) if following else (self.end, 0)
        deepest = self._deepest_below(ended[-1])
        for group in groups:
            place = min(group.column, deepest)
            while ended and ended[-1].column >= place:
                ended.pop()
            if place <= column or not ended:
                ended = []
                above.append(group)
            else:
                ended[-1].below.append(group)

    def _deepest_below(self, part: Part) -> int:
        """The deepest column of a comment below a part: deeper than a text of no lines it would be its first one."""
        if is_text_block(part.value):
            block = self._written.block(part.value, part.column)
            if not block.depth and not any(block.lines):
                return part.column
        return sys.maxsize


def _header(first: Part) -> tuple[list[Group], bool]:
    """Takes the comments of the whole text from its first part; says whether an empty line stands below them."""
    above = first.above
    cut = max((index for index, group in enumerate(above) if group.blank), default=0)
    cut = len(above) if first.blank else cut
    modeline = []
    if not cut and above and above[0].lines[0].startswith(MODELINE):
        modeline = [Group(1, False, [above[0].lines.pop(0)])]
        cut = 0 if above[0].lines else 1
    first.above = above[cut:]
    return modeline or above[:cut], bool(cut and not modeline)
