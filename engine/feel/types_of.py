"""`instance of`: whether a value conforms to a type (DMN 1.5, clauses 10.3.2.9 and 10.3.2.13, table 52)."""

from collections.abc import Mapping
from typing import TypeGuard

from engine.feel.syntax import TypeName
from engine.feel.values import Function, Range, Value, is_list, kind


def conforms(value: Value, expected: TypeName) -> bool:
    """null conforms to the type Null alone."""
    if value is None:
        return expected.name in ("Null", "null")
    if expected.name == "Any":
        return True
    if kind(value) != expected.name:
        return False
    if not expected.of:
        return True
    if _is_items(value):
        return all(conforms(item, expected.of[0]) for item in value)
    if isinstance(value, Range):
        return all(bound is None or conforms(bound, expected.of[0]) for bound in (value.low, value.high))
    if isinstance(value, Function):
        return len(value.parameters) == len(expected.of) - 1
    if isinstance(value, Mapping):
        keyed = zip(expected.keys, expected.of, strict=True)
        return all(key in value and conforms(value[key], kind_of) for key, kind_of in keyed)
    return True


def _is_items(value: Value) -> TypeGuard[tuple[Value, ...] | list[Value]]:
    return is_list(value)
