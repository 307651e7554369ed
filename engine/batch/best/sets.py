"""The sets that sources may settle: known before any row is read, as to their schemes."""

from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import combinations

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.amounts import Due
from public_aids.engine.batch.best.rights import New
from public_aids.engine.batch.best.rows import Rows
from public_aids.engine.batch.best.strategies import Strategy
from public_aids.engine.batch.lower import lower
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    both,
    either,
    is_true,
    negation,
)
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Relation


class Option(Record):
    """New rights under a strategy: where they can be taken (never null), and what the set brings."""

    strategy: int
    chosen: tuple[str, ...]
    allowed: Column
    member: Column
    total: Column


def options_of(index: int, strategy: Strategy, news: Mapping[str, New], rows: Rows) -> Iterator[Option]:
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


def in_order(option: Option) -> tuple[object, ...]:
    """Of equals, the larger set comes first, then the order of names."""
    return -len(option.chosen), option.chosen


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


def entangled(news: Mapping[str, New], rows: Rows) -> Column:
    """A new contract that is open together with something it excludes: what is there when depends on the order. So
    does an aid that is incompatible with a one-off one, which is there on its own day. What a right pays beside one
    that excludes a supplement of it depends on both."""
    found: list[Column] = []
    excludes = rows.relations.excludes
    for name, new in news.items():
        held = (one.id for one in rows.running.schemes) if rows.running else ()
        apart = frozenset(one for one in held if excludes(name, one) or excludes(one, name))
        found += [both(new.open, rows.running.is_of(apart))] if rows.running and apart else []
    for one, other in combinations(sorted(news), 2):
        if excludes(one, other) or excludes(other, one):
            found.append(both(news[one].open, news[other].open))
        incompatible = rows.relations.incompatible(one, other)
        kinds = {news[one].scheme.kind, news[other].scheme.kind}
        if incompatible is None or incompatible.during == "career" or kinds == {"recurring"}:
            continue
        found.append(both(news[one].open, news[other].open))
    return either(FALSE, *found)
