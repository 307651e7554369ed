"""The meaning of each node, as the standard has it (DMN 1.5, clause 10.3.2): expressions as closures.

Each node becomes a function of the scope and the run. Shortcuts are only for operands of one plain type, where Python's
operators have the same meaning.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import assert_never

from public_aids.engine.feel import compiled_loops as loops
from public_aids.engine.feel import syntax
from public_aids.engine.feel.arithmetic import OPERATIONS, negate
from public_aids.engine.feel.bodies import Body, Names, constant, guarded
from public_aids.engine.feel.compare import COMPARISONS
from public_aids.engine.feel.compiled_calls import call_body, function_body, name_body
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.items import bounded
from public_aids.engine.feel.logic import chosen, compare, disjunction, half_range, holds, interval, softly, within
from public_aids.engine.feel.paths import path
from public_aids.engine.feel.run import Run, Why
from public_aids.engine.feel.temporal_text import parse_temporal
from public_aids.engine.feel.types_of import instance_of
from public_aids.engine.feel.values import Unknown, Value

Test = Callable[[Value, Names, Run], Value]

_PLAIN = frozenset({Decimal, str, date})


class CompiledExpression:
    """A callable: the scope in, the value out.

    An operation without a result is null, as in the standard; `why` then collects (span, Text) for each. A name that
    is not in the scope is null, one whose value is `Unknown` is unknown.
    """

    __slots__ = ("_body", "_span")

    def __init__(self, body: Body, span: syntax.Span) -> None:
        self._body = body
        self._span = span

    def __call__(self, scope: Names, why: Why | None = None) -> Value:
        run = Run(why)
        try:
            return self._body(scope, run)
        except RecursionError:
            return run.too_deep(self._span)


def compile_expr(expr: syntax.Expr) -> CompiledExpression:
    return CompiledExpression(_body(expr), expr.span)


def evaluate(expr: syntax.Expr, scope: Names, why: Why | None = None) -> Value:
    """The value of an expression that is asked for once."""
    return compile_expr(expr)(scope, why)


def _body(expr: syntax.Expr) -> Body:
    body = _of(expr)
    if _is_constant(expr):
        why: Why = []
        value = body({}, Run(why))
        if not why:
            return constant(value)
    return body


def _is_constant(expr: syntax.Expr) -> bool:
    match expr:
        case syntax.Temporal():
            return True
        case syntax.ListOf() | syntax.Negation() | syntax.Interval():
            inside = syntax.children(expr)
            return all(
                isinstance(one, (syntax.Null, syntax.Boolean, syntax.Number, syntax.String)) or _is_constant(one)
                for one in inside
            )
        case _:
            return False


def _of(expr: syntax.Expr) -> Body:
    match expr:
        case syntax.Null():
            return constant(None)
        case syntax.Boolean(literal):
            return constant(literal)
        case syntax.Number(number):
            return constant(number)
        case syntax.String(text):
            return constant(text)
        case syntax.Temporal(text):
            return constant(parse_temporal(text))
        case syntax.Name(name):
            return name_body(name, expr.span)
        case syntax.Path(base, name):
            return _path(_body(base), name, expr.span)
        case syntax.Negation(operand):
            return guarded(negate, expr.span, _body(operand))
        case syntax.Arithmetic(op, left, right):
            return _arithmetic(op, _body(left), _body(right), expr.span)
        case syntax.Comparison(op, left, right):
            return _comparison(op, _body(left), _body(right), expr.span)
        case syntax.And(operands):
            return _connective([_body(operand) for operand in operands], False)
        case syntax.Or(operands):
            return _connective([_body(operand) for operand in operands], True)
        case syntax.Between(value, low, high):
            return guarded(within, expr.span, _body(value), _body(low), _body(high))
        case syntax.In(value, tests):
            return _membership(_body(value), tests)
        case syntax.UnaryTest(op, operand):
            return guarded(lambda bound: half_range(op, bound), expr.span, _body(operand))
        case syntax.Interval(low, high, low_in, high_in):
            return guarded(lambda a, b: interval(a, b, low_in, high_in), expr.span, _body(low), _body(high))
        case syntax.If(condition, then, otherwise):
            return _conditional(_body(condition), _body(then), _body(otherwise))
        case syntax.For():
            return loops.for_body(expr, _body)
        case syntax.Quantified():
            return loops.quantified_body(expr, _body)
        case syntax.ListOf(items):
            return guarded(lambda *values: bounded(values), expr.span, *map(_body, items))
        case syntax.ContextOf():
            return loops.context_body(expr, _body)
        case syntax.FunctionOf():
            return function_body(expr, _body)
        case syntax.Call():
            return call_body(expr, _body)
        case syntax.Filter():
            return loops.filter_body(expr, _body)
        case syntax.InstanceOf():
            return _instance_of(expr)
        case _:
            assert_never(expr)


def _path(base: Body, name: str, span: syntax.Span) -> Body:
    def body(names: Names, run: Run) -> Value:
        value = base(names, run)
        try:
            return path(value, name)
        except NullError as error:
            return run.note(span, error)

    return body


def _arithmetic(op: syntax.ArithmeticOp, left: Body, right: Body, span: syntax.Span) -> Body:
    return guarded(OPERATIONS[op], span, left, right)


def _comparison(op: syntax.ComparisonOp, left: Body, right: Body, span: syntax.Span) -> Body:
    python = COMPARISONS[op]

    def body(names: Names, run: Run) -> Value:
        one, other = left(names, run), right(names, run)
        if type(one) is type(other) and type(one) in _PLAIN:
            return python(one, other)
        try:
            return compare(op, one, other)
        except NullError as error:
            return run.note(span, error)

    return body


def _connective(operands: list[Body], decisive: bool) -> Body:
    """`and` (false decides) or `or` (true decides), as `conjunction` and `disjunction`."""

    def body(names: Names, run: Run) -> Value:
        needs: frozenset[str] | None = None
        null = False
        for operand in operands:
            value = operand(names, run)
            if value is decisive:
                return decisive
            if isinstance(value, Unknown):
                needs = value.needs if needs is None else needs | value.needs
            elif not isinstance(value, bool):
                null = True
        if needs is not None:
            return Unknown(needs)
        return None if null else not decisive

    return body


def _conditional(condition: Body, then: Body, otherwise: Body) -> Body:
    def body(names: Names, run: Run) -> Value:
        value = condition(names, run)
        if isinstance(value, Unknown):
            return chosen(value, lambda: then(names, run), lambda: otherwise(names, run))
        return then(names, run) if value is True else otherwise(names, run)

    return body


def _membership(value: Body, tests: tuple[syntax.Expr, ...]) -> Body:
    if all(isinstance(test, syntax.String) for test in tests):
        return _among_texts(value, frozenset(test.value for test in tests if isinstance(test, syntax.String)))
    holding = [_test(test) for test in tests]

    def body(names: Names, run: Run) -> Value:
        tested = value(names, run)
        return disjunction(test(tested, names, run) for test in holding)

    return body


def _among_texts(value: Body, texts: frozenset[str]) -> Body:
    def body(names: Names, run: Run) -> Value:
        tested = value(names, run)
        return tested in texts if type(tested) is str else disjunction(holds(tested, text) for text in texts)

    return body


def _test(test: syntax.Expr) -> Test:
    """Whether a test holds for a value; one that uses `?` is true or false by itself."""
    match test:
        case syntax.UnaryTest(op, operand):
            bound = _body(operand)
            return lambda value, names, run: softly(op, value, bound(names, run))
        case syntax.Interval(low, high, low_in, high_in):
            one, other = _body(low), _body(high)
            return lambda value, names, run: within(value, one(names, run), other(names, run), low_in, high_in)
        case _ if "?" in syntax.free_names(test):
            own = _body(test)
            return lambda value, names, run: own({**names, "?": value}, run)
        case _:
            expected = _body(test)
            return lambda value, names, run: holds(value, expected(names, run))


def _instance_of(expr: syntax.InstanceOf) -> Body:
    value, kind = _body(expr.value), expr.type

    return guarded(lambda found: instance_of(found, kind), expr.span, value)
