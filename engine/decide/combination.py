"""What may be held together over a horizon, what it brings, and whether to stay in a running contract or leave it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

from public_aids.engine.decide.amounts import to_cents
from public_aids.engine.decide.deciding import Weighed, choice_of, part_of, surely_best, weighed
from public_aids.engine.decide.exclusions import left_out, side_by_side
from public_aids.engine.decide.money import Horizon, Presence, unquantified
from public_aids.engine.decide.relations import Answer, Pair
from public_aids.engine.decide.result import Combination, Option, PairResult, Termination
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.timeline import Running, Timeline
from public_aids.engine.feel.bounds import Span, exactly
from public_aids.engine.feel.values import Unknown, Value
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.model import Relation, Scheme

T = TypeVar("T")
MOST_LISTED = 10  # open schemes: beyond, only sets that nothing can join are listed


def combine(rights: Rights, on: date, horizon: Horizon) -> Combination:
    """The sets of schemes that can be taken over the horizon, with their totals, and the best of them."""
    return _Combiner(rights, on, horizon).combination()


class Tried(Record):
    """A set that can be taken, and who is there on which days."""

    option: Option
    presences: tuple[Presence, ...]


class _Combiner:
    def __init__(self, rights: Rights, on: date, horizon: Horizon) -> None:
        self.rights = rights
        self.situation = rights.situation
        self.on = on
        self.horizon = horizon
        self.timeline = Timeline(rights, on, horizon)
        self.running, self.open = self.timeline.running, self.timeline.open
        self._money = rights.money(horizon)
        self._answers: dict[Pair, Answer] = {}

    # Options

    def combination(self) -> Combination:
        tried = sorted(self._options(), key=lambda one: _rank(one.option))
        options = tuple(one.option for one in tried)
        settled = [one for one in tried if one.option.settled]
        sets = weighed(((one.option.total, one.presences, bool(one.option.actions)) for one in settled), self._bounds)
        place = surely_best(sets)
        best = None if place is None else settled[place].option
        pairs = self._pairs()
        return Combination(
            start=self.horizon.start,
            end=self.horizon.end,
            best=best.schemes if best else (),
            total=best.total if best else (None if options else Decimal(0)),
            choice=choice_of(sets, place),
            options=options,
            incompatible=pairs["incompatible"],
            compatible=pairs["compatible"],
            unsettled=pairs["unsettled"],
            successions=self._successions(),
            relations=tuple(self._relation(pair, answer) for answer, named in pairs.items() for pair in named),
            missing=self._deciding(settled, best),
        )

    def _deciding(self, settled: list[Tried], best: Option | None) -> tuple[str, ...]:
        """The facts that decide which set is best, or what it comes to."""
        known = max((one.option.total for one in settled if one.option.total is not None), default=Decimal(0))
        may_be = [
            option
            for option in ([best] if best else [one.option for one in settled])
            if option.total is None and (option.at_most is None or option.at_most > known)
        ]
        return self._in_order({name for option in may_be for name in option.missing})

    def _in_order(self, names: Collection[str]) -> tuple[str, ...]:
        return tuple(name for name in self.situation.rules.facts if name in names)

    def _options(self) -> Iterator[Tried]:
        """Every set that can be taken, under every choice of staying or leaving."""
        if len(self.open) > MOST_LISTED:
            from public_aids.engine.decide.strategies import largest_sets

            for presences, draft in largest_sets(self.rights, self.on, self.horizon, tuple(self._strategies())):
                yield self._tried(presences, unsettled=draft.unsettled, apart=draft.apart, actions=draft.actions)
            return
        for strategy in self._strategies():
            found = [
                option
                for chosen in _subsets(self.timeline.takeable)
                if (option := self._option(strategy, chosen)) is not None
            ]
            some = [one for one in found if one.option.schemes]
            yield from some or (found if strategy else ())

    def _strategies(self) -> Iterator[tuple[Running, ...]]:
        """Each contract that runs on the evaluation date is kept, or left; on no day that is past."""
        wished = self.situation.leaving
        day = wished if isinstance(wished, date) and wished >= self.on else self.horizon.start
        for left in _subsets(one for one in self.running if one.runs_on(self.on)):
            yield tuple(replace(one, left_on=day if one in left else None) for one in self.running)

    def _option(self, running: tuple[Running, ...], chosen: tuple[Scheme, ...]) -> Tried | None:
        """The set made of the contracts and of what is chosen; None when something chosen never opens, or would have to
        be paid back."""
        if any(self._excluded(one.id, other.id) for one, other in combinations(chosen, 2)):
            return None
        found = [
            self._valued(running, side_by_side(presences, self.rights.relations))
            for presences in self.timeline.present(running, chosen)
            if all(one.signature is not None or (self._brought(one) or 0) >= 0 for one in presences)
        ]
        return min(found, key=lambda one: _rank(one.option), default=None)

    def _valued(self, running: tuple[Running, ...], presences: list[Presence]) -> Tried:
        schemes = sorted({presence.scheme.id for presence in presences})
        return self._tried(
            presences,
            unsettled=any(self._answer(pair) in ("unsettled", "succession") for pair in combinations(schemes, 2)),
            apart=self.timeline.at_odds(running),
            actions=tuple(Termination(one.scheme.id, one.left_on) for one in running if one.left_on is not None),
        )

    def _tried(
        self,
        presences: Sequence[Presence],
        *,
        unsettled: bool,
        apart: tuple[Pair, ...],
        actions: tuple[Termination, ...],
    ) -> Tried:
        schemes = tuple(sorted({presence.scheme.id for presence in presences}))
        sums = [self._brought(presence) for presence in presences]
        unknown = [one for one, brought in zip(presences, sums, strict=True) if brought is None]
        total = None if unknown else to_cents(sum((one for one in sums if one is not None), Decimal(0)))
        needs = frozenset[str]().union(*(self._money.needs(one) for one in unknown))
        span = Weighed(total, {part_of(one): self._bounds(one) for one in presences if unknown}, bool(actions)).span
        option = Option(
            *(schemes, total, unsettled, actions, apart, span.low, span.high, self._in_order(needs)),
            unquantified=unquantified(presences),
            cautions=tuple(left_out(presences, self.rights, self._brought)),
        )
        return Tried(option, tuple(presences))

    def _brought(self, presence: Presence) -> Decimal | None:
        if not self.situation.respected and presence.signature is not None:
            return Decimal(0)
        return self._money.brought(presence)

    def _bounds(self, presence: Presence) -> Span:
        """How small and how large the sum of a presence can be."""
        brought = self._brought(presence)
        return self._money.bounds(presence) if brought is None else exactly(brought)

    # Pairs

    def _answer(self, pair: Pair) -> Answer:
        if pair not in self._answers:
            self._answers[pair] = self.rights.relations.answer(*pair, self.situation.value, self.on)
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
    return (not option.settled, total is None, -(total or 0), len(option.actions), -len(option.schemes), option.schemes)
