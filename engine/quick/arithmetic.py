"""What generated functions call where Python has no operator for it. Every argument is known: null is asked before."""

from datetime import date
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from public_aids.engine.batch.algebra import Rounding
from public_aids.engine.feel.values import add_months

MODES: dict[Rounding, str] = {
    "half_up": ROUND_HALF_UP,
    "half_down": ROUND_HALF_DOWN,
    "half_even": ROUND_HALF_EVEN,
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
    "up": ROUND_UP,
    "down": ROUND_DOWN,
}


def rounded(value: Decimal | int, unit: Decimal, mode: str) -> Decimal:
    """The nearest multiple of a power of ten."""
    return Decimal(value).quantize(unit, mode)


def quotient(value: Decimal | int, by: int) -> int:
    """The whole quotient, towards zero."""
    return int(Decimal(value) / by)


def share(value: Decimal | int, by: int, unit: Decimal) -> Decimal:
    """A part of a number, rounded once, half away from zero."""
    return (Decimal(value) / by).quantize(unit, ROUND_HALF_UP)


def months_elapsed(start: date, end: date) -> int:
    """The largest n such that `start` + n months is not after `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if add_months(start, months) > end else months
