"""The shape of a file: its JSON Schema, and what is wrong with it at its place."""

import json
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from public_aids.engine.rulebook.quick_shape import GRAMMAR, quick_check
from public_aids.engine.rulebook.unfilled import unfilled
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.limits import LIMIT
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Node, plain

if TYPE_CHECKING:
    from public_aids.engine.rulebook.shape_keys import ShapeProblem

_FLAGS = ("additionalProperties", "uniqueItems", "default")


@cache
def _validator(name: str) -> Any:
    import jsonschema

    text = (GRAMMAR / f"{name}.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text, object_hook=_with_paths)
    kinds = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("number", _is_number).redefine("integer", _is_whole)
    extend: Any = jsonschema.validators.extend
    return extend(jsonschema.Draft202012Validator, type_checker=kinds)(schema)


def _with_paths(schema: dict[str, Any]) -> dict[str, Any]:
    """A key that must not be there, in words that mean the same but that make jsonschema say which key it was."""
    return {key: {"not": {}} if value is False and key not in _FLAGS else value for key, value in schema.items()}


@cache
def keys_of(name: str) -> frozenset[str]:
    """The keys that a file may have at its top level."""
    return frozenset(json.loads((GRAMMAR / f"{name}.schema.json").read_text(encoding="utf-8"))["properties"])


def check_shape(node: Node, source: Source, schema: str, *, partial: bool = False) -> tuple[Diagnostic, ...]:
    """Every way in which `node` is not what `grammar/<schema>.schema.json` asks for. Of a file that is `partial` no key
    of the top level is missing."""
    marks = unfilled(node, source)
    if not marks and quick_check(schema)(node):
        return ()
    marked = frozenset(one.place for one in marks)
    wrong = (one for one in explained(node, source, schema, partial=partial) if one.place not in marked)
    return tuple(sorted((*marks, *wrong), key=_order))


def explained(node: Node, source: Source, schema: str, *, partial: bool = False) -> tuple[Diagnostic, ...]:
    """What is wrong, by the full validator. That a key is missing is not reported where it is only misspelt."""
    from public_aids.engine.rulebook.shape_problems import problems_of

    errors = (one for error in _validator(schema).iter_errors(plain(node)) for one in problems_of(error, node))
    found = list(islice(errors, LIMIT.looked_for))
    unsaid = {(one.owner, one.key) for one in found if one.code == "S201" or (partial and not one.owner)}
    told = (one for one in found if one.code != "S202" or (one.owner, one.key) not in unsaid)
    return tuple(
        Diagnostic(one.code, one.message, one.place, one.cures, excerpt=source.line(one.place.line), fix=one.fix)
        for one in sorted(told, key=_order)
    )


def _order(one: "Diagnostic | ShapeProblem") -> tuple[int, int]:
    return (one.place.line, one.place.column) if one.place else (0, 0)


def _is_number(_: object, value: object) -> bool:
    from decimal import Decimal

    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _is_whole(_: object, value: object) -> bool:
    return _is_number(_, value) and value == int(value)  # type: ignore[call-overload]
