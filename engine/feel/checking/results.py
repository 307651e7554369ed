"""The types of what built-in functions give back, where the table of functions does not say it all.

Units go through roundings, `min`, `max`, `sum`, `mean`. A function that may have no result (of an empty list, of a
text that is no date) has an optional one.
"""

from collections.abc import Callable
from typing import Final

from engine.feel.checking.comparing import Typed, compare, same_unit
from engine.feel.checking.literals import constant
from engine.feel.checking.presence import Assumed, not_empty, not_zero
from engine.feel.checking.problem import Report, write
from engine.feel.mistakes import no_such_moment
from engine.feel.syntax import Call, String
from engine.feel.temporal_text import parse_date_time, parse_duration, parse_temporal, parse_time
from engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS,
    MONTHS,
    NUMBER,
    STRING,
    TIME,
    AnyType,
    BooleanType,
    DaysType,
    FunctionType,
    ListType,
    MonthsType,
    NumberType,
    OptionalType,
    RangeType,
    StringType,
    Type,
    extent,
    join,
    kind,
    same_kind,
    type_name,
)
from engine.feel.values import DaysTime, YearsMonths, parse_date
from engine.text import Text

Rule = Callable[[Call, tuple[Typed, ...], Assumed, Report], Type]


def _items(node: Call, arguments: tuple[Typed, ...], report: Report) -> tuple[Type, bool]:
    """The type of the items of one list, or of several arguments; whether they came as a list."""
    if len(arguments) == 1 and isinstance(arguments[0].type, ListType | AnyType):
        of = arguments[0].type
        return (of.item if isinstance(of, ListType) else ANY), True
    joined = arguments[0].type
    for argument in arguments[1:]:
        joined = _mixed(node, arguments[0], argument, report) or join(joined, argument.type) or ANY
    return _loose(joined), False


def _mixed(node: Call, first: Typed, other: Typed, report: Report) -> Type | None:
    """T308 for two arguments of different kinds, T304 for two units."""
    if not same_kind(first.type, other.type):
        words, one, two = report.words(node.function), type_name(first.type), type_name(other.type)
        report.add("T308", node, Text(f"`{words}` mêle {one.fr} et {two.fr}", f"`{words}` mixes {one.en} and {two.en}"))
        return ANY
    if isinstance(first.type, NumberType) and isinstance(other.type, NumberType):
        return None if same_unit(first, other, first.type.unit, other.type.unit, node.span, report) else ANY
    return None


def _loose(of: Type) -> Type:
    """Without the allowed values: what is computed from them is not one of them."""
    return NumberType(of.unit) if isinstance(of, NumberType) else of


