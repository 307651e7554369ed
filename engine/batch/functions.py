"""The built-in functions in columns: one table beside the scalar one, with every name of the language.

A name maps to the function that makes its column, or to None: it has no column form.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import reduce

from public_aids.engine.batch import algebra
from public_aids.engine.batch.lowered import Lowered, NoColumnForm, any_needs
from public_aids.engine.batch.make import (
    case,
    compare,
    largest,
    minus,
    negation,
    number,
    plus,
    rounded,
    smallest,
    times,
)
from public_aids.engine.batch.nodes import kind_of
from public_aids.engine.feel.calendar import months_between
from public_aids.engine.feel.functions import NAMES
from public_aids.engine.feel.syntax import Span
from public_aids.engine.feel.values import parse_date
from public_aids.engine.text import Text

Arguments = tuple[Lowered, ...]
Form = Callable[[Arguments], algebra.Column | None]
"""From the arguments to the column, or None where these arguments have none."""


def lower_call(name: str, arguments: Arguments, span: Span) -> Lowered:
    form = FORMS.get(name)
    value = form(arguments) if form else None
    if value is None:
        raise NoColumnForm(
            span,
            Text(f"`{name}` ne s'écrit pas en colonnes", f"`{name}` cannot be written in columns"),
            Text(
                "`schemes eval --lines` évalue les situations une à une",
                "`schemes eval --lines` evaluates one by one",
            ),
        )
    unit = arguments[0].unit if name in ("min", "max", "abs", "sum") else ""
    return Lowered(value, any_needs(arguments), "months" if name == "years and months duration" else unit)


def whole_quotient(value: algebra.Column, by: int) -> algebra.Column:
    """Towards zero."""
    if isinstance(value, algebra.Const) and isinstance(value.value, Decimal):
        return number(int(value.value / by))
    kind = kind_of(value)
    assert isinstance(kind, algebra.Number)
    return algebra.Divide(value, by, algebra.Number(0, kind.bound))


def remainder(value: algebra.Column, quotient: algebra.Column, by: int) -> algebra.Column:
    return minus(value, times(quotient, number(by)))


def _numbers(arguments: Arguments) -> bool:
    return all(isinstance(kind_of(one.value), algebra.Number) and one.unit == arguments[0].unit for one in arguments)


def _not(arguments: Arguments) -> algebra.Column | None:
    match arguments:
        case (one,) if isinstance(kind_of(one.value), algebra.Truth):
            return negation(one.value)
        case _:
            return None


def _extreme(pick: Callable[[algebra.Column, algebra.Column], algebra.Column]) -> Form:
    def form(arguments: Arguments) -> algebra.Column | None:
        days = all(isinstance(kind_of(one.value), algebra.Day) for one in arguments)
        if len(arguments) < 2 or not (days or _numbers(arguments)):
            return None
        return reduce(pick, (one.value for one in arguments))

    return form


def _sum(arguments: Arguments) -> algebra.Column | None:
    return reduce(plus, (one.value for one in arguments)) if len(arguments) > 1 and _numbers(arguments) else None


def _abs(arguments: Arguments) -> algebra.Column | None:
    if len(arguments) != 1 or not _numbers(arguments):
        return None
    value = arguments[0].value
    return case(((compare("<", value, number(0)), minus(number(0), value)),), value)


def _rounding(how: algebra.Rounding, default: int | None = None) -> Form:
    def form(arguments: Arguments) -> algebra.Column | None:
        match [one.value for one in arguments]:
            case [value] if default is not None:
                places = default
            case [value, algebra.Const(Decimal() as given)] if given == int(given) and 0 <= given <= 10:
                places = int(given)
            case _:
                return None
        return None if arguments[0].unit or not _numbers(arguments[:1]) else constant_or(rounded(value, places, how))

    return form


def constant_or(column: algebra.Column) -> algebra.Column | None:
    """A rounded literal is nobody's need; it has no form."""
    return None if isinstance(column, algebra.Rounded) and isinstance(column.of, algebra.Const) else column


def _duration(arguments: Arguments) -> algebra.Column | None:
    match [one.value for one in arguments]:
        case [algebra.Const(date() as start), algebra.Const(date() as end)]:
            return number(months_between(start, end))
        case [start, end] if isinstance(kind_of(start), algebra.Day) and isinstance(kind_of(end), algebra.Day):
            return algebra.WholeMonths(start, end, algebra.Number(0, Decimal(120_000)))
        case _:
            return None


def _date(arguments: Arguments) -> algebra.Column | None:
    match [one.value for one in arguments]:
        case [algebra.Const(str() as text)]:
            found = parse_date(text)
            return None if found is None else algebra.Const(found, algebra.Day())
        case [value] if isinstance(kind_of(value), algebra.Day):
            return value
        case _:
            return None


def _text(test: str) -> Form:
    def form(arguments: Arguments) -> algebra.Column | None:
        match [one.value for one in arguments]:
            case [of, algebra.Const(str() as text)] if isinstance(kind_of(of), algebra.Words) and not isinstance(
                of, algebra.Const
            ):
                return algebra.TextTest(of, test, text)  # type: ignore[arg-type]
            case _:
                return None

    return form


_WITH_FORM: dict[str, Form] = {
    "not": _not,
    "min": _extreme(smallest),
    "max": _extreme(largest),
    "sum": _sum,
    "abs": _abs,
    "floor": _rounding("floor", 0),
    "ceiling": _rounding("ceiling", 0),
    "decimal": _rounding("half_even"),
    "round up": _rounding("up"),
    "round down": _rounding("down"),
    "round half up": _rounding("half_up"),
    "round half down": _rounding("half_down"),
    "years and months duration": _duration,
    "date": _date,
    "starts with": _text("starts"),
    "ends with": _text("ends"),
    "contains": _text("contains"),
}
FORMS: dict[str, Form | None] = {name: _WITH_FORM.get(name) for name in sorted(NAMES)}
