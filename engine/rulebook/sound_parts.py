"""The parts of a file in which nothing is wrong, where others are: they are read too, so that one pass says all."""

from collections.abc import Iterator

from public_aids.engine.rulebook.shape import check_shape, keys_of
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place, Source
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence

# On one line, so that nothing reported about it points beyond the file that it completes.
STAND_INS = (
    "{id: unnamed, acronym: unnamed, name: {fr: unnamed, en: unnamed}, kind: contract, rules_as_of: evaluation,"
    " conditions: [{id: unnamed, label: {fr: unnamed, en: unnamed}, when: 'true', source: {document: x, lines: 1}}],"
    " amounts: [{id: unnamed, label: {fr: unnamed, en: unnamed}, unit: EUR, per: once, precision: unquantified,"
    " source: {document: x, lines: 1}}]}\n"
)
SAID_OF_PARTS = ("F", "T", "D", "Q", "R401", "R406")  # what is true of a part whatever the others are
_OF_LINES = ("Y106", "Y107")  # what makes the structure of the lines around it doubtful


def readable(source: Source, node: Node | None, wrong: tuple[Diagnostic, ...]) -> Mapping | None:
    """What can be read of a scheme whose text has errors; None where nothing can."""
    if node is None or any(one.code in _OF_LINES for one in wrong):
        from public_aids.engine.source.yaml_blocks import sound_blocks

        return sound_blocks(source, wrong, keys_of("scheme"))
    return without(node, wrong)


def without(node: Node, wrong: tuple[Diagnostic, ...]) -> Mapping | None:
    """The keys in which nothing is wrong; a list loses its wrong items."""
    if not isinstance(node, Mapping):
        return None
    kept = tuple(_kept(node, tuple(one.place for one in wrong if one.place is not None)))
    return Mapping(kept, node.place) if kept else None


def sound_parts(node: Node, wrong: tuple[Diagnostic, ...], source: Source) -> Node | None:
    """A scheme made of the parts that have the right shape; None where none is left.

    The keys that a scheme must have are stood in: what is reported about them has no place in `source`.
    """
    parts = without(node, wrong)
    if parts is None:
        return None
    present = {key.text: value for key, value in parts.entries}
    kind = present.get("kind")
    informs = isinstance(kind, Scalar) and kind.value == "information"
    needed = ("id", "acronym", "name", "kind", *(() if informs else ("rules_as_of", "conditions", "amounts")))
    added = tuple((key, value) for key, value in _stand_ins() if key.text in needed and key.text not in present)
    whole = Mapping((*added, *parts.entries), parts.place)
    return None if check_shape(whole, source, "scheme") else whole


def _kept(node: Mapping, wrong: tuple[Place, ...]) -> Iterator[tuple[Scalar, Node]]:
    for key, value in node.entries:
        if not any(key.place.holds(place) or value.place.holds(place) for place in wrong):
            yield key, value
        elif isinstance(value, Sequence):
            items = tuple(item for item in value.items if not any(item.place.holds(place) for place in wrong))
            if items:
                yield key, Sequence(items, value.place)


def _stand_ins() -> tuple[tuple[Scalar, Node], ...]:
    from public_aids.engine.source.yaml_reader import read_yaml

    node, _ = read_yaml(Source("", STAND_INS))
    assert isinstance(node, Mapping)
    return node.entries
