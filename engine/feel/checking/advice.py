"""What to write in place of a value of the wrong type."""

from collections.abc import Iterator

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.elsewhere import other_values, value_meant
from public_aids.engine.feel.checking.literals import is_literal, meant_day
from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.syntax import Arithmetic, Call, Comparison, Expr, Name, Number, String, UnaryTest
from public_aids.engine.feel.temporal_text import parse_temporal
from public_aids.engine.source.nearest import write
from public_aids.engine.text import Text

_YES = ("oui", "vrai", "yes", "true", "o", "y")
_NO = ("non", "faux", "no", "false", "n")
_TEMPORAL = (types.DateType, types.TimeType, types.DateTimeType, types.DaysType, types.MonthsType)


def as_wanted(wanted: types.Type, expr: Expr, found: types.Type, report: Report) -> tuple[Text, ...]:
    """How to write `expr`, which is a `found`, where a `wanted` has to stand."""
    if isinstance(wanted, types.OptionalType):
        return as_wanted(wanted.of, expr, found, report)
    return tuple(_cures(wanted, expr, found, report))


def _cures(wanted: types.Type, expr: Expr, found: types.Type, report: Report) -> Iterator[Text]:
    day = meant_day(expr)
    if day is not None and isinstance(wanted, types.DateType | types.DateTimeType):
        yield Text(f'un jour s\'écrit `@"{day}"`', f'a day is written `@"{day}"`')
    elif isinstance(expr, String):
        yield from _from_text(wanted, expr.value)
    elif isinstance(expr, UnaryTest) and expr.op == "=":
        yield write(report.words(expr.operand))
    elif isinstance(expr, Number) and expr.value in (0, 1) and isinstance(wanted, types.BooleanType):
        yield write("true" if expr.value else "false")
    elif isinstance(expr, Number) and isinstance(wanted, types.StringType):
        yield write(f'"{expr.value}"')
    elif isinstance(found, types.NumberType) and isinstance(wanted, types.StringType):
        yield write(f"string({report.words(expr)})")
    elif isinstance(expr, Number) and isinstance(wanted, types.DaysType | types.MonthsType):
        yield _length_of_time(expr, wanted)
    elif isinstance(expr, Number) and isinstance(wanted, types.DateType) and 1800 <= expr.value <= 2200:
        yield Text(
            f"un jour s'écrit `@\"{expr.value}-01-01\"` ; pour comparer l'année, ajoutez `.year` à la date",
            f'a day is written `@"{expr.value}-01-01"`; to compare the year, add `.year` to the date',
        )
    elif isinstance(wanted, types.DateType) and isinstance(found, types.DateTimeType):
        yield write(f"date({report.words(expr)})")
    elif isinstance(wanted, types.ListType) and type(wanted.item) is type(found):
        yield write(f"[{report.words(expr)}]")


def _from_text(wanted: types.Type, text: str) -> Iterator[Text]:
    if isinstance(wanted, _TEMPORAL):
        if parse_temporal(text) is not None:
            yield write(f'@"{text}"')
    elif isinstance(wanted, types.NumberType) and text.replace(".", "", 1).isdecimal():
        yield Text(f"un nombre s'écrit sans guillemets : `{text}`", f"a number is written without quotes: `{text}`")
    elif isinstance(wanted, types.BooleanType) and text.lower() in (*_YES, *_NO):
        right = "true" if text.lower() in _YES else "false"
        yield Text(f"écrivez `{right}`, sans guillemets", f"write `{right}`, without quotes")


def _length_of_time(expr: Number, wanted: types.Type) -> Text:
    n = expr.value
    return write(f'@"P{n}D"') if isinstance(wanted, types.DaysType) else write(f'@"P{n}Y"')


def as_condition(expr: Expr, found: types.Type, report: Report, before: Expr | None = None) -> tuple[Text, ...]:
    """How to make a condition of what is neither true nor false. `before` is the condition on its left, if any."""
    words = report.words(expr)
    match before, expr:
        case Comparison("=", Name(name) as left, String() as first), String(value) if wanted := _text(name, report):
            meant = value_meant(value, left, wanted, report)
            if meant is None:
                return other_values(value, left, wanted, report)
            return (write(f'{name} in ({report.words(first)}, "{meant}")'),)
        case Comparison("=", left, String() | Number() as first), String() | Number():
            return (write(f"{report.words(left)} in ({report.words(first)}, {words})"),)
    match found:
        case types.StringType(allowed) if allowed and not isinstance(expr, String):
            return (_compare(f'{words} = "{allowed[0]}"'),)
        case types.NumberType() if not is_literal(expr):
            return (_compare(f"{words} = …"),)
        case types.DateType() if not is_literal(expr):
            return (_compare(f"{words} <= on"),)
        case types.ListType():
            return (_compare(f"count({words}) > 0"),)
        case _:
            return ()


def _text(name: str, report: Report) -> types.StringType | None:
    """The type of a fact that cannot be every text."""
    found = report.names[name].type if name in report.names else None
    return found if isinstance(found, types.StringType) and (found.allowed or found.pattern) else None


def _compare(example: str) -> Text:
    return Text(f"comparez : `{example}`", f"compare it: `{example}`")


def of_dates(left: Expr, right: Expr, other: types.Type, report: Report) -> tuple[Text, ...]:
    """`on - date_naissance > 60`: a length of time between two days, in days, compared with something else."""
    for one, against in ((left, right), (right, left)):
        if isinstance(one, Arithmetic) and one.op == "-":
            between = f"years and months duration({report.words(one.right)}, {report.words(one.left)})"
            if isinstance(other, types.NumberType):
                return (
                    Text(f"en années : `{between}.years`", f"in years: `{between}.years`"),
                    Text(f'en jours : `@"P{report.words(against)}D"`', f'in days: `@"P{report.words(against)}D"`'),
                )
            if isinstance(other, types.MonthsType):
                return (write(between),)
        if isinstance(one, Call) and isinstance(one.function, Name) and isinstance(other, types.NumberType):
            return (Text(f"en années : `{report.words(one)}.years`", f"in years: `{report.words(one)}.years`"),)
    return ()
