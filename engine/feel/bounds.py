"""How small and how large a number can be, from what the names in it may be; None is no bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from public_aids.engine.feel import syntax
from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.values import Unknown, Value
from public_aids.engine.record import Record

Limits = Callable[[str], "Span"]


class Span(Record):
    """Both ends are included."""

    low: Decimal | None
    high: Decimal | None

    def __add__(self, other: Span) -> Span:
        return Span(_both(self.low, other.low), _both(self.high, other.high))

    def __neg__(self) -> Span:
        return Span(_minus(self.high), _minus(self.low))

    def __mul__(self, other: Span) -> Span:
        """Where an end is missing, only what is never negative has a bound: zero, below."""
        if None not in (ends := (self.low, self.high, other.low, other.high)):
            products = [one * two for one in ends[:2] for two in ends[2:] if one is not None and two is not None]
            return Span(min(products), max(products))
        if Span(Decimal(0), Decimal(0)) in (self, other):
            return Span(Decimal(0), Decimal(0))
        if self.low is None or other.low is None or self.low < 0 or other.low < 0:
            return ANY
        return Span(self.low * other.low, None)

    def over(self, divisor: Decimal) -> Span:
        """Divided by a number above zero."""
        return Span(*(None if end is None else end / divisor for end in (self.low, self.high)))

    def within(self, other: Span) -> Span:
        """What both allow."""
        lows = [one for one in (self.low, other.low) if one is not None]
        highs = [one for one in (self.high, other.high) if one is not None]
        return Span(max(lows, default=None), min(highs, default=None))


ANY = Span(None, None)
NOTHING = Span(Decimal(0), Decimal(0))


def exactly(value: Decimal) -> Span:
    return Span(value, value)


def hull(spans: Iterable[Span]) -> Span:
    """What any of some spans allows."""
    lows, highs = zip(*((one.low, one.high) for one in spans), strict=True)
    return Span(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def span_of(expr: syntax.Expr, scope: Mapping[str, Value], limits: Limits) -> Span:
    """The bounds of an expression whose unknown names keep within their limits."""
    value = evaluate(expr, scope)
    if not isinstance(value, Unknown):
        return exactly(value) if isinstance(value, Decimal) else ANY
    match expr:
        case syntax.Name(name):
            return limits(name)
        case syntax.Negation(operand):
            return -span_of(operand, scope, limits)
        case syntax.Arithmetic("+", left, right):
            return span_of(left, scope, limits) + span_of(right, scope, limits)
        case syntax.Arithmetic("-", left, right):
            return span_of(left, scope, limits) + -span_of(right, scope, limits)
        case syntax.Arithmetic("*", left, right):
            return span_of(left, scope, limits) * span_of(right, scope, limits)
        case syntax.Arithmetic("/", left, syntax.Number(divisor)) if divisor > 0:
            return span_of(left, scope, limits).over(divisor)
        case syntax.If(condition, then, otherwise):
            answer = evaluate(condition, scope)
            branches = [(then, True)] * (answer is not False) + [(otherwise, False)] * (answer is not True)
            return hull(span_of(branch, scope, _where(condition, holds, limits)) for branch, holds in branches)
        case syntax.Call(syntax.Name("min" | "max" as name), arguments) if arguments and all(
            isinstance(one, syntax.Expr) for one in arguments
        ):
            spans = [span_of(one, scope, limits) for one in arguments]
            return least(spans) if name == "min" else -least([-one for one in spans])
        case _:
            return ANY


def _where(condition: syntax.Expr, holds: bool, limits: Limits) -> Limits:
    """The limits of names where a condition holds, or does not, as far as it compares them with numbers."""
    match condition:
        case syntax.And(operands) if holds:
            for operand in operands:
                limits = _where(operand, True, limits)
            return limits
        case syntax.Comparison(op, syntax.Name(name), syntax.Number(value)):
            kept = _compared(op if holds else syntax.OPPOSITE[op], value)
            return lambda one: limits(one).within(kept) if one == name else limits(one)
        case _:
            return limits


def _compared(op: syntax.ComparisonOp, value: Decimal) -> Span:
    match op:
        case "<" | "<=":
            return Span(None, value)
        case ">" | ">=":
            return Span(value, None)
        case "=":
            return exactly(value)
        case "!=":
            return ANY


def least(spans: Iterable[Span]) -> Span:
    """The bounds of the smallest of some numbers."""
    spans = list(spans)
    highs = [one.high for one in spans if one.high is not None]
    lows = [one.low for one in spans]
    return Span(None if None in lows else min(one for one in lows if one is not None), min(highs, default=None))


def _both(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _minus(one: Decimal | None) -> Decimal | None:
    return None if one is None else -one
