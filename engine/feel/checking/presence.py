"""What is known not to be zero, and to be there, in a part of an expression because of what stands before it.

In `x = 0 or 10 / x > 3` the division never meets a zero: `or` is already true. The tests that count are comparisons
with a number and `instance of`.
"""

from decimal import Decimal

from public_aids.engine.feel import syntax
from public_aids.engine.feel.checking.literals import constant
from public_aids.engine.feel.types import NumberType, Type, extent

Assumed = frozenset[syntax.Expr]


def assumed_when(condition: syntax.Expr, truth: bool) -> Assumed:
    """The expressions that are not zero, or that are there, when a condition is true (or false)."""
    match condition:
        case syntax.And(operands) if truth:
            return frozenset[syntax.Expr]().union(*(assumed_when(one, True) for one in operands))
        case syntax.Or(operands) if not truth:
            return frozenset[syntax.Expr]().union(*(assumed_when(one, False) for one in operands))
        case syntax.Call(syntax.Name("not"), (operand,)):
            return assumed_when(operand, not truth)
        case syntax.InstanceOf(value) if truth:
            return frozenset((value,))
        case syntax.Comparison(op, left, right):
            return _compared(op if truth else syntax.OPPOSITE[op], left, right)
        case _:
            return frozenset()


def _compared(op: syntax.ComparisonOp, left: syntax.Expr, right: syntax.Expr) -> Assumed:
    bound, other = constant(right), constant(left)
    if bound is not None and _excludes_zero(op, bound):
        return frozenset((left,))
    if other is not None and _excludes_zero(syntax.MIRRORED[op], other):
        return frozenset((right,))
    return frozenset()


def _excludes_zero(op: syntax.ComparisonOp, bound: Decimal) -> bool:
    """Whether `x op bound` is false of zero."""
    match op:
        case "=":
            return bound != 0
        case "!=":
            return bound == 0
        case ">":
            return bound >= 0
        case ">=":
            return bound > 0
        case "<":
            return bound <= 0
        case "<=":
            return bound < 0


def not_zero(expr: syntax.Expr, of: Type, assumed: Assumed) -> bool:
    """Whether a number is never zero."""
    value = constant(expr)
    if value is not None:
        return value != 0
    if expr in assumed:
        return True
    match expr:
        case syntax.Arithmetic("*", left, right):
            return not_zero(left, NumberType(), assumed) and not_zero(right, NumberType(), assumed)
        case syntax.Negation(operand):
            return not_zero(operand, NumberType(), assumed)
    if not isinstance(of, NumberType):
        return False
    low, high = extent(of)
    return bool(
        (of.allowed and 0 not in of.allowed) or (low is not None and low > 0) or (high is not None and high < 0)
    )


def not_empty(expr: syntax.Expr, assumed: Assumed) -> bool:
    """Whether a list has an item."""
    match expr:
        case syntax.ListOf(items):
            return bool(items)
        case syntax.Call(syntax.Name("append"), arguments):
            return len(arguments) > 1
        case syntax.Call(syntax.Name("concatenate"), arguments):
            return any(not_empty(argument, assumed) for argument in arguments)
        case syntax.Call(syntax.Name("sort" | "reverse" | "distinct values"), (first, *_)):
            return not_empty(first, assumed)
        case _:
            return syntax.Call(syntax.Name("count"), (expr,)) in assumed
