"""Where in the rule files an expression stands that has no column form."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from public_aids.engine.batch.lowered import NoColumnForm
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import parse
from public_aids.engine.rulebook.files import rule_files
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence
from public_aids.engine.source.yaml_reader import read_yaml

NO_COLUMN_FORM = "B101"


def diagnostic(error: NoColumnForm, folders: Iterable[Path] = ()) -> Diagnostic:
    """The error with its place in the files of some folders, without one where it cannot be found."""
    cures = (error.cure,) if error.cure else ()
    for file in (file for folder in folders for file in rule_files(folder)):
        source = Source(file.shown, file.data.decode("utf-8"))
        node, _ = read_yaml(source)
        for scalar in _texts(node) if node is not None else ():
            if _is(scalar, error):
                place = scalar.inside(*error.span)
                return Diagnostic(NO_COLUMN_FORM, error.text, place, cures, excerpt=source.line(place.line))
    return Diagnostic(NO_COLUMN_FORM, error.text, None, cures)


def _texts(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            if isinstance(node.value, str):
                yield node
        case Sequence(items):
            for item in items:
                yield from _texts(item)
        case Mapping():
            for _, value in node.entries:
                yield from _texts(value)


def _is(scalar: Scalar, error: NoColumnForm) -> bool:
    try:
        return parse(str(scalar.value)) == error.expr
    except FeelError:
        return False
