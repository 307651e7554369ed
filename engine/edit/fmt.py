"""One canonical form for each file: order of keys, indentation, empty lines. Comments stay; the meaning cannot change.

The meaning is compared after each run: the tree of the new text is that of the old one up to the order of keys, and
has the same comments, or else the file is left as it was.
"""

from pathlib import PurePath
from typing import Final

from engine.edit.comments import MODELINE, Comments
from engine.edit.layout import Layout, Order, Spacing, canonical
from engine.edit.located import Role
from engine.edit.order import shape_of
from engine.edit.written import Written
from engine.record import Record
from engine.rulebook.files import ROLES
from engine.source.diagnostic import Diagnostic
from engine.source.place import Source
from engine.source.tree import Mapping, Node, Scalar, Sequence

_HEADING: Final = (
    "id",
    "acronym",
    "name",
    "other_names",
    "kind",
    "rules_as_of",
    "reviewed_on",
    "review_before",
    "payer",
)
_ROLES: Final[tuple[Role, ...]] = ("scheme", "facts", "sources", "contacts", "cases")
_SPACING: Final[dict[Role, Spacing]] = {
    "scheme": Spacing(heading=_HEADING),
    "cases": Spacing(heading=("on",)),
    "facts": Spacing(under="facts"),
}


class Formatted(Record):
    """The canonical text of a file, or None: the file is in error, or would change its meaning."""

    text: str | None
    problems: tuple[Diagnostic, ...] = ()


def formatted(path: str, text: str, order: Order = canonical) -> Formatted:
    """The canonical form of a YAML text. A text that the strict reader refuses is left alone, with its diagnostics."""
    from engine.source.yaml_reader import read_yaml

    source = Source(path, text.replace("\r\n", "\n"))
    node, problems = read_yaml(source)
    if problems:
        return Formatted(None, problems)
    written = Written(source)
    if node is None or not written.is_block(node):
        return Formatted(source.text.rstrip() + "\n" if source.text.strip() else "")
    role = role_of(source, node)
    comments = Comments(written, node)
    spacing = _SPACING.get(role) if role else None
    laid_out = Layout(written, comments, spacing, order).text(node, shape_of(role))
    if not _is_same(comments, node, laid_out):
        return Formatted(None)
    return Formatted(laid_out)


def role_of(source: Source, node: Node) -> Role | None:
    """What a file is for, from its first line, else its name, else what is in it; None for a profile."""
    first = source.line(1)
    if first.startswith(MODELINE):
        name = PurePath(first.rpartition("/")[2].strip()).name.removesuffix(".schema.json")
        return next((role for role in _ROLES if role == name), None)
    name = PurePath(source.path).name
    if name in ROLES:
        return ROLES[name]
    if name.endswith((".cases.yaml", ".cases.yml")):
        return "cases"
    is_scheme = isinstance(node, Mapping) and node.get("id") is not None and node.get("kind") is not None
    return "scheme" if is_scheme else None


def _is_same(comments: Comments, node: Node, text: str) -> bool:
    from engine.source.yaml_reader import read_yaml

    source = Source("", text)
    again, problems = read_yaml(source)
    if again is None or problems or _sorted(again) != _sorted(node):
        return False
    return sorted(one.text for one in comments.all) == sorted(one.text for one in Comments(Written(source), again).all)


def _sorted(node: Node) -> object:
    """A tree without places, the keys of its mappings in one order."""
    match node:
        case Scalar(value, text):
            return type(value).__name__, value, text
        case Sequence(items):
            return [_sorted(item) for item in items]
        case Mapping(entries):
            return {key.text: _sorted(value) for key, value in entries}
