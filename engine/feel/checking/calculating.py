"""Arithmetic: which kinds go together, and what becomes of their units (DMN 1.5, tables 55 to 58).

`+` and `-` want one unit; `*` and `/` multiply and divide units. A literal takes the unit of the other side in `+` and
`-`. In `*` and `/` a share between 0 and 1 is a pure number, and any other literal may carry a unit itself (200 euros a
half-day, 12 months a year): the result then has whatever unit is wanted.
"""

from decimal import Decimal
from typing import Final

from public_aids.engine.feel import types
from public_aids.engine.feel.arithmetic import OPERATIONS
from public_aids.engine.feel.checking.advice import as_wanted
from public_aids.engine.feel.checking.comparing import same_unit
from public_aids.engine.feel.checking.constancy import Typed
from public_aids.engine.feel.checking.literals import constant, unquoted_day
from public_aids.engine.feel.checking.presence import Assumed, not_zero
from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.syntax import Arithmetic, ArithmeticOp, Expr, Number, String
from public_aids.engine.feel.units import PURE, Unit, over, times, to_the
from public_aids.engine.source.nearest import write
from public_aids.engine.text import Text

_DAYS, _MONTHS = "days and time duration", "years and months duration"
_RESULTS: Final[dict[tuple[str, str, str], types.Type]] = {
    ("+", "string", "string"): types.STRING,
    ("+", _DAYS, _DAYS): types.DAYS,
    ("+", _MONTHS, _MONTHS): types.MONTHS,
    ("-", _DAYS, _DAYS): types.DAYS,
    ("-", _MONTHS, _MONTHS): types.MONTHS,
    ("-", "date", "date"): types.DAYS,
    ("-", "date and time", "date and time"): types.DAYS,
    ("-", "time", "time"): types.DAYS,
    **{(op, "date", length): types.DATE for op in "+-" for length in (_DAYS, _MONTHS)},
    **{(op, "date and time", length): types.DATE_TIME for op in "+-" for length in (_DAYS, _MONTHS)},
    **{("+", length, "date"): types.DATE for length in (_DAYS, _MONTHS)},
    **{("+", length, "date and time"): types.DATE_TIME for length in (_DAYS, _MONTHS)},
    ("+", "time", _DAYS): types.TIME,
    ("-", "time", _DAYS): types.TIME,
    ("+", _DAYS, "time"): types.TIME,
    **{("*", length, "number"): of for length, of in ((_DAYS, types.DAYS), (_MONTHS, types.MONTHS))},
    **{("*", "number", length): of for length, of in ((_DAYS, types.DAYS), (_MONTHS, types.MONTHS))},
    **{("/", length, "number"): of for length, of in ((_DAYS, types.DAYS), (_MONTHS, types.MONTHS))},
    ("/", _DAYS, _DAYS): types.NUMBER,
    ("/", _MONTHS, _MONTHS): types.NUMBER,
}


def calculate(node: Arithmetic, left: Typed, right: Typed, assumed: Assumed, report: Report) -> types.Type:
    """The type of `left op right`; reports what is wrong with it."""
    if node.op == "/":
        _divisor(right, assumed, report)
    match left.type, right.type:
        case (types.AnyType(), _) | (_, types.AnyType()):
            return types.ANY
        case types.NumberType(unit), types.NumberType(other):
            return _numbers(node, left, right, unit, other, report)
    result = _RESULTS.get((node.op, types.kind(left.type), types.kind(right.type)))
    if result is None:
        _impossible(node, left, right, report)
        return types.ANY
    return result


def negate(operand: Typed, at: Expr, report: Report) -> types.Type:
    match operand.type:
        case types.NumberType(unit):
            low, high = types.extent(operand.type)
            return types.NumberType(unit, (), None if high is None else -high, None if low is None else -low)
        case types.DaysType() | types.MonthsType() | types.AnyType():
            return operand.type
        case _:
            name = types.type_name(operand.type)
            report.add("T301", at, Text(f"`-` ne s'applique pas à {name.fr}", f"`-` does not apply to {name.en}"))
            return types.ANY


