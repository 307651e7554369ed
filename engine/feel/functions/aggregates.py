"""Functions from a list to one value (DMN 1.5, clause 10.3.4.4)."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import reduce

from public_aids.engine.feel.arithmetic import add, divide, multiply, subtract
from public_aids.engine.feel.compare import order
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions.builtin import Family
from public_aids.engine.feel.logic import conjunction, disjunction
from public_aids.engine.feel.numbers import CONTEXT
from public_aids.engine.feel.values import DaysTime, List, Unknown, Value, YearsMonths, needs_of, union

FUNCTIONS = Family()


def _extreme(items: List | Unknown, better: Callable[[int], bool]) -> Value:
    """The least or greatest item. With unknown items only a mixture that has no order is decided: it has none."""
    if isinstance(items, Unknown):
        return items
    known = [item for item in items if needs_of(item) is None]
    if not items:
        raise NullError("la liste est vide", "the list is empty")
    best = known[0] if known else None
    for item in known:
        found = order(item, best)
        if found is None:
            raise NullError("les éléments ne se comparent pas", "the items do not compare")
        if better(found):
            best = item
    needs = union(needs_of(item) for item in items)
    return best if needs is None else Unknown(needs)


@FUNCTIONS.define("min(list...: list) -> item", lazy=True)
def minimum(items: List | Unknown) -> Value:
    return _extreme(items, lambda found: found < 0)


@FUNCTIONS.define("max(list...: list) -> item", lazy=True)
def maximum(items: List | Unknown) -> Value:
    return _extreme(items, lambda found: found > 0)


def _check(items: List, *kinds: type) -> None:
    if not items:
        raise NullError("la liste est vide", "the list is empty")
    if not any(all(isinstance(item, kind) for item in items) for kind in kinds):
        raise NullError("tous les éléments doivent être des nombres", "all the items must be numbers")


@FUNCTIONS.define("sum(list...: list) -> item")
def total(items: List) -> Value:
    """Of numbers, or of durations of one kind."""
    _check(items, Decimal, DaysTime, YearsMonths)
    return reduce(add, items)


@FUNCTIONS.define("product(list...: list) -> number")
def product(items: List) -> Value:
    _check(items, Decimal)
    return reduce(multiply, items)


@FUNCTIONS.define("mean(list...: list) -> item")
def mean(items: List) -> Value:
    return divide(total(items), Decimal(len(items)))


@FUNCTIONS.define("median(list...: list) -> number")
def median(items: List) -> Value:
    _check(items, Decimal)
    ordered = sorted(items)  # type: ignore[type-var]
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return divide(add(ordered[middle - 1], ordered[middle]), Decimal(2))


@FUNCTIONS.define("stddev(list...: list) -> number")
def stddev(items: List) -> Value:
    """The standard deviation of a sample: at least two numbers."""
    _check(items, Decimal)
    if len(items) < 2:
        raise NullError("il faut deux nombres au moins", "at least two numbers are needed")
    average = mean(items)
    squares = [multiply(gap, gap) for gap in (subtract(item, average) for item in items)]
    variance = divide(reduce(add, squares), Decimal(len(items) - 1))
    return CONTEXT.sqrt(variance) if isinstance(variance, Decimal) else None


@FUNCTIONS.define("mode(list...: list) -> list")
def mode(items: List) -> Value:
    """The most frequent numbers, in ascending order."""
    if not items:
        return ()
    _check(items, Decimal)
    counts = Counter(item for item in items if isinstance(item, Decimal))
    most = max(counts.values())
    return tuple(sorted(number for number, count in counts.items() if count == most))


@FUNCTIONS.define("all(list...: list) -> boolean", lazy=True)
def every(items: List | Unknown) -> Value:
    return items if isinstance(items, Unknown) else conjunction(items)


@FUNCTIONS.define("any(list...: list) -> boolean", lazy=True)
def some(items: List | Unknown) -> Value:
    return items if isinstance(items, Unknown) else disjunction(items)
