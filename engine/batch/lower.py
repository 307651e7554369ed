"""Expressions lowered to columns: the same meaning as `engine.feel.compiled`, for all rows at once.

Every node is lowered, or refused with its place before anything runs. Only expressions whose value is never FEEL's null
are taken, so that a null in a column is always an unknown.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import assert_never

from public_aids.engine.batch import algebra
from public_aids.engine.batch.functions import lower_call
from public_aids.engine.batch.lowered import Lowered, NoColumnForm, always, any_needs, undecided, untold, where
from public_aids.engine.batch.make import (
    FALSE,
    both,
    case,
    compare,
    day,
    days_later,
    either,
    is_false,
    is_null,
    is_true,
    joined_kind,
    minus,
    months_later,
    null,
    number,
    one_of,
    plus,
    times,
    word,
)
from public_aids.engine.batch.make import number as constant
from public_aids.engine.batch.nodes import kind_of, larger_than
from public_aids.engine.feel import syntax
from public_aids.engine.feel.temporal_text import parse_temporal
from public_aids.engine.feel.values import DAY as NANOS_OF_DAY
from public_aids.engine.feel.values import DaysTime, YearsMonths
from public_aids.engine.record import replace
from public_aids.engine.text import Text

LARGE = 60  # nodes: a column that is used several times and is larger gets a name, so that chains grow no faster
MAX_MONTHS = 12_000
MAX_DAYS = 366_000
MAX_DIGITS = 30  # of a number in a column, all decimals included: under the 34 of the evaluator and the 38 of databases


class Scope(dict[str, Lowered]):
    """What the names in an expression are; `step` gives a name to a column that is used several times."""

    def __init__(self, names: Mapping[str, Lowered], step: Callable[[algebra.Column], algebra.Column]) -> None:
        super().__init__(names)
        self.step = step

    def but(self, names: Mapping[str, Lowered]) -> "Scope":
        """The same with other meanings of some names."""
        return Scope({**self, **names}, self.step)

    def once(self, part: Lowered) -> Lowered:
        """A part that is used several times, computed once where it is large."""
        value, *needs = (
            self.step(one) if larger_than(LARGE, one) else one for one in (part.value, *part.needs.values())
        )
        return replace(part, value=value, needs=dict(zip(part.needs, needs, strict=True)))


def lower(expr: syntax.Expr, scope: Scope) -> Lowered:
    """The columns of an expression whose names have those of `scope`. Raises `NoColumnForm` with the expression."""
    try:
        return _lower(expr, scope)
    except NoColumnForm as error:
        error.expr = expr
        raise


def truth(expr: syntax.Expr, scope: Scope) -> Lowered:
    """A condition: what hangs on a fact that does not apply is false."""
    found = lower(expr, scope)
    apart = {name: scope[name] for name in syntax.free_names(expr) if name in scope and scope[name].apart != FALSE}
    if not apart:
        return found
    for name, one in apart.items():
        hidden = case(((one.apart, null(kind_of(one.value))),), one.value)
        apart[name] = Lowered(hidden, one.needs, one.unit)
    unsure = is_null(lower(expr, scope.but(apart)).value)
    return Lowered(case(((untold(found), FALSE),), found.value), found.needs, apart=unsure)


def hangs_apart(expr: syntax.Expr, scope: Scope) -> algebra.Column:
    """Where an expression names a fact that does not apply. Never null."""
    return either(FALSE, *(scope[name].apart for name in sorted(syntax.free_names(expr)) if name in scope))


def _lower(expr: syntax.Expr, scope: Scope) -> Lowered:
    def part(inner: syntax.Expr) -> Lowered:
        return _lower(inner, scope)

    match expr:
        case syntax.Boolean(value):
            return always(algebra.Const(value, algebra.Truth()))
        case syntax.Number(value):
            return always(constant(value))
        case syntax.String(value):
            return always(word(value))
        case syntax.Temporal(text):
            return always_temporal(text, expr.span)
        case syntax.Name(name):
            if name not in scope:
                raise no_form(expr.span, f"`{name}`")
            return scope[name]
        case syntax.Path(base, name):
            return _path(part(base), name, expr.span)
        case syntax.Negation(operand):
            return _negated(part(operand), expr.span)
        case syntax.Arithmetic(_, left, right):
            return _arithmetic(expr, part(left), part(right))
        case syntax.Comparison(_, left, right):
            return _compared(expr, part(left), part(right))
        case syntax.And(operands):
            truths = [_truth(part(operand), operand.span) for operand in operands]
            return undecided(both(*(truth.value for truth in truths)), truths)
        case syntax.Or(operands):
            truths = [_truth(part(operand), operand.span) for operand in operands]
            return undecided(either(*(truth.value for truth in truths)), truths)
        case syntax.Between(value, low, high):
            return _within(part(value), part(low), part(high), expr.span)
        case syntax.In(value, tests):
            return _in(part(value), tests, scope, expr.span)
        case syntax.If(condition, then, otherwise):
            return _if(
                _truth(part(condition), condition.span), scope.once(part(then)), scope.once(part(otherwise)), expr.span
            )
        case syntax.Call(syntax.Name(name), arguments, ()):
            return lower_call(name, tuple(part(argument) for argument in arguments), expr.span)
        case (
            syntax.Null()
            | syntax.UnaryTest()
            | syntax.Interval()
            | syntax.For()
            | syntax.Quantified()
            | syntax.ListOf()
            | syntax.ContextOf()
            | syntax.FunctionOf()
            | syntax.Call()
            | syntax.Filter()
            | syntax.InstanceOf()
        ):
            raise no_form(expr.span, f"`{_WORDS[type(expr)]}`")
        case _:
            assert_never(expr)


_WORDS: Mapping[type[syntax.Expr], str] = {
    syntax.Null: "null",
    syntax.UnaryTest: "?",
    syntax.Interval: "..",
    syntax.For: "for",
    syntax.Quantified: "satisfies",
    syntax.ListOf: "[ ]",
    syntax.ContextOf: "{ }",
    syntax.FunctionOf: "function",
    syntax.Call: "( )",
    syntax.Filter: "[ ]",
    syntax.InstanceOf: "instance of",
}  # as the language writes them


def no_form(span: syntax.Span, what: str) -> NoColumnForm:
    return NoColumnForm(
        span,
        Text(f"{what} ne s'écrit pas en colonnes", f"{what} cannot be written in columns"),
        Text("`schemes eval --lines` évalue les situations une à une", "`schemes eval --lines` evaluates one by one"),
    )


def _mismatch(span: syntax.Span, what: str) -> NoColumnForm:
    return NoColumnForm(
        span,
        Text(f"{what} : les types ne s'accordent pas", f"{what}: the types do not match"),
    )


def always_temporal(text: str, span: syntax.Span) -> Lowered:
    match parse_temporal(text):
        case date() as value:
            return always(day(value))
        case YearsMonths(months) if abs(months) <= MAX_MONTHS:
            return Lowered(constant(months), {}, "months")
        case DaysTime(nanos) if nanos % NANOS_OF_DAY == 0 and abs(nanos) <= MAX_DAYS * NANOS_OF_DAY:
            return Lowered(constant(nanos // NANOS_OF_DAY), {}, "days")
        case _:
            raise no_form(span, f'`@"{text}"`')


def _truth(part: Lowered, span: syntax.Span) -> Lowered:
    if not isinstance(kind_of(part.value), algebra.Truth):
        raise _mismatch(span, "`and`, `or`, `if`")
    return part


def _path(base: Lowered, name: str, span: syntax.Span) -> Lowered:
    kind = kind_of(base.value)
    if base.unit == "months" and name in ("years", "months"):
        from public_aids.engine.batch.functions import remainder, whole_quotient

        years = whole_quotient(base.value, 12)
        return Lowered(years if name == "years" else remainder(base.value, years, 12), base.needs)
    if isinstance(kind, algebra.Day) and name in ("year", "month", "day", "weekday"):
        if isinstance(base.value, algebra.Const) and isinstance(base.value.value, date):
            value = base.value.value
            found = value.isoweekday() if name == "weekday" else int(getattr(value, name))
            return Lowered(constant(found), base.needs)
        bounds = {"year": 9999, "month": 12, "day": 31, "weekday": 7}
        return Lowered(algebra.PartOf(base.value, name, algebra.Number(0, Decimal(bounds[name]))), base.needs)  # type: ignore[arg-type]
    raise no_form(span, f"`.{name}`")


def _negated(operand: Lowered, span: syntax.Span) -> Lowered:
    if not isinstance(kind_of(operand.value), algebra.Number):
        raise _mismatch(span, "`-`")
    return Lowered(minus(number(0), operand.value), operand.needs, operand.unit)


def _arithmetic(expr: syntax.Arithmetic, left: Lowered, right: Lowered) -> Lowered:
    one, other = kind_of(left.value), kind_of(right.value)
    needs = any_needs((left, right))
    match expr.op, one, other:
        case (("+" | "-"), algebra.Day(), algebra.Number()):
            return Lowered(_moved(left.value, right, 1 if expr.op == "+" else -1, expr.span), needs)
        case "+", algebra.Number(), algebra.Day():
            return Lowered(_moved(right.value, left, 1, expr.span), needs)
        case (("+" | "-"), algebra.Number(), algebra.Number()) if left.unit == right.unit:
            value = (plus if expr.op == "+" else minus)(left.value, right.value)
            return Lowered(checked(value, expr.span), needs, left.unit)
        case "*", algebra.Number(), algebra.Number() if not (left.unit or right.unit):
            return Lowered(checked(times(left.value, right.value), expr.span), needs)
        case "/", algebra.Number(), algebra.Number() if not (left.unit or right.unit):
            return Lowered(checked(times(left.value, _inverse(right.value, expr.span)), expr.span), needs)
        case _:
            raise no_form(expr.span, f"`{expr.op}`")


def checked(value: algebra.Column, span: syntax.Span) -> algebra.Column:
    """The value itself; refused where it could have too many digits to be exact everywhere."""
    kind = kind_of(value)
    if isinstance(kind, algebra.Number) and kind.scale + max(0, kind.bound.adjusted() + 1) > MAX_DIGITS:
        raise NoColumnForm(
            span,
            Text(f"plus de {MAX_DIGITS} chiffres sont possibles", f"over {MAX_DIGITS} digits are possible"),
            Text("bornez les faits avec `minimum` et `maximum`", "bound the facts with `minimum` and `maximum`"),
        )
    return value


def _inverse(divisor: algebra.Column, span: syntax.Span) -> algebra.Column:
    """One over a literal, where that has an end; another quotient is not exact."""
    if isinstance(divisor, algebra.Const) and isinstance(divisor.value, Decimal) and divisor.value:
        inverse = 1 / divisor.value
        if inverse * divisor.value == 1 and len(inverse.as_tuple().digits) < 20:
            return constant(inverse)
    raise no_form(span, "`/`")


def _moved(when: algebra.Column, by: Lowered, sign: int, span: syntax.Span) -> algebra.Column:
    if not (isinstance(by.value, algebra.Const) and isinstance(by.value.value, Decimal) and by.unit):
        raise no_form(span, "`+`")
    steps = sign * int(by.value.value)
    return months_later(when, steps) if by.unit == "months" else days_later(when, steps)


def comparable(left: Lowered, right: Lowered, ordered: bool) -> bool:
    match kind_of(left.value), kind_of(right.value):
        case algebra.Truth(), algebra.Truth():
            return not ordered
        case (algebra.Number(), algebra.Number()):
            return left.unit == right.unit
        case (algebra.Words(), algebra.Words()):
            return not ordered
        case (algebra.Day(), algebra.Day()):
            return True
        case _:
            return False


def _compared(expr: syntax.Comparison, left: Lowered, right: Lowered) -> Lowered:
    if not comparable(left, right, expr.op not in ("=", "!=")):
        raise _mismatch(expr.span, f"`{expr.op}`")
    return Lowered(compare(expr.op, left.value, right.value), any_needs((left, right)))


def _test(op: str, left: Lowered, right: Lowered, span: syntax.Span) -> Lowered:
    if not comparable(left, right, op not in ("=", "!=")):
        raise _mismatch(span, "`in`")
    return Lowered(compare(op, left.value, right.value), any_needs((left, right)))  # type: ignore[arg-type]


def _within(
    value: Lowered, low: Lowered, high: Lowered, span: syntax.Span, low_op: str = ">=", high_op: str = "<="
) -> Lowered:
    parts = (_test(low_op, value, low, span), _test(high_op, value, high, span))
    return undecided(both(*(part.value for part in parts)), parts)


def _in(value: Lowered, tests: tuple[syntax.Expr, ...], scope: Scope, span: syntax.Span) -> Lowered:
    items = tuple(
        item for test in tests for item in (test.items if isinstance(test, syntax.ListOf) and test.items else (test,))
    )
    parts = [_member(value, item, scope) for item in items]
    consts = tuple(
        _lower(item, scope).value
        for item in items
        if not isinstance(item, (syntax.UnaryTest, syntax.Interval)) and "?" not in syntax.free_names(item)
    )
    if len(consts) == len(items) and all(isinstance(const, algebra.Const) for const in consts):
        return Lowered(one_of(value.value, consts), value.needs)  # type: ignore[arg-type]
    return undecided(either(*(part.value for part in parts)), parts)


def _member(value: Lowered, test: syntax.Expr, scope: Scope) -> Lowered:
    match test:
        case syntax.UnaryTest(op, operand):
            return _test(op, value, _lower(operand, scope), test.span)
        case syntax.Interval(low, high, low_included, high_included):
            low_op, high_op = ">=" if low_included else ">", "<=" if high_included else "<"
            return _within(value, _lower(low, scope), _lower(high, scope), test.span, low_op, high_op)
        case _ if "?" in syntax.free_names(test):
            return _truth(_lower(test, scope.but({"?": value})), test.span)
        case _:
            return _test("=", value, _lower(test, scope), test.span)


def _if(condition: Lowered, then: Lowered, otherwise: Lowered, span: syntax.Span) -> Lowered:
    if type(kind_of(then.value)) is not type(kind_of(otherwise.value)) or then.unit != otherwise.unit:
        raise _mismatch(span, "`if`")
    yes, no = is_true(condition.value), is_false(condition.value)
    if isinstance(condition.value, algebra.Const) and condition.value.value is not None:
        return then if condition.value.value else otherwise
    same = compare("=", then.value, otherwise.value)
    kind = joined_kind((kind_of(then.value), kind_of(otherwise.value)))
    value = case(((yes, then.value), (no, otherwise.value), (is_true(same), then.value)), null(kind))
    unsettled = both(is_null(condition.value), is_null(value))
    needs = any_needs(
        (
            Lowered(then.value, where(yes, then.needs)),
            Lowered(otherwise.value, where(no, otherwise.needs)),
            Lowered(value, where(unsettled, any_needs((condition, then, otherwise)))),
        )
    )
    return Lowered(value, needs, then.unit)
