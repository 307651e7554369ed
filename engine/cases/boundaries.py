"""Boundaries: comparisons with a number or a day, and which of their two sides were tried.

A slip between `<` and `<=` shows exactly at the bound, a slip of the bound itself at the nearest value beyond it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from public_aids.engine.cases.model import Boundary, Path
from public_aids.engine.cases.parts import parts_of
from public_aids.engine.cases.search import Attempt
from public_aids.engine.cases.steps import step_of
from public_aids.engine.cases.worth import Worth
from public_aids.engine.feel import syntax
from public_aids.engine.feel.values import Value
from public_aids.engine.rulebook.model import Rulebook, Scheme

Side = Literal["at_bound", "beyond"]
ONE = Decimal(1)
BELOW = ("<", ">=")  # the other side of the bound is below it


def boundaries_of(scheme: Scheme) -> Iterator[tuple[Path, syntax.Comparison]]:
    """Every comparison by order of a scheme, with the way to the part it is in; the two bounds of its window too."""
    for key, bound, op in (("from", scheme.validity.since, ">="), ("until", scheme.validity.until, "<=")):
        for _, day in bound.versions if bound else ():
            yield ("validity", key), syntax.Comparison(op, syntax.Name("on"), syntax.Temporal(day.isoformat()))  # type: ignore[arg-type]
    for path, expr in parts_of(scheme):
        yield from ((path, one) for one in _comparisons(expr))


def _comparisons(expr: syntax.Expr) -> Iterator[syntax.Comparison]:
    """The comparisons of an expression, each once; not those that look at the items of a list."""
    match expr:
        case syntax.Comparison(op) if op not in ("=", "!="):
            yield expr
        case syntax.Between(value, low, high):
            yield from (syntax.Comparison(">=", value, low), syntax.Comparison("<=", value, high))
        case syntax.In(value, tests):
            yield from (one for test in tests for one in _of_test(value, test))
        case syntax.For() | syntax.Quantified() | syntax.Filter() | syntax.FunctionOf():
            return
        case _:
            pass
    for child in syntax.children(expr):
        yield from _comparisons(child)


def _of_test(value: syntax.Expr, test: syntax.Expr) -> Iterator[syntax.Comparison]:
    match test:
        case syntax.UnaryTest(op, operand) if op not in ("=", "!="):
            yield syntax.Comparison(op, value, operand)
        case syntax.Interval(low, high, low_included, high_included):
            yield syntax.Comparison(">=" if low_included else ">", value, low)
            yield syntax.Comparison("<=" if high_included else "<", value, high)
        case _:
            return


class Probe:
    """Tells on which side of a comparison a situation is."""

    def __init__(self, comparison: syntax.Comparison, rules: Rulebook) -> None:
        self._below = comparison.op in BELOW
        self._step = _step(comparison, rules)
        self._worth = Worth((comparison.left, comparison.right), rules)

    def sides(self, attempt: Attempt) -> frozenset[Side]:
        """The sides that a situation is exactly on: at the bound, at the nearest value beyond it, or none."""
        found: set[Side] = set()
        for left, right in self._worth.of(attempt.profile, attempt.on):
            distance = _distance(left, right)
            if distance == 0:
                found.add("at_bound")
            elif distance is not None and 0 < (-distance if self._below else distance) <= self._step:
                found.add("beyond")
        return frozenset(found)


def boundary(
    scheme: str, path: Path, comparison: syntax.Comparison, tried: Iterable[Attempt], probe: Probe
) -> Boundary:
    """Which sides some situations have tried."""
    sides: frozenset[Side] = frozenset()
    for attempt in tried:
        sides |= probe.sides(attempt)
    return Boundary(scheme, path, comparison, "at_bound" in sides, "beyond" in sides)


def _distance(left: Value, right: Value) -> Decimal | None:
    """How far the left is above the right: in what numbers count, in days for dates."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left - right
    if isinstance(left, date) and isinstance(right, date):
        return Decimal((left - right).days)
    return None


def _step(comparison: syntax.Comparison, rules: Rulebook) -> Decimal:
    """The smallest step of what is compared: 1 for days and whole numbers."""
    sides = (comparison.left, comparison.right)
    facts = [rules.facts.get(side.name) for side in sides if isinstance(side, syntax.Name)]
    if any(fact is not None and fact.whole for fact in facts):
        return ONE
    return min((step_of(side.value) for side in sides if isinstance(side, syntax.Number)), default=ONE)
