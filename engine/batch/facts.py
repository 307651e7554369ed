"""Facts as columns: their kinds, and what an expression sees of them on a day."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from engine.batch.algebra import DAY, TRUTH, Column, Kind, Number, Source, Words
from engine.batch.lower import Scope, lower
from engine.batch.lowered import Lowered, always, fact, where
from engine.batch.make import coalesce, is_null, word
from engine.rulebook.model import Fact

SCALE = 4
"""Decimals of a fact that is not a whole number. A row with more is an error, never rounded."""
BOUND = Decimal(10**10)
"""The largest absolute value where a fact states no bound. A row beyond it is an error."""


def kind_of_fact(one: Fact) -> Kind:
    match one.type:
        case "boolean":
            return TRUTH
        case "number":
            return number_kind(one)
        case "date":
            return DAY
        case "choice":
            return Words(one.values)
        case "code" | "list" | "records":
            return Words()


def number_kind(one: Fact) -> Number:
    if one.values:
        return Number(0 if one.whole else SCALE, max(abs(Decimal(value)) for value in one.values))
    low = BOUND if one.minimum is None else abs(one.minimum)
    high = BOUND if one.maximum is None else abs(one.maximum)
    return Number(0 if one.whole else SCALE, max(low, high))


def source_of(one: Fact) -> Source:
    return Source(one.name, kind_of_fact(one))


Naming = Callable[[str, Column], Column]


def scope_on(
    facts: Mapping[str, Fact], on: Column, signature: Column, named: Naming = lambda _, column: column
) -> Scope:
    """Every fact, the clocks, and what derives from both; a computed fact comes before a stated one."""
    scope: dict[str, Lowered] = {name: fact(name, source_of(one)) for name, one in facts.items()}
    scope |= {"on": always(on), "signature": always(signature), "contract_state": always(word("none"))}
    for name, one in facts.items():
        if one.derived is not None:
            stated, derived = scope[name], lower(one.derived, scope)
            computed = named(f"{name}__computed", derived.value)
            value = named(f"{name}__known", coalesce(computed, stated.value))
            scope[name] = Lowered(value, where(is_null(stated.value), derived.needs), derived.unit)
    return scope
