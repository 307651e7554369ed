"""Whether a tree has the shape of a JSON Schema, and nothing more: a yes or a no, straight from the located tree.

Nearly all files are right. For those a schema made into functions answers in a tenth of the time that a full validator
takes; for the others the full validator says what is wrong. Draft 2020-12, the keywords of our schemas and no others.
"""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from public_aids import engine
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence, plain

GRAMMAR = Path(engine.__file__).parent.parent / "grammar"
SILENT = frozenset(("$schema", "$id", "$defs", "title", "description", "markdownDescription", "examples", "default"))

RECORD = frozenset(("type", "properties", "additionalProperties", "required"))

Check = Callable[[Node], bool]
Schema = dict[str, Any]


@cache
def quick_check(name: str) -> Check:
    """The check of `grammar/<name>.schema.json`."""
    schema = json.loads((GRAMMAR / f"{name}.schema.json").read_text(encoding="utf-8"))
    return compiled(schema)


def compiled(schema: Schema) -> Check:
    """A schema as a function. Raises `ValueError` for a keyword that is not known here."""
    return _Compiler(schema).check(schema)


def _kind(node: Node) -> str:
    if isinstance(node, Mapping):
        return "object"
    if isinstance(node, Sequence):
        return "array"
    value = node.value
    if isinstance(value, str):
        return "string"
    if value is None:
        return "null"
    return "boolean" if isinstance(value, bool) else "number"


class _Compiler:
    def __init__(self, root: Schema) -> None:
        self._root = root
        self._named: dict[str, Check] = {}

    def check(self, schema: Schema | bool) -> Check:
        if isinstance(schema, bool):
            return lambda _: schema
        if schema.get("type") == "object" and "properties" in schema:
            return self._record(schema)
        return self._joined(schema)

    def _joined(self, schema: Schema) -> Check:
        checks = [check for keyword in schema if (check := self._keyword(keyword, schema)) is not None]
        return checks[0] if len(checks) == 1 else _all(tuple(checks))

    def _record(self, schema: Schema) -> Check:
        """Nearly all nodes with keys: their kind, their keys and those that must be there, in one go."""
        known = {name: self.check(one) for name, one in schema["properties"].items()}
        rest = self.check(schema.get("additionalProperties", True))
        required = frozenset(schema.get("required", ()))
        others = {key: value for key, value in schema.items() if key not in RECORD}
        more = self._joined(others) if others.keys() - SILENT else None

        def check(node: Node) -> bool:
            if node.__class__ is not Mapping:
                return False
            keys = set()
            for key, value in node.entries:
                if not known.get(key.text, rest)(value):
                    return False
                keys.add(key.text)
            return required <= keys and (more is None or more(node))

        return check

    def _keyword(self, keyword: str, schema: Schema) -> Check | None:
        """The check of one keyword; None for those that say nothing or that go with another one."""
        value = schema[keyword]
        match keyword:
            case "$ref":
                return self._reference(value)
            case "type":
                return _type(value)
            case "properties" | "additionalProperties":
                return self._properties(schema) if keyword == "properties" or "properties" not in schema else None
            case "items" | "prefixItems":
                return self._items(schema) if keyword == "prefixItems" or "prefixItems" not in schema else None
            case "propertyNames":
                check = self.check(value)
                return lambda node: not isinstance(node, Mapping) or all(check(key) for key, _ in node.entries)
            case "anyOf" | "oneOf" | "allOf":
                return _combined(keyword, tuple(self.check(one) for one in value))
            case "if":
                return self._conditional(schema)
            case _ if keyword in SILENT or keyword in ("then", "else"):
                return None
            case _:
                return _simple(keyword, value)

    def _reference(self, name: str) -> Check:
        """A definition, compiled once; inside itself it is looked up when it is met."""

        if name in self._named:
            return self._named[name]
        made: list[Check] = []
        self._named[name] = lambda node: made[0](node)
        made.append(self.check(self._root["$defs"][name.removeprefix("#/$defs/")]))
        self._named[name] = made[0]
        return made[0]

    def _properties(self, schema: Schema) -> Check:
        known = {name: self.check(one) for name, one in schema.get("properties", {}).items()}
        rest = self.check(schema.get("additionalProperties", True))

        def check(node: Node) -> bool:
            if not isinstance(node, Mapping):
                return True
            return all(known.get(key.text, rest)(value) for key, value in node.entries)

        return check

    def _items(self, schema: Schema) -> Check:
        first = tuple(self.check(one) for one in schema.get("prefixItems", ()))
        rest = self.check(schema.get("items", True))

        def check(node: Node) -> bool:
            if not isinstance(node, Sequence):
                return True
            heads = zip(first, node.items, strict=False)
            return all(one(item) for one, item in heads) and all(rest(item) for item in node.items[len(first) :])

        return check

    def _conditional(self, schema: Schema) -> Check:
        test, then, other = (self.check(schema.get(key, True)) for key in ("if", "then", "else"))
        return lambda node: then(node) if test(node) else other(node)


