"""New rights under a strategy: when each may be taken, and what it brings."""

from collections.abc import Iterator
from datetime import timedelta

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.amounts import Due, Stay, due
from public_aids.engine.batch.best.rows import MONTHS, Rows
from public_aids.engine.batch.best.strategies import Strategy, kept_out
from public_aids.engine.batch.endings import new_runs
from public_aids.engine.batch.lower import lower
from public_aids.engine.batch.make import (
    FALSE,
    NO_DAY,
    TRUE,
    both,
    case,
    compare,
    either,
    is_null,
    is_true,
    negation,
    number,
    plus,
    times,
)
from public_aids.engine.decide.window import window_on
from public_aids.engine.feel.syntax import free_names
from public_aids.engine.feel.values import add_months
from public_aids.engine.record import Record
from public_aids.engine.rulebook.coherence.card import expressions_of
from public_aids.engine.rulebook.model import Scheme


class New(Record):
    """A new right over the horizon: open on some day (never null), on which ones, and what it brings."""

    scheme: Scheme
    open: Column
    days: tuple[Column, ...]
    due: Due
    odd: Column  # rows whose presence has no columns


def new_right(scheme: Scheme, rows: Rows, strategy: Strategy) -> New:
    named = rows.naming(f"{scheme.id}__{strategy.name}")
    out = kept_out(scheme, strategy, rows)
    planned = lower(scheme.opens_on, rows.scope(rows.today, rows.today)).value if scheme.opens_on is not None else None
    free = tuple(
        named(f"free_{index}", both(_may_take(scheme, day, planned, rows), negation(out[index])))
        for index, day in enumerate(rows.days)
    )
    between = _between(scheme, strategy, rows)
    there = named("there", both(_possible(scheme, rows), either(between, *free)))
    if there == FALSE:
        return New(scheme, FALSE, free, Due(), FALSE)
    opened = named("opened", _opened(rows.days, free, planned))
    present = free if scheme.kind == "recurring" else _runs(scheme, rows)
    passed = tuple(number(index) for index in range(MONTHS))
    signature = rows.today if scheme.kind == "contract" else None
    stay = Stay(rows.days, present, passed, opened, signature, rows.today, rows.end)
    odd = either(_odd(scheme, free, present), between, *_late(scheme, rows))
    brings = due(scheme, stay, rows.scope).named(named)
    if scheme.id in rows.may_cost:
        costs = is_true(compare("<", plus(times(brings.whole, number(MONTHS)), brings.yearly), number(0)))
        there = named("worth", both(there, negation(costs)))
    return New(scheme, there, free, brings, odd)


def _possible(scheme: Scheme, rows: Rows) -> Column:
    """It is not held, no contract that is not known could block it, none ever signed excludes it over a career."""
    held = rows.running.is_of(frozenset((scheme.id,))) if rows.running else FALSE
    career = (name for name, one in rows.relations.opponents(scheme.id).items() if one.during == "career")
    return both(
        negation(held), negation(is_null(rows.blocking(scheme))), *(negation(rows.signed(name)) for name in career)
    )


def _may_take(scheme: Scheme, day: Column, planned: Column | None, rows: Rows) -> Column:
    begun: Column = TRUE
    if scheme.kind != "contract" and planned is not None:
        begun = negation(is_true(compare(">", planned, day if scheme.kind == "recurring" else rows.end)))
    return both(is_true(rows.open_on(scheme, day)), begun)


def _opened(days: tuple[Column, ...], takes: tuple[Column, ...], planned: Column | None) -> Column:
    """The day the right begins: the first day it may be taken, or a later planned one."""
    first: Column = days[-1]
    for one, here in reversed(list(zip(days[:-1], takes[:-1], strict=True))):
        first = case(((here, one),), first)
    if planned is None:
        return first
    return case(((is_true(compare(">", planned, first)), planned),), first)


def _runs(scheme: Scheme, rows: Rows) -> tuple[Column, ...]:
    """The months in which a contract signed today runs for sure, by what facts say. Never null."""
    if scheme.kind != "contract":
        return (TRUE,) * MONTHS
    return tuple(new_runs(scheme, rows.scope, rows.today, day, months) for months, day in enumerate(rows.days))


def _odd(scheme: Scheme, takes: tuple[Column, ...], runs: tuple[Column, ...]) -> Column:
    """A contract that cannot be signed today, or that ends within the year; sums that hang on the very day it opens."""
    match scheme.kind:
        case "contract":
            short = scheme.term is not None and scheme.term.length is not None and scheme.term.months < MONTHS
            single = any(amount.payments for amount in scheme.amounts)
            return TRUE if short else negation(both(takes[0], *(runs if single else runs[:1])))
        case "recurring":
            fixed = scheme.rules_as_of == "evaluation" and all(
                amount.recurs
                and amount.periods is None
                and all("signature" not in free_names(one) for one in expressions_of(amount))
                for amount in scheme.amounts
            )
            return FALSE if fixed else TRUE
        case "one_off" | "information":
            return FALSE if all(not one.recurs for one in scheme.amounts) else TRUE


def _between(scheme: Scheme, strategy: Strategy, rows: Rows) -> Column:
    """An aid that may open between two months: on the day that a contract that kept it out stops, or on the day of
    leaving that the person has in mind."""
    if scheme.kind == "recurring" or rows.running is None or not _ever_open(scheme, rows):
        return FALSE
    excludes = rows.running.is_of(frozenset(rows.relations.opponents(scheme.id)))
    wished = rows.leaving(NO_DAY)
    ahead = both(rows.running.some, is_true(compare(">", wished, rows.today)), is_true(compare("<=", wished, rows.end)))
    return both(either(both(excludes, strategy.stops), ahead), is_true(rows.holds(scheme)))


def _ever_open(scheme: Scheme, rows: Rows) -> bool:
    """May the scheme be open to new rights on some day of the horizon?"""
    days = (add_months(rows.on, MONTHS) - rows.on).days
    return any(window_on(scheme, rows.on + timedelta(days=after)) == "open" for after in range(days))


def _late(scheme: Scheme, rows: Rows) -> Iterator[Column]:
    """A new contract that waits for one that runs."""
    if scheme.kind == "contract" and rows.running is not None:
        yield rows.running.is_of(frozenset(rows.relations.opponents(scheme.id)))
