"""What is there on which days: schemes as sets of days, so that many strategies can be tried quickly.

A set of days is an integer whose bit `i` stands for day `i` of the timeline. A scheme is kept out on the days on which
one it is incompatible with is there.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from engine.decide.contracts import Contract, standing
from engine.decide.money import Horizon, Presence
from engine.decide.rights import Rights
from engine.record import Record
from engine.rulebook.model import Scheme

Days = int


class Running(Record):
    """A contract that runs in the horizon; `left_on`: the day it is left in a strategy."""

    scheme: Scheme
    contract: Contract
    left_on: date | None = None

    def stops(self, day: date) -> date | None:
        """The first day it no longer runs, seen from `day`."""
        stands = standing(self.contract, self.scheme.term, day)
        ends = (stands.ends_on if stands else None, self.contract.terminated_on, self.left_on)
        return min((end for end in ends if end is not None), default=None)

    def runs_on(self, day: date) -> bool:
        stands = standing(self.contract, self.scheme.term, day)
        return stands is not None and stands.state == "running" and (self.left_on is None or day < self.left_on)


class Timeline:
    """The first days of the months of a horizon, and the evaluation date where it comes before them."""

    def __init__(self, rights: Rights, on: date, horizon: Horizon) -> None:
        self.rights = rights
        self.on = on
        self.horizon = horizon
        self.months = horizon.months()
        self.days = tuple(sorted({*self.months, *((on,) if on <= horizon.end else ())}))
        self._counted = self._days_where(set(self.months).__contains__)
        self.running = tuple(self._running())
        rights.kept.looked_at.update(self.days)
        self._held: dict[tuple[object, ...], Days] = {}
        held = {one.scheme.id for one in self.running}
        self.open = tuple(
            scheme
            for scheme in rights.situation.rules.schemes
            if scheme.kind != "information"
            and scheme.id not in held
            and rights.blocking(scheme, on)[0] != "unknown"
            and self._days_open(scheme)
        )

    def _running(self) -> Iterator[Running]:
        for contract in self.rights.situation.contracts or ():
            scheme = self.rights.schemes.get(contract.scheme)
            if scheme is not None and any(
                Running(scheme, contract).runs_on(d) for d in (*self.months, self.horizon.end)
            ):
                yield Running(scheme, contract)

    def _days_where(self, holds: Callable[[date], bool]) -> Days:
        return sum(1 << index for index, day in enumerate(self.days) if holds(day))

    def _days_open(self, scheme: Scheme) -> Days:
        """The days on which a scheme may be taken, contracts that block it left aside.

        A contract can also be signed on the evaluation date when the horizon starts later.
        """
        known = self.rights.kept.open_days
        key = (id(scheme), self.days)
        if key not in known:
            never = self.rights.without_time(scheme, self.on)[0] == "false"
            known[key] = 0 if never else self._days_where(lambda day: self._may_take(scheme, day))
        return known[key]

    def _may_take(self, scheme: Scheme, day: date) -> bool:
        early = scheme.kind == "contract" or self.on in self.horizon
        if not (early or day in self.horizon) or self.rights.open_on(scheme, day)[0] != "true":
            return False
        return scheme.kind != "recurring" or self.rights.opening(scheme, day) <= day

    def _days_held(self, one: Running) -> Days:
        key = (one.scheme.id, one.contract.signed_on, one.contract.terminated_on, one.left_on)
        if key not in self._held:
            self._held[key] = self._days_where(one.runs_on)
        return self._held[key]

    def present(self, running: Iterable[Running], chosen: Collection[Scheme]) -> list[Presence] | None:
        """Who is there and when, if the contracts run so and the schemes are chosen; None if one never opens."""
        presences = self.unfolded(running, chosen)
        there = {presence.scheme.id for presence in presences}
        return presences if all(scheme.id in there for scheme in chosen) else None

    def unfolded(self, running: Iterable[Running], chosen: Iterable[Scheme]) -> list[Presence]:
        """The same, without the schemes that never open."""
        there: dict[str, Days] = {}
        presences: list[Presence] = []
        for one in running:
            days = self._days_held(one)
            there[one.scheme.id] = there.get(one.scheme.id, 0) | days
            if one.left_on is None or (one.left_on > self.horizon.start and days):
                signed = one.contract.signed_on
                stops = one.stops(self.horizon.end)
                presences.append(
                    Presence(one.scheme, self._counted_days(days), signed, stops, one.contract.granted, signed)
                )
        for scheme in sorted(
            chosen, key=lambda scheme: (scheme.kind != "contract", scheme.kind == "one_off", scheme.id)
        ):
            opponents = self.rights.relations.opponents(scheme.id)
            kept_out = 0
            for other, days in there.items():
                if other in opponents:
                    kept_out |= days
            free = self._days_open(scheme) & ~kept_out
            if not free:
                continue
            presence, days = self._taken(scheme, free)
            if scheme.kind != "one_off" and not days & self._counted:
                continue
            there[scheme.id] = days
            presences.append(presence)
        return presences

    def _taken(self, scheme: Scheme, free: Days) -> tuple[Presence, Days]:
        """A scheme taken on the first day it is free, and the days on which it is there."""
        first = self.days[(free & -free).bit_length() - 1]
        opened = self.rights.opening(scheme, first)
        match scheme.kind:
            case "contract":
                signed = Running(scheme, Contract(scheme.id, opened))
                days = self._days_held(signed)
                return Presence(scheme, self._counted_days(days), opened, signed.stops(self.horizon.end)), days
            case "recurring":
                return Presence(scheme, self._counted_days(free), opened), free
            case "one_off" | "information":
                return Presence(scheme, (), opened), 0

    def _counted_days(self, days: Days) -> tuple[date, ...]:
        counted = days & self._counted
        return tuple(day for index, day in enumerate(self.days) if counted >> index & 1)
