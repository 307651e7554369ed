"""Contracts that facts end, in columns, as `engine.decide.standing` says of one."""

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.amounts import ScopeOn
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
    rounded,
)
from public_aids.engine.decide.standing import UNTOLD
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.rulebook.model import Scheme


def over_by_facts(scheme: Scheme, scope: Scope, elapsed: Column, earlier: Column = FALSE) -> Lowered:
    """Is a contract over by what facts say, whatever its length? `elapsed`: the months since it was signed; `earlier`:
    the rows whose `ends_when` speaks of an earlier contract, never null."""
    term = scheme.term
    if term is None:
        return always(FALSE)
    parts: list[Lowered] = []
    if term.ends_when is not None:
        ends = lower(term.ends_when, scope)
        parts.append(Lowered(both(negation(earlier), ends.value), where(negation(earlier), ends.needs)))
    if not term.length and (periods := periods_of(scheme)):
        parts.append(_all_paid(periods, scope, elapsed))
    if not parts:
        return always(FALSE) if term.length else Lowered(UNKNOWN, dict.fromkeys(UNTOLD[1], TRUE))
    return undecided(either(*(part.value for part in parts)), parts)


def periods_of(scheme: Scheme) -> tuple[Expr, ...]:
    """What says for how many periods a scheme pays, where all its amounts do."""
    found = tuple(amount.periods for amount in scheme.amounts)
    return () if None in found else tuple(one for one in found if one is not None)


def _all_paid(periods: tuple[Expr, ...], scope: Scope, elapsed: Column) -> Lowered:
    known = [lower(one, scope) for one in periods]
    months = rounded(known[0].value, 0, "down")
    for one in known[1:]:
        months = largest(months, rounded(one.value, 0, "down"))
    return Lowered(compare(">=", elapsed, months), {**scope["signature"].needs, **any_needs(known)})


def runs_for_sure(scheme: Scheme, scope: Scope) -> Column:
    """Never null."""
    term = scheme.term
    return is_true(lower(term.runs_while, scope).value) if term is not None and term.runs_while is not None else FALSE


def new_runs(scheme: Scheme, scope_on: ScopeOn, signed: Column, by: Column, elapsed: int) -> Column:
    """Does a contract signed on a day run for sure some months later, by what facts say? Never null."""
    scope = {**scope_on(by, signed), "signature": always(signed)}
    ends_when = scheme.term.ends_when if scheme.term is not None else None
    at_once = FALSE if ends_when is None else is_true(lower(ends_when, scope_on(signed, signed)).value)
    over = over_by_facts(scheme, scope, number(elapsed), at_once).value
    return either(is_false(over), both(is_null(over), runs_for_sure(scheme, scope)))
