"""A value as text, as FEEL would write it (DMN 1.5, clause 10.3.4.1, `string`)."""

from collections.abc import Mapping
from decimal import Decimal

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.numbers import plain_text
from public_aids.engine.feel.temporal_text import temporal_text
from public_aids.engine.feel.values import Function, Range, Unknown, Value


def text_of(value: Value) -> str:
    """The value as `string()` gives it: a string is itself, inside a list or a context it has quotes."""
    return value if isinstance(value, str) else literal_of(value)


def literal_of(value: Value) -> str:
    """The value as an expression would give it; NullError for what has no text."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain_text(value)
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case tuple() | list():
            return "[" + ", ".join(literal_of(item) for item in value) + "]"
        case Range():
            return _range(value)
        case Function() | Unknown():
            raise NullError("une fonction n'a pas de texte", "a function has no text")
        case Mapping():
            return "{" + ", ".join(f"{_key(key)}: {literal_of(item)}" for key, item in value.items()) + "}"
        case _:
            return temporal_text(value)


def _range(value: Range) -> str:
    if value.low is None or value.high is None:
        sign = "<" if value.low is None else ">"
        bound = value.high if value.low is None else value.low
        included = value.high_included if value.low is None else value.low_included
        return f"{sign}{'=' if included else ''} {literal_of(bound)}"
    opening, closing = "[" if value.low_included else "(", "]" if value.high_included else ")"
    return f"{opening}{literal_of(value.low)}..{literal_of(value.high)}{closing}"


def _key(key: str) -> str:
    words = key.split(" ")
    return key if all(word.isidentifier() for word in words) else literal_of(key)
