"""The types of dates, times, durations and numbers made of texts: a literal is read here, others may be none."""

from collections.abc import Callable
from typing import Final

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.constancy import Typed
from public_aids.engine.feel.checking.literals import constant
from public_aids.engine.feel.checking.presence import Assumed
from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.checking.result_lists import Rule
from public_aids.engine.feel.mistakes import no_such_moment
from public_aids.engine.feel.syntax import Call, String
from public_aids.engine.feel.temporal_text import parse_date_time, parse_duration, parse_temporal, parse_time
from public_aids.engine.feel.values import DaysTime, YearsMonths, parse_date


def _converted(result: types.Type, read: Callable[[str], object]) -> Rule:
    """From a text: a literal is read here, any other text may be nothing."""

    def rule(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
        first = arguments[0]
        if isinstance(first.expr, String):
            if len(arguments) > 1 or read(first.expr.value) is not None:
                return result
            _unreadable(first.expr, report)
            return result
        if isinstance(first.type, types.StringType):
            return types.OptionalType(result)
        return result

    return rule


def _unreadable(text: String, report: Report) -> None:
    error = no_such_moment(text.value, text.span)
    report.add(error.code, text, error.message, *error.cures)


def date_of(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    if len(arguments) == 1:
        return _converted(types.DATE, parse_date)(node, arguments, assumed, report)
    year, month, day = (constant(argument.expr) for argument in arguments)
    if year is not None and month is not None and day is not None:
        written = f"{year:04}-{month:02}-{day:02}"
        if parse_date(written) is None:
            error = no_such_moment(written, node.span)
            report.add(error.code, node, error.message, *error.cures)
        return types.DATE
    certain = month is not None and day is not None and 1 <= month <= 12 and 1 <= day <= 28
    return (
        types.DATE if certain and month == int(month or 0) and day == int(day or 0) else types.OptionalType(types.DATE)
    )


def moment_of(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    if len(arguments) == 2:
        return types.DATE_TIME
    return _converted(types.DATE_TIME, lambda text: parse_date_time(text) or parse_date(text))(
        node, arguments, assumed, report
    )


def time_of(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    if len(arguments) == 1:
        return _converted(types.TIME, parse_time)(node, arguments, assumed, report)
    known = all(constant(argument.expr) is not None for argument in arguments[:3])
    return types.TIME if known else types.OptionalType(types.TIME)


def duration_of(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    first = arguments[0]
    if isinstance(first.type, types.DaysType | types.MonthsType):
        return first.type
    if not isinstance(first.expr, String):
        return types.ANY
    found = parse_duration(first.expr.value)
    if found is None:
        _unreadable(first.expr, report)
    return types.MONTHS if isinstance(found, YearsMonths) else types.DAYS if isinstance(found, DaysTime) else types.ANY


def number_of(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    first = arguments[0]
    if isinstance(first.type, types.NumberType):
        return first.type
    readable = isinstance(first.expr, String) and first.expr.value.replace(".", "", 1).isdecimal()
    return types.NUMBER if readable and len(arguments) == 1 else types.OptionalType(types.NUMBER)


def temporal_type(text: str) -> types.Type:
    """The type of `@"text"`, which was read before."""
    return _TEMPORAL.get(type(parse_temporal(text)).__name__, types.ANY)


_TEMPORAL: Final[dict[str, types.Type]] = {
    "date": types.DATE,
    "FarDate": types.DATE,
    "Time": types.TIME,
    "DateTime": types.DATE_TIME,
    "DaysTime": types.DAYS,
    "YearsMonths": types.MONTHS,
}