def _numbers(
    node: Arithmetic, left: Typed, right: Typed, unit: Unit | None, other: Unit | None, report: Report
) -> types.Type:
    value = constant(node)
    if value is not None:
        return types.NumberType(None, (value,))
    match node.op:
        case "+" | "-":
            one_unit = same_unit(left, right, unit, other, node.span, report)
            return _sum(node.op, left.type, right.type, (unit if other is None else other) if one_unit else None)
        case "*" | "/":
            one, two = _in_product(left, unit), _in_product(right, other)
            if one is None or two is None:
                return types.NumberType()
            return types.NumberType(times(one, two) if node.op == "*" else over(one, two))
        case "**":
            return _power(unit, constant(right.expr))


def _sum(op: ArithmeticOp, left: types.Type, right: types.Type, unit: Unit | None) -> types.NumberType:
    """The sum or the difference of two numbers, with its bounds."""
    assert isinstance(left, types.NumberType) and isinstance(right, types.NumberType)
    (low, high), (other_low, other_high) = types.extent(left), types.extent(right)
    if op == "-":
        other_low, other_high = other_high, other_low
    return types.NumberType(unit, (), _together(op, low, other_low), _together(op, high, other_high))


def _together(op: ArithmeticOp, one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None or other is None:
        return None
    try:
        bound = OPERATIONS[op](one, other)
    except NullError:
        return None
    return bound if isinstance(bound, Decimal) else None


def _power(unit: Unit | None, power: Decimal | None) -> types.Type:
    """A whole power of a number; any other power may not exist: 0 ** -1, (-1) ** 0.5."""
    if power is None or power != int(power) or not 0 < power < 10:
        return types.OptionalType(types.NUMBER)
    return types.NumberType(None if unit is None else to_the(unit, int(power)))


def _in_product(side: Typed, unit: Unit | None) -> Unit | None:
    share = constant(side.expr)
    return PURE if share is not None and 0 < abs(share) < 1 else unit


def _divisor(right: Typed, assumed: Assumed, report: Report) -> None:
    if not isinstance(right.type, types.NumberType) or not_zero(right.expr, right.type, assumed):
        return
    words = report.words(right.expr)
    if constant(right.expr) == 0:
        report.add("T309", right.expr, Text("division par zéro", "division by zero"))
        return
    message = Text(
        f"`{words}` peut valoir zéro : le quotient n'existe pas",
        f"`{words}` can be zero: there is no quotient then",
    )
    example = f"if {words} = 0 then … else … / {words}"
    report.add("T309", right.expr, message, write(example))


def _impossible(node: Arithmetic, left: Typed, right: Typed, report: Report) -> None:
    """T301: an operation that these two kinds do not have."""
    one, other = types.type_name(left.type), types.type_name(right.type)
    message = Text(
        f"`{node.op}` n'existe pas entre {one.fr} et {other.fr}",
        f"`{node.op}` does not exist between {one.en} and {other.en}",
    )
    moment = isinstance(left.type, types.DateType | types.DateTimeType)
    if moment and isinstance(right.expr, Number) and node.op in ("+", "-"):
        n = right.expr.value
        cure = Text(
            f'ajoutez une durée : `@"P{n}D"` (jours), `@"P{n}M"` (mois) ou `@"P{n}Y"` (années)',
            f'add a length of time: `@"P{n}D"` (days), `@"P{n}M"` (months) or `@"P{n}Y"` (years)',
        )
        report.add("T301", right.expr, message, cure)
    elif isinstance(right.expr, String) and not isinstance(left.type, types.StringType):
        cures = as_wanted(_addend(left.type, node.op), right.expr, right.type, report)
        report.add("T301", right.expr, message, *cures)
    elif isinstance(left.expr, String) and not isinstance(right.type, types.StringType):
        report.add("T301", left.expr, message, *as_wanted(right.type, left.expr, left.type, report))
    elif node.op == "+" and (isinstance(left.type, types.StringType) or isinstance(right.type, types.StringType)):
        number = right.expr if isinstance(left.type, types.StringType) else left.expr
        report.add("T301", node, message, write(f"string({report.words(number)})"))
    else:
        day = unquoted_day(right.expr)
        report.add("T301", node, message, *((write(f'@"{day}"'),) if day else ()))


def _addend(left: types.Type, op: ArithmeticOp) -> types.Type:
    """What a text after `+` or `-` was meant to be: to a day one adds a length of time."""
    return types.MONTHS if op == "+" and isinstance(left, types.DateType | types.DateTimeType) else left
