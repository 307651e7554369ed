"""What may be held together over a horizon, what it brings, and whether to stay in a running contract or leave it."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Literal, TypeVar

from engine.decide.amounts import to_cents
from engine.decide.held import KEPT
from engine.decide.money import Horizon, Presence
from engine.decide.relations import Answer, Pair
from engine.decide.result import Combination, Option, PairResult, Termination
from engine.decide.rights import Rights
from engine.decide.timeline import LEAVING, Running, Timeline
from engine.feel.values import Unknown, Value
from engine.record import replace
from engine.rulebook.model import Relation, Scheme

T = TypeVar("T")
MOST_LISTED = 10  # open schemes: beyond, only sets that nothing can join are listed


def combine(rights: Rights, on: date, horizon: Horizon) -> Combination:
    """The sets of schemes that can be taken over the horizon, with their totals, and the best of them."""
    return _Combiner(rights, on, horizon).combination()


class _Combiner:
    def __init__(self, rights: Rights, on: date, horizon: Horizon) -> None:
        self.rights = rights
        self.situation = rights.situation
        self.on = on
        self.horizon = horizon
        self.timeline = Timeline(rights, on, horizon)
        self.running, self.open = self.timeline.running, self.timeline.open
        self._money = rights.money(horizon)
        self._sums: dict[tuple[object, ...], Decimal | None] = {}
        self._answers: dict[Pair, Answer] = {}

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
            total=best.total if best else (None if options else Decimal(0)),
            choice=_choice(settled),
            options=tuple(options),
            incompatible=pairs["incompatible"],
            compatible=pairs["compatible"],
            unsettled=pairs["unsettled"],
            successions=self._successions(),
            relations=tuple(self._relation(pair, answer) for answer, named in pairs.items() for pair in named),
        )

    def _options(self) -> Iterator[Option]:
        """Every set that can be taken, under every choice of staying or leaving."""
        if len(self.open) > MOST_LISTED:
            from engine.decide.strategies import largest_options

            yield from largest_options(self.rights, self.on, self.horizon, tuple(self._strategies()))
            return
        for strategy in self._strategies():
            found = [
                option
                for chosen in _subsets(self.timeline.takeable)
                if (option := self._option(strategy, chosen)) is not None
            ]
            nothing = [option for option in found if not option.schemes]
            yield from (found if len(found) == len(nothing) and strategy else [o for o in found if o.schemes])

    def _strategies(self) -> Iterator[tuple[Running, ...]]:
        """Each contract that runs on the evaluation date is kept, or left."""
        wished = self.situation.profile.get(LEAVING)
        day = wished if isinstance(wished, date) else self.horizon.start
        for left in _subsets(one for one in self.running if one.runs_on(self.on)):
            yield tuple(replace(one, left_on=day if one in left else None) for one in self.running)

    def _option(self, running: tuple[Running, ...], chosen: tuple[Scheme, ...]) -> Option | None:
        """The set made of the contracts and of what is chosen; None when something chosen never opens."""
        if any(self._excluded(one.id, other.id) for one, other in combinations(chosen, 2)):
            return None
        found = [self._valued(running, presences) for presences in self.timeline.present(running, chosen)]
        return min(found, key=_rank, default=None)

    def _valued(self, running: tuple[Running, ...], presences: list[Presence]) -> Option:
        schemes = tuple(sorted(presence.scheme.id for presence in presences))
        sums = [self._brought(presence) for presence in presences]
        return Option(
            schemes=schemes,
            total=None if None in sums else to_cents(sum((s for s in sums if s is not None), Decimal(0))),
            unsettled=any(self._answer(pair) in ("unsettled", "succession") for pair in combinations(schemes, 2))
            or self.timeline.at_odds(running),
            actions=tuple(Termination(one.scheme.id, one.left_on) for one in running if one.left_on is not None),
        )

    def _brought(self, presence: Presence) -> Decimal | None:
        if self.situation.profile.get(KEPT) is False and presence.signature is not None:
            return Decimal(0)
        key = (presence.scheme.id, presence.days, presence.opened, presence.stops)
        if key not in self._sums:
            self._sums[key] = self._money.brought(presence)
        return self._sums[key]

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

    def _relation(self, pair: Pair, answer: Answer) -> PairResult:
        """The clauses that the answer on a pair comes from."""
        declared, met = self.rights.relations.declared(*pair), self._met
        held = [one for one in declared if one.kind == answer and met(one) is True]
        during = held[0].during if held and answer == "incompatible" else None
        hanging = [value for one in declared if isinstance(value := met(one), Unknown)] if not held else []
        return PairResult(
            schemes=pair,
            answer=answer,
            during=during,
            sources=tuple(source for one in held for source in one.sources),
            missing=tuple(sorted(frozenset().union(*(value.needs for value in hanging)))),
        )

    def _met(self, relation: Relation) -> Value:
        """Does what a source says of a pair hold of this person?"""
        return True if relation.only_if is None else self.situation.value(relation.only_if, self.on)

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


def _subsets(things: Iterable[T]) -> Iterator[tuple[T, ...]]:
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
    """Stay or leave, where a contract may be left and both totals are known."""
    stay = [option.total for option in settled if not option.actions]
    leave = [option.total for option in settled if option.actions]
    if not stay or not leave or None in stay or None in leave:
        return None
    best_stay, best_leave = max(t for t in stay if t is not None), max(t for t in leave if t is not None)
    if best_stay == best_leave:
        return "tie"
    return "stay" if best_stay > best_leave else "leave"
