"""Contracts that facts end, in columns, as `engine.decide.standing` says of one."""

from functools import reduce

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.amounts import ScopeOn, months_paid
from public_aids.engine.batch.lower import Scope, lower
from public_aids.engine.batch.lowered import Lowered, always, any_needs, undecided, where
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    UNKNOWN,
    both,
    compare,
    either,
    is_false,
    is_null,
    is_true,
    largest,
    negation,
    number,
)
from public_aids.engine.rulebook.model import Scheme


def over_by_facts(
    scheme: Scheme, scope: Scope, elapsed: Column, untold: frozenset[str], earlier: Column = FALSE
) -> Lowered:
    """Is a contract over by what facts say, whatever its length? `elapsed`: the months since it was signed; `earlier`:
    the rows whose `ends_when` speaks of an earlier contract, never null."""
    term = scheme.term
    if term is None:
        return always(FALSE)
    parts: list[Lowered] = []
    if term.ends_when is not None:
        ends = lower(term.ends_when, scope)
        parts.append(Lowered(both(negation(earlier), ends.value), where(negation(earlier), ends.needs)))
    if not term.length and scheme.amounts and all(one.periods is not None for one in scheme.amounts):
        parts.append(_all_paid(scheme, scope, elapsed))
    if not parts:
        return always(FALSE) if term.length else Lowered(UNKNOWN, dict.fromkeys(untold, TRUE))
    return undecided(either(*(part.value for part in parts)), parts)


def _all_paid(scheme: Scheme, scope: Scope, elapsed: Column) -> Lowered:
    """Were all amounts paid for as many periods as facts say?"""
    known = [(one, lower(one.periods, scope)) for one in scheme.amounts if one.periods is not None]
    months = reduce(largest, (months_paid(amount, periods.value) for amount, periods in known))
    needs = any_needs(periods for _, periods in known)
    return Lowered(compare(">=", elapsed, months), {**scope["signature"].needs, **needs})


def runs_for_sure(scheme: Scheme, scope: Scope) -> Column:
    """Never null."""
    term = scheme.term
    return is_true(lower(term.runs_while, scope).value) if term is not None and term.runs_while is not None else FALSE


def new_runs(scheme: Scheme, scope_on: ScopeOn, signed: Column, by: Column, elapsed: int) -> Column:
    """Does a contract signed on a day run for sure some months later, by what facts say? Never null."""
    scope = scope_on(by, signed).but({"signature": always(signed)})
    ends_when = scheme.term.ends_when if scheme.term is not None else None
    at_once = FALSE if ends_when is None else is_true(lower(ends_when, scope_on(signed, signed)).value)
    over = over_by_facts(scheme, scope, number(elapsed), frozenset(), at_once).value
    return either(is_false(over), both(is_null(over), runs_for_sure(scheme, scope)))
