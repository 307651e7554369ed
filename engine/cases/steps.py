"""The smallest step of a constant: one more and one less of what it is counted in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from public_aids.engine.feel.syntax import Number, Temporal
from public_aids.engine.feel.temporal_text import parse_temporal, temporal_text
from public_aids.engine.feel.values import DAY, DaysTime, YearsMonths

ONE_DAY = timedelta(days=1)


def step_of(number: Decimal) -> Decimal:
    """One unit of the last decimal that is written: 0.1 for 2.5, 0.01 for 0.10, 1 for a whole number."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def stepped(number: Decimal) -> tuple[Decimal, Decimal]:
    """A number by its smallest step, down and up."""
    step = step_of(number)
    return number - step, number + step


def stepped_day(day: date) -> tuple[date, date]:
    return day - ONE_DAY, day + ONE_DAY


def stepped_literal(node: Number | Temporal) -> Iterator[Number | Temporal]:
    """A constant of an expression by its smallest step: a day for a date, a month or a day for a length of time."""
    if isinstance(node, Number):
        yield from (Number(one) for one in stepped(node.value))
        return
    value = parse_temporal(node.text)
    match value:
        case date() if value != date.max:  # never is not a day or less away
            yield from (Temporal(one.isoformat()) for one in stepped_day(value))
        case YearsMonths(months):
            yield from (Temporal(temporal_text(YearsMonths(months + step))) for step in (-1, 1))
        case DaysTime(nanos):
            yield from (Temporal(temporal_text(DaysTime(nanos + step))) for step in (-DAY, DAY))
        case _:
            return
