"""The contract that runs on the day of evaluation, in columns: until when, and what it pays over twelve months.

A row has one set of columns for it, whichever of its contracts runs. Rows in which several run are left out.
"""

from collections.abc import Callable
from datetime import date

from public_aids.engine.batch.algebra import Column, MonthsElapsed, Source
from public_aids.engine.batch.amounts import Due, ScopeOn, Stay, due
from public_aids.engine.batch.contracts import MAX_MONTHS, Contracts, Slot, slot_column
from public_aids.engine.batch.facts import Naming
from public_aids.engine.batch.lower import Scope
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    both,
    case,
    coalesce,
    compare,
    count_true,
    either,
    is_false,
    is_true,
    known,
    negation,
    number,
    one_of,
    word,
)
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.model import Rulebook, Scheme, Term


class Running(Record):
    """`some`: one runs; `several`: more than one does (neither is ever null). `gone`: has it stopped by a day?"""

    some: Column
    several: Column
    slot: Slot
    schemes: tuple[Scheme, ...]
    respected: str  # the fact that says whether their conditions are
    gone: Callable[[Column], Column]
    unsure: Callable[[Column], Column]  # is it not known whether it still runs on a day?

    def is_of(self, schemes: frozenset[str]) -> Column:
        """Does a contract of one of these schemes run? Never null."""
        values = tuple(word(one.id) for one in self.schemes if one.id in schemes)
        return both(self.some, is_true(one_of(self.slot.scheme, values))) if values else FALSE

    def there(self, day: Column, left_on: Column | None) -> Column:
        """Is it there on a day from the evaluation on, if it is left on some day?"""
        not_left = is_true(compare("<", day, left_on)) if left_on is not None else TRUE
        return both(self.some, negation(self.gone(day)), not_left)

    def due(self, days: tuple[Column, ...], end: Column, left_on: Column | None, scope: ScopeOn, named: Naming) -> Due:
        """What it pays as long as it is there; nothing where its conditions are not kept."""
        found = Due()
        present = tuple(
            named(f"there_{index}", both(self.there(day, left_on), negation(self.unsure(day))))
            for index, day in enumerate(days)
        )
        signed = self.slot.signed
        elapsed = (MonthsElapsed(signed, day, MAX_MONTHS) for day in days)
        passed = tuple(named(f"passed_{index}", one) for index, one in enumerate(elapsed))

        def gone(when: Column) -> Column:
            left = is_true(compare(">=", when, left_on)) if left_on is not None else FALSE
            return either(self.gone(when), left)

        facts = scope(days[0], days[0])
        broken = is_false(facts[self.respected].value) if self.respected in facts else FALSE
        for scheme in self.schemes:
            stay = Stay(days, present, passed, signed, signed, days[0], end, self._granted(scheme, facts), gone)
            paid = due(scheme, stay, scope).where(both(self.is_of(frozenset((scheme.id,))), negation(broken)))
            found = found.plus(paid.named(lambda name, column, of=scheme.id: named(f"{of}_{name}", column)))  # type: ignore[misc]
        return found

    def _granted(self, scheme: Scheme, facts: Scope) -> Column:
        """The sum granted: that of the contract, else the one that a fact of the person states."""
        found: Column = self.slot.granted
        for name in (amount.granted_by for amount in scheme.amounts if amount.granted_by is not None):
            found = coalesce(found, facts[name].value)
        return found


def running_contract(rules: Rulebook, contracts: Contracts, last_day: date) -> Running:
    """The contract that runs, seen from the last day of the twelve months: renewals until then are made."""
    schemes = tuple(one for one in rules.schemes if one.id in contracts.held_kinds)
    runs = [
        contracts.names.name(
            slot_column(one.index, "_runs"),
            either(FALSE, *(both(contracts.is_of(one, s.id), contracts.state(one, s).running) for s in schemes)),
        )
        for one in contracts.slots
    ]
    slot = contracts.slots[0] if len(runs) == 1 else _chosen(contracts, runs)
    later = contracts.seen_from(last_day)
    several = is_true(compare(">", count_true(tuple(runs)), number(1))) if len(runs) > 1 else FALSE
    return Running(
        either(FALSE, *runs),
        several,
        slot,
        schemes,
        rules.roles.respected,
        lambda day: _gone(day, slot, schemes, later),
        lambda day: either(FALSE, *(both(_is_of(slot, (one.id,)), later.unsure(slot, one, day)) for one in schemes)),
    )


def _chosen(contracts: Contracts, runs: list[Column]) -> Slot:
    """The columns of the contract that runs."""

    def column(part: str) -> Source:
        first, *others = (getattr(one, part) for one in contracts.slots)
        found: Column = first
        for runs_here, value in zip(runs[1:], others, strict=True):
            found = case(((runs_here, value),), found)
        named = contracts.names.name(f"running__{part}", found)
        assert isinstance(named, Source)
        return named

    parts = ("scheme", "signed", "renewals", "terminated", "granted")
    return Slot(0, *map(column, parts))


def _gone(day: Column, slot: Slot, schemes: tuple[Scheme, ...], later: Contracts) -> Column:
    """Has the contract ended, or been terminated, by a day? Never null."""
    stopped = is_true(compare("<=", slot.terminated, day))
    alike: dict[str | Term, tuple[Scheme, ...]] = {}
    for scheme in schemes:
        if scheme.term is not None:
            by_length = scheme.term.length and scheme.term.ends_when is None
            key = replace(scheme.term, sources=()) if by_length else scheme.id
            alike[key] = (*alike.get(key, ()), scheme)
    ended = (
        both(_is_of(slot, tuple(one.id for one in ending)), later.over_by(slot, ending[0], day))
        for ending in alike.values()
    )
    return both(known(day), either(stopped, *ended))


def _is_of(slot: Slot, schemes: tuple[str, ...]) -> Column:
    return is_true(one_of(slot.scheme, tuple(map(word, schemes))))
