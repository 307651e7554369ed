"""Every strategy that is worth a try: days of leaving, orders of signing, sets of other rights.

Contracts come first: running ones are kept or left, new ones are signed on the first day they can be. Beside them, two
other rights clash or they do not, whatever else is taken, so that the best set is the heaviest one without a clash.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, product

from public_aids.engine.decide.choices import best_sets
from public_aids.engine.decide.exclusions import side_by_side
from public_aids.engine.decide.leaving import days_worth_leaving
from public_aids.engine.decide.ledger import Ledger, added
from public_aids.engine.decide.money import ZERO, Horizon, Presence
from public_aids.engine.decide.ranking import Draft, rank
from public_aids.engine.decide.relations import Pair
from public_aids.engine.decide.result import Termination
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.solver import members
from public_aids.engine.decide.timeline import Frame, Running, Stay, Timeline
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Scheme

SETS = 8  # of other rights that are looked at beside each choice of contracts


def largest_sets(
    rights: Rights, on: date, horizon: Horizon, leavings: Iterable[tuple[Running, ...]]
) -> Iterator[tuple[tuple[Presence, ...], Draft]]:
    """The best sets that nothing can join, for given days of leaving: what a combination lists of many open schemes."""
    for draft in Strategies(rights, on, horizon).drafts(leavings):
        yield tuple(stay.presence for stay in draft.stays), draft


class Strategies:
    """The strategies of one person over one horizon; `pairs` holds what sources say of each pair that was looked at."""

    def __init__(self, rights: Rights, on: date, horizon: Horizon) -> None:
        self.rights = rights
        self.on = on
        self.horizon = horizon
        self.timeline = Timeline(rights, on, horizon)
        self.ledger = Ledger(rights.situation, horizon)
        self.pairs: dict[Pair, str] = {}

    def drafts(self, leavings: Iterable[tuple[Running, ...]]) -> list[Draft]:
        """Every choice of contracts with the best sets of other rights beside it, the best first."""
        found: dict[tuple[object, ...], Draft] = {}
        for running in leavings:
            for frame in self._frames(running):
                for draft in self._beside(running, frame):
                    key = (draft.schemes, draft.actions)
                    if key not in found or rank(draft) < rank(found[key]):
                        found[key] = draft
        return sorted(found.values(), key=rank)

    def leavings(self) -> Iterator[tuple[Running, ...]]:
        """Each running contract kept, or left on a day on which something changes or that the person has in mind."""
        turning = days_worth_leaving(self.timeline, self.ledger, list(self._alone()))
        ends = [one.stops(self.horizon.end) for one in self.timeline.running]
        days = [(None, *(day for day in turning if end is None or day < end)) for end in ends]
        for leaving in product(*days):
            yield tuple(replace(one, left_on=day) for one, day in zip(self.timeline.running, leaving, strict=True))

    def _alone(self) -> Iterator[Stay]:
        """Each contract and each right as it would be without the others."""
        yield from self.timeline.frame(self.timeline.running, ()) or ()
        for scheme in self.timeline.takeable:
            if scheme.kind == "contract":
                yield from self.timeline.frame((), (scheme,)) or ()
            elif (stay := self.timeline.stay(scheme, ())) is not None:
                yield stay

    def _frames(self, running: tuple[Running, ...]) -> Iterator[Frame]:
        """The running contracts, and every way to sign new ones beside them."""
        contracts = [scheme for scheme in self.timeline.takeable if scheme.kind == "contract"]
        seen: set[frozenset[tuple[str, int]]] = set()

        def sign(signed: tuple[Scheme, ...]) -> Iterator[Frame]:
            frame = self.timeline.frame(running, signed)
            key = frozenset((stay.scheme.id, stay.days) for stay in frame or ())
            if frame is None or key in seen or any(self._worth(stay) < 0 for stay in frame[len(frame) - len(signed) :]):
                return
            seen.add(key)
            yield frame
            held = [stay.scheme.id for stay in frame]
            for other in contracts:
                if other not in signed and all(self._pair(other.id, one) != "never" for one in held):
                    yield from sign((*signed, other))

        return sign(tuple(one for one in contracts if self._stands_alone(one)))

    def _stands_alone(self, contract: Scheme) -> bool:
        """A new contract that goes with everything is in every strategy: taking it never costs anything."""
        others = {one.id for one in (*self.timeline.takeable, *(run.scheme for run in self.timeline.running))}
        incompatible = self.rights.relations.incompatible
        free = all(
            self._pair(contract.id, other) == "allowed"
            and incompatible(contract.id, other) is None
            and not self.rights.relations.excludes(contract.id, other)
            for other in others - {contract.id}
        )
        frame = self.timeline.frame((), (contract,))
        return free and frame is not None and self._worth(frame[0]) >= 0

    def _beside(self, running: tuple[Running, ...], frame: Frame) -> Iterator[Draft]:
        """A choice of contracts with rights that sources allow beside it, then with what no source settles."""
        shown = tuple(stay for stay in frame if stay.listed)
        held = [stay.scheme.id for stay in shown]
        actions = tuple(Termination(one.scheme.id, one.left_on) for one in running if one.left_on is not None)
        stays: list[Stay] = []
        for scheme in self.timeline.takeable:
            if scheme.kind != "contract" and all(self._pair(scheme.id, other) != "never" for other in held):
                stay = self.timeline.stay(scheme, frame)
                stays += [stay] if stay is not None else []
        sure = [stay for stay in stays if all(self._pair(stay.scheme.id, other) != "doubtful" for other in held)]
        apart = self.timeline.at_odds(running)
        if not self._any_doubt(shown):
            for taken in self._best_beside(shown, sure, doubts=False):
                yield self._draft((*shown, *taken), actions, apart, unsettled=False)
        if self._any_doubt((*shown, *stays)):
            for taken in self._best_beside(shown, stays, doubts=True):
                if self._any_doubt((*shown, *taken)):
                    yield self._draft((*shown, *taken), actions, apart, unsettled=True)

    def _best_beside(self, frame: Frame, stays: list[Stay], *, doubts: bool) -> Iterator[tuple[Stay, ...]]:
        """The best sets of rights beside contracts: for each choice of those that exclude a supplement, what the others
        are then worth."""
        excludes = self.rights.relations.excludes
        there = [stay.scheme.id for stay in (*frame, *stays)]
        choices = [one for one in stays if any(excludes(one.scheme.id, other) for other in there)]
        for size in range(len(choices) + 1):
            for dropped in combinations(choices, size):
                kept = [stay for stay in stays if stay not in dropped]
                yield from self._sets(list(self._together((*frame, *kept))[len(frame) :]), doubts=doubts)

    def _together(self, stays: Frame) -> Frame:
        """The same rights, each without what another one excludes."""
        found = side_by_side([stay.presence for stay in stays], self.rights.relations)
        return tuple(replace(stay, presence=one) for stay, one in zip(stays, found, strict=True))

    def _sets(self, stays: list[Stay], *, doubts: bool) -> Iterator[tuple[Stay, ...]]:
        """The best largest sets of rights, with or without pairs that no source settles."""
        apart = [0] * len(stays)
        for (i, one), (j, other) in combinations(enumerate(stays), 2):
            answer = self._pair(one.scheme.id, other.scheme.id)
            if answer == "never" or (answer == "doubtful" and not doubts) or self.timeline.clash(one, other):
                apart[i] |= 1 << j
                apart[j] |= 1 << i
        for chosen in best_sets([self._worth(stay) for stay in stays], apart, SETS):
            yield tuple(stays[index] for index in members(chosen))

    def _worth(self, stay: Stay) -> Decimal:
        """What something pays by the end of the horizon, zero where that is not known."""
        return (self.ledger.sums(stay.presence) or (ZERO,))[-1]

    def _pair(self, one: str, other: str) -> str:
        """What sources say of a pair: `allowed` (if not always at the same time), `never`, or `doubtful`."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self.pairs:
            answer = self.rights.relations.answer(*pair, self.rights.situation.value, self.on)
            relation = self.rights.relations.incompatible(*pair)
            never = answer == "incompatible" and relation is not None and relation.during == "career"
            allowed = one == other or answer in ("compatible", "incompatible")
            self.pairs[pair] = "never" if never else "allowed" if allowed else "doubtful"
        return self.pairs[pair]

    def _any_doubt(self, stays: Sequence[Stay]) -> bool:
        return any(self._pair(one.scheme.id, two.scheme.id) == "doubtful" for one, two in combinations(stays, 2))

    def _draft(
        self, stays: Frame, actions: tuple[Termination, ...], apart: tuple[Pair, ...], *, unsettled: bool
    ) -> Draft:
        stays = self._together(stays)
        sums = added((self.ledger.sums(stay.presence) for stay in stays), len(self.timeline.months))
        return Draft(stays, tuple(sorted({stay.scheme.id for stay in stays})), actions, unsettled, sums, apart)
