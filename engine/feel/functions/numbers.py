"""Numeric functions (DMN 1.5, clause 10.3.4.5)."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    DecimalException,
)

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions.builtin import Family
from public_aids.engine.feel.numbers import CONTEXT
from public_aids.engine.feel.values import DaysTime, Value, YearsMonths

FUNCTIONS = Family()

MIN_SCALE, MAX_SCALE = -6111, 6176
_TWO = Decimal(2)


def _rounded(number: Decimal, scale: Decimal, rounding: str) -> Decimal:
    if not MIN_SCALE <= scale <= MAX_SCALE:
        raise NullError(f"l'échelle va de {MIN_SCALE} à {MAX_SCALE}", f"the scale goes from {MIN_SCALE} to {MAX_SCALE}")
    places = int(scale)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return number
    result = number.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=CONTEXT)
    return result if places >= 0 else CONTEXT.quantize(result, Decimal(1)) if result.adjusted() < 34 else result


@FUNCTIONS.define("decimal(n: number, scale: number) -> number")
def decimal(n: Decimal, scale: Decimal) -> Value:
    return _rounded(n, scale, ROUND_HALF_EVEN)


@FUNCTIONS.define("floor(n: number, scale: number?) -> number")
def floor(n: Decimal, scale: Decimal = Decimal(0)) -> Value:
    return _rounded(n, scale, ROUND_FLOOR)


@FUNCTIONS.define("ceiling(n: number, scale: number?) -> number")
def ceiling(n: Decimal, scale: Decimal = Decimal(0)) -> Value:
    return _rounded(n, scale, ROUND_CEILING)


@FUNCTIONS.define("round up(n: number, scale: number) -> number")
def round_up(n: Decimal, scale: Decimal) -> Value:
    return _rounded(n, scale, ROUND_UP)


@FUNCTIONS.define("round down(n: number, scale: number) -> number")
def round_down(n: Decimal, scale: Decimal) -> Value:
    return _rounded(n, scale, ROUND_DOWN)


@FUNCTIONS.define("round half up(n: number, scale: number) -> number")
def round_half_up(n: Decimal, scale: Decimal) -> Value:
    return _rounded(n, scale, ROUND_HALF_UP)


@FUNCTIONS.define("round half down(n: number, scale: number) -> number")
def round_half_down(n: Decimal, scale: Decimal) -> Value:
    return _rounded(n, scale, ROUND_HALF_DOWN)


@FUNCTIONS.define("abs(n: number|days and time duration|years and months duration) -> same")
def absolute(n: Decimal | DaysTime | YearsMonths) -> Value:
    match n:
        case DaysTime(nanos):
            return DaysTime(abs(nanos))
        case YearsMonths(months):
            return YearsMonths(abs(months))
        case _:
            return CONTEXT.abs(n)


@FUNCTIONS.define("modulo(dividend: number, divisor: number) -> number")
def modulo(dividend: Decimal, divisor: Decimal) -> Value:
    """`dividend - divisor * floor(dividend / divisor)`: the sign of the divisor."""
    if not divisor:
        raise NullError("division par zéro", "division by zero")
    rest = _computed(CONTEXT.remainder, dividend, divisor)
    return CONTEXT.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@FUNCTIONS.define("sqrt(number: number) -> number")
def sqrt(number: Decimal) -> Value:
    return _computed(CONTEXT.sqrt, number)


@FUNCTIONS.define("log(number: number) -> number")
def log(number: Decimal) -> Value:
    """The natural logarithm."""
    if number <= 0:
        raise NullError("`log` prend un nombre positif", "`log` takes a positive number")
    return _computed(CONTEXT.ln, number)


@FUNCTIONS.define("exp(number: number) -> number")
def exp(number: Decimal) -> Value:
    return _computed(CONTEXT.exp, number)


@FUNCTIONS.define("odd(number: number) -> boolean")
def odd(number: Decimal) -> Value:
    return abs(_computed(CONTEXT.remainder_near, number, _TWO)) == 1


@FUNCTIONS.define("even(number: number) -> boolean")
def even(number: Decimal) -> Value:
    return _computed(CONTEXT.remainder_near, number, _TWO) == 0


def _computed(operation: Callable[..., Decimal], *numbers: Decimal) -> Decimal:
    try:
        return operation(*numbers)
    except DecimalException:
        raise NullError("le résultat est hors des bornes", "the result is out of bounds") from None
