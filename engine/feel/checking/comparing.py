"""Comparisons: kinds, units, values that a choice can take, comparisons that are always the same."""

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.advice import as_wanted, of_dates
from public_aids.engine.feel.checking.constancy import Typed, always, constant_answer, with_itself
from public_aids.engine.feel.checking.elsewhere import other_values, value_meant
from public_aids.engine.feel.checking.literals import is_literal, meant_day, unquoted_day
from public_aids.engine.feel.checking.problem import ExpressionProblem, Report
from public_aids.engine.feel.syntax import Comparison, ComparisonOp, Expr, Span, String
from public_aids.engine.feel.units import PURE, Unit, converted, ratio
from public_aids.engine.feel.values import fits
from public_aids.engine.source.nearest import write
from public_aids.engine.text import Text

_ORDERED = ("number", "string", "date", "time", "date and time", "days and time duration", "years and months duration")


def compare(op: ComparisonOp, left: Typed, right: Typed, at: Span, report: Report, *, both: bool = True) -> None:
    """Reports what is wrong with `left op right`; `at` is the whole comparison.

    Without `both` it is half of a test between two bounds, and may always be true.
    """
    if not types.same_kind(left.type, right.type):
        _different(op, left, right, at, report)
        return
    if op not in ("=", "!=") and _no_order(left, report, at):
        return
    match left.type, right.type:
        case types.NumberType(unit), types.NumberType(other):
            if same_unit(left, right, unit, other, at, report):
                always(op, left, right, at, report, both=both)
        case types.StringType(), types.StringType():
            _texts(op, left, right, at, report)
        case types.ListType(one), types.ListType(other_item):
            compare("=", Typed(left.expr, one), Typed(right.expr, other_item), at, report)
        case _:
            with_itself(op, left, right, at, report)


def _different(op: ComparisonOp, left: Typed, right: Typed, at: Span, report: Report) -> None:
    """T301: two kinds that are never equal and have no order."""
    one, other = types.type_name(left.type), types.type_name(right.type)
    message = Text(f"`{op}` compare {one.fr} à {other.fr}", f"`{op}` compares {one.en} with {other.en}")
    wrong, wanted = (left, right) if is_literal(left.expr) or unquoted_day(left.expr) else (right, left)
    cures = _lengths_of_time(left, right, report)
    in_place = not cures and not isinstance(wanted.type, types.ListType)
    here = as_wanted(wanted.type, wrong.expr, wrong.type, report) if in_place else ()
    day = meant_day(wrong.expr) if isinstance(wanted.type, types.DateType) else None
    fix = f'@"{day}"' if day else None
    cures = cures or here or _other_cures(op, left, right, report)
    report.add("T301", wrong.expr if here else at, message, *cures, fix=fix)


def _lengths_of_time(left: Typed, right: Typed, report: Report) -> tuple[Text, ...]:
    match left.type, right.type:
        case (types.DaysType() | types.MonthsType(), other) | (other, types.DaysType() | types.MonthsType()):
            return of_dates(left.expr, right.expr, other, report)
        case _:
            return ()


def _other_cures(op: ComparisonOp, left: Typed, right: Typed, report: Report) -> tuple[Text, ...]:
    match left.type, right.type:
        case (types.BooleanType(), _) if isinstance(left.expr, Comparison) and op != "=":
            first, middle = report.words(left.expr), report.words(left.expr.right)
            chain = f"{first} and {middle} {op} {report.words(right.expr)}"
            return (write(chain),)
        case types.ListType(), _:
            example = f"list contains({report.words(left.expr)}, {report.words(right.expr)})"
            return (write(example),)
        case _, types.ListType() | types.RangeType():
            example = f"{report.words(left.expr)} in {report.words(right.expr)}"
            return (write(example),)
        case _:
            return ()


def _no_order(side: Typed, report: Report, at: Span) -> bool:

    if types.kind(side.type) in (*_ORDERED, "any"):
        return False
    name = types.type_name(side.type)
    message = Text(f"{name.fr} n'a pas d'ordre", f"{name.en} has no order")
    report.add("T301", at, message, Text("comparez avec `=` ou `!=`", "compare with `=` or `!=`"))
    return True


def same_unit(left: Typed, right: Typed, unit: Unit | None, other: Unit | None, at: Span, report: Report) -> bool:
    """Whether two numbers have one unit; T304 when they have not."""
    if unit is None or other is None or unit == other:
        return True
    message = Text(
        f"les unités diffèrent : {_unit(unit).fr} et {_unit(other).fr}",
        f"the units differ: {_unit(unit).en} and {_unit(other).en}",
    )
    report.add("T304", at, message, *conversions(((left.expr, unit, other), (right.expr, other, unit)), report))
    return False


def conversions(wanted: tuple[tuple[Expr, Unit, Unit], ...], report: Report) -> tuple[Text, ...]:
    """The conversion of each expression from a unit to another; one sentence when there is none."""
    found = []
    for expr, start, end in wanted:
        by = ratio(start, end)
        if by is not None:
            found.append(_conversion(converted(report.words(expr), by), end))
    if found:
        return tuple(found)
    return (
        Text(
            "l'une n'est pas un multiple de l'autre : vérifiez la formule, ou l'unité du fait",
            "neither is a multiple of the other: check the formula, or the unit of the fact",
        ),
    )


def _conversion(example: str, end: Unit) -> Text:
    if end == PURE:
        return Text(f"`{example}` est sans unité", f"`{example}` has no unit")
    return Text(f"`{example}` est en `{end}`", f"`{example}` is in `{end}`")


def _unit(unit: Unit) -> Text:
    return Text("nombre sans unité", "number without a unit") if unit == PURE else Text(f"`{unit}`", f"`{unit}`")


def _texts(op: ComparisonOp, left: Typed, right: Typed, at: Span, report: Report) -> None:
    for one, choice in ((left, right), (right, left)):
        if isinstance(one.expr, String) and not isinstance(choice.expr, String):
            problem = not_allowed(one.expr, choice, report)
            if problem:
                report.problems.append(problem)
            elif isinstance(choice.type, types.StringType) and len(choice.type.allowed) == 1:
                constant_answer(op == "=", choice, one, at, report)
            return
    assert isinstance(left.type, types.StringType) and isinstance(right.type, types.StringType)
    if left.type.allowed and right.type.allowed and not set(left.type.allowed) & set(right.type.allowed):
        constant_answer(op == "!=", left, right, at, report)
    else:
        with_itself(op, left, right, at, report)


def not_allowed(literal: String, choice: Typed, report: Report) -> ExpressionProblem | None:
    """T303: a text that a choice or a code cannot be."""
    wanted = choice.type
    if not isinstance(wanted, types.StringType):
        return None
    value, words = literal.value, report.words(choice.expr)
    message = Text(f"`{words}` ne vaut jamais `{value}`", f"`{words}` is never `{value}`")
    if (value in wanted.allowed) if wanted.allowed else not wanted.pattern or fits(wanted.pattern, value):
        return None
    meant = value_meant(value, choice.expr, wanted, report)
    if meant is not None:
        return ExpressionProblem("T303", literal.span, message, (write(f'"{meant}"'),), f'"{meant}"')
    return ExpressionProblem("T303", literal.span, message, other_values(value, choice.expr, wanted, report))
