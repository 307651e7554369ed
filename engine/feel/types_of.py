"""`instance of`: whether a value conforms to a type (DMN 1.5, clauses 10.3.2.9 and 10.3.2.13, table 52)."""

from collections.abc import Callable, Mapping
from typing import TypeGuard

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.syntax import Parameter, TypeName
from public_aids.engine.feel.values import Function, Range, Unknown, Value, is_list, kind, needs_of, union

_NEED_PARAMETERS = {
    "list": "list<number>",
    "range": "range<number>",
    "context": "context<a: number>",
    "function": "function<number> -> number",
}


def instance_of(value: Value, expected: TypeName) -> Value:
    """The answer of `instance of`; unknown for what is not known. A list type without its parameter is none."""
    needs = needs_of(value)
    if expected.name in _NEED_PARAMETERS and not expected.of:
        raise NullError(
            f"le type `{expected.name}` demande ce qu'il contient : `{_NEED_PARAMETERS[expected.name]}`",
            f"the type `{expected.name}` needs what it holds: `{_NEED_PARAMETERS[expected.name]}`",
        )
    return conforms(value, expected) if needs is None else Unknown(needs)


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
        return len(value.parameters) == len(expected.of) - 1 and _takes(value, expected.of[:-1])
    if isinstance(value, Mapping):
        keyed = zip(expected.keys, expected.of, strict=True)
        return all(key in value and conforms(value[key], kind_of) for key, kind_of in keyed)
    return True


def fitting(parameters: tuple[Parameter, ...], arguments: tuple[Value, ...]) -> dict[str, Value]:
    """The arguments by name, as the types of the parameters want them; NullError for one that does not fit.

    null and unknown fit any type; a list of one item may stand for the item (clause 10.3.2.9.4).
    """
    return {p.name: _fitting(p, value) for p, value in zip(parameters, arguments, strict=True)}


def _fitting(parameter: Parameter, value: Value) -> Value:
    expected = parameter.type
    if expected is None or value is None or needs_of(value) is not None or conforms(value, expected):
        return value
    if isinstance(value, (tuple, list)) and len(value) == 1 and conforms(value[0], expected):
        return value[0]
    raise NullError(
        f"`{parameter.name}` n'est pas du type `{expected.name}`",
        f"`{parameter.name}` is not of type `{expected.name}`",
    )


def _takes(function: Function, types: tuple[TypeName, ...]) -> bool:
    """Whether the function takes arguments of these types."""
    written = function.types or ("Any",) * len(types)
    return all(own in ("Any", given.name) for own, given in zip(written, types, strict=True))


def as_value(parameters: tuple[Parameter, ...], call: Callable[[dict[str, Value]], Value]) -> Function:
    """The value of a function literal, whose `call` takes the arguments by name."""

    def invoked(*arguments: Value) -> Value:
        result = call(fitting(parameters, arguments))
        typed = (needs_of(value) for p, value in zip(parameters, arguments, strict=True) if p.type is not None)
        needs = union(typed)  # whether these arguments are of their types is not known yet
        return result if needs is None else Unknown(needs | (needs_of(result) or needs))

    types = tuple("Any" if parameter.type is None else parameter.type.name for parameter in parameters)
    return Function("", tuple(parameter.name for parameter in parameters), invoked, types)


def _is_items(value: Value) -> TypeGuard[tuple[Value, ...] | list[Value]]:
    return is_list(value)
