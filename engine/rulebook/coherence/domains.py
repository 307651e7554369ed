"""The answers of an expression over all that its facts may be.

Booleans, choices and numbers with a list of values are tried one by one. A number that is only compared with numbers is
tried at those numbers, between them and beyond. Any other fact stays unknown: an answer that holds all the same holds
for every value of it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise, product
from math import prod

from engine.feel.evaluate import evaluate
from engine.feel.syntax import (
    Between,
    Comparison,
    Expr,
    In,
    Interval,
    Name,
    Negation,
    Number,
    UnaryTest,
    free_names,
    walk,
)
from engine.feel.values import Unknown, Value
from engine.rulebook.model import Fact

MAX_TRIES = 2_000
CONTRACT_STATES = ("none", "running", "ended", "terminated", "unknown")


def answers(expr: Expr, facts: Mapping[str, Fact]) -> Iterator[Value]:
    """One value for each way the facts may be; none when there are too many ways."""
    names = sorted(free_names(expr))
    domains = [_domain(name, expr, facts) for name in names]
    if prod(map(len, domains)) > MAX_TRIES:
        return
    for values in product(*domains):
        yield evaluate(expr, dict(zip(names, values, strict=True)))


def constant(expr: Expr, facts: Mapping[str, Fact]) -> bool | None:
    """The one answer of an expression, None when it has several or they cannot all be tried."""
    seen: bool | None = None
    for answer in answers(expr, facts):
        if not isinstance(answer, bool) or (seen is not None and answer != seen):
            return None
        seen = answer
    return seen


def _domain(name: str, expr: Expr, facts: Mapping[str, Fact]) -> tuple[Value, ...]:
    fact = facts.get(name)
    if name == "contract_state":
        return CONTRACT_STATES
    unknown: tuple[Value, ...] = (Unknown(frozenset((name,))),)
    if fact is None:
        return unknown
    match fact.type:
        case "boolean":
            return (True, False)
        case "choice":
            return fact.values
        case "number" if fact.values:
            return tuple(Decimal(value) for value in fact.values)
        case "number":
            return _numbers(fact, expr) or unknown
        case _:
            return unknown


def _numbers(fact: Fact, expr: Expr) -> tuple[Value, ...]:
    """Where the answer of comparisons can change, and a number on each side; empty when the fact is calculated with."""
    compared, bounds = 0, set[Decimal]()
    for node in walk(expr):
        operands = _operands(node)
        here = sum(isinstance(one, Name) and one.name == fact.name for one in operands)
        if here:
            numbers = [number for one in operands if (number := literal(one)) is not None]
            if here + len(numbers) < len(operands):
                return ()
            compared += here
            bounds.update(numbers)
    if compared < sum(isinstance(node, Name) and node.name == fact.name for node in walk(expr)):
        return ()
    ordered = sorted(bounds)
    tried = [*ordered, *((low + high) / 2 for low, high in pairwise(ordered)), ordered[0] - 1, ordered[-1] + 1]
    return tuple(sorted({number for number in (*tried, *_edges(fact)) if _allowed(fact, number)}))


def _operands(node: Expr) -> tuple[Expr, ...]:
    match node:
        case Comparison(_, left, right):
            return (left, right)
        case Between(value, low, high):
            return (value, low, high)
        case In(value, tests):
            return (value, *(part for test in tests for part in _parts(test)))
        case _:
            return ()


def _parts(test: Expr) -> tuple[Expr, ...]:
    match test:
        case UnaryTest(_, operand):
            return (operand,)
        case Interval(low, high):
            return (low, high)
        case _:
            return (test,)


def literal(expr: Expr) -> Decimal | None:
    """The number that an expression is, None for one that has to be worked out."""
    match expr:
        case Number(value):
            return value
        case Negation(Number(value)):
            return -value
        case _:
            return None


def _edges(fact: Fact) -> tuple[Decimal, ...]:
    return tuple(edge for edge in (fact.minimum, fact.maximum) if edge is not None)


def _allowed(fact: Fact, number: Decimal) -> bool:
    low = fact.minimum is None or number >= fact.minimum
    high = fact.maximum is None or number <= fact.maximum
    return low and high and (not fact.whole or number == number.to_integral_value())
