"""Expressions in terms of names that have few values: what `Logic` looks through.

Such names are facts with a list of values; numbers and days, tried where
an answer can change and between; how far two things lie apart (`on < date_installation + @"P1Y"`); and for what cannot
be looked into, whether it is so. What hangs together may be lost by that, nothing is made up: what is impossible in
these terms is impossible.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from public_aids.engine.feel import syntax
from public_aids.engine.feel.temporal_text import parse_temporal
from public_aids.engine.feel.values import Value, YearsMonths
from public_aids.engine.rulebook.model import CLOCKS, STATES, Fact

Facts = Mapping[str, Fact]


def literal(expr: syntax.Expr) -> Decimal | None:
    """The number that an expression is, None for one that has to be worked out."""
    match expr:
        case syntax.Number(value):
            return value
        case syntax.Negation(syntax.Number(value)):
            return -value
        case _:
            return None


def negated(expr: syntax.Expr) -> syntax.Expr:
    return syntax.Call(syntax.Name("not"), (expr,))


def compared(expr: syntax.Expr) -> Iterator[tuple[str, Decimal | str]]:
    """The names of an expression in these terms, each with a point at which its answer may change."""
    for node in syntax.walk(expr):
        match node:
            case syntax.Comparison(_, syntax.Name(name), operand):
                operands: tuple[syntax.Expr, ...] = (operand,)
            case syntax.In(syntax.Name(name), operands):
                pass
            case _:
                continue
        yield from ((name, one.value) for one in operands if isinstance(one, syntax.Number | syntax.String))


def values_tried(name: str, points: Iterable[Decimal | str], facts: Facts) -> tuple[Value, ...]:
    """The values of a name that together show every answer of what compares it with these points."""
    return _finite(name, facts) or _tried(name, set(points), facts)


def _finite(name: str, facts: Facts) -> tuple[Value, ...]:
    """The values of what has a list of them; none for anything else."""
    fact = facts.get(name)
    if name == "contract_state":
        return ("none", *STATES)
    if fact is None:
        return ()
    match fact.type:
        case "boolean":
            return (True, False)
        case "choice":
            return fact.values
        case "number":
            return tuple(Decimal(value) for value in fact.values)
        case _:
            return ()


def _tried(name: str, points: set[Decimal | str], facts: Facts) -> tuple[Value, ...]:
    """Where the answers of comparisons can change, and something on each side."""
    numbers = sorted(point for point in points if isinstance(point, Decimal))
    if numbers:
        return _numbers(name, numbers, facts.get(name))
    texts = sorted(point for point in points if isinstance(point, str))
    return ("", *texts) if texts else (True, False)


def _numbers(name: str, points: list[Decimal], fact: Fact | None) -> tuple[Value, ...]:
    low, high = (fact.minimum, fact.maximum) if fact else (None, None)
    whole = name in CLOCKS[:2] or (fact is not None and (fact.whole or fact.type == "date"))
    between = ((a + b) / 2 for a, b in pairwise(points))
    tried = [*points, *between, points[0] - 1, points[-1] + 1, *(edge for edge in (low, high) if edge is not None)]
    within = (one for one in tried if (low is None or one >= low) and (high is None or one <= high))
    return tuple(sorted({one.to_integral_value() if whole else one for one in within}))


# In terms of names with few values


def in_few_values(expr: syntax.Expr, facts: Facts) -> syntax.Expr:
    return _kept(expr, frozenset(name for name in syntax.free_names(expr) if _finite(name, facts)))


def _kept(expr: syntax.Expr, few: frozenset[str]) -> syntax.Expr:
    match expr:
        case syntax.Boolean() | syntax.Name():
            return expr
        case syntax.And(operands):
            return syntax.And(tuple(_kept(one, few) for one in operands))
        case syntax.Or(operands):
            return syntax.Or(tuple(_kept(one, few) for one in operands))
        case syntax.Call(syntax.Name("not"), (operand,)):
            return negated(_kept(operand, few))
        case syntax.If(condition, then, otherwise):
            return syntax.If(_kept(condition, few), _kept(then, few), _kept(otherwise, few))
        case syntax.Comparison(op, left, right):
            return _compared(op, left, right, expr, few)
        case syntax.Between(value, low, high):
            return syntax.And((_compared(">=", value, low, expr, few), _compared("<=", value, high, expr, few)))
        case syntax.In(value, tests):
            return _member(value, tuple(_listed(tests)), few)
        case _:
            return _whole(expr, few)


def _whole(expr: syntax.Expr, few: frozenset[str]) -> syntax.Expr:
    """What is worked out of facts with few values stays; of anything else one only knows whether it is so."""
    return expr if syntax.free_names(expr) <= few else syntax.Name(repr(expr))


def _listed(tests: tuple[syntax.Expr, ...]) -> Iterator[syntax.Expr]:
    for test in tests:
        if isinstance(test, syntax.ListOf):
            yield from test.items
        else:
            yield test


def _member(value: syntax.Expr, tests: tuple[syntax.Expr, ...], few: frozenset[str]) -> syntax.Expr:
    points = tuple(point for one in tests if isinstance(point := _point(one), syntax.Number | syntax.String))
    if len(points) == len(tests) > 1 and not isinstance(value, syntax.Null) and _point(value) is None:
        return syntax.In(_named(value), points)
    found = tuple(_among(value, test, few) for test in tests)
    return found[0] if len(found) == 1 else syntax.Or(found)


def _named(expr: syntax.Expr) -> syntax.Name:
    return expr if isinstance(expr, syntax.Name) else syntax.Name(repr(expr))


def _among(value: syntax.Expr, test: syntax.Expr, few: frozenset[str]) -> syntax.Expr:
    match test:
        case syntax.UnaryTest(op, operand):
            return _compared(op, value, operand, test, few)
        case syntax.Interval(low, high, with_low, with_high):
            above = _compared(">=" if with_low else ">", value, low, test, few)
            return syntax.And((above, _compared("<=" if with_high else "<", value, high, test, few)))
        case _ if _point(test) is not None:
            return _compared("=", value, test, test, few)
        case _:
            return _whole(syntax.In(value, (test,)), few)


def _compared(
    op: syntax.ComparisonOp, left: syntax.Expr, right: syntax.Expr, written: syntax.Expr, few: frozenset[str]
) -> syntax.Expr:
    """A comparison as one of a name with a number or a text."""
    point, other = _point(right), _point(left)
    in_order = op not in ("=", "!=") and (isinstance(point, syntax.String) or isinstance(other, syntax.String))
    if in_order or isinstance(left, syntax.Null) or isinstance(right, syntax.Null):
        return syntax.Name(repr(written))
    if other is not None and point is None:
        return _compared(syntax.MIRRORED[op], right, left, written, few)
    if point is not None and other is not None:
        return syntax.Comparison(op, other, point)
    if isinstance(point, syntax.Boolean):
        so = _kept(left, few)
        return so if (op == "=") == point.value else negated(so)
    if point is not None:
        return syntax.Comparison(op, _named(left), point)
    return _apart(op, left, right, few)


def _apart(op: syntax.ComparisonOp, left: syntax.Expr, right: syntax.Expr, few: frozenset[str]) -> syntax.Expr:
    """How many months the left lies after the right: all that is said of a pair is said of one name."""
    if syntax.free_names(left) | syntax.free_names(right) <= few:
        return syntax.Comparison(op, left, right)
    earlier, months = _moved(right)
    later, moved = _moved(left)
    if not months and (moved or (_is_clock(earlier), repr(earlier)) > (_is_clock(later), repr(later))):
        later, earlier, months, op = earlier, later, moved, syntax.MIRRORED[op]
    else:
        later = left
    return syntax.Comparison(op, syntax.Name(f"{later!r} - {earlier!r}"), syntax.Number(Decimal(months)))


def _is_clock(expr: syntax.Expr) -> bool:
    return isinstance(expr, syntax.Name) and expr.name in CLOCKS[:2]


def _moved(expr: syntax.Expr) -> tuple[syntax.Expr, int]:
    """A day and the months that are added to it."""
    if isinstance(expr, syntax.Arithmetic) and expr.op == "+" and isinstance(expr.right, syntax.Temporal):
        length = parse_temporal(expr.right.text)
        if isinstance(length, YearsMonths):
            return expr.left, length.months
    return expr, 0


def _point(expr: syntax.Expr) -> syntax.Number | syntax.String | syntax.Boolean | None:
    """What a value is compared with, where it is written: days as their number, lengths in months."""
    match expr:
        case syntax.String() | syntax.Boolean():
            return expr
        case syntax.Temporal(text):
            moment = parse_temporal(text)
            if isinstance(moment, YearsMonths):
                return syntax.Number(Decimal(moment.months))
            return syntax.Number(Decimal(moment.toordinal())) if isinstance(moment, date) else None
        case _:
            number = literal(expr)
            return None if number is None else syntax.Number(number)
