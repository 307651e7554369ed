"""`+`, `-`, `*`, `/`, `**` on numbers, strings, dates, times, durations (DMN 1.5, clause 10.3.2.13, tables 55 to 58).

Each function raises NullError where the standard has no result, and gives Unknown when an operand is.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, DecimalException

from public_aids.engine.feel.calendar import from_days, instant, local_nanos, shift, shift_months, time_offset, to_days
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.numbers import CONTEXT, without_padding
from public_aids.engine.feel.syntax import ArithmeticOp
from public_aids.engine.feel.values import (
    DAY,
    SECOND,
    DateTime,
    DaysTime,
    FarDate,
    Time,
    Unknown,
    Value,
    YearsMonths,
    kind,
)

MAX_TEXT = 1_000_000  # characters
_MAX_NANOS = 10**27
_MAX_MONTHS = 10**12


def add(left: Value, right: Value) -> Value:
    match left, right:
        case Decimal(), Decimal():
            return _number(CONTEXT.add, left, right)
        case str(), str():
            return _text(left, right)
        case DaysTime(one), DaysTime(other):
            return days_time(one + other)
        case YearsMonths(one), YearsMonths(other):
            return years_months(one + other)
        case ((date() | FarDate() | Time() | DateTime()), (DaysTime() | YearsMonths())):
            return _moved(left, right, 1)
        case ((DaysTime() | YearsMonths()), (date() | FarDate() | Time() | DateTime())):
            return _moved(right, left, 1)
        case _:
            return _none("+", left, right)


def subtract(left: Value, right: Value) -> Value:
    match left, right:
        case Decimal(), Decimal():
            return _number(CONTEXT.subtract, left, right)
        case DaysTime(one), DaysTime(other):
            return days_time(one - other)
        case YearsMonths(one), YearsMonths(other):
            return years_months(one - other)
        case ((date() | FarDate() | Time() | DateTime()), (DaysTime() | YearsMonths())):
            return _moved(left, right, -1)
        case ((date() | FarDate() | DateTime()), (date() | FarDate() | DateTime())):
            return _between(left, right)
        case Time(), Time():
            return _between_times(left, right)
        case _:
            return _none("-", left, right)


def multiply(left: Value, right: Value) -> Value:
    match left, right:
        case Decimal(), Decimal():
            return _number(CONTEXT.multiply, left, right)
        case (DaysTime() | YearsMonths(), Decimal()):
            return _scaled(left, CONTEXT.multiply, right)
        case (Decimal(), DaysTime() | YearsMonths()):
            return _scaled(right, CONTEXT.multiply, left)
        case _:
            return _none("*", left, right)


def divide(left: Value, right: Value) -> Value:
    match left, right:
        case Decimal(), Decimal():
            if not right:
                raise NullError("division par zéro", "division by zero")
            return _number(CONTEXT.divide, left, right)
        case (DaysTime() | YearsMonths(), Decimal()):
            if not right:
                raise NullError("division par zéro", "division by zero")
            return _scaled(left, CONTEXT.divide, right)
        case (DaysTime(one), DaysTime(other)) | (YearsMonths(one), YearsMonths(other)):
            return divide(CONTEXT.create_decimal(one), CONTEXT.create_decimal(other))
        case _:
            return _none("/", left, right)


def power(left: Value, right: Value) -> Value:
    match left, right:
        case Decimal(), Decimal():
            if not left and not right:
                return Decimal(1)  # the standard is silent; IEEE 754-2008, on which its numbers are based, says 1
            return without_padding(_number(CONTEXT.power, left, right))
        case _:
            return _none("**", left, right)


def negate(value: Value) -> Value:
    match value:
        case Decimal():
            return CONTEXT.minus(value)
        case DaysTime(nanos):
            return DaysTime(-nanos)
        case YearsMonths(months):
            return YearsMonths(-months)
        case Unknown():
            return value
        case _:
            raise NullError(f"`-` devant {FRENCH[kind(value)]}", f"`-` before {ENGLISH[kind(value)]}")


OPERATIONS: dict[ArithmeticOp, Callable[[Value, Value], Value]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}


def days_time(nanos: int) -> DaysTime:
    if abs(nanos) > _MAX_NANOS:
        raise NullError("la durée est trop longue", "the duration is too long")
    return DaysTime(nanos)


def years_months(months: int) -> YearsMonths:
    if abs(months) > _MAX_MONTHS:
        raise NullError("la durée est trop longue", "the duration is too long")
    return YearsMonths(months)


def _number(operation: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal) -> Decimal:
    try:
        result = operation(left, right)
        if result.is_finite():
            return result
    except DecimalException:
        pass
    raise NullError("le résultat est hors des bornes", "the result is out of bounds")


def _text(left: str, right: str) -> str:
    if len(left) + len(right) > MAX_TEXT:
        raise NullError("le texte est trop long", "the text is too long")
    return left + right


def _scaled(duration: DaysTime | YearsMonths, operation: Callable[[Decimal, Decimal], Decimal], by: Decimal) -> Value:
    """A duration times or divided by a number, cut towards zero at whole nanoseconds or months."""
    amount = duration.nanos if isinstance(duration, DaysTime) else duration.months
    result = _number(operation, CONTEXT.create_decimal(amount), by)
    if result.adjusted() > 30:
        raise NullError("la durée est trop longue", "the duration is too long")
    return days_time(int(result)) if isinstance(duration, DaysTime) else years_months(int(result))


def _moved(when: Value, duration: DaysTime | YearsMonths, sign: int) -> Value:
    match when, duration:
        case ((date() | FarDate()), YearsMonths(months)):
            return shift_months(when, sign * months)
        case ((date() | FarDate()), DaysTime(nanos)):
            return from_days(to_days(when) + sign * nanos // DAY)
        case Time(at, zone), DaysTime(nanos):
            return Time((at + sign * nanos) % DAY, zone)
        case DateTime(), DaysTime(nanos):
            return shift(when, sign * nanos)
        case DateTime(day, time), YearsMonths(months):
            return DateTime(shift_months(day, sign * months), time)
        case _:
            return _none("+" if sign > 0 else "-", when, duration)


def _between(left: date | FarDate | DateTime, right: date | FarDate | DateTime) -> DaysTime:
    """The time from right to left; a date is midnight UTC, so it has no distance to a moment without a zone."""
    one, other = _moment(left), _moment(right)
    start, end = instant(other), instant(one)
    if start is not None and end is not None:
        return days_time(end - start)
    if start is None and end is None:
        return days_time(local_nanos(one) - local_nanos(other))
    raise NullError("un seul des deux a un fuseau horaire", "only one of the two has a time zone")


def _moment(when: date | FarDate | DateTime) -> DateTime:
    return when if isinstance(when, DateTime) else DateTime(when, Time(0, 0))


def _between_times(left: Time, right: Time) -> DaysTime:
    one, other = time_offset(left), time_offset(right)
    if (one is None) != (other is None):
        raise NullError("une seule des deux heures a un fuseau horaire", "only one of the two times has a time zone")
    return DaysTime(left.nanos - right.nanos - ((one or 0) - (other or 0)) * SECOND)


def _none(op: str, left: Value, right: Value) -> Value:
    """No result: Unknown when an operand is, else NullError."""
    if isinstance(left, Unknown):
        return Unknown(left.needs | right.needs) if isinstance(right, Unknown) else left
    if isinstance(right, Unknown):
        return right
    one, other = kind(left), kind(right)
    raise NullError(
        f"`{op}` entre {FRENCH[one]} et {FRENCH[other]}", f"`{op}` between {ENGLISH[one]} and {ENGLISH[other]}"
    )


FRENCH = {
    "null": "`null`", "boolean": "un booléen", "number": "un nombre", "string": "un texte", "date": "une date",
    "time": "une heure", "date and time": "une date et heure", "days and time duration": "une durée en jours",
    "years and months duration": "une durée en mois", "list": "une liste", "context": "un enregistrement",
    "range": "un intervalle", "function": "une fonction", "unknown": "un inconnu",
}  # fmt: skip
ENGLISH = {
    "null": "`null`", "boolean": "a boolean", "number": "a number", "string": "a string", "date": "a date",
    "time": "a time", "date and time": "a date and time", "days and time duration": "a days and time duration",
    "years and months duration": "a years and months duration", "list": "a list", "context": "a context",
    "range": "a range", "function": "a function", "unknown": "an unknown",
}  # fmt: skip
