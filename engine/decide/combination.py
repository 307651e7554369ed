"""What may be held together over a horizon, what it brings, and whether to stay in a running contract or leave it."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Literal

from engine.decide.amounts import to_cents
from engine.decide.contracts import Contract, standing
from engine.decide.held import KEPT
from engine.decide.money import Horizon, Presence, brought
from engine.decide.relations import Answer, Pair
from engine.decide.result import Combination, Option, Termination
from engine.decide.rights import Rights
from engine.record import Record
from engine.rulebook.model import Scheme

LEAVING = "date_resiliation_envisagee"


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


def combine(rights: Rights, on: date, horizon: Horizon) -> Combination:
    """The sets of schemes that can be taken over the horizon, with their totals, and the best of them."""
    return _Combiner(rights, on, horizon).combination()


class _Combiner:
    def __init__(self, rights: Rights, on: date, horizon: Horizon) -> None:
        self.rights = rights
        self.situation = rights.situation
        self.on = on
        self.horizon = horizon
        self.days = horizon.months()
        self.timeline = tuple(sorted({*self.days, *((on,) if on <= horizon.end else ())}))
        self.running = tuple(self._running())
        held = {one.scheme.id for one in self.running}
        self.open = tuple(
            scheme
            for scheme in self.situation.rules.schemes
            if scheme.kind != "information"
            and scheme.id not in held
            and self.rights.blocking(scheme, on)[0] != "unknown"
            and any(self._open(scheme, day) for day in self._days(scheme))
        )
        self._sums: dict[tuple[object, ...], Decimal | None] = {}
        self._answers: dict[Pair, Answer] = {}

    def _running(self) -> Iterator[Running]:
        for contract in self.situation.contracts or ():
            scheme = self.rights.schemes.get(contract.scheme)
            if scheme is not None and any(
                Running(scheme, contract).runs_on(day) for day in (*self.days, self.horizon.end)
            ):
                yield Running(scheme, contract)

    def _days(self, scheme: Scheme) -> tuple[date, ...]:
        """The days on which a scheme may be taken: a contract also on the evaluation date, before the horizon."""
        return self.timeline if scheme.kind == "contract" or self.on in self.horizon else self.days

    def _open(self, scheme: Scheme, day: date) -> bool:
        """Open on the stated facts, contracts that block it left aside."""
        return self.rights.open_on(scheme, day)[0] == "true" and self.rights.blocking(scheme, day)[0] != "unknown"

    # Options

    def combination(self) -> Combination:
        options = sorted(self._options(), key=_rank)
        settled = [option for option in options if not option.unsettled]
        best = _best(settled)
        pairs = self._pairs()
        return Combination(
            start=self.horizon.start,
            end=self.horizon.end,
            best=best.schemes if best else (),
            total=best.total if best else (None if settled else Decimal(0)),
            choice=_choice(settled) if self.running else None,
            options=tuple(options),
            incompatible=pairs["incompatible"],
            compatible=pairs["compatible"],
            unsettled=pairs["unsettled"],
            successions=self._successions(),
        )

    def _options(self) -> Iterator[Option]:
        """Every set that can be taken, under every choice of staying or leaving."""
        for strategy in self._strategies():
            found = [option for chosen in _subsets(self.open) if (option := self._option(strategy, chosen)) is not None]
            nothing = [option for option in found if not option.schemes]
            yield from (found if len(found) == len(nothing) and strategy else [o for o in found if o.schemes])

    def _strategies(self) -> Iterator[tuple[Running, ...]]:
        """Each running contract is kept, or left."""
        wished = self.situation.profile.get(LEAVING)
        day = wished if isinstance(wished, date) else self.horizon.start
        for left in _subsets(self.running):
            yield tuple(Running(one.scheme, one.contract, day if one in left else None) for one in self.running)

    def _option(self, running: tuple[Running, ...], chosen: tuple[Scheme, ...]) -> Option | None:
        """The set made of the contracts and of what is chosen; None when something chosen never opens."""
        presences = self._simulated(running, chosen)
        if presences is None:
            return None
        schemes = tuple(sorted(presence.scheme.id for presence in presences))
        sums = [self._brought(presence) for presence in presences]
        return Option(
            schemes=schemes,
            total=None if None in sums else to_cents(sum((s for s in sums if s is not None), Decimal(0))),
            unsettled=any(self._answer(pair) in ("unsettled", "succession") for pair in combinations(schemes, 2)),
            actions=tuple(Termination(one.scheme.id, one.left_on) for one in running if one.left_on is not None),
        )

    def _brought(self, presence: Presence) -> Decimal | None:
        if self.situation.profile.get(KEPT) is False and presence.signature is not None:
            return Decimal(0)
        key = (presence.scheme.id, presence.days, presence.opened, presence.stops)
        if key not in self._sums:
            self._sums[key] = brought(presence, self.situation, self.horizon)
        return self._sums[key]

    # Time

    def _simulated(self, running: tuple[Running, ...], chosen: tuple[Scheme, ...]) -> list[Presence] | None:
        """Day after day, what is held; a scheme is kept out as long as one it is incompatible with is held."""
        if any(self._excluded(one.id, other.id) for one, other in combinations(chosen, 2)):
            return None
        opened: dict[str, date] = {}
        days: dict[str, list[date]] = {scheme.id: [] for scheme in chosen}
        ordered = sorted(chosen, key=lambda scheme: scheme.kind != "contract")
        for day in self.timeline:
            held = {one.scheme.id for one in running if one.runs_on(day)}
            for scheme in ordered:
                if not held.isdisjoint(self.rights.relations.opponents(scheme.id)):
                    continue
                if self._takes(scheme, day, opened):
                    opened.setdefault(scheme.id, self.rights.opening(scheme, day))
                    if scheme.kind != "one_off":
                        held.add(scheme.id)
                    if day in self.horizon and day in self.days:
                        days[scheme.id].append(day)
        if any(scheme.id not in opened or (scheme.kind != "one_off" and not days[scheme.id]) for scheme in chosen):
            return None
        new = [
            Presence(scheme, tuple(days[scheme.id]), opened[scheme.id], self._stops(scheme, opened[scheme.id]))
            for scheme in chosen
        ]
        return [*self._kept(running), *new]

    def _takes(self, scheme: Scheme, day: date, opened: dict[str, date]) -> bool:
        """Is the scheme there on a day: open, or signed before and not at its end?"""
        if scheme.kind == "contract" and scheme.id in opened:
            return Running(scheme, Contract(scheme.id, opened[scheme.id])).runs_on(day)
        if scheme.kind == "one_off" and scheme.id in opened:
            return False
        if day not in self._days(scheme) or not self._open(scheme, day):
            return False
        return scheme.kind != "recurring" or self.rights.opening(scheme, day) <= day

    def _stops(self, scheme: Scheme, signed: date) -> date | None:
        """The day a contract signed in the horizon stops, seen from its end."""
        if scheme.kind != "contract":
            return None
        return Running(scheme, Contract(scheme.id, signed)).stops(self.horizon.end)

    def _kept(self, running: tuple[Running, ...]) -> Iterator[Presence]:
        for one in running:
            days = tuple(day for day in self.days if one.runs_on(day))
            stays_in = one.left_on is None or one.left_on > self.horizon.start
            if stays_in and (days or one.left_on is None):
                stops = one.stops(self.horizon.end)
                yield Presence(
                    one.scheme, days, one.contract.signed_on, stops, one.contract.granted, one.contract.signed_on
                )

    # Pairs

    def _answer(self, pair: Pair) -> Answer:
        if pair not in self._answers:
            self._answers[pair] = self.rights.relations.answer(*pair, self.situation, self.on)
        return self._answers[pair]

    def _excluded(self, one: str, other: str) -> bool:
        relation = self.rights.relations.incompatible(one, other)
        return relation is not None and relation.during == "career"

    def _pairs(self) -> dict[Answer, tuple[Pair, ...]]:
        names = sorted({scheme.id for scheme in self.open} | {one.scheme.id for one in self.running})
        found: dict[Answer, list[Pair]] = {"incompatible": [], "compatible": [], "unsettled": [], "succession": []}
        for pair in combinations(names, 2):
            found[self._answer(pair)].append(pair)
        return {answer: tuple(pairs) for answer, pairs in found.items()}

    def _successions(self) -> tuple[Pair, ...]:
        """What may follow what the person has, or had."""
        there = {scheme.id for scheme in self.open} | {one.scheme.id for one in self.running}
        had = there | {contract.scheme for contract in self.situation.contracts or ()}
        return tuple(
            (earlier, later)
            for earlier, later, had_if in self.rights.relations.successions()
            if later in there
            and (earlier in had or (had_if is not None and self.situation.value(had_if, self.on) is True))
        )


def _subsets(things: Iterable[object]) -> Iterator[tuple]:  # type: ignore[type-arg]
    pool = tuple(things)
    for size in range(len(pool) + 1):
        yield from combinations(pool, size)


def _rank(option: Option) -> tuple[object, ...]:
    """The best first: settled, known totals, larger totals, fewer actions, more schemes."""
    total = option.total
    return (option.unsettled, total is None, -(total or 0), len(option.actions), -len(option.schemes), option.schemes)


def _best(settled: list[Option]) -> Option | None:
    """The option with the largest total; where a total is not known, the one that contains all others, if any."""
    if all(option.total is not None for option in settled):
        return settled[0] if settled else None
    return next((o for o in settled if all(set(other.schemes) <= set(o.schemes) for other in settled)), None)


def _choice(settled: list[Option]) -> Literal["stay", "leave", "tie"] | None:
    """Stay or leave, where both totals are known."""
    stay = [option.total for option in settled if not option.actions]
    leave = [option.total for option in settled if option.actions]
    if not stay or not leave or None in stay or None in leave:
        return None
    best_stay, best_leave = max(t for t in stay if t is not None), max(t for t in leave if t is not None)
    if best_stay == best_leave:
        return "tie"
    return "stay" if best_stay > best_leave else "leave"
