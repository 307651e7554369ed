"""Facts as columns: their kinds, and what an expression sees of them on a day."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from public_aids.engine.batch.algebra import DAY, TRUTH, Column, Const, Kind, Number, Source, Words
from public_aids.engine.batch.lower import Scope, hangs_apart, lower, no_form, truth
from public_aids.engine.batch.lowered import Lowered, always, any_needs, fact, renamed, untold, where
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    both,
    case,
    compare,
    either,
    is_false,
    is_null,
    is_true,
    known,
    negation,
    null,
    number,
    one_of,
    rounded,
    word,
)
from public_aids.engine.batch.nodes import kind_of
from public_aids.engine.decide.given import admitted
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.rulebook.order import by_need, grounds

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
    facts: Mapping[str, Fact],
    on: Column,
    signature: Column,
    named: Naming = lambda _, column: column,
    step: Callable[[Column], Column] = lambda column: column,
) -> Scope:
    """Every fact, the clocks, and what follows from both: as `given` of `engine.decide.given`."""
    scope = Scope({name: fact(name, source_of(one)) for name, one in facts.items()}, step)
    scope |= {"on": always(on), "signature": always(signature), "contract_state": always(word("none"))}
    for one in by_need(facts):
        if grounds(one):
            found = _given(one, scope, named)
            scope[one.name] = renamed(found, named(f"{one.name}__known", found.value))
    return scope


def _given(one: Fact, scope: Scope, named: Naming) -> Lowered:
    stated = scope[one.name]
    found = stated
    for implied in reversed(one.implied):
        holds = both(is_null(stated.value), is_true(lower(implied.when, scope).value))
        value = case(((holds, lower(implied.value, scope).value),), found.value)
        found = Lowered(value, where(negation(holds), found.needs), found.unit)
    if one.derived is not None:
        derived = lower(one.derived, scope)
        derived = renamed(derived, named(f"{one.name}__computed", derived.value))
        fits_it = admitted_column(one, derived.value)
        needs = {**derived.needs, one.name: both(known(derived.value), negation(fits_it))}
        value = case(((fits_it, derived.value),), found.value)
        found = Lowered(value, where(is_null(value), needs), derived.unit)
        if hangs_apart(one.derived, scope) != FALSE:
            found = replace(found, apart=untold(found))
    if one.when_relevant is None:
        return found
    relevant = truth(one.when_relevant, scope)
    apart = is_false(relevant.value)
    value = case(((apart, FALSE if one.type == "boolean" else null(kind_of(found.value))),), found.value)
    asked = any_needs((found, Lowered(value, where(is_null(found.value), relevant.needs))))
    return Lowered(value, where(negation(apart), asked), found.unit, either(apart, found.apart))


def admitted_column(one: Fact, value: Column) -> Column:
    """As `admitted` of `engine.decide.given`. Never null."""
    if isinstance(value, Const):
        return TRUE if admitted(one, value.value) else FALSE
    match kind_of(value):
        case Number():
            low = TRUE if one.minimum is None else compare(">=", value, number(one.minimum))
            high = TRUE if one.maximum is None else compare("<=", value, number(one.maximum))
            whole = compare("=", value, rounded(value, 0, "floor")) if one.whole else TRUE
            among = one_of(value, tuple(number(Decimal(allowed)) for allowed in one.values)) if one.values else TRUE
            return is_true(both(known(value), low, high, whole, among))
        case Words(values) if values and (one.values or one.pattern):
            return is_true(one_of(value, tuple(word(each) for each in values if admitted(one, each))))
        case Words() if one.pattern is not None and one.derived is not None:
            raise no_form(one.derived.span, "`pattern`")
        case _:
            return known(value)