def _all(checks: tuple[Check, ...]) -> Check:
    def check(node: Node) -> bool:
        for one in checks:  # noqa: SIM110  # twice as fast as `all` with a generator, on the way of every node
            if not one(node):
                return False
        return True

    return check


def _type(wanted: str | list[str]) -> Check:
    kinds = frozenset([wanted] if isinstance(wanted, str) else wanted)
    if kinds == {"string"}:
        return lambda node: node.__class__ is Scalar and node.value.__class__ is str
    if "integer" in kinds:
        return lambda node: _kind(node) in kinds or (_number(node) is not None and _number(node) % 1 == 0)  # type: ignore[operator]
    return lambda node: _kind(node) in kinds


def _combined(keyword: str, checks: tuple[Check, ...]) -> Check:
    if keyword == "allOf":
        return _all(checks)
    if keyword == "anyOf":
        return lambda node: any(check(node) for check in checks)
    return lambda node: sum(check(node) for check in checks) == 1


def _simple(keyword: str, value: Any) -> Check:
    match keyword:
        case "required":
            return _required(tuple(value))
        case "dependentRequired":
            return lambda node: all(_required(tuple(names))(node) for key, names in value.items() if _has(node, key))
        case "enum" | "const":
            return _among(value if keyword == "enum" else [value])
        case "pattern":
            matches = re.compile(value).search
            return lambda node: not _is_text(node) or matches(node.value) is not None  # type: ignore[union-attr]
        case "minLength" | "minItems" | "minProperties":
            return lambda node: (size := _size(keyword, node)) is None or size >= value
        case "maxLength":
            return lambda node: (size := _size(keyword, node)) is None or size <= value
        case "minimum":
            return lambda node: (number := _number(node)) is None or number >= value
        case "exclusiveMinimum":
            return lambda node: (number := _number(node)) is None or number > value
        case "maximum":
            return lambda node: (number := _number(node)) is None or number <= value
        case "uniqueItems":
            return lambda node: not isinstance(node, Sequence) or _unique(node)
        case _:
            raise ValueError(f"`{keyword}` is a keyword that the quick check does not know")


def _required(names: tuple[str, ...]) -> Check:
    wanted = frozenset(names)
    return lambda node: not isinstance(node, Mapping) or wanted <= {key.text for key, _ in node.entries}


def _has(node: Node, name: str) -> bool:
    return isinstance(node, Mapping) and node.get(name) is not None


def _among(values: list[Any]) -> Check:
    """Values of a schema are texts, numbers or booleans; true is not 1."""
    allowed = frozenset((isinstance(value, bool), value) for value in values)
    return lambda node: isinstance(node, Scalar) and (isinstance(node.value, bool), node.value) in allowed


def _is_text(node: Node) -> bool:
    return isinstance(node, Scalar) and isinstance(node.value, str)


def _number(node: Node) -> Decimal | None:
    return node.value if isinstance(node, Scalar) and isinstance(node.value, Decimal) else None


def _size(keyword: str, node: Node) -> int | None:
    """How long a text, a list or a record is; None for what the keyword says nothing about."""
    if keyword.endswith("Length"):
        return len(node.value) if isinstance(node, Scalar) and isinstance(node.value, str) else None
    if keyword.endswith("Items"):
        return len(node.items) if isinstance(node, Sequence) else None
    return len(node.entries) if isinstance(node, Mapping) else None


def _unique(node: Sequence) -> bool:
    values = [plain(item) for item in node.items]
    return all(value not in values[:at] for at, value in enumerate(values))
