"""`value.name`: entries of contexts, properties of dates, times, durations and ranges (DMN 1.5, table 65)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from public_aids.engine.feel.arithmetic import ENGLISH, FRENCH
from public_aids.engine.feel.calendar import offset, time_offset, to_days
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.values import (
    DAY,
    SECOND,
    Date,
    DateTime,
    DaysTime,
    FarDate,
    Range,
    Time,
    Unknown,
    Value,
    YearsMonths,
    kind,
)


def path(value: Value, name: str) -> Value:
    """The entry or property; of a list, that of each item. NullError when there is none."""
    match value:
        case Unknown():
            return value
        case Mapping():
            if name not in value:
                raise NullError(f"il n'y a pas de `{name}` dans l'enregistrement", f"the context has no `{name}`")
            return value[name]
        case tuple() | list():
            return tuple(_of_item(item, name) for item in value)
        case _:
            found = _property(value)
            if name not in found:
                raise NullError(f"{FRENCH[kind(value)]} n'a pas de `{name}`", f"{ENGLISH[kind(value)]} has no `{name}`")
            return found[name](value)


def _of_item(item: Value, name: str) -> Value:
    try:
        return path(item, name)
    except NullError:
        return None


Properties = Mapping[str, Callable[..., Value]]


def _property(value: Value) -> Properties:
    match value:
        case date() | FarDate():
            return _DATE
        case Time():
            return _TIME
        case DateTime():
            return _MOMENT
        case DaysTime():
            return _DAYS
        case YearsMonths():
            return _MONTHS
        case Range():
            return _RANGE
        case _:
            return {}


def weekday(day: Date) -> int:
    """From 1, Monday, to 7."""
    return (to_days(day) - 1) % 7 + 1


def _towards_zero(amount: int, unit: int, size: int) -> Decimal:
    """Whole units in an amount, less whole groups of `size` of them (0: none), with the sign of the amount."""
    count = abs(amount) // unit
    count = count % size if size else count
    return Decimal(-count if amount < 0 else count)


def _seconds(ahead: int | None) -> Value:
    return None if ahead is None else DaysTime(ahead * SECOND)


_DATE: Properties = {
    "year": lambda d: Decimal(d.year),
    "month": lambda d: Decimal(d.month),
    "day": lambda d: Decimal(d.day),
    "weekday": lambda d: Decimal(weekday(d)),
}
_CLOCK: Properties = {
    "hour": lambda t: Decimal(t.nanos // (3600 * SECOND)),
    "minute": lambda t: Decimal(t.nanos // (60 * SECOND) % 60),
    "second": lambda t: Decimal(t.nanos // SECOND % 60),
    "timezone": lambda t: t.zone if isinstance(t.zone, str) else None,
}
_TIME: Properties = {**_CLOCK, "time offset": lambda t: _seconds(time_offset(t))}
_MOMENT: Properties = {
    **{name: (lambda m, get=get: get(m.date)) for name, get in _DATE.items()},
    **{name: (lambda m, get=get: get(m.time)) for name, get in _CLOCK.items()},
    "time offset": lambda m: _seconds(offset(m)),
}
_DAYS: Properties = {
    "days": lambda d: _towards_zero(d.nanos, DAY, 0),
    "hours": lambda d: _towards_zero(d.nanos, 3600 * SECOND, 24),
    "minutes": lambda d: _towards_zero(d.nanos, 60 * SECOND, 60),
    "seconds": lambda d: _towards_zero(d.nanos, SECOND, 60),
}
_MONTHS: Properties = {
    "years": lambda m: _towards_zero(m.months, 12, 0),
    "months": lambda m: _towards_zero(m.months, 1, 12),
}
_RANGE: Properties = {
    "start": lambda r: r.low,
    "end": lambda r: r.high,
    "start included": lambda r: r.low_included,
    "end included": lambda r: r.high_included,
}
