"""The best set over twelve months, in columns, for rows in which at most one contract runs.

A contract that runs is kept or left: two strategies. Under each of them the presence of a right depends on no other
right, so that a set brings the sum of what its rights bring. The sets that sources may settle are few and known before
any row is read; which of them a row may take, and which is best, is said for all rows. As `Timeline` and `_Combiner` of
`engine.decide`, over the twelve months from the day of evaluation.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from itertools import combinations

from engine.batch.algebra import Column
from engine.batch.amounts import Due, Stay, due
from engine.batch.facts import Naming
from engine.batch.lower import Scope, lower
from engine.batch.make import (
    FALSE,
    TRUE,
    both,
    case,
    coalesce,
    compare,
    days_later,
    either,
    is_null,
    is_true,
    listed,
    months_later,
    negation,
    null,
    number,
    one_of,
)
from engine.batch.nodes import kind_of
from engine.batch.running import Running
from engine.decide.relations import Relations
from engine.decide.timeline import LEAVING
from engine.record import Record
from engine.rulebook.model import Relation, Rulebook, Scheme

MONTHS = 12


class New(Record):
    """A new right over the horizon: open on some day (never null), on which ones, and what it brings."""

    scheme: Scheme
    open: Column
    days: tuple[Column, ...]
    due: Due
    odd: Column  # rows whose presence has no columns


class Strategy(Record):
    """What becomes of the contract that runs, if any: it is there on some days, and part of the set or not."""

    name: str
    holds: Column  # rows for which this is a choice
    member: Column  # the contract is part of the set
    there: tuple[Column, ...]
    stops: Column  # the contract is there on the first day, and no longer on the last
    due: Due


class Option(Record):
    """New rights under a strategy: where they can be taken (never null), and what the set brings."""

    strategy: int
    chosen: tuple[str, ...]
    allowed: Column
    member: Column
    total: Column


class Rows(Record):
    """What the combination needs to know of a lowering."""

    rules: Rulebook
    relations: Relations
    today: Column
    running: Running | None
    scope: Callable[[Column, Column], Scope]
    open_on: Callable[[Scheme, Column], Column]
    holds: Callable[[Scheme], Column]  # the conditions that no day changes
    blocking: Callable[[Scheme], Column]
    signed: Callable[[str], Column]  # has the person a contract of a scheme, signed on any day?
    name: Naming

    @property
    def days(self) -> tuple[Column, ...]:
        return tuple(months_later(self.today, index) for index in range(MONTHS))

    @property
    def end(self) -> Column:
        return days_later(months_later(self.today, MONTHS), -1)

    def naming(self, prefix: str) -> Naming:
        return lambda name, column: self.name(f"{prefix}_{name}", column)


class Best(Record):
    """`names`: the schemes of the best set; `left`: rows to be decided one by one."""

    names: Column
    total: Column
    left: Column


def best_of(rows: Rows) -> Best:
    """The best set of each row, as far as columns know it."""
    strategies = tuple(_strategies(rows))
    news = [
        {
            scheme.id: new
            for scheme in rows.rules.schemes
            if scheme.kind != "information" and (new := _new(scheme, rows, strategy)).open != FALSE
        }
        for strategy in strategies
    ]
    options = [
        option
        for index, strategy in enumerate(strategies)
        for option in sorted(_options(index, strategy, news[index], rows), key=_in_order)
    ]
    odd = (
        both(strategy.holds, either(_entangled(found, rows), *(both(new.open, new.odd) for new in found.values())))
        for strategy, found in zip(strategies, news, strict=True)
    )
    several = rows.running.several if rows.running else FALSE
    choice, total = _chosen(options, rows)
    return Best(_names(options, choice, strategies, rows), total, either(several, *odd))


# The contract that runs


def _strategies(rows: Rows) -> Iterator[Strategy]:
    """Without a contract there is nothing to choose; one that runs is kept, or left on a day."""
    never = (FALSE,) * MONTHS
    running = rows.running
    if running is None or running.some == FALSE:
        yield Strategy("year", TRUE, FALSE, never, FALSE, Due())
        return
    kept = rows.naming("best__kept")
    there = tuple(kept(f"on_{index}", running.there(day, None)) for index, day in enumerate(rows.days))
    brings = running.due(rows.days, rows.end, None, rows.scope, kept)
    stops = kept("stops", both(there[0], negation(running.there(rows.end, None))))
    yield Strategy("kept", TRUE, running.some, there, stops, brings)
    left = rows.naming("best__left")
    wished = rows.scope(rows.today, rows.today)[LEAVING].value if LEAVING in rows.rules.facts else rows.today
    left_on = left("day", coalesce(wished, rows.today))
    member = left("member", both(running.some, is_true(compare(">", left_on, rows.today))))
    there = tuple(left(f"on_{index}", running.there(day, left_on)) for index, day in enumerate(rows.days))
    brings = running.due(rows.days, rows.end, left_on, rows.scope, left).where(member)
    stops = left("stops", both(there[0], negation(running.there(rows.end, left_on))))
    yield Strategy("left", running.some, member, there, stops, brings)


def _kept_out(scheme: Scheme, strategy: Strategy, rows: Rows) -> tuple[Column, ...]:
    """For each month, is a contract there that the scheme is incompatible with? Never null."""
    if rows.running is None:
        return (FALSE,) * MONTHS
    excludes = rows.running.is_of(frozenset(rows.relations.opponents(scheme.id)))
    return tuple(both(excludes, there) for there in strategy.there)


# New rights


def _new(scheme: Scheme, rows: Rows, strategy: Strategy) -> New:
    named = rows.naming(f"{scheme.id}__{strategy.name}")
    kept_out = _kept_out(scheme, strategy, rows)
    planned = lower(scheme.opens_on, rows.scope(rows.today, rows.today)).value if scheme.opens_on is not None else None
    free = tuple(
        named(f"free_{index}", both(_may_take(scheme, day, planned, rows), negation(kept_out[index])))
        for index, day in enumerate(rows.days)
    )
    between = _between(scheme, strategy, rows)
    there = named("there", both(_possible(scheme, rows), either(between, *free)))
    if there == FALSE:
        return New(scheme, FALSE, free, Due(), FALSE)
    opened = named("opened", _opened(rows.days, free, planned))
    present = free if scheme.kind == "recurring" else (TRUE,) * MONTHS
    passed = tuple(number(index) for index in range(MONTHS))
    signature = rows.today if scheme.kind == "contract" else None
    stay = Stay(rows.days, present, passed, opened, signature, rows.today, rows.end)
    odd = either(_odd(scheme, free), between, *_late(scheme, rows))
    return New(scheme, there, free, due(scheme, stay, rows.scope).named(named), odd)


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


def _odd(scheme: Scheme, takes: tuple[Column, ...]) -> Column:
    """A contract that cannot be signed today, or that ends within the year; periods that run from a later opening."""
    match scheme.kind:
        case "contract":
            short = scheme.term is not None and scheme.term.months < MONTHS
            return TRUE if short else negation(takes[0])
        case "recurring":
            fixed = scheme.rules_as_of == "evaluation" and all(
                amount.per in ("month", "year") and amount.periods is None for amount in scheme.amounts
            )
            return FALSE if fixed else TRUE
        case "one_off" | "information":
            return FALSE if all(one.per not in ("month", "year") for one in scheme.amounts) else TRUE


def _between(scheme: Scheme, strategy: Strategy, rows: Rows) -> Column:
    """A one-off aid that may open between two months, on the day a contract stops that kept it out."""
    if scheme.kind != "one_off" or rows.running is None:
        return FALSE
    excludes = rows.running.is_of(frozenset(rows.relations.opponents(scheme.id)))
    return both(excludes, strategy.stops, is_true(rows.holds(scheme)))


def _late(scheme: Scheme, rows: Rows) -> Iterator[Column]:
    """A new contract that waits for one that runs."""
    if scheme.kind == "contract" and rows.running is not None:
        yield rows.running.is_of(frozenset(rows.relations.opponents(scheme.id)))


# Sets


def _in_order(option: Option) -> tuple[object, ...]:
    """Of equals, the larger set comes first, then the order of names."""
    return -len(option.chosen), option.chosen


def _options(index: int, strategy: Strategy, news: Mapping[str, New], rows: Rows) -> Iterator[Option]:
    """Every set that sources may settle, under a strategy."""
    pairs = {pair: _settled(news[pair[0]], news[pair[1]], rows) for pair in combinations(sorted(news), 2)}
    beside = {name: either(negation(strategy.member), _beside_contract(name, rows)) for name in news}
    sets: list[tuple[str, ...]] = [()]
    while sets:
        for chosen in sets:
            settled = (pairs[pair] for pair in combinations(chosen, 2))
            rights = (both(news[name].open, beside[name]) for name in chosen)
            allowed = both(strategy.holds, *rights, *settled, *(() if chosen else (strategy.member,)))
            if allowed != FALSE:
                name = "_".join((f"best__{strategy.name}", *(str(list(news).index(one)) for one in chosen)))
                brings = reduce(Due.plus, (news[one].due for one in chosen), strategy.due)
                total = rows.name(f"{name}_total", brings.total(rows.naming(name)))
                yield Option(index, chosen, rows.name(f"{name}_may", allowed), strategy.member, total)
        sets = [
            (*chosen, name)
            for chosen in sets
            for name in sorted(news)
            if name > max(chosen, default="") and all(pairs[(one, name)] != FALSE for one in chosen)
        ]


def _settled(one: New, other: New, rows: Rows) -> Column:
    """May two rights be taken together by what sources say? Never null."""
    declared = rows.relations.declared(one.scheme.id, other.scheme.id)
    incompatible = rows.relations.incompatible(one.scheme.id, other.scheme.id)
    if incompatible is not None:
        both_once = one.scheme.kind == other.scheme.kind == "one_off"
        if incompatible.during == "career" or both_once or "contract" in (one.scheme.kind, other.scheme.kind):
            return FALSE
        overlap = either(FALSE, *(both(a, b) for a, b in zip(one.days, other.days, strict=True)))
        return both(_holds(incompatible, rows), negation(overlap))
    return either(FALSE, *(_holds(relation, rows) for relation in declared if relation.kind == "compatible"))


def _beside_contract(name: str, rows: Rows) -> Column:
    """Do sources settle a right and the contract that runs, one after the other or together? Never null."""
    if rows.running is None:
        return TRUE
    return either(
        FALSE,
        *(
            both(rows.running.is_of(frozenset((contract.id,))), _holds(relation, rows))
            for contract in rows.running.schemes
            for relation in rows.relations.declared(contract.id, name)
            if relation.kind in ("incompatible", "compatible")
        ),
    )


def _holds(relation: Relation, rows: Rows) -> Column:
    if relation.only_if is None:
        return TRUE
    return is_true(lower(relation.only_if, rows.scope(rows.today, rows.today)).value)


def _entangled(news: Mapping[str, New], rows: Rows) -> Column:
    """A new contract that is open together with something it excludes: what is there when depends on the order. So
    does an aid that is incompatible with a one-off one, which is there on its own day."""
    found: list[Column] = []
    for one, other in combinations(sorted(news), 2):
        incompatible = rows.relations.incompatible(one, other)
        kinds = {news[one].scheme.kind, news[other].scheme.kind}
        if incompatible is None or incompatible.during == "career" or kinds == {"recurring"}:
            continue
        found.append(both(news[one].open, news[other].open))
    return either(FALSE, *found)


# The best of them


def _chosen(options: list[Option], rows: Rows) -> tuple[Column, Column]:
    """Which option is the best, by its number from 1 on (0: none), and its total.

    It has the largest total, and comes first among equals; where a total is unknown, it contains all other sets.
    """
    unknown = rows.name("best__unknown", either(FALSE, *(both(one.allowed, is_null(one.total)) for one in options)))
    able = [
        rows.name(f"best__able_{index}", both(one.allowed, case(((unknown, _contains(one, options)),), TRUE)))
        for index, one in enumerate(options)
    ]
    totals = [case(((can, one.total),), null(kind_of(one.total))) for can, one in zip(able, options, strict=True)]
    largest = _largest(totals, rows)
    first = (
        (both(can, either(is_null(largest), is_true(compare("=", one.total, largest)))), number(index + 1))
        for index, (can, one) in enumerate(zip(able, options, strict=True))
    )
    choice = rows.name("best__choice", case(first, number(0)))
    none = both(compare("=", choice, number(0)), negation(unknown))
    return choice, case(((none, number(0)),), largest)


def _largest(totals: list[Column], rows: Rows) -> Column:
    """The largest of those that are known, null where none is; in rounds, as a tournament."""
    round_ = 0
    while len(totals) > 1:
        pairs = [totals[index : index + 2] for index in range(0, len(totals), 2)]
        totals = [rows.name(f"best__round_{round_}_{index}", _larger(pair)) for index, pair in enumerate(pairs)]
        round_ += 1
    return totals[0] if totals else number(0)


def _larger(pair: list[Column]) -> Column:
    if len(pair) == 1:
        return pair[0]
    one, other = pair
    return case(((either(is_null(other), is_true(compare(">=", one, other))), one),), other)


def _contains(option: Option, options: list[Option]) -> Column:
    """Are all other sets that a row may take parts of this one? Never null."""
    return negation(either(FALSE, *(_sticks_out(other, option) for other in options if other is not option)))


def _sticks_out(other: Option, option: Option) -> Column:
    """May a row take another set that is no part of this one?"""
    if not set(other.chosen) <= set(option.chosen):
        return other.allowed
    return both(other.allowed, other.member, negation(option.member))


def _names(options: list[Option], choice: Column, strategies: tuple[Strategy, ...], rows: Rows) -> Column:
    """The schemes of the best set, in order of their names."""

    def taken(name: str) -> Column:
        numbers = [number(i + 1) for i, option in enumerate(options) if name in option.chosen]
        return is_true(one_of(choice, tuple(numbers))) if numbers else FALSE

    def held(name: str) -> Column:
        if rows.running is None:
            return FALSE
        of = rows.running.is_of(frozenset((name,)))
        return both(of, either(FALSE, *(both(_under(index), one.member) for index, one in enumerate(strategies))))

    def _under(index: int) -> Column:
        numbers = [number(i + 1) for i, option in enumerate(options) if option.strategy == index]
        return is_true(one_of(choice, tuple(numbers))) if numbers else FALSE

    ids = sorted(scheme.id for scheme in rows.rules.schemes)
    return listed((either(taken(name), held(name)), name) for name in ids)