def _aggregate(*kinds: str, result: Type | None = None) -> Rule:
    """Of items of these kinds; an empty list has no result."""

    def rule(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
        item, in_list = _items(node, arguments, report)
        if not _wants(node, item, kinds, report):
            return ANY
        inner = item.of if isinstance(item, OptionalType) else item
        found = _loose(inner) if result is None else result
        certain = not in_list or not_empty(arguments[0].expr, assumed)
        return found if certain and not isinstance(item, OptionalType) else OptionalType(found)

    return rule


def _wants(node: Call, item: Type, kinds: tuple[str, ...], report: Report) -> bool:
    """Whether the items are of these kinds; T308 when they are not."""
    if kind(item) in (*kinds, "any"):
        return True
    words, found = report.words(node.function), type_name(item)
    message = Text(f"`{words}` ne s'applique pas à {found.fr}", f"`{words}` does not apply to {found.en}")
    report.add("T308", node, message)
    return False


def _element(result: Type) -> Rule:
    """`list contains` and `index of`: what is looked for is compared with each item."""

    def rule(_: Call, arguments: tuple[Typed, ...], __: Assumed, report: Report) -> Type:
        of = arguments[0].type
        if isinstance(of, ListType):
            item = Typed(arguments[0].expr, of.item)
            compare("=", item, arguments[1], arguments[1].expr.span, report)
        return result

    return rule


def _same_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    return arguments[0].type


def _cut_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    """A position in the list, or none where the list is shorter."""
    return OptionalType(arguments[0].type)


def _longer_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    first = arguments[0].type
    item: Type | None = first.item if isinstance(first, ListType) else ANY
    for argument in arguments[1:]:
        item = None if item is None else join(item, argument.type)
    return ListType(item or ANY)


def _joined_lists(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    items = [one.type.item if isinstance(one.type, ListType) else one.type for one in arguments]
    item: Type | None = items[0]
    for other in items[1:]:
        item = None if item is None else join(item, other)
    return ListType(item or ANY)


def _flat(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    item: Type = arguments[0].type
    while isinstance(item, ListType):
        item = item.item
    return ListType(item)


def _partition(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    size = constant(arguments[1].expr)
    pieces = ListType(arguments[0].type)
    return pieces if size is not None and size >= 1 and size == int(size) else OptionalType(pieces)


def _sorted(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    precedes = arguments[1].type
    if isinstance(precedes, FunctionType) and not isinstance(precedes.result, BooleanType | AnyType):
        found = type_name(precedes.result)
        message = Text(
            f"cette fonction rend {found.fr}, pas une condition", f"this function gives {found.en}, no condition"
        )
        report.add("T308", arguments[1].expr, message, write("function(x, y) x < y"))
    return arguments[0].type


def _modulo(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    dividend, divisor = arguments
    result = _loose(dividend.type)
    return result if not_zero(divisor.expr, divisor.type, assumed) else OptionalType(result)


def _of_positive(zero: bool) -> Rule:
    """`sqrt` of no negative number, `log` of no zero either."""

    def rule(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
        of = arguments[0].type
        low = extent(of)[0] if isinstance(of, NumberType) else None
        certain = low is not None and (low >= 0 if zero else low > 0)
        return NUMBER if certain else OptionalType(NUMBER)

    return rule


def _rounded(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    """A rounding keeps the unit; a scale that is no literal may be out of bounds."""
    result = _loose(arguments[0].type)
    scale = constant(arguments[1].expr) if len(arguments) > 1 else None
    certain = len(arguments) == 1 or (scale is not None and abs(scale) <= 30 and scale == int(scale))
    return result if certain else OptionalType(result)


def _converted(result: Type, read: Callable[[str], object]) -> Rule:
    """From a text: a literal is read here, any other text may be nothing."""

    def rule(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
        first = arguments[0]
        if isinstance(first.expr, String):
            if len(arguments) > 1 or read(first.expr.value) is not None:
                return result
            _unreadable(first.expr, report)
            return result
        if isinstance(first.type, StringType):
            return OptionalType(result)
        return result

    return rule


def _unreadable(text: String, report: Report) -> None:
    error = no_such_moment(text.value, text.span)
    report.add(error.code, text, error.message, *error.cures)


def _date(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    if len(arguments) == 1:
        return _converted(DATE, parse_date)(node, arguments, assumed, report)
    year, month, day = (constant(argument.expr) for argument in arguments)
    if year is not None and month is not None and day is not None:
        written = f"{year:04}-{month:02}-{day:02}"
        if parse_date(written) is None:
            error = no_such_moment(written, node.span)
            report.add(error.code, node, error.message, *error.cures)
        return DATE
    certain = month is not None and day is not None and 1 <= month <= 12 and 1 <= day <= 28
    return DATE if certain and month == int(month or 0) and day == int(day or 0) else OptionalType(DATE)


def _moment(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    if len(arguments) == 2:
        return DATE_TIME
    return _converted(DATE_TIME, lambda text: parse_date_time(text) or parse_date(text))(
        node, arguments, assumed, report
    )


def _time(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    if len(arguments) == 1:
        return _converted(TIME, parse_time)(node, arguments, assumed, report)
    known = all(constant(argument.expr) is not None for argument in arguments[:3])
    return TIME if known else OptionalType(TIME)


def _duration(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    first = arguments[0]
    if isinstance(first.type, DaysType | MonthsType):
        return first.type
    if not isinstance(first.expr, String):
        return ANY
    found = parse_duration(first.expr.value)
    if found is None:
        _unreadable(first.expr, report)
    return MONTHS if isinstance(found, YearsMonths) else DAYS if isinstance(found, DaysTime) else ANY


def _number(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    first = arguments[0]
    if isinstance(first.type, NumberType):
        return first.type
    readable = isinstance(first.expr, String) and first.expr.value.replace(".", "", 1).isdecimal()
    return NUMBER if readable and len(arguments) == 1 else OptionalType(NUMBER)


def _ranges(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    """Points and ranges are compared with one another."""
    sides = [Typed(one.expr, one.type.of if isinstance(one.type, RangeType) else one.type) for one in arguments]
    before = len(report.problems)
    compare("<", sides[0], sides[1], node.span, report)
    report.problems[before:] = [one for one in report.problems[before:] if one.code in ("T301", "T304")]
    return BOOLEAN


def temporal_type(text: str) -> Type:
    """The type of `@"text"`, which was read before."""
    return _TEMPORAL.get(type(parse_temporal(text)).__name__, ANY)


_TEMPORAL: Final[dict[str, Type]] = {
    "date": DATE,
    "FarDate": DATE,
    "Time": TIME,
    "DateTime": DATE_TIME,
    "DaysTime": DAYS,
    "YearsMonths": MONTHS,
}
_ORDERED = ("number", "string", "date", "time", "date and time", "days and time duration", "years and months duration")
_SUMMED = ("number", "days and time duration", "years and months duration")
RULES: Final[dict[str, Rule]] = {
    **dict.fromkeys(("min", "max"), _aggregate(*_ORDERED)),
    **dict.fromkeys(("sum", "mean"), _aggregate(*_SUMMED)),
    "median": _aggregate("number"),
    "stddev": lambda *given: OptionalType(_aggregate("number")(*given)),
    "product": _aggregate("number", result=NUMBER),
    "mode": lambda node, arguments, _, report: ListType(_items(node, arguments, report)[0]),
    **dict.fromkeys(("all", "any"), lambda node, arguments, _, report: _conditions(node, arguments, report)),
    "list contains": _element(BOOLEAN),
    "index of": _element(ListType(NUMBER)),
    **dict.fromkeys(("reverse", "distinct values"), _same_list),
    **dict.fromkeys(("sublist", "remove", "insert before", "list replace"), _cut_list),
    "append": _longer_list,
    **dict.fromkeys(("concatenate", "union"), _joined_lists),
    "flatten": _flat,
    "partition": _partition,
    "sort": _sorted,
    "modulo": _modulo,
    "sqrt": _of_positive(zero=True),
    "log": _of_positive(zero=False),
    **dict.fromkeys(
        ("decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down"), _rounded
    ),
    "split": lambda *_: ListType(STRING),
    "get entries": lambda *_: ListType(ANY),
    "date": _date,
    "time": _time,
    "date and time": _moment,
    "duration": _duration,
    "number": _number,
    **dict.fromkeys(
        (
            "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes",
            "finished by", "includes", "during", "starts", "started by", "coincides",
        ),
        _ranges,
    ),
}  # fmt: skip


def _conditions(node: Call, arguments: tuple[Typed, ...], report: Report) -> Type:
    item, _ = _items(node, arguments, report)
    _wants(node, item, ("boolean",), report)
    return BOOLEAN
