"""From a located tree back to a text, in canonical order and layout.

Scalars are never written anew: their text is moved as it stands. Two spaces a level, lists set in under their key,
what stood on one line stays on one line. Texts have `\\n` at the end of their lines.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from public_aids.engine.edit.comments import Group
from public_aids.engine.edit.order import Shape
from public_aids.engine.edit.parts import Document, Part, parts_in
from public_aids.engine.edit.written import Written, is_text_block
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence

WIDTH: Final = 120  # of a line that is put together from several
_STEP: Final = "  "
_LONGEST_KEY: Final = 1_000  # before its colon: a parser looks no further
_LINE_END: Final = re.compile(r"(?<!\\)[ \t]+$")  # a blank after `\` is part of the text

Entries = tuple[tuple[Scalar, Node], ...]
Order = Callable[[Entries, tuple[str, ...]], Entries]


class Spacing:
    """Which entries of the top level have an empty line above: all that are not in the `heading`."""

    def __init__(self, heading: tuple[str, ...] | None = None, under: str | None = None) -> None:
        self.heading = heading
        self.under = under  # every entry under this key is set apart too


def canonical(entries: Entries, keys: tuple[str, ...]) -> Entries:
    """Declared keys in their order, then the others as they stand."""
    place = {key: index for index, key in enumerate(keys)}
    return tuple(sorted(entries, key=lambda entry: place.get(entry[0].text, len(place))))


class Layout:
    """Writes one document. `order` puts the entries of a mapping in order, given the keys that its schema declares."""

    def __init__(
        self, written: Written, document: Document, spacing: Spacing | None = None, order: Order = canonical
    ) -> None:
        self._written = written
        self._document = document
        self._spacing = spacing or Spacing()
        self._order = order
        self._lines: list[str] = []
        self._keeps = False  # the last line is of a text that an empty line would make longer

    def text(self, shape: Shape) -> str:
        """The whole text; to be asked once."""
        document = self._document
        self._comments(document.header, "", [False, *(group.blank for group in document.header[1:])])
        self._empty(document.header_apart)
        self._parts(document.parts, shape, "", top=True)
        self._comments(document.end, "")
        return "\n".join(self._lines) + "\n"

    def _write(self, *lines: str) -> None:
        self._lines += lines
        self._keeps = False

    def _empty(self, wanted: bool) -> None:
        if wanted and not self._keeps:
            self._lines.append("")

    def _comments(self, groups: list[Group], indent: str, blanks: list[bool] | None = None) -> None:
        for group, blank in zip(groups, blanks or [one.blank for one in groups], strict=False):
            self._empty(blank)
            self._write(*(indent + line for line in group.lines))

    def _parts(
        self, parts: tuple[Part, ...], shape: Shape, indent: str, top: bool = False, apart: bool = False
    ) -> None:
        """A collection in block style."""
        for index, part in enumerate(self._ordered(parts, shape)):
            blanks = [*(group.blank for group in part.above), part.blank]
            blanks[0] = index > 0 and self._is_apart(part, blanks[0], shape, top, apart)
            self._comments(part.above, indent, blanks)
            self._empty(blanks[-1])
            self._part(part, shape.at(part.key.text) if part.key else shape.item(), indent, top)

    def _ordered(self, parts: tuple[Part, ...], shape: Shape) -> Iterable[Part]:
        of_key = {id(part.key): part for part in parts if part.key}
        entries = tuple((part.key, part.value) for part in parts if part.key)
        return [of_key[id(key)] for key, _ in self._order(entries, shape.keys())] if entries else parts

    def _is_apart(self, part: Part, blank: bool, shape: Shape, top: bool, apart: bool) -> bool:
        """Whether an empty line stands above a part; `blank` where one is written."""
        if part.key is None:
            return blank
        if top and self._spacing.heading is not None:
            return part.key.text not in self._spacing.heading
        return apart or (blank and (bool(part.above) or not shape.keys()))

    def _part(self, part: Part, shape: Shape, indent: str, top: bool) -> None:
        head = self._head(part, indent)
        if self._is_block(part, shape, head):
            apart = top and part.key is not None and part.key.text == self._spacing.under
            self._block(part, shape, head, indent + _STEP, apart)
        else:
            self._value(part, shape, head, indent)
        # one blank less deep than a text, which would have it as a line
        self._comments(part.below, indent + (_STEP[1:] if is_text_block(part.value) else _STEP))

    def _head(self, part: Part, indent: str) -> str:
        """The line that a value follows. A key that is too long for it stands above, after a question mark."""
        if part.key is None:
            return f"{indent}-"
        if not self._is_long(part.key):
            return f"{indent}{self._written.slice(part.key)}:"
        first, *rest = self._text(part.key, part, indent)
        self._write(f"{indent}? {first}", *rest)
        return f"{indent}:"

    def _is_long(self, key: Scalar) -> bool:
        return (
            key.place.line != key.place.end_line or is_text_block(key) or len(self._written.slice(key)) > _LONGEST_KEY
        )

    def _is_block(self, part: Part, shape: Shape, head: str) -> bool:
        """Whether a value is written without brackets: as it is, or since it is too long for one line (and has no
        comment)."""
        value = part.value
        if self._written.is_block(value):
            return True
        return not part.after and not self._is_kept(value) and self._is_too_long(value, shape, head)

    def _is_too_long(self, value: Node, shape: Shape, head: str) -> bool:
        if value.place.line == value.place.end_line or not parts_in(value):
            return False
        return len(head) + 1 + len(self._flow(value, shape)) > WIDTH

    def _block(self, part: Part, shape: Shape, head: str, indent: str, apart: bool) -> None:
        parts = part.parts or parts_in(part.value)
        first = next(iter(self._ordered(parts, shape)))
        begin = len(self._lines)
        if part.key or part.beside or part.between or first.above:
            self._write(head + part.beside)
            self._between(part, indent)
            self._parts(parts, shape, indent, apart=apart)
        else:
            self._parts(parts, shape, indent)
            self._lines[begin] = f"{head} {self._lines[begin].lstrip()}"

    def _between(self, part: Part, indent: str) -> None:
        self._comments(part.between, indent, [False, *(group.blank for group in part.between[1:])])

    def _value(self, part: Part, shape: Shape, head: str, indent: str) -> None:
        """What stands on the line of its key or dash, or below: where a comment is between them, or it is too long."""
        first, *rest = self._inline(part, shape, head, indent)
        below = not rest and self._is_below(part) and len(head) + 1 + len(first) > WIDTH
        if below or part.beside or part.between:
            self._write(head + part.beside)
            self._between(part, indent + _STEP)
            lines = [indent + _STEP + first, *rest] if first else []
        else:
            lines = [f"{head} {first}" if first else head, *rest]
        self._write(*lines[:-1], *(line + part.after for line in lines[-1:]))
        self._keeps = is_text_block(part.value) and self._written.block(part.value, part.column).keeps

    def _is_below(self, part: Part) -> bool:
        return part.key is not None and part.value.place.line > part.key.place.line

    def _inline(self, part: Part, shape: Shape, head: str, indent: str) -> list[str]:
        """The lines of a value that follows its key or its dash; the first one without indentation."""
        value = part.value
        if isinstance(value, Scalar):
            return self._text(value, part, indent)
        if self._is_kept(value) or (part.after and self._is_too_long(value, shape, head)):
            return self._set_in(value, indent)
        return [self._flow(value, shape)]

    def _text(self, scalar: Scalar, part: Part, indent: str) -> list[str]:
        if not is_text_block(scalar):
            return self._set_in(scalar, indent)
        block = self._written.block(scalar, part.column)
        indent += " " * (block.depth or len(_STEP))
        return [block.header, *(indent + line if line else "" for line in block.lines)]

    def _set_in(self, node: Node, indent: str) -> list[str]:
        """The lines of what is written; the indentation of all but the first means nothing."""
        first, *rest = (_LINE_END.sub("", line) for line in self._written.slice(node).split("\n"))
        texts = (line.lstrip(" \t") for line in rest)
        return [first, *(indent + _STEP + text if text else "" for text in texts)]

    def _is_kept(self, node: Node) -> bool:
        """A collection in brackets with a comment, or with a text that no line holds, stays as it is."""
        match node:
            case Scalar():
                return node.place.line != node.place.end_line
            case Sequence(items):
                kept = any(self._is_kept(item) for item in items)
            case Mapping(entries):
                kept = any(self._is_long(key) or self._is_kept(value) for key, value in entries)
        return kept or self._document.has_comments(self._written.start(node), self._written.end(node))

    def _flow(self, node: Node, shape: Shape) -> str:
        """A value on one line."""
        match node:
            case Scalar():
                return self._written.slice(node)
            case Sequence(items):
                return "[" + ", ".join(self._flow(item, shape.item()) for item in items) + "]"
            case Mapping(entries):
                ordered = self._order(entries, shape.keys())
                pairs = (self._pair(key, value, shape.at(key.text)) for key, value in ordered)
                return "{ " + ", ".join(pairs) + " }" if entries else "{}"

    def _pair(self, key: Scalar, value: Node, shape: Shape) -> str:
        return f"{self._written.slice(key)}: {self._flow(value, shape)}".rstrip(" ")
