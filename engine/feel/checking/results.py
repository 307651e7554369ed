"""The types of what built-in functions give back, where the table of functions does not say it all.

Units go through roundings. A function that may have no result (of zero, of an empty list, of a text that is not a date)
has an optional one.
"""

from typing import Final

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.comparing import compare
from public_aids.engine.feel.checking.constancy import Typed
from public_aids.engine.feel.checking.literals import constant
from public_aids.engine.feel.checking.presence import Assumed, not_zero
from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.checking.result_lists import (
    Rule,
    aggregate,
    conditions,
    cut_list,
    element,
    flat,
    items_of,
    joined_lists,
    longer_list,
    loose,
    partition,
    same_list,
    sorted_list,
)
from public_aids.engine.feel.checking.result_moments import date_of, duration_of, moment_of, number_of, time_of
from public_aids.engine.feel.syntax import Call


def _modulo(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    dividend, divisor = arguments
    result = loose(dividend.type)
    return result if not_zero(divisor.expr, divisor.type, assumed) else types.OptionalType(result)


def _of_positive(zero: bool) -> Rule:
    """`sqrt` of no negative number, `log` of no zero either."""

    def rule(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
        of = arguments[0].type
        low = types.extent(of)[0] if isinstance(of, types.NumberType) else None
        certain = low is not None and (low >= 0 if zero else low > 0)
        return types.NUMBER if certain else types.OptionalType(types.NUMBER)

    return rule


def _rounded(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    """A rounding keeps the unit; a scale that is not a literal may be out of bounds."""
    result = loose(arguments[0].type)
    scale = constant(arguments[1].expr) if len(arguments) > 1 else None
    certain = len(arguments) == 1 or (scale is not None and abs(scale) <= 30 and scale == int(scale))
    return result if certain else types.OptionalType(result)


def _ranges(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    """Points and ranges are compared with one another."""
    sides = [Typed(one.expr, one.type.of if isinstance(one.type, types.RangeType) else one.type) for one in arguments]
    before = len(report.problems)
    compare("<", sides[0], sides[1], node.span, report)
    report.problems[before:] = [one for one in report.problems[before:] if one.code in ("T301", "T304")]
    return types.BOOLEAN


_ORDERED = ("number", "string", "date", "time", "date and time", "days and time duration", "years and months duration")


_SUMMED = ("number", "days and time duration", "years and months duration")


RULES: Final[dict[str, Rule]] = {
    **dict.fromkeys(("min", "max"), aggregate(*_ORDERED)),
    **dict.fromkeys(("sum", "mean"), aggregate(*_SUMMED)),
    "median": aggregate("number"),
    "stddev": lambda *given: types.OptionalType(aggregate("number")(*given)),
    "product": aggregate("number", result=types.NUMBER),
    "mode": lambda node, arguments, _, report: types.ListType(items_of(node, arguments, report)[0]),
    **dict.fromkeys(("all", "any"), lambda node, arguments, _, report: conditions(node, arguments, report)),
    "list contains": element(types.BOOLEAN),
    "index of": element(types.ListType(types.NUMBER)),
    **dict.fromkeys(("reverse", "distinct values"), same_list),
    **dict.fromkeys(("sublist", "remove", "insert before", "list replace"), cut_list),
    "append": longer_list,
    **dict.fromkeys(("concatenate", "union"), joined_lists),
    "flatten": flat,
    "partition": partition,
    "sort": sorted_list,
    "modulo": _modulo,
    "sqrt": _of_positive(zero=True),
    "log": _of_positive(zero=False),
    **dict.fromkeys(
        ("decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down"), _rounded
    ),
    "split": lambda *_: types.ListType(types.STRING),
    "get entries": lambda *_: types.ListType(types.ANY),
    "date": date_of,
    "time": time_of,
    "date and time": moment_of,
    "duration": duration_of,
    "number": number_of,
    **dict.fromkeys(
        (
            "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes",
            "finished by", "includes", "during", "starts", "started by", "coincides",
        ),
        _ranges,
    ),
}  # fmt: skip
