"""The values of FEEL (DMN 1.5, clauses 10.3.2.1 to 10.3.2.3).

None is null, Decimal every number, datetime.date a date of the years 1 to 9999, tuple or list a list, dict a context.
`Unknown` is the value of a fact that is missing: it is not null and it is not false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from public_aids.engine.record import Record

SECOND = 1_000_000_000  # nanoseconds
DAY = 86_400 * SECOND
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)  # of all that is said of aids
LONGEST_CODE = 100  # characters
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Unknown(Record):
    """A value that depends on facts that are missing: which ones, exactly."""

    needs: frozenset[str]


class FarDate(Record):
    """A date outside the years 1 to 9999, in the proleptic Gregorian calendar with a year 0."""

    year: int
    month: int
    day: int


class Time(Record):
    """A time of the day: nanoseconds from midnight; `zone` is an offset in seconds, a zone's name, or None."""

    nanos: int
    zone: int | str | None = None


class DateTime(Record):
    date: date | FarDate
    time: Time


class DaysTime(Record):
    """A days and time duration, in nanoseconds."""

    nanos: int


class YearsMonths(Record):
    """A years and months duration, in months."""

    months: int


class Range(Record):
    """An interval. A bound that is None is open, as the upper one of `>= 5`."""

    low: Value
    high: Value
    low_included: bool
    high_included: bool


class Function(Record):
    """A function as a value. `call` takes the arguments in order, and raises NullError when there is no result.

    `types` has the name of each parameter's type, `Any` where none is written.
    """

    name: str
    parameters: tuple[str, ...]
    call: Callable[..., Value]
    types: tuple[str, ...] = ()


Date: TypeAlias = date | FarDate
List: TypeAlias = tuple["Value", ...] | list["Value"]
Context: TypeAlias = Mapping[str, "Value"]
Value: TypeAlias = (
    bool
    | Decimal
    | str
    | Date
    | Time
    | DateTime
    | DaysTime
    | YearsMonths
    | Range
    | Function
    | Unknown
    | List
    | Context
    | None
)

_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    date: "date",
    FarDate: "date",
    Time: "time",
    DateTime: "date and time",
    DaysTime: "days and time duration",
    YearsMonths: "years and months duration",
    Range: "range",
    Function: "function",
    Unknown: "unknown",
    tuple: "list",
    list: "list",
    dict: "context",
}


def kind(value: Value) -> str:
    """The name of the value's type: `number`, `date and time`, `list`, `context`, `unknown`..."""
    found = _KINDS.get(type(value))
    if found is None:
        return "context" if isinstance(value, Mapping) else "list"
    return found


def is_list(value: Value) -> bool:
    return isinstance(value, (tuple, list))


def needs_of(value: Value) -> frozenset[str] | None:
    """What a value still needs, wherever it is inside; None when all of it is known."""
    match value:
        case Unknown(needs):
            return needs
        case tuple() | list():
            return union(needs_of(item) for item in value)
        case dict():
            return union(needs_of(item) for item in value.values())
        case Range(low, high):
            return union((needs_of(low), needs_of(high)))
        case _:
            return None


def union(needs: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """All the needs together; None when nothing is unknown."""
    found: frozenset[str] | None = None
    for one in needs:
        if one is not None:
            found = one if found is None else found | one
    return found


def parse_date(text: str) -> date | None:
    """The date of `2025-12-31`, or None when it is not one of the years 1 to 9999 (clause 10.3.4.1, `date`)."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.replace("-", "").isdecimal():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it is shorter (31 January + 1 month).

    Raises OverflowError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"{day} + {months} months")
    return date(year, month + 1, day.day if day.day < 29 else min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """The days of a month of any year of the proleptic Gregorian calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _MONTHS[month - 1]


def fits(pattern: str, code: str) -> bool:
    """Has a code the form that its fact asks for? Patterns are such that this takes no time on codes of some length."""
    import re

    return len(code) <= LONGEST_CODE and re.fullmatch(pattern, code) is not None
