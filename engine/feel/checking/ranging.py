"""`between` and `in`: a value against bounds and tests (DMN 1.5, clause 10.3.2.8)."""

from public_aids.engine.feel.checking.comparing import compare
from public_aids.engine.feel.checking.constancy import Typed
from public_aids.engine.feel.checking.literals import constant
from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.checking.scope import Scope, Typer
from public_aids.engine.feel.syntax import Expr, Interval, ListOf, Temporal, UnaryTest, free_names
from public_aids.engine.feel.types import ANY, BOOLEAN, DateType, ListType, RangeType, Type, join, same_kind
from public_aids.engine.text import Text


def within(walk: Typer, value: Typed, low: Expr, high: Expr, scope: Scope) -> None:
    first, last = (Typed(bound, walk.value(bound, scope, value.type)) for bound in (low, high))
    before = len(walk.report.problems)
    compare(">=", value, first, (value.expr.span[0], low.span[1]), walk.report, both=False)
    if len(walk.report.problems) == before:
        compare("<=", value, last, (value.expr.span[0], high.span[1]), walk.report, both=False)
        _ordered(first, last, walk.report)


def _ordered(low: Typed, high: Typed, report: Report) -> None:
    """T307 for bounds in the wrong order."""
    if _reversed(low, high):
        span = (low.expr.span[0], high.expr.span[1])
        one, other = report.words(low.expr), report.words(high.expr)
        message = Text("aucune valeur n'est entre ces bornes", "no value is between these bounds")
        cure = Text(f"de la plus petite à la plus grande : `{other}` puis `{one}`",
                    f"from the smallest to the largest: `{other}` then `{one}`")  # fmt: skip
        report.add("T307", span, message, cure)


def interval(walk: Typer, low: Expr, high: Expr, scope: Scope, hint: Type | None) -> Type:
    first = Typed(low, walk.value(low, scope, hint))
    last = Typed(high, walk.value(high, scope, hint))
    if same_kind(first.type, last.type):
        _ordered(first, last, walk.report)
    else:
        compare("<=", first, last, (low.span[0], high.span[1]), walk.report)
    return RangeType(join(first.type, last.type) or ANY)


def membership(walk: Typer, value: Expr, tests: tuple[Expr, ...], scope: Scope) -> Type:
    found = Typed(value, walk.value(value, scope))
    inner = scope.with_names({"?": found.type})
    for test in tests:
        _test(walk, found, test, inner)
    return BOOLEAN


def _test(walk: Typer, value: Typed, test: Expr, scope: Scope) -> None:
    """One test on the right of `in`."""
    at = test.span
    match test:
        case UnaryTest(op, operand):
            compare(op, value, Typed(operand, walk.value(operand, scope, value.type)), at, walk.report)
        case Interval(low, high):
            within(walk, value, low, high, scope)
        case ListOf(items) if not isinstance(value.type, ListType):
            for item in items:
                _test(walk, value, item, scope)
        case _ if "?" in free_names(test):
            walk.condition(test, scope)
        case _:
            _test_value(value, Typed(test, walk.value(test, scope, value.type)), walk.report)


def _test_value(value: Typed, test: Typed, report: Report) -> None:
    match test.type:
        case ListType(item) if not isinstance(value.type, ListType):
            compare("=", value, Typed(test.expr, item), test.expr.span, report)
        case RangeType(of) if not isinstance(value.type, RangeType):
            compare("<", value, Typed(test.expr, of), test.expr.span, report)
        case _:
            compare("=", value, test, test.expr.span, report)


def _reversed(low: Typed, high: Typed) -> bool:
    """Whether two literal bounds stand in the wrong order."""
    match low.expr, high.expr:
        case Temporal(one), Temporal(other) if isinstance(low.type, DateType) and isinstance(high.type, DateType):
            return one > other
        case _:
            first, last = constant(low.expr), constant(high.expr)
            return first is not None and last is not None and first > last
