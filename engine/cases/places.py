"""Where a part of a scheme stands in its file."""

from __future__ import annotations

from pathlib import Path as File

from public_aids.engine.cases.model import Path
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.files import read_bytes_as_source
from public_aids.engine.source.place import Place
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence
from public_aids.engine.source.yaml_reader import read_yaml

TOP = 1


class Places:
    """The lines of one file. A path goes through keys, ids and positions (from 1): `conditions.zone.when`."""

    def __init__(self, file: File) -> None:
        self._path = str(file)
        source = read_bytes_as_source(self._path, file.read_bytes(), file.stat().st_size)
        self._node = None if isinstance(source, Diagnostic) else read_yaml(source)[0]

    def of(self, path: Path) -> Place:
        """The place of the last thing on the path that is found."""
        node, place = self._node, Place(self._path, TOP, 1, TOP, 1)
        for step in path:
            found = _step(node, step)
            if found is None:
                return place
            node, place = found
        return place


def _step(node: Node | None, step: str) -> tuple[Node, Place] | None:
    match node:
        case Mapping():
            value = node.get(step)
            return None if value is None else (value, node.key_place(step))
        case Sequence(items):
            for index, item in enumerate(items):
                if step == str(index + 1) or _is_named(item, step):
                    return item, item.place
    return None


def _is_named(item: Node, name: str) -> bool:
    """Whether a thing of a list has this id, is a limit of this family, or speaks of these schemes (`caim+coscom`)."""
    if not isinstance(item, Mapping):
        return False
    named, schemes = item.get("id") or item.get("family"), item.get("schemes")
    listed = [one.text for one in schemes.items if isinstance(one, Scalar)] if isinstance(schemes, Sequence) else []
    return (isinstance(named, Scalar) and named.text == name) or name in listed or name == "+".join(listed)
