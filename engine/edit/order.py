"""The canonical order of keys: the order in which the JSON Schema of a file declares them."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from public_aids import engine
from public_aids.engine.edit.located import Role

_GRAMMAR: Final = Path(engine.__file__).parent.parent / "grammar"
_FIRST: Final[Mapping[str, tuple[str, ...]]] = {"cases": ("on", "base", "cases")}  # the short line before the long ones


class Shape:
    """What the schema says of one part of a file: several alternatives, each a JSON object."""

    def __init__(self, root: Mapping[str, Any], parts: Iterable[Any], first: tuple[str, ...] = ()) -> None:
        self._root = root
        self._parts = [part for one in parts for part in self._alternatives(one)]
        self._first = first

    def keys(self) -> tuple[str, ...]:
        """The declared keys in their order; none where any key may stand."""
        return tuple(
            dict.fromkeys((*self._first, *(key for part in self._parts for key in part.get("properties", ()))))
        )

    def at(self, key: str) -> "Shape":
        """The shape of the value of a key."""
        found = (part.get("properties", {}).get(key, part.get("additionalProperties")) for part in self._parts)
        return Shape(self._root, found)

    def item(self) -> "Shape":
        """The shape of the items of a list."""
        return Shape(
            self._root, (one for part in self._parts for one in (*part.get("prefixItems", ()), part.get("items")))
        )

    def _alternatives(self, part: Any) -> list[Mapping[str, Any]]:
        """A schema with its references followed and its alternatives spread out; `true` and `false` say nothing."""
        if not isinstance(part, Mapping):
            return []
        found: list[Mapping[str, Any]] = [part]
        if isinstance(part.get("$ref"), str):
            found += self._alternatives(self._root["$defs"][part["$ref"].rpartition("/")[2]])
        for key in ("anyOf", "oneOf", "allOf"):
            found += [one for other in part.get(key, ()) for one in self._alternatives(other)]
        return found


@cache
def shape_of(role: Role | None) -> Shape:
    """The shape of a file of some role; without a role any key may stand anywhere."""
    if role is None:
        return Shape({}, ())
    schema = json.loads((_GRAMMAR / f"{role}.schema.json").read_text(encoding="utf-8"))
    return Shape(schema, (schema,), _FIRST.get(role, ()))
