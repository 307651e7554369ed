"""One canonical form for each file: order of keys, indentation, empty lines. Comments stay; the meaning cannot change.

The layout is a function of what the text says, of its comments and of the part that each of them belongs to: of nothing
that it changes itself, so that to format twice is to format once. Nevertheless each new text is read again (`proof`).
"""

from pathlib import PurePath
from typing import Final

from public_aids.engine.edit.comments import comments_of
from public_aids.engine.edit.layout import Layout, Order, Spacing, canonical
from public_aids.engine.edit.located import Role
from public_aids.engine.edit.order import shape_of
from public_aids.engine.edit.parts import MODELINE, Document
from public_aids.engine.edit.proof import unlike
from public_aids.engine.edit.written import Written, is_text_block
from public_aids.engine.record import Record
from public_aids.engine.rulebook.files import ROLES
from public_aids.engine.rulebook.keys import rows
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node
from public_aids.engine.text import Text

_ROLES: Final[tuple[Role, ...]] = ("rules", "scheme", "facts", "sources", "contacts", "cases")
_SPACING: Final[dict[Role, Spacing]] = {
    "scheme": Spacing(heading=tuple(row.name for row in rows(Scheme) if row.key.heading)),
    "cases": Spacing(heading=("on",)),
    "facts": Spacing(under="facts"),
    "rules": Spacing(heading=("format", "name", "languages", "currency")),
}

_TELLING: Final[dict[Role, set[str]]] = {
    "rules": {"format", "languages"},
    "scheme": {"id", "kind"},
    "cases": {"cases"},
    "facts": {"facts"},
    "sources": {"documents"},
    "contacts": {"contacts"},
}  # keys by which a file without a name is known


class Formatted(Record):
    """The canonical text of a file, or None where it has none; and why, or what there is to know about it."""

    text: str | None
    problems: tuple[Diagnostic, ...] = ()


def formatted(path: str, text: str, order: Order = canonical) -> Formatted:
    """The canonical form of a YAML text, its line ends kept. A text that the strict reader refuses is left alone, with
    its diagnostics."""
    from public_aids.engine.source.yaml_reader import read_yaml

    windows, unix = text.count("\r\n"), text.count("\n") - text.count("\r\n")
    source = Source(path, text.replace("\r\n", "\n"))
    node, problems = read_yaml(source)
    if problems:
        return Formatted(None, problems)
    laid_out = _laid_out(source, node, order)
    if isinstance(laid_out, Diagnostic):
        return Formatted(None, (laid_out,))
    mixed = (_mixed(text, source, windows, unix),) if windows and unix else ()
    return Formatted(laid_out.replace("\n", "\r\n" if windows > unix else "\n"), mixed)


def _laid_out(source: Source, node: Node | None, order: Order) -> str | Diagnostic:
    written = Written(source)
    if node is None or not written.is_block(node):
        return source.text if is_text_block(node) else source.text.rstrip(" \t\n") + "\n" * bool(source.text.strip())
    role = role_of(source, node)
    document = Document(written, node)
    laid_out = Layout(written, document, _SPACING.get(role) if role else None, order).text(shape_of(role))
    return unlike(source, node, document.comments, laid_out) or laid_out


def role_of(source: Source, node: Node) -> Role | None:
    """What a file is for, from its comment for editors, else its name, else what is in it; None for a profile."""
    comments = comments_of(source.text, node) if MODELINE in source.text else ()
    named = {comment.text for comment in comments if comment.text.startswith(MODELINE)}
    if len(named) == 1:
        name = PurePath(named.pop().rpartition("/")[2].strip()).name.removesuffix(".schema.json")
        return next((role for role in _ROLES if role == name), None)
    name = PurePath(source.path).name
    if name in ROLES:
        return ROLES[name]
    if name.endswith((".cases.yaml", ".cases.yml")):
        return "cases"
    keys = {key.text for key, _ in node.entries} if isinstance(node, Mapping) else set()
    return next((role for role, telling in _TELLING.items() if telling <= keys), None)


def _mixed(text: str, source: Source, windows: int, unix: int) -> Diagnostic:
    """Of two kinds of line ends: which one is kept, where the other one stands first, and how often."""
    few, other, kept = (unix, "LF", "CRLF") if windows > unix else (windows, "CRLF", "LF")
    number = next(at for at, line in enumerate(text.split("\n"), 1) if line.endswith("\r") == (other == "CRLF"))
    line = source.line(number)
    end = source.offset(number, len(line) + 1)
    message = Text(
        f"fins de ligne mêlées : {other} sur {few} des {windows + unix} lignes, {kept} sur les autres",
        f"mixed line ends: {other} on {few} of {windows + unix} lines, {kept} on the others",
    )
    cure = Text(f"`schemes fmt` écrit {kept} partout", f"`schemes fmt` writes {kept} everywhere")
    return Diagnostic("P541", message, source.place(end, end), (cure,), "warning", line)
