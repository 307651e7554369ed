"""Equality and order of values (DMN 1.5, clause 10.3.2.13, table 53; clause 10.3.2.2).

Three answers: true, false, and None where the two cannot be compared.
"""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from public_aids.engine.feel.calendar import instant, local_nanos, time_offset, to_days
from public_aids.engine.feel.syntax import ComparisonOp
from public_aids.engine.feel.values import (
    SECOND,
    DateTime,
    DaysTime,
    FarDate,
    Range,
    Time,
    Unknown,
    Value,
    YearsMonths,
    is_list,
    kind,
)

Truth = bool | None | Unknown

# as Python compares two plain numbers, texts or days
COMPARISONS: dict[ComparisonOp, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def equal(left: Value, right: Value) -> Truth:
    """`left = right`. null equals null alone; two kinds are not comparable; unknown unless the known parts differ."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _unknown(left, right)
    if left is None or right is None:
        return left is right
    if type(left) is type(right) and isinstance(left, (Decimal, str, bool)):
        return left == right
    if is_list(left) and is_list(right):
        return _all_equal(tuple(left), tuple(right))  # type: ignore[arg-type]
    if kind(left) != kind(right):
        return None
    match left:
        case Time() | DateTime():
            return _same_moment(left, right)
        case Range():
            return _same_range(left, right)
        case Mapping():
            return _same_context(left, right)
        case _:
            return left == right


def _unknown(left: Value, right: Value) -> Unknown:
    needs: frozenset[str] = frozenset()
    for side in (left, right):
        if isinstance(side, Unknown):
            needs |= side.needs
    return Unknown(needs)


def _all_equal(left: tuple[Value, ...], right: tuple[Value, ...]) -> Truth:
    if len(left) != len(right):
        return False
    needs: frozenset[str] | None = None
    for one, other in zip(left, right, strict=True):
        same = equal(one, other)
        if isinstance(same, Unknown):
            needs = same.needs | (needs or frozenset())
        elif not same:
            return False
    return True if needs is None else Unknown(needs)


def _same_context(left: Value, right: Value) -> Truth:
    assert isinstance(left, Mapping) and isinstance(right, Mapping)
    if left.keys() != right.keys():
        return False
    return _all_equal(tuple(left.values()), tuple(right[key] for key in left))


def _same_range(left: Value, right: Value) -> Truth:
    assert isinstance(left, Range) and isinstance(right, Range)
    if (left.low_included, left.high_included) != (right.low_included, right.high_included):
        return False
    return _all_equal((left.low, left.high), (right.low, right.high))


def _same_moment(left: Value, right: Value) -> bool:
    """As their properties do, whose seconds are whole."""
    if left == right:
        return True
    (at, ahead), (other_at, other_ahead) = _local(left), _local(right)
    if (ahead is None) != (other_ahead is None):
        return False
    return (at - (ahead or 0)) // SECOND == (other_at - (other_ahead or 0)) // SECOND


def _local(value: Value) -> tuple[int, int | None]:
    """The local place of a time or a moment in nanoseconds, and how far it is ahead of UTC where it has an offset."""
    if isinstance(value, Time):
        ahead = time_offset(value)
        return value.nanos, None if ahead is None else ahead * SECOND
    assert isinstance(value, DateTime)
    local, utc = local_nanos(value), instant(value)
    return local, None if utc is None else local - utc


def order(left: Value, right: Value) -> int | None:
    """Below 0, 0 or above 0 as left is less than, equal to or greater than right; None where there is no order.

    Numbers, strings, dates, times, moments and both durations have an order, each kind among itself. Of two times or
    moments, one without an offset has that of the other (DMN 1.5, clause 10.3.2.13, table 53).
    """
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return (left > right) - (left < right)
    match left, right:
        case str(), str():
            return (left > right) - (left < right)
        case date() | FarDate(), date() | FarDate():
            return to_days(left) - to_days(right)
        case DaysTime(one), DaysTime(other):
            return one - other
        case YearsMonths(one), YearsMonths(other):
            return one - other
        case (Time(), Time()) | (DateTime(), DateTime()):
            (at, ahead), (other_at, other_ahead) = _local(left), _local(right)
            if ahead is None or other_ahead is None:
                return at - other_at
            return (at - ahead) - (other_at - other_ahead)
        case _:
            return None
