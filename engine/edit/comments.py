"""The comments of a YAML text, and what each of them speaks of.

A comment on a line of its own speaks of what follows it, unless it stands deeper: then it ends the part that it is
level with. A comment at the end of a line speaks of that line. Comments at the top, up to an empty line, speak of the
whole file.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from engine.edit.written import Written
from engine.record import Record
from engine.source.tree import Mapping, Node, Scalar, Sequence

MODELINE: Final = "# yaml-language-server:"


class Comment(Record):
    text: str
    start: int
    own_line: bool
    blank_before: bool
    blank_after: bool


class Anchor(Record):
    """An entry of a mapping (its key) or an item of a list, that a comment may speak of.

    `inside` are the collections around it, the outermost first.
    """

    node: Node
    start: int
    line: int
    column: int
    inside: tuple[Mapping | Sequence, ...]


class Lead:
    """The lines above a node: comments, and empty lines between them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.blank = False  # an empty line stands first


class Comments:
    """Every comment of a text by the identity of the node that it speaks of."""

    def __init__(self, written: Written, root: Node) -> None:
        self._written = written
        self.header: list[str] = []
        self.leads: dict[int, Lead] = {}
        self.line_ends: dict[int, str] = {}
        self.trailing: dict[int, Lead] = {}
        flows = tuple(_flows(written, root))
        self.all = tuple(_comments(written.text, root))
        self._anchors = sorted(_anchors(written, root, ()), key=lambda anchor: anchor.start)  # stable: outer ones first
        self._starts = [anchor.start for anchor in self._anchors]
        self._mark_empty_lines()
        outside = [one for one in self.all if not any(start < one.start < end for start, end in flows)]
        for comment in outside[self._read_header(outside) :]:
            self._attach(comment)

    def lead(self, node: Node) -> Lead:
        return self.leads.setdefault(id(node), Lead())

    def within(self, start: int, end: int) -> bool:
        return any(start < one.start < end for one in self.all)

    def _mark_empty_lines(self) -> None:
        """An empty line above a node without comment; where there are comments, they know of it."""
        for anchor in self._anchors:
            if anchor.line > 1 and not self._written.line(anchor.line - 1).strip():
                self.leads.setdefault(id(anchor.node), Lead()).blank = True

    def _read_header(self, comments: list[Comment]) -> int:
        """Takes the comments of the whole file; says how many."""
        first = self._starts[0] if self._starts else len(self._written.text)
        top = [one for one in comments if one.start < first and one.own_line]
        cut = max((index + 1 for index, one in enumerate(top) if one.blank_after), default=0)
        cut = cut or int(bool(top) and top[0].text.startswith(MODELINE))
        for comment in top[:cut]:
            self.header += [""] * (comment.blank_before and bool(self.header)) + [comment.text]
        if cut and top[cut - 1].blank_after and not (cut == 1 and self.header[0].startswith(MODELINE)):
            self.header.append("")
        return cut

    def _attach(self, comment: Comment) -> None:
        at = bisect_right(self._starts, comment.start)
        place = self._written.source.place(comment.start, comment.start)
        before = self._written.line(place.line)[: place.column - 1]
        after_dash = not before.replace("-", "").strip()  # `- # comment`, or nothing at all
        if not after_dash:
            gap = len(before) - len(before.rstrip())  # as written: comments of several lines may be lined up
            self.line_ends[id(self._anchors[at - 1].node)] = " " * gap + comment.text
            return
        following = self._anchors[at] if at < len(self._anchors) else None
        if comment.own_line and (following is None or place.column > following.column):
            _add(self.trailing.setdefault(id(self._level(at - 1, place.column)), Lead()), comment)
        elif following is not None:
            _add(self.lead(following.node), comment)

    def _level(self, at: int, column: int) -> Mapping | Sequence:
        """Of the collections around an anchor, the deepest that is not deeper than a column."""
        inside = self._anchors[at].inside
        return next((one for one in reversed(inside) if one.place.column <= column), inside[0])


def _add(lead: Lead, comment: Comment) -> None:
    if not lead.lines:
        lead.blank = comment.blank_before
    elif comment.blank_before and lead.lines[-1] != "":
        lead.lines.append("")
    lead.lines.append(comment.text)
    if comment.blank_after:
        lead.lines.append("")


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence(items):
            for item in items:
                yield from _scalars(item)
        case Mapping(entries):
            for key, value in entries:
                yield key
                yield from _scalars(value)


def _comments(text: str, root: Node) -> Iterator[Comment]:
    """Between the scalars of a text every `#` begins a comment."""
    at = 0
    for scalar in sorted(_scalars(root), key=lambda one: one.span.start):
        yield from _between(text, at, scalar.span.start)
        at = max(at, scalar.span.end)
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Comment]:
    at = text.find("#", start, end)
    while at >= 0:
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        line_start = text.rfind("\n", 0, at) + 1
        before, after = text[:line_start], text[line_end + 1 :]
        yield Comment(
            text=text[at:line_end].rstrip(),
            start=at,
            own_line=not text[line_start:at].strip(),
            blank_before=line_start > 0 and not before[:-1].rpartition("\n")[2].strip(),
            blank_after=bool(after) and not after.partition("\n")[0].strip(),
        )
        at = text.find("#", line_end, end)


def _flows(written: Written, node: Node) -> Iterator[tuple[int, int]]:
    """Where the outermost collections in brackets begin and end."""
    if isinstance(node, Scalar):
        return
    if not written.is_block(node):
        yield written.start(node), written.end(node)
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            yield from _flows(written, value)
    else:
        for item in node.items:
            yield from _flows(written, item)


def _anchors(written: Written, node: Node, inside: tuple[Mapping | Sequence, ...]) -> Iterator[Anchor]:
    """The entries and items of collections in block style, in the order of the text, outer ones first."""
    if isinstance(node, Scalar) or not written.is_block(node):
        return
    members: tuple[tuple[Node, Node], ...] = (
        node.entries if isinstance(node, Mapping) else tuple((item, item) for item in node.items)
    )
    for name, value in members:
        place = name.place
        column = node.place.column if isinstance(node, Sequence) else place.column
        yield Anchor(name, written.start(name), place.line, column, (*inside, node))
        yield from _anchors(written, value, (*inside, node))
