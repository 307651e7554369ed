"""The comments of a YAML text, and those that stand together."""

from collections.abc import Iterable, Iterator

from public_aids.engine.record import Record
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence


class Comment(Record):
    """`gap` is the number of blanks before it; columns count from 1."""

    text: str
    start: int
    column: int
    gap: int


class Group:
    """Comments one below the other, none of them less deep than the first one, which stands at `column`. The lines have
    only the indentation that they have below the first one; `blank`: an empty line stands above."""

    def __init__(self, column: int, blank: bool, lines: list[str]) -> None:
        self.column = column
        self.blank = blank
        self.lines = lines


def grouped(text: str, at: int, comments: Iterable[Comment]) -> list[Group]:
    """The groups of some comments, the first of which stands on a line after that of the offset `at`."""
    found: list[Group] = []
    for comment in comments:
        blank = text.count("\n", at, comment.start) > 1
        at = comment.start + len(comment.text)
        deeper = comment.column - found[-1].column if found else -1
        if blank or deeper < 0:
            found.append(Group(comment.column, blank, [comment.text]))
        else:
            found[-1].lines.append(" " * deeper + comment.text)
    return found


def comments_of(text: str, root: Node) -> tuple[Comment, ...]:
    """Between the scalars of a text every `#` begins a comment."""
    found: list[Comment] = []
    at = 0
    for scalar in sorted(_scalars(root), key=lambda one: one.span.start):
        found += _between(text, at, scalar.span.start)
        at = max(at, scalar.span.end)
    return (*found, *_between(text, at, len(text)))


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


def _between(text: str, start: int, end: int) -> Iterator[Comment]:
    at = text.find("#", start, end)
    while at >= 0:
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        before = text[text.rfind("\n", 0, at) + 1 : at]
        gap = len(before) - len(before.rstrip(" \t"))
        yield Comment(text[at:line_end].rstrip(" \t"), at, len(before) + 1, gap)
        at = text.find("#", line_end, end)
