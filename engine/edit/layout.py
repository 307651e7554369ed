"""From a located tree back to a text, in canonical order and layout.

Scalars are never written anew: their text is moved as it stands. Two spaces a level, lists set in under their key,
what stood on one line stays on one line. Texts have `\\n` at the end of their lines.
"""

from collections.abc import Callable
from typing import Final

from engine.edit.comments import Comments, Lead
from engine.edit.order import Shape
from engine.edit.written import Written
from engine.source.tree import Mapping, Node, Scalar, Sequence

WIDTH: Final = 120  # of a line that is put together from several
_STEP: Final = "  "

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
    """Writes one tree. `order` puts the entries of a mapping in order, given the keys that its schema declares."""

    def __init__(
        self, written: Written, comments: Comments, spacing: Spacing | None = None, order: Order = canonical
    ) -> None:
        self._written = written
        self._comments = comments
        self._spacing = spacing or Spacing()
        self._order = order

    def text(self, root: Node, shape: Shape) -> str:
        lines = [*self._comments.header, *self._block(root, shape, "", top=True)]
        return "\n".join(lines) + "\n"

    def _block(self, node: Node, shape: Shape, indent: str, top: bool = False, apart: bool = False) -> list[str]:
        """The lines of a collection in block style."""
        lines: list[str] = []
        if isinstance(node, Mapping):
            entries = self._order(node.entries, shape.keys())
            for index, (key, value) in enumerate(entries):
                lead = self._comments.lead(key)
                lines += self._above(lead, indent, index > 0 and self._is_apart(key, shape, lead, top, apart))
                lines += self._entry(key, value, shape.at(key.text), indent, top)
        elif isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                lines += self._item(item, shape.item(), indent, index > 0)
        if trailing := self._comments.trailing.get(id(node)):
            lines += self._above(trailing, indent, trailing.blank)
        return lines

    def _is_apart(self, key: Scalar, shape: Shape, lead: Lead, top: bool, apart: bool) -> bool:
        """Whether an empty line stands above an entry."""
        if top and self._spacing.heading is not None:
            return key.text not in self._spacing.heading
        return apart or (lead.blank and (bool(lead.lines) or not shape.keys()))

    def _above(self, lead: Lead, indent: str, blank: bool) -> list[str]:
        return [""] * blank + [indent + line if line else "" for line in lead.lines]

    def _item(self, item: Node, shape: Shape, indent: str, not_first: bool) -> list[str]:
        lead = self._comments.lead(item)
        lines = self._above(lead, indent, not_first and lead.blank)
        if not self._written.is_block(item):
            first, *rest = self._inline(item, shape, indent)
            return [*lines, *self._ended([f"{indent}- {first}".rstrip(), *rest], item)]
        if isinstance(item, Mapping):  # a comment above what comes first would not stay there
            first_key = self._order(item.entries, shape.keys())[0][0]
            hoisted = self._comments.lead(first_key)
            lines += self._above(hoisted, indent, False)
            hoisted.lines = []
        first, *rest = self._block(item, shape, indent + _STEP)
        return [*lines, f"{indent}- {first.lstrip()}", *rest]

    def _entry(self, key: Scalar, value: Node, shape: Shape, indent: str, top: bool) -> list[str]:
        head = f"{indent}{self._written.slice(key)}:"
        if self._written.is_block(value) or self._is_too_long(value, shape, head):
            apart = top and key.text == self._spacing.under
            return [*self._ended([head], key), *self._block(value, shape, indent + _STEP, apart=apart)]
        first, *rest = self._inline(value, shape, indent)
        if rest or not self._is_below(key, value) or len(head) + 1 + len(first) <= WIDTH:
            return self._ended([f"{head} {first}".rstrip(), *rest], key)
        return self._ended([head, indent + _STEP + first], key)

    def _is_below(self, key: Scalar, value: Node) -> bool:
        return value.place.line > key.place.line

    def _is_too_long(self, value: Node, shape: Shape, head: str) -> bool:
        """Several lines in brackets that one line cannot hold, and that no comment keeps as they are."""
        if isinstance(value, Scalar) or value.place.line == value.place.end_line or self._is_kept(value):
            return False
        return len(head) + 1 + len(self._flow(value, shape)) > WIDTH

    def _ended(self, lines: list[str], node: Node) -> list[str]:
        """Lines with the comment that stands at their end: on the last one."""
        comment = self._comments.line_ends.get(id(node))
        return [*lines[:-1], f"{lines[-1]}{comment}"] if comment else lines

    def _inline(self, node: Node, shape: Shape, indent: str) -> list[str]:
        """The lines of a value that follows its key or its dash; the first one without indentation."""
        if isinstance(node, Scalar):
            first, *rest = self._written.slice(node).split("\n")
            if node.span.style in ("literal", "folded"):
                return [first, *_shifted(rest, indent + _STEP), *_kept_ends(first, node.text)]
            return [first.rstrip(), *_set_in(rest, indent + _STEP)] if rest else [first]
        if self._is_kept(node):
            first, *rest = self._written.slice(node).split("\n")
            return [first, *_set_in(rest, indent + _STEP)]
        return [self._flow(node, shape)]

    def _is_kept(self, node: Node) -> bool:
        """A collection in brackets with a comment, or with a text of several lines, stays as it is."""
        if isinstance(node, Scalar):
            return node.place.line != node.place.end_line
        if self._comments.within(self._written.start(node), self._written.end(node)):
            return True
        if isinstance(node, Sequence):
            return any(self._is_kept(item) for item in node.items)
        return any(self._is_kept(key) or self._is_kept(value) for key, value in node.entries)

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
        return f"{self._written.slice(key)}: {self._flow(value, shape)}".removesuffix(": ")


def _set_in(lines: list[str], indent: str) -> list[str]:
    """The further lines of a text whose own indentation means nothing."""
    return [indent + line.strip() if line.strip() else "" for line in lines]


def _shifted(lines: list[str], indent: str) -> list[str]:
    """The lines of a block of text, set in as a whole."""
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return [indent + line[margin:] if line[margin:] else "" for line in lines]


def _kept_ends(header: str, value: str) -> list[str]:
    """The empty lines at the end of a block that keeps them (`|+`)."""
    return [""] * (len(value) - len(value.rstrip("\n")) - 1) if "+" in header.partition(" ")[0] else []
