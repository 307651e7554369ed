"""The located tree: what a YAML or a JSON text says, each node with its place.

A tree is data without any meaning of the field: scalars, sequences and mappings. Places take no part in equality.

A thousand files have two million places, and few of them are ever shown: `written` makes nodes that know their offsets
and work out their places when asked.
"""

from collections.abc import Iterator
from collections.abc import Sequence as Path
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from public_aids.engine.record import Record
from public_aids.engine.source.place import Place, Source, Span, Style

Value: TypeAlias = bool | Decimal | str | None


class Scalar(Record):
    """One value. `text` is what was written once quotes, escapes and folding are undone: `value` when it is a string,
    else its spelling (`0.10` for the number 0.10, empty for an omitted value)."""

    value: Value
    text: str
    place: Place
    span: Span

    @classmethod
    def written(cls, value: Value, text: str, source: Source, start: int, end: int, style: Style) -> "Scalar":
        """A scalar that stands at the characters `start` to `end` (excluded) of a source."""
        node = cls.__new__(cls)
        node.__dict__.update({"value": value, "text": text, "_written": (source, start, end, style)})
        return node

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            return _worked_out(self, name)

    def inside(self, start: int, end: int) -> Place:
        """The place in the file of the characters `start` to `end` (excluded) of `text`.

        Right through quotes, escapes and folded lines; an empty range is the empty place before that character.
        """
        from public_aids.engine.source.align import written

        source, pieces = self.span.source, written(self.span, self.text)
        if not pieces:
            return self.place
        first = min(max(start, 0), len(pieces))
        last = min(max(end, first), len(pieces))
        begin = pieces[first][0] if first < len(pieces) else pieces[-1][1]
        return source.place(begin, pieces[last - 1][1] if last > first else begin)


class Sequence(Record):
    items: tuple["Node", ...]
    place: Place

    @classmethod
    def written(cls, items: tuple["Node", ...], source: Source, start: int, end: int) -> "Sequence":
        """A list that stands at the characters `start` to `end` (excluded) of a source."""
        node = cls.__new__(cls)
        node.__dict__.update({"items": items, "_written": (source, start, end)})
        return node

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            return _worked_out(self, name)


class Mapping(Record):
    """Keys are strings, each once, in the order of the text."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place

    @classmethod
    def written(cls, entries: tuple[tuple[Scalar, "Node"], ...], source: Source, start: int, end: int) -> "Mapping":
        """Keys and values that stand at the characters `start` to `end` (excluded) of a source."""
        node = cls.__new__(cls)
        node.__dict__.update({"entries": entries, "_written": (source, start, end)})
        return node

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            return _worked_out(self, name)

    def get(self, key: str) -> "Node | None":
        for name, node in self.entries:
            if name.text == key:
                return node
        return None

    def key_place(self, key: str) -> Place:
        """The place of the key itself, or of the whole mapping when the key is not there."""
        return next((name.place for name, _ in self.entries if name.text == key), self.place)


Node: TypeAlias = Scalar | Sequence | Mapping


def end_of(node: Node) -> int:
    """The offset after a node that the reader of YAML made."""
    end: int = node.__dict__["_written"][2]
    return end


def _worked_out(node: Node, name: str) -> Place | Span:
    """The place or the span of a node that knows its offsets; kept, so that it is worked out once."""
    written = node.__dict__.get("_written")
    if written is None or name not in ("place", "span"):
        raise AttributeError(f"{type(node).__name__} has no `{name}`")
    found = written[0].place(written[1], written[2]) if name == "place" else Span(*written)
    node.__dict__[name] = found
    return found


def plain(node: Node) -> object:
    """The same as plain Python data: dict, list, str, bool, None, Decimal."""
    match node:
        case Scalar(value):
            return value
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {key.text: plain(value) for key, value in entries}
        case _:
            assert_never(node)


def scalars(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Scalar]]:
    """Every scalar below a node with the path to it, in the order of the text; keys are none."""
    waiting: list[tuple[tuple[str | int, ...], Node]] = [(path, node)]
    while waiting:
        path, node = waiting.pop()
        match node:
            case Scalar():
                yield path, node
            case Sequence(items):
                waiting += [((*path, position), item) for position, item in enumerate(items)][::-1]
            case Mapping(entries):
                waiting += [((*path, key.text), value) for key, value in reversed(entries)]
            case _:
                assert_never(node)


def at(node: Node, path: Path[str | int]) -> Node:
    """The node at a path of keys and indices; where the path leaves the tree, the last node on it."""
    for step in path:
        found: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            found = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and -len(node.items) <= step < len(node.items):
            found = node.items[step]
        if found is None:
            return node
        node = found
    return node


def put(node: Node, path: Path[str | int], value: Scalar) -> Node:
    """The tree with another value at a path; a key that is not there is added, as if it stood where its value does."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(node, Sequence) and isinstance(step, int):
        items = (put(item, rest, value) if n == step else item for n, item in enumerate(node.items))
        return Sequence(tuple(items), node.place)
    if isinstance(node, Mapping) and isinstance(step, str):
        entries = tuple((key, put(one, rest, value) if key.text == step else one) for key, one in node.entries)
        if node.get(step) is None:
            entries = (*entries, (Scalar(step, step, value.place, value.span), value))
        return Mapping(entries, node.place)
    return node
