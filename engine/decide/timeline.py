"""What is there on which days: schemes as sets of days, so that many strategies can be tried quickly.

A set of days is an integer whose bit `i` stands for day `i` of the timeline. A contract keeps a scheme that it is
incompatible with out on its days; two aids that are not contracts and do not go together are never both taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, permutations

from public_aids.engine.decide.contracts import Contract
from public_aids.engine.decide.contradictions import stopped
from public_aids.engine.decide.money import Horizon, Presence
from public_aids.engine.decide.relations import Pair
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.standing import Standing
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Scheme, State

Days = int


class Running(Record):
    """A contract that runs on the evaluation date or in the horizon; `left_on`: the day it is left in a strategy."""

    scheme: Scheme
    contract: Contract
    rights: Rights
    left_on: date | None = None

    def stops(self, day: date) -> date | None:
        """The first day it no longer runs, seen from `day`."""
        stands = self._stands(day)
        ends = (stands.ends_on if stands else None, self.contract.terminated_on, self.left_on)
        return min((end for end in ends if end is not None), default=None)

    def runs_on(self, day: date) -> bool:
        return self._in_state(day, "running")

    def may_run_on(self, day: date) -> bool:
        """Does it run, or may it?"""
        return self._in_state(day, "running", "unknown")

    def _in_state(self, day: date, *states: State) -> bool:
        stands = self._stands(day)
        return stands is not None and stands.state in states and (self.left_on is None or day < self.left_on)

    def _stands(self, day: date) -> Standing | None:
        return self.rights.standing(self.contract, day)


class Stay(Record):
    """A scheme that is there, and the days of the timeline on which it is; a one-off aid on the day it opens."""

    presence: Presence
    days: Days

    @property
    def scheme(self) -> Scheme:
        return self.presence.scheme

    @property
    def listed(self) -> bool:
        """A contract that is over when the horizon begins keeps others out until then, and is in no set of it."""
        return self.scheme.kind != "contract" or bool(self.presence.days)


Frame = tuple[Stay, ...]


class Timeline:
    """The first days of the months of a horizon, and the days from the evaluation date on that something hangs on."""

    def __init__(self, rights: Rights, on: date, horizon: Horizon) -> None:
        self.rights = rights
        self.on = on
        self.horizon = horizon
        self.months = horizon.months()
        self.running = tuple(self._running())
        self.days = tuple(sorted({*self.months, *self._turning()}))
        self._counted = self._days_where(set(self.months).__contains__)
        rights.kept.looked_at.update(self.days)
        self._running_stays: dict[tuple[object, ...], Stay | None] = {}
        self._stays: dict[tuple[str, Days], Stay | None] = {}
        held = {one.scheme.id for one in self.running}
        self.open = tuple(
            scheme
            for scheme in rights.situation.rules.schemes
            if scheme.kind != "information"
            and scheme.id not in held
            and rights.blocking(scheme, on)[0] != "unknown"
            and self.days_open(scheme)
        )
        takeable = (scheme for scheme in self.open if not self._barred(scheme))
        self.takeable = tuple(sorted(takeable, key=lambda scheme: scheme.id))  # whatever the order of files

    def _running(self) -> Iterator[Running]:
        """The contracts that run on the evaluation date, or ran by then in the horizon; of one scheme, the latest."""
        found: dict[str, Running] = {}
        signed = (one for one in self.rights.situation.contracts or () if one.signed_on is not None)
        for contract in sorted(signed, key=lambda one: one.signed_on or date.min):
            scheme = self.rights.schemes.get(contract.scheme)
            if scheme is None or contract.signed_on is None or contract.signed_on > self.on:
                continue
            running = Running(scheme, contract, self.rights)
            if any(running.runs_on(day) for day in (self.on, *self.months, self.horizon.end)):
                found[scheme.id] = running
        yield from found.values()

    def _turning(self) -> Iterator[date]:
        """The evaluation date; days from which a contract keeps nothing out; openings before the horizon."""
        found: list[object] = [self.on, *(one.stops(self.horizon.end) for one in self.running)]
        if self.running:
            found.append(self.rights.situation.leaving)
        if self.on < self.horizon.start:
            one_off = (scheme for scheme in self.rights.situation.rules.schemes if scheme.kind == "one_off")
            found += (self.rights.opening(scheme, self.on) for scheme in one_off)
        first = min(self.on, self.horizon.start)
        return (day for day in found if isinstance(day, date) and first <= day <= self.horizon.end)

    def at_odds(self, running: Iterable[Running]) -> tuple[Pair, ...]:
        """The pairs of contracts that are there at the same time, in some month, although a source forbids it."""
        stays = sorted(
            (stay for one in running if (stay := self._kept(one)) is not None), key=lambda stay: stay.scheme.id
        )
        return tuple(
            (one.scheme.id, other.scheme.id)
            for one, other in combinations(stays, 2)
            if one.days & other.days & self._counted
            and self.rights.relations.incompatible(one.scheme.id, other.scheme.id)
        )

    def _barred(self, scheme: Scheme) -> bool:
        """Has the person signed, at any time, a contract that excludes the scheme over a career?"""
        found = (
            self.rights.relations.incompatible(one.scheme, scheme.id) for one in self.rights.situation.contracts or ()
        )
        return any(relation is not None and relation.during == "career" for relation in found)

    def _days_where(self, holds: Callable[[date], bool]) -> Days:
        return sum(1 << index for index, day in enumerate(self.days) if holds(day))

    def days_open(self, scheme: Scheme) -> Days:
        """The days on which a scheme may be taken, contracts that block it left aside.

        On an evaluation date before the horizon a contract can be signed, and a single sum opens before it.
        """
        known = self.rights.kept.open_days
        key = (id(scheme), self.days)
        if key not in known:
            never = self.rights.without_time(scheme, self.on)[0] == "false"
            known[key] = 0 if never else self._days_where(lambda day: self._may_take(scheme, day))
        return known[key]

    def open_months(self, scheme: Scheme) -> list[bool]:
        """For each month, may the scheme be taken on its first day, contracts that block it left aside?"""
        days = self.days_open(scheme)
        return [bool(days >> self.days.index(month) & 1) for month in self.months]

    def _may_take(self, scheme: Scheme, day: date) -> bool:
        early = scheme.kind != "recurring" or self.on in self.horizon
        if not (early or day in self.horizon) or self.rights.open_on(scheme, day)[0] != "true":
            return False
        if stopped(scheme, self.rights.situation, max(day, self.rights.opening(scheme, day)), day):
            return False
        match scheme.kind:
            case "recurring":
                return self.rights.opening(scheme, day) <= day
            case "one_off":
                return self.rights.opening(scheme, day) <= self.horizon.end and not self._opens_before(scheme)
            case _:
                return day >= self.on  # a contract is not signed in the past

    def _opens_before(self, scheme: Scheme) -> bool:
        """Is a single sum due before the horizon, from the evaluation date on?"""
        return any(
            self.rights.open_on(scheme, day)[0] == "true"
            and not self.rights.blockers(scheme, day)
            and self.rights.opening(scheme, day) < self.horizon.start
            for day in self.days
            if self.on <= day < self.horizon.start
        )

    def present(self, running: Iterable[Running], chosen: Collection[Scheme]) -> Iterator[list[Presence]]:
        """Who is there and when, if the contracts run so and the schemes are chosen: once for each order of signing.

        Nothing when one of them never opens, or when a source does not allow two of them at the same time.
        """
        others = [scheme for scheme in chosen if scheme.kind != "contract"]
        for signed in self.orders([scheme for scheme in chosen if scheme.kind == "contract"]):
            frame = self.frame(running, signed)
            stays = [stay for scheme in others if (stay := self.stay(scheme, frame)) is not None]
            if frame is None or len(stays) < len(others):
                continue
            if not any(self.clash(one, other) for one, other in combinations(stays, 2)):
                yield [stay.presence for stay in (*frame, *stays) if stay.listed]

    def orders(self, contracts: Sequence[Scheme]) -> Iterator[tuple[Scheme, ...]]:
        """The orders in which new contracts may be signed; one where the order cannot matter."""
        relations = self.rights.relations
        if any(relations.incompatible(one.id, other.id) for one, other in combinations(contracts, 2)):
            return permutations(contracts)
        return iter((tuple(contracts),))

    def frame(self, running: Iterable[Running], signed: Iterable[Scheme]) -> Frame | None:
        """The contracts: those that run, and new ones, each signed on the first day it can be; None if one cannot."""
        stays = [stay for one in running if (stay := self._kept(one)) is not None]
        for scheme in signed:
            stay = self._signed(scheme, self._kept_out(scheme, stays))
            if stay is None:
                return None
            stays.append(stay)
        return tuple(stays)

    def stay(self, scheme: Scheme, frame: Frame | None) -> Stay | None:
        """When a new right is there beside the contracts of a frame; None if it never is."""
        if frame is None:
            return None
        kept_out = self._kept_out(scheme, frame)
        key = (scheme.id, kept_out)
        if key not in self._stays:
            self._stays[key] = self._taken(scheme, kept_out)
        return self._stays[key]

    def clash(self, one: Stay, other: Stay) -> bool:
        """Are two new rights that no source allows together there at the same time? Two one-off aids always are."""
        if self.rights.relations.incompatible(one.scheme.id, other.scheme.id) is None:
            return False
        return one.days & other.days != 0 or (one.scheme.kind == other.scheme.kind == "one_off")

    def _kept_out(self, scheme: Scheme, frame: Iterable[Stay]) -> Days:
        """The days on which a contract that the scheme is incompatible with is there."""
        opponents = self.rights.relations.opponents(scheme.id)
        days = 0
        for one in frame:
            if one.scheme.id in opponents:
                days |= one.days
        return days

    def _kept(self, one: Running) -> Stay | None:
        """A running contract, as long as it is kept."""
        key = (one.scheme.id, one.contract.signed_on, one.contract.terminated_on, one.left_on)
        if key not in self._running_stays:
            runs, days = self._days_where(one.runs_on), self._days_where(one.may_run_on)
            signed, stops = one.contract.signed_on, one.stops(self.horizon.end)
            presence = Presence(one.scheme, self._counted_days(runs), signed, stops, one.contract.granted, signed)
            self._running_stays[key] = Stay(presence, days) if days else None
        return self._running_stays[key]

    def _signed(self, scheme: Scheme, kept_out: Days) -> Stay | None:
        """A new contract signed on the first day on which nothing is in its way until its end."""
        for day in self._each(self.days_open(scheme) & ~kept_out):
            opened = self.rights.opening(scheme, day)
            signed = Running(scheme, Contract(scheme.id, opened, new=True), self.rights)
            runs, days = self._days_where(signed.runs_on), self._days_where(signed.may_run_on)
            if not days & kept_out and runs & self._counted:
                stops = signed.stops(self.horizon.end)
                return Stay(Presence(scheme, self._counted_days(runs), opened, stops), days)
        return None

    def _taken(self, scheme: Scheme, kept_out: Days) -> Stay | None:
        """An aid that is not a contract: from the first day it is free, on all free days when it is recurring."""
        free = self.days_open(scheme) & ~kept_out
        if scheme.kind == "recurring":
            if not free & self._counted:
                return None
            opened = self.rights.opening(scheme, next(self._each(free)))
            return Stay(Presence(scheme, self._counted_days(free), opened), free)
        for day in self._each(free):
            opened = self.rights.opening(scheme, day)
            there = 1 << (bisect_right(self.days, opened) - 1)
            if not there & kept_out:
                return Stay(Presence(scheme, (), opened), there) if opened >= self.horizon.start else None
        return None

    def _each(self, days: Days) -> Iterator[date]:
        return (day for index, day in enumerate(self.days) if days >> index & 1)

    def _counted_days(self, days: Days) -> tuple[date, ...]:
        counted = days & self._counted
        return tuple(day for index, day in enumerate(self.days) if counted >> index & 1)
