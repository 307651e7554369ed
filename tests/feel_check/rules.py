"""The facts of `facts.yaml`, and the expressions of a small file read as those of a scheme are."""

from functools import cache
from pathlib import Path

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.feel.types import BOOLEAN, DATE, ListType, Type
from public_aids.engine.rulebook.expressions import SHARE, sum_type
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.rulebook.other_files import facts_from
from public_aids.engine.rulebook.reading import Reader, child, string
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node
from public_aids.engine.source.yaml_reader import read_yaml

HERE = Path(__file__).parent


def _tree(path: Path) -> tuple[Source, Node]:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    node, problems = read_yaml(source)
    assert node is not None and not problems, problems
    return source, node


@cache
def facts() -> dict[str, Fact]:
    source, node = _tree(HERE / "facts.yaml")
    declared = facts_from(node, Reader(source, {}))  # for their types alone
    reader = Reader(source, declared, clocks=("on",))
    found = facts_from(node, reader)
    assert not reader.problems, reader.problems
    return found


def read(path: Path) -> tuple[dict[str, Expr], tuple[Diagnostic, ...]]:
    """The expressions of a file by their keys, and what is wrong in them."""
    source, node = _tree(path)
    assert isinstance(node, Mapping)
    reader = Reader(source, facts())
    read = {key.text: reader.expr(one, _wanted(key.text, node)) for key, one in node.entries if key.text not in _PLAIN}
    return read, tuple(reader.problems)


_PLAIN = ("unit", "per")


def _wanted(key: str, node: Node) -> Type:
    """What a key of a scheme has to be."""
    match key:
        case "when":
            return BOOLEAN
        case "opens_on":
            return DATE
        case "rate":
            return SHARE
        case _:
            money = sum_type(string(child(node, "unit")), string(child(node, "per")))
            return ListType(money) if key == "by_period" else money
