"""Would another reading of the sources change this answer?

A decision depends on a reading only through what stands in its place: a condition, a sum, a day. Where that is worth
the same on every day that was looked at, the answer is the same; elsewhere what it can change is computed again.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from public_aids.engine.decide.answer import Answer, answer_of
from public_aids.engine.decide.combination import combine
from public_aids.engine.decide.conditions import outcome_on
from public_aids.engine.decide.money import Horizon
from public_aids.engine.decide.result import Combination, ReadingEffect, ReadingResult
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.situation import Clock
from public_aids.engine.decide.standing import standing
from public_aids.engine.decide.window import window_on
from public_aids.engine.rulebook.model import Dated, Divergence, Group, Reading, Scheme
from public_aids.engine.rulebook.readings import standing_value

FIXED = date.min  # the day does not matter to an expression that no day changes


class _Looked:
    """One scheme of a person, on the days that were looked at."""

    def __init__(self, scheme: Scheme, rights: Rights, days: tuple[date, ...], clocks: tuple[Clock, ...]) -> None:
        self.scheme = scheme
        self._rights = rights
        self._days, self._clocks = days, clocks
        self._signed = [one for one in rights.situation.contracts or () if one.scheme == scheme.id]

    @cached_property
    def _never_open(self) -> bool:
        return all(window_on(self.scheme, day) != "open" for day in self._days)

    @cached_property
    def _there(self) -> bool:
        """Does the person have a contract, or a right that is not refused on all of those days?"""
        if self._signed:
            return True
        return not self._never_open and any(self._rights.open_on(self.scheme, d)[0] != "false" for d in self._days)

    def touched_by(self, index: int, reading: Reading) -> bool:
        """Is what a reading of a disagreement puts in place worth something else on one of those days?"""
        divergence, days = self.scheme.divergences[index], self._days
        match (divergence.about or "").split("."):
            case ["validity", _]:
                other = self._under(index, reading)
                looked = {*days, *(one.signed_on for one in self._signed if one.signed_on is not None)}
                return any(window_on(self.scheme, day) != window_on(other, day) for day in looked)
            case ["term", _]:
                other, person = self._under(index, reading), self._rights.situation
                return any(
                    standing(one, self.scheme, person, day) != standing(one, other, person, day)
                    for one in self._signed
                    for day in days
                )
            case ["conditions", name, _]:
                if self._refused_without({name, *(change.about.split(".")[1] for change in reading.also)}):
                    return False
                if not reading.also and not self._worth_another(divergence, reading):
                    return False
                other = self._under(index, reading)
                return any(self._rights.open_on(self.scheme, d) != self._rights.open_on(other, d) for d in days)
            case ["amounts", *_]:
                return self._there and (bool(reading.also) or self._worth_another(divergence, reading))
            case _:
                return self._there

    def _under(self, index: int, reading: Reading) -> Scheme:
        return self._rights.situation.program.scheme_under(self.scheme, index, reading)

    def _refused_without(self, changed: set[str]) -> bool:
        """Closed on all those days, or refused on all of them by a condition that the reading leaves as it is."""
        if self._never_open:
            return True
        situation = self._rights.situation
        return any(
            condition.id not in changed
            and not isinstance(condition, Group)
            and outcome_on(condition, situation, self._days[0])[0] == "false"
            for condition in situation.program.parts(self.scheme)[0]
        )

    def _worth_another(self, divergence: Divergence, reading: Reading) -> bool:
        """Is the expression of the reading worth something else than the one that stands?"""
        situation, program = self._rights.situation, self._rights.situation.program
        stands, value = standing_value(self.scheme, divergence.about or ""), reading.value
        if value is None or isinstance(value, (str, Decimal, date)):
            return stands != value
        versions: list[Any] = list(stands.formulas()) if isinstance(stands, Dated) else [stands]
        moves = any(one is None or not program.of(one).fixed for one in (value, *versions))
        if not moves and len(versions) == 1:
            return situation.value(value, FIXED) != situation.value(versions[0], FIXED)
        for on, signature, state in self._clocks:
            expr: Any = stands.at(on) if isinstance(stands, Dated) else stands
            if expr is None or situation.value(value, on, signature, state) != situation.value(
                expr, on, signature, state
            ):
                return True
        return False


class Readings:
    """The recorded disagreements of the sources, for one person, one day and one horizon."""

    def __init__(self, rights: Rights, on: date, horizon: Horizon, combination: Combination) -> None:
        self._rights = rights
        self._on = on
        self._horizon = horizon
        self.combination = combination
        self._effects: dict[tuple[str, str], tuple[ReadingEffect, ...]] = {}
        self._answers: dict[str, Answer] = {}

    def answer(self, scheme: Scheme) -> Answer:
        """The answer on a scheme under the readings that are applied."""
        if scheme.id not in self._answers:
            self._answers[scheme.id] = answer_of(scheme, self._rights, self._on)
        return self._answers[scheme.id]

    @cached_property
    def settled(self) -> tuple[Rights, tuple[date, ...], tuple[Clock, ...]]:
        """The rights, and the days and clocks on which readings are compared: those that all answers look at.

        What looks at other days asks for the rights here, so that it does not matter which part is read first.
        """
        for one in self._rights.situation.rules.schemes:
            self.answer(one)
        usual = (one for one in self._rights.situation.clocks() if one[2] == "none")
        return self._rights, self._rights.days(), tuple(dict.fromkeys((*usual, (self._on, self._on, "none"))))

    def of(self, scheme: Scheme) -> tuple[ReadingResult, ...]:
        """Each disagreement of a scheme, marked decisive or not; then those of others that change the answer on it."""
        own, touching = self._own[scheme.id], self._touching.get(scheme.id, {})
        names = {one.divergence for one in own}
        return (*own, *(touching[name] for name in sorted(touching.keys() - names)))

    @cached_property
    def _own(self) -> dict[str, tuple[ReadingResult, ...]]:
        """The disagreements that each scheme records."""
        schemes = sorted(self._rights.situation.rules.schemes, key=lambda one: one.id)
        looked = (_Looked(one, *self.settled) for one in schemes)
        return {
            one.scheme.id: tuple(self._reading(one, index) for index in range(len(one.scheme.divergences)))
            for one in looked
        }

    @cached_property
    def _touching(self) -> dict[str, dict[str, ReadingResult]]:
        """The disagreements that change the answer on a scheme, by its id and theirs."""
        found: dict[str, dict[str, ReadingResult]] = {}
        for own in self._own.values():
            for one in own:
                for name in {effect.scheme for effect in one.effects if effect.scheme is not None}:
                    found.setdefault(name, {}).setdefault(one.divergence, one)
        return found

    def _reading(self, looked: _Looked, index: int) -> ReadingResult:
        """Decisive: True when another reading changes the answer, False when none can, None if not computed."""
        divergence = looked.scheme.divergences[index]
        alternatives = self._rights.situation.program.alternatives(looked.scheme)[index]
        if not alternatives:
            return ReadingResult(divergence.id, divergence.applied, None)
        touching = [one for one in alternatives if looked.touched_by(index, one)]
        effects = tuple(effect for one in touching for effect in self._under(divergence, one))
        computed = len(alternatives) == len(divergence.readings) - 1
        return ReadingResult(divergence.id, divergence.applied, bool(effects) if effects or computed else None, effects)

    def _under(self, divergence: Divergence, reading: Reading) -> tuple[ReadingEffect, ...]:
        key = (divergence.id, reading.id)
        if key not in self._effects:
            other = self._rights.under(self._rights.situation.program.under(divergence, reading))
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
            first, second = self.answer(one), answer_of(two, other, self._on)
            if _counts(first, one) != _counts(second, two):
                yield ReadingEffect(
                    reading,
                    one.id,
                    first.status,
                    second.status,
                    first.total_first_year,
                    second.total_first_year,
                    first.held.ends_on if first.held else None,
                    second.held.ends_on if second.held else None,
                )
            money = money or first.held is not None or self._taken(one, self._rights) or self._taken(two, other)
        if money:
            mine, theirs = self.combination, combine(other, self._on, self._horizon)
            if (mine.best, mine.total, mine.choice) != (theirs.best, theirs.total, theirs.choice):
                yield ReadingEffect(reading, None, None, None, mine.total, theirs.total)

    def _taken(self, scheme: Scheme, rights: Rights) -> bool:
        """May the scheme be part of a combination?"""
        return any(rights.open_on(scheme, day)[0] == "true" for day in (self._on, *self._horizon.months()))


def _counts(answer: Answer, scheme: Scheme) -> tuple[object, ...]:
    """What counts: the right, the money, the contract and whether it could be signed on its day.

    Why a right is refused or not yet decided does not.
    """
    amounts = tuple((one.id, one.value, one.rate, one.cap, one.per) for one in answer.amounts)
    held = answer.held
    signable = window_on(scheme, held.signed_on) if held and held.signed_on else None
    contract = (held.state, held.ends_on, held.renewals, held.paid, held.remaining, signable) if held else None
    return answer.status, amounts, answer.total_first_year, contract
