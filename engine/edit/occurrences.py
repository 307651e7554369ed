"""Where the files of a folder name a fact or a scheme: rules, expressions, relations, cases, profiles."""

from collections.abc import Iterator
from typing import Final

from public_aids.engine.edit.located import LocatedFile
from public_aids.engine.edit.scopes import spans_of_fact, spans_of_scheme
from public_aids.engine.edit.written import Written
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.record import Record
from public_aids.engine.rulebook.keys import every_row
from public_aids.engine.source.place import Place
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence

_EXPRESSIONS: Final = frozenset({"becomes", *(row.name for row in every_row() if row.feel and not row.key.made)})
_ROLES: Final = frozenset(("fact", "respected", "leaving", "departement"))  # of rules.yaml: each names a fact
_NAMED_SCHEMES: Final = frozenset(("schemes", "replaced_by", "blocked_by", "follows"))


class Edit(Record):
    """The characters from offset `start` to offset `end` (excluded) of a file become `text`."""

    file: LocatedFile
    start: int
    end: int
    text: str
    place: Place


def fact_edits(file: LocatedFile, old: str, new: str, fields: frozenset[str]) -> Iterator[Edit]:
    """Where a file names the fact; a file without a role in the folder is a profile."""
    editor = _Editor(file, new)
    match file.role:
        case "facts":
            yield from editor.key(_get(file.node, "facts"), old)
            yield from editor.values(file.node, frozenset(("by",)), old)
        case "cases":
            for situation in _situations(file.node):
                yield from editor.key(situation, old)
            yield from editor.items(file.node, frozenset(("missing",)), old)
        case "profile":
            yield from editor.key(file.node, old)
        case "rules":
            yield from editor.values(file.node, _ROLES, old)
            yield from editor.items(file.node, frozenset(("groups",)), old)
        case _:
            yield from editor.values(file.node, frozenset(("granted_by",)), old)
    if file.role in ("facts", "scheme", "cases"):
        for scalar, expr in _expressions(file.node):
            for start, end in spans_of_fact(expr, old, fields):
                yield editor.inside(scalar, start, end)


def scheme_edits(file: LocatedFile, old: str, new: str, field: str) -> Iterator[Edit]:
    """Where a file names the scheme; `field` is the one of contracts that names theirs."""
    editor = _Editor(file, new)
    match file.role:
        case "scheme":
            own = _get(file.node, "id")
            if isinstance(own, Scalar) and own.text == old:
                yield editor.whole(own)
            yield from editor.values(file.node, frozenset(("family",)), old)
            yield from editor.items(file.node, _NAMED_SCHEMES, old)
            for excluded in _under(file.node, frozenset(("supplement",))):
                if isinstance(excluded, Scalar) and excluded.text.partition(".")[0] == old:
                    yield editor.inside(excluded, 0, len(old))
        case "cases":
            yield from editor.items(file.node, _NAMED_SCHEMES, old)
            for pairs in _under(file.node, frozenset(("pairs",))):
                yield from editor.key(pairs, old)
            yield from editor.values(file.node, frozenset((field,)), old)
        case "facts":
            yield from _scheme_choices(editor, file.node, old, field)
        case "profile":
            yield from editor.values(file.node, frozenset((field,)), old)
        case "rules" | "sources" | "contacts":
            return
    if file.role in ("facts", "scheme", "cases"):
        for scalar, expr in _expressions(file.node):
            for start, end in spans_of_scheme(expr, old, field):
                yield editor.inside(scalar, start + 1, end - 1)


def _scheme_choices(editor: "_Editor", node: Node, old: str, name: str) -> Iterator[Edit]:
    """The values of the field of a contract that names its scheme."""
    for field in _under(node, frozenset((name,))):
        for value in _items(_get(field, "values")):
            named = _get(value, "is")
            if isinstance(named, Scalar) and named.text == old:
                yield editor.whole(named)


class _Editor:
    """Makes the edits of one file."""

    def __init__(self, file: LocatedFile, new: str) -> None:
        self._file = file
        self._new = new
        self._written = Written(file.source)

    def whole(self, scalar: Scalar) -> Edit:
        return self.inside(scalar, 0, len(scalar.text))

    def inside(self, scalar: Scalar, start: int, end: int) -> Edit:
        place = scalar.inside(start, end)
        first = self._written.offset(place.line, place.column)
        last = self._written.offset(place.end_line, place.end_column)
        return Edit(self._file, first, last, self._new, place)

    def key(self, node: Node | None, name: str) -> Iterator[Edit]:
        for key, _ in node.entries if isinstance(node, Mapping) else ():
            if key.text == name:
                yield self.whole(key)

    def values(self, node: Node, keys: frozenset[str], name: str) -> Iterator[Edit]:
        """Single values under some keys, at any depth."""
        for value in _under(node, keys):
            if isinstance(value, Scalar) and value.value == name:
                yield self.whole(value)

    def items(self, node: Node, keys: frozenset[str], name: str) -> Iterator[Edit]:
        """Items of lists under some keys, at any depth."""
        for value in _under(node, keys):
            for item in _items(value):
                if isinstance(item, Scalar) and item.value == name:
                    yield self.whole(item)


def _situations(node: Node) -> Iterator[Node | None]:
    yield _get(node, "base")
    for case in _items(_get(node, "cases")):
        yield _get(case, "with")


def _expressions(node: Node, about: str = "") -> Iterator[tuple[Scalar, Expr]]:
    """Every expression below a node; dated values are lists of `{from, is}`. `about` is what a reading stands for."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _expressions(item, about)
    elif isinstance(node, Mapping):
        spoken_of = _get(node, "about")
        about = spoken_of.text.rpartition(".")[2] if isinstance(spoken_of, Scalar) else about
        for key, value in node.entries:
            if key.text not in _EXPRESSIONS or isinstance(value, Mapping):
                yield from _expressions(value, about)
            elif key.text != "value" or not about or about in _EXPRESSIONS:
                versions = [_get(one, "is") for one in _items(value)] or [value]
                yield from (found for one in versions if (found := _expression(one)))


def _expression(node: Node | None) -> tuple[Scalar, Expr] | None:
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return None
    try:
        return node, parse(node.value)
    except FeelError:  # a day, a code: a value of another kind under the same key
        return None


def _under(node: Node | None, keys: frozenset[str]) -> Iterator[Node]:
    """The values of some keys, at any depth."""
    match node:
        case Mapping(entries):
            for key, value in entries:
                if key.text in keys:
                    yield value
                yield from _under(value, keys)
        case Sequence(items):
            for item in items:
                yield from _under(item, keys)
        case _:
            return


def _get(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()
