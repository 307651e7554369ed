"""Would another reading of the sources change this answer?

A decision depends on a reading only through what stands in its place: a condition, a sum, a day. Where that is worth
the same on every day that was looked at, the answer is the same; elsewhere what it can change is computed again.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from engine.decide.answer import Answer, answer_of
from engine.decide.combination import combine
from engine.decide.conditions import outcome_on
from engine.decide.contracts import standing
from engine.decide.money import Horizon
from engine.decide.result import Combination, ReadingEffect, ReadingResult
from engine.decide.rights import Rights, window_on
from engine.rulebook.model import Dated, Divergence, Group, Reading, Scheme
from engine.rulebook.readings import others, rules_under, standing_value, under

FIXED = date.min  # the day does not matter to an expression that no day changes


class Readings:
    """The recorded disagreements of the sources, for one person, one day and one horizon."""

    def __init__(self, rights: Rights, on: date, horizon: Horizon, combination: Combination) -> None:
        self._rights = rights
        self._on = on
        self._horizon = horizon
        self._combination = combination
        self._effects: dict[tuple[str, str], tuple[ReadingEffect, ...]] = {}

    def of(self, scheme: Scheme) -> tuple[ReadingResult, ...]:
        """Each disagreement of a scheme, told decisive or not."""
        days = self._rights.days()
        return tuple(self._reading(scheme, divergence, days) for divergence in scheme.divergences)

    def _reading(self, scheme: Scheme, divergence: Divergence, days: tuple[date, ...]) -> ReadingResult:
        """Decisive: True when another reading changes the answer, False when none can, None if not computed."""
        alternatives = others(scheme, divergence)
        if not alternatives:
            return ReadingResult(divergence.id, divergence.applied, None)
        touching = [one for one in alternatives if _touches(scheme, divergence, one, self._rights, days)]
        effects = tuple(effect for one in touching for effect in self._under(divergence, one))
        computed = len(alternatives) == len(divergence.readings) - 1
        return ReadingResult(divergence.id, divergence.applied, bool(effects) if effects or computed else None, effects)

    def _under(self, divergence: Divergence, reading: Reading) -> tuple[ReadingEffect, ...]:
        key = (divergence.id, reading.id)
        if key not in self._effects:
            other = self._rights.under(rules_under(self._rights.situation.rules, {divergence.id: reading.id}))
            self._effects[key] = tuple(self._compared(other, reading.id))
        return self._effects[key]

    def _compared(self, other: Rights, reading: str) -> Iterator[ReadingEffect]:
        """What the same person gets under other rules, where it differs."""
        before, after = self._rights.situation.rules.schemes, other.situation.rules.schemes
        pairs = list(zip(before, after, strict=True))
        wide = any((one.term, one.relations) != (two.term, two.relations) for one, two in pairs if one is not two)
        money = wide
        for one, two in pairs:
            if one is two and not wide:
                continue
            first, second = answer_of(one, self._rights, self._on), answer_of(two, other, self._on)
            if _counts(first) != _counts(second):
                yield ReadingEffect(
                    reading, one.id, first.status, second.status, first.total_first_year, second.total_first_year
                )
            money = money or first.held is not None or self._taken(one, self._rights) or self._taken(two, other)
        if money:
            mine, theirs = self._combination, combine(other, self._on, self._horizon)
            if (mine.best, mine.total, mine.choice) != (theirs.best, theirs.total, theirs.choice):
                yield ReadingEffect(reading, None, None, None, mine.total, theirs.total)

    def _taken(self, scheme: Scheme, rights: Rights) -> bool:
        """May the scheme be part of a combination?"""
        return any(rights.open_on(scheme, day)[0] == "true" for day in (self._on, *self._horizon.months()))


def _touches(scheme: Scheme, divergence: Divergence, reading: Reading, rights: Rights, days: tuple[date, ...]) -> bool:
    """Is what the reading puts in place worth something else on one of the days that were looked at?"""
    signed = [contract for contract in rights.situation.contracts or () if contract.scheme == scheme.id]
    match (divergence.about or "").split("."):
        case ["validity", _]:
            other = under(scheme, divergence, reading)
            looked = {*days, *(contract.signed_on for contract in signed if contract.signed_on is not None)}
            return any(window_on(scheme, day) != window_on(other, day) for day in looked)
        case ["term", _]:
            other = under(scheme, divergence, reading)
            return any(standing(one, scheme.term, d) != standing(one, other.term, d) for one in signed for d in days)
        case ["conditions", name, _]:
            changed = {name, *(change.about.split(".")[1] for change in reading.also)}
            if _refused_anyway(scheme, changed, rights, days):
                return False
            if not reading.also and not _worth_another(scheme, divergence, reading, rights):
                return False
            other = under(scheme, divergence, reading)
            return any(rights.open_on(scheme, day) != rights.open_on(other, day) for day in days)
        case ["amounts", *_]:
            there = bool(signed) or any(rights.open_on(scheme, day)[0] != "false" for day in days)
            return there and (bool(reading.also) or _worth_another(scheme, divergence, reading, rights))
        case _:
            return bool(signed) or any(rights.open_on(scheme, day)[0] != "false" for day in days)


def _refused_anyway(scheme: Scheme, changed: set[str], rights: Rights, days: tuple[date, ...]) -> bool:
    """Closed on all those days, or refused on all of them by a condition that the reading leaves as it is."""
    if all(window_on(scheme, day) != "open" for day in days):
        return True
    moves = rights.situation.program.moves
    return any(
        outcome_on(condition, rights.situation, days[0])[0] == "false"
        for condition in scheme.conditions
        if condition.id not in changed and not isinstance(condition, Group) and not moves(condition)
    )


def _worth_another(scheme: Scheme, divergence: Divergence, reading: Reading, rights: Rights) -> bool:
    """Is the expression of the reading worth something else than the one that stands?"""
    situation, program = rights.situation, rights.situation.program
    stands, value = standing_value(scheme, divergence.about or ""), reading.value
    if value is None or isinstance(value, (str, Decimal, date)):
        return stands != value
    versions: list[Any] = [one for _, one in stands.versions] if isinstance(stands, Dated) else [stands]
    moves = any(one is None or not program.of(one).fixed for one in (value, *versions))
    if not moves and len(versions) == 1:
        return situation.value(value, FIXED) != situation.value(versions[0], FIXED)
    for on, signature, state in situation.clocks():
        expr: Any = stands.at(on) if isinstance(stands, Dated) else stands
        if expr is None or situation.value(value, on, signature, state) != situation.value(expr, on, signature, state):
            return True
    return False


def _counts(answer: Answer) -> tuple[object, ...]:
    """What counts: the right, the money, the contract. Why a right is refused or not yet decided does not."""
    amounts = tuple((one.id, one.value, one.rate, one.cap, one.per) for one in answer.amounts)
    held = answer.held
    contract = (held.state, held.ends_on, held.renewals, held.paid, held.remaining) if held else None
    return answer.status, amounts, answer.total_first_year, contract
