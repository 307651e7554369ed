"""The best set of new rights over twelve months, in columns, for rows in which no contract runs.

Without contracts the presence of a right depends on no other one, so that a set brings the sum of what its rights
bring. The sets that sources may settle are few and known before any row is read; which of them a row may take, and
which is best, is said for all rows. As `Timeline` and `_Combiner` of `engine.decide`, over the twelve months from the
day of evaluation.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from itertools import combinations

from engine.batch.algebra import Column
from engine.batch.amounts import Stay, brought
from engine.batch.facts import Naming
from engine.batch.lower import Scope, lower
from engine.batch.make import (
    FALSE,
    TRUE,
    both,
    case,
    compare,
    days_later,
    either,
    is_null,
    is_true,
    months_later,
    negation,
    number,
    plus,
    word,
)
from engine.decide.relations import Relations
from engine.record import Record
from engine.rulebook.model import Relation, Rulebook, Scheme

MONTHS = 12


class New(Record):
    """A new right over the horizon: open on some day (never null), on which ones, and what it brings."""

    scheme: Scheme
    open: Column
    days: tuple[Column, ...]
    brings: Column
    odd: Column  # rows whose presence has no columns


class Rows(Record):
    """What the combination needs to know of a lowering."""

    rules: Rulebook
    relations: Relations
    today: Column
    scope: Callable[[Column, Column], Scope]
    open_on: Callable[[Scheme, Column], Column]
    blocking: Callable[[Scheme], Column]
    naming: Callable[[Scheme, str], Naming]
    name: Naming


class Best(Record):
    """`names`: the schemes of the best set; `left`: rows to be decided one by one."""

    names: Column
    total: Column
    left: Column


def best_of(rows: Rows) -> Best:
    """Contracts that run are left aside: their rows are for the caller to leave out."""
    found = {scheme.id: _new(scheme, rows) for scheme in rows.rules.schemes if scheme.kind != "information"}
    news = {name: new for name, new in found.items() if new.open != FALSE}
    options = list(_options(news, rows))
    unknown = either(FALSE, *(both(allowed, is_null(total)) for _, allowed, total in options))
    left = either(unknown, _entangled(news, rows), *(both(new.open, new.odd) for new in news.values()))
    names: Column = word("")
    best: Column = number(0)
    any_option: Column = FALSE
    for index, (listed, allowed, total) in enumerate(sorted(options, key=lambda one: (-len(one[0]), one[0]))):
        better = rows.name(f"best__better_{index}", both(allowed, either(negation(any_option), _more(total, best))))
        names = rows.name(f"best__names_{index}", case(((better, word(" ".join(listed))),), names))
        best = rows.name(f"best__total_{index}", case(((better, total),), best))
        any_option = rows.name(f"best__any_{index}", either(any_option, allowed))
    return Best(names, best, left)


def _more(total: Column, best: Column) -> Column:
    return is_true(compare(">", total, best))


def _new(scheme: Scheme, rows: Rows) -> New:
    named = rows.naming(scheme, "year")
    days = tuple(months_later(rows.today, index) for index in range(MONTHS))
    planned = lower(scheme.opens_on, rows.scope(rows.today, rows.today)).value if scheme.opens_on is not None else None
    end = days_later(months_later(rows.today, MONTHS), -1)
    may_take = []
    for index, one in enumerate(days):
        begun: Column = TRUE
        if scheme.kind != "contract" and planned is not None:
            begun = negation(is_true(compare(">", planned, one if scheme.kind == "recurring" else end)))
        may_take.append(named(f"open_{index}", both(is_true(rows.open_on(scheme, one)), begun)))
    free = negation(is_null(rows.blocking(scheme)))
    found = named("open", both(free, either(FALSE, *may_take)))
    if found == FALSE:
        return New(scheme, FALSE, tuple(may_take), number(0), FALSE)
    odd = _odd(scheme, may_take)
    opened = named("opened", _opened(days, may_take, planned))
    present = tuple(may_take) if scheme.kind == "recurring" else (TRUE,) * MONTHS
    passed = tuple(number(index) for index in range(MONTHS))
    stay = Stay(days, present, passed, opened, rows.today if scheme.kind == "contract" else None, rows.today, end)
    brings = named("brings", brought(scheme, stay, rows.scope, named))
    return New(scheme, found, tuple(may_take), brings, odd)


def _odd(scheme: Scheme, may_take: list[Column]) -> Column:
    """A contract that cannot be signed today, or that ends within the year; periods that run from a later opening."""
    match scheme.kind:
        case "contract":
            short = scheme.term is not None and scheme.term.months < MONTHS
            return TRUE if short else negation(may_take[0])
        case "recurring":
            fixed = scheme.rules_as_of == "evaluation" and all(
                amount.per in ("month", "year") and amount.periods is None for amount in scheme.amounts
            )
            return FALSE if fixed else TRUE
        case "one_off" | "information":
            return FALSE if all(one.per not in ("month", "year") for one in scheme.amounts) else TRUE


def _opened(days: tuple[Column, ...], may_take: list[Column], planned: Column | None) -> Column:
    """The day the right begins: the first day it may be taken, or a later planned one."""
    first: Column = days[-1]
    for one, takes in reversed(list(zip(days[:-1], may_take[:-1], strict=True))):
        first = case(((takes, one),), first)
    if planned is None:
        return first
    return case(((is_true(compare(">", planned, first)), planned),), first)


def _options(news: Mapping[str, New], rows: Rows) -> Iterator[tuple[tuple[str, ...], Column, Column]]:
    """Every set that sources may settle: its schemes, where it can be taken (never null), and its total."""
    pairs = {pair: _settled(news[pair[0]], news[pair[1]], rows) for pair in combinations(sorted(news), 2)}
    sets: list[tuple[str, ...]] = [(name,) for name in sorted(news)]
    while sets:
        for listed in sets:
            settled = (pairs[pair] for pair in combinations(listed, 2))
            allowed = both(*(news[name].open for name in listed), *settled)
            if allowed != FALSE:
                label = "_and_".join(str(list(news).index(name)) for name in listed)
                total = rows.name(f"best__set_{label}", reduce(plus, (news[name].brings for name in listed)))
                yield listed, rows.name(f"best__may_{label}", allowed), total
        sets = [
            (*listed, name)
            for listed in sets
            for name in sorted(news)
            if name > listed[-1] and all(pairs[(one, name)] != FALSE for one in listed)
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
