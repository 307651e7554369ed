"""Values as typed JSON, `{"type": "number", "value": "42"}`: how the measure of conformance writes them.

Numbers, dates, times and durations are texts, as FEEL writes them; lists and contexts hold typed values.
"""

from collections.abc import Mapping
from decimal import Decimal, DecimalException
from typing import Any

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.numbers import CONTEXT
from public_aids.engine.feel.temporal_text import (
    parse_any_date,
    parse_date_time,
    parse_duration,
    parse_time,
    temporal_text,
)
from public_aids.engine.feel.values import Function, Range, Unknown, Value, kind

_PARSERS = {
    "date": parse_any_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "days and time duration": parse_duration,
    "years and months duration": parse_duration,
}


def from_typed(typed: Any) -> Value:
    """The value of typed JSON; NullError when it is none."""
    found = typed.get("type") if isinstance(typed, Mapping) else None
    value = typed.get("value") if isinstance(typed, Mapping) else None
    match found, value:
        case ("null", None) | ("boolean", bool()) | ("string", str()):
            return value
        case "number", str() | int():
            return _number(str(value))
        case (("date" | "time" | "date and time" | "days and time duration" | "years and months duration"), str()):
            moment = _PARSERS[found](value)
            if moment is not None and kind(moment) == found:
                return moment
        case "list", list():
            return tuple(from_typed(item) for item in value)
        case "context", dict():
            return {key: from_typed(item) for key, item in value.items()}
        case "range", {"low": low, "high": high, "low_included": bool() as low_in, "high_included": bool() as high_in}:
            return Range(from_typed(low), from_typed(high), low_in, high_in)
        case _:
            pass
    shown = str(typed)[:60]
    raise NullError(f"`{shown}` n'est pas une valeur typée", f"`{shown}` is not a typed value")


def _number(text: str) -> Decimal:
    try:
        number = CONTEXT.create_decimal(text)
    except DecimalException:
        raise NullError(f"`{text}` n'est pas un nombre", f"`{text}` is not a number") from None
    if not number.is_finite():
        raise NullError(f"`{text}` n'est pas un nombre", f"`{text}` is not a number")
    return number


def to_typed(value: Value) -> dict[str, Any]:
    """The typed JSON of a value; NullError for an unknown."""
    return {"type": kind(value), "value": _plain(value)}


def _plain(value: Value) -> Any:
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return str(value)
        case tuple() | list():
            return [to_typed(item) for item in value]
        case Range(low, high, low_included, high_included):
            return {
                "low": to_typed(low),
                "high": to_typed(high),
                "low_included": low_included,
                "high_included": high_included,
            }
        case Function():
            return None
        case Unknown(needs):
            names = ", ".join(sorted(needs))
            raise NullError(f"la valeur dépend de `{names}`", f"the value depends on `{names}`")
        case Mapping():
            return {key: to_typed(item) for key, item in value.items()}
        case _:
            return temporal_text(value)
