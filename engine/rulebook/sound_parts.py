"""The parts of a file that have the right shape, where others do not: they are read too, so that one pass says all."""

from collections.abc import Iterator

from engine.source.diagnostic import Diagnostic
from engine.source.place import Place, Source
from engine.source.tree import Mapping, Node, Scalar, Sequence

STAND_INS = "id: unnamed\nacronym: unnamed\nname: { fr: unnamed, en: unnamed }\nkind: contract\n"
SAID_OF_PARTS = ("F", "T", "D", "Q", "R401", "R406")  # what is true of a part whatever the others are


def sound_parts(node: Node, wrong: tuple[Diagnostic, ...], source: Source) -> Node | None:
    """A scheme made of the parts in which nothing is wrong; None where none is left.

    A list loses its wrong items, a key whose value is wrong is left out; the keys that a scheme must have are stood in.
    """
    from engine.rulebook.shape import check_shape

    if not isinstance(node, Mapping):
        return None
    places = tuple(one.place for one in wrong if one.place is not None)
    kept = tuple(_kept(node, places))
    present = {key.text for key, _ in kept}
    whole = Mapping((*((key, value) for key, value in _stand_ins() if key.text not in present), *kept), node.place)
    return None if not kept or check_shape(whole, source, "scheme") else whole


def _kept(node: Mapping, wrong: tuple[Place, ...]) -> Iterator[tuple[Scalar, Node]]:
    for key, value in node.entries:
        if not any(_holds(key.place, place) or _holds(value.place, place) for place in wrong):
            yield key, value
        elif isinstance(value, Sequence):
            items = tuple(item for item in value.items if not any(_holds(item.place, place) for place in wrong))
            if items:
                yield key, Sequence(items, value.place)


def _holds(outer: Place, inner: Place) -> bool:
    start = (outer.line, outer.column) <= (inner.line, inner.column)
    return start and (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)


def _stand_ins() -> tuple[tuple[Scalar, Node], ...]:
    from engine.source.yaml_reader import read_yaml

    node, _ = read_yaml(Source("", STAND_INS))
    assert isinstance(node, Mapping)
    return node.entries
