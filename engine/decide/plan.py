"""Month by month over years: what is due under each strategy, and which strategy is best.

A strategy keeps each running contract to its term or leaves it on a first day of a month, signs new contracts on the
first day they can be, and takes a set of other rights that sources allow together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from typing import Literal

from engine.decide.amounts import to_cents
from engine.decide.caveats import caveats_of, running_apart
from engine.decide.choices import best_sets, members
from engine.decide.leaving import days_worth_leaving
from engine.decide.ledger import Ledger, added
from engine.decide.money import ZERO, Horizon, Presence
from engine.decide.ranking import Draft, leads_of, rank, worth_showing
from engine.decide.relations import Pair, Relations
from engine.decide.result import Option, Termination
from engine.decide.rights import Rights
from engine.decide.schedule import Period, Plan, Strategy, Undetermined
from engine.decide.situation import Profile, Situation
from engine.decide.timeline import Frame, Running, Stay, Timeline
from engine.feel.values import Unknown, add_months
from engine.rulebook.model import Rulebook, Scheme
from engine.text import Text

SETS = 8  # of other rights that are looked at beside each choice of contracts


def plan(rules: Rulebook, profile: Profile, start: date, years: int) -> Plan:
    """Every strategy worth a look over some years from a day (1 to 30). Totals do not count unsettled pairs as best.

    Raises `MissingSolverError` where more than 20 rights that are no contracts are open and no solver is installed.
    """
    rights = Rights(Situation(rules, profile), Relations(rules))
    horizon = Horizon(start, add_months(start, 12 * years) - timedelta(days=1))
    return _Planner(rights, start, horizon).plan()


def largest_options(
    rights: Rights, on: date, horizon: Horizon, leavings: Iterable[tuple[Running, ...]]
) -> Iterator[Option]:
    """The best sets that nothing can join, for given days of leaving: what a combination lists of many open schemes."""
    for draft in _Planner(rights, on, horizon).drafts(leavings):
        total = None if draft.sums is None else to_cents(draft.sums[-1])
        yield Option(draft.schemes, total, draft.unsettled, draft.actions)


class _Planner:
    def __init__(self, rights: Rights, on: date, horizon: Horizon) -> None:
        self.rights = rights
        self.on = on
        self.horizon = horizon
        self.timeline = Timeline(rights, on, horizon)
        self.ledger = Ledger(rights.situation, horizon)
        self._pairs: dict[Pair, str] = {}

    def plan(self) -> Plan:
        drafts = self.drafts(self._leavings())
        settled = [draft for draft in drafts if not draft.unsettled]
        known = bool(settled) and all(draft.sums is not None for draft in settled)
        shown = worth_showing(drafts, settled if known else [])
        leads = tuple(leads_of(shown, settled, self.timeline.months)) if known else ()
        strategies = tuple(self._strategy(draft) for draft in shown)
        totals = [one.total for one in strategies if not one.unsettled]
        undetermined = tuple(self._undetermined())
        stay = _largest(one for one in strategies if not one.actions)
        leave = _largest(one for one in strategies if one.actions)
        choosing = bool(self.timeline.running) and known
        return Plan(
            start=self.horizon.start,
            end=self.horizon.end,
            strategies=strategies,
            best=sum(total == totals[0] for total in totals) if known else 0,
            leads=leads,
            choice=_choice(stay, leave) if choosing else None,
            stay=stay if choosing else None,
            leave=leave if choosing else None,
            missing=self._missing(strategies, undetermined),
            undetermined=undetermined,
            unsettled=tuple(sorted(pair for pair, answer in self._pairs.items() if answer == "doubtful")),
            warnings=self._warnings(strategies),
        )

    # What can be tried

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

    def _leavings(self) -> Iterator[tuple[Running, ...]]:
        """Each running contract kept, or left on a day on which something changes or that the person has in mind."""
        turning = days_worth_leaving(self.timeline, self.ledger, list(self._alone()))
        ends = [one.stops(self.horizon.end) for one in self.timeline.running]
        days = [(None, *(day for day in turning if end is None or day < end)) for end in ends]
        for leaving in product(*days):
            yield tuple(
                Running(one.scheme, one.contract, day) for one, day in zip(self.timeline.running, leaving, strict=True)
            )

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
            if frame is None or key in seen:
                return
            seen.add(key)
            yield frame
            held = [stay.scheme.id for stay in frame]
            for other in contracts:
                if other not in signed and all(self._pair(other.id, one) != "never" for one in held):
                    yield from sign((*signed, other))

        return sign(())

    def _beside(self, running: tuple[Running, ...], frame: Frame) -> Iterator[Draft]:
        """A choice of contracts with rights that sources allow beside it, then with what no source settles."""
        held = [stay.scheme.id for stay in frame]
        actions = tuple(Termination(one.scheme.id, one.left_on) for one in running if one.left_on is not None)
        stays: list[Stay] = []
        for scheme in self.timeline.takeable:
            if scheme.kind != "contract" and all(self._pair(scheme.id, other) != "never" for other in held):
                stay = self.timeline.stay(scheme, frame)
                stays += [stay] if stay is not None else []
        sure = [stay for stay in stays if all(self._pair(stay.scheme.id, other) != "doubtful" for other in held)]
        if not self._any_doubt(frame):
            for taken in self._sets(sure, doubts=False):
                yield self._draft((*frame, *taken), actions, unsettled=False)
        if self._any_doubt((*frame, *stays)):
            for taken in self._sets(stays, doubts=True):
                if self._any_doubt((*frame, *taken)):
                    yield self._draft((*frame, *taken), actions, unsettled=True)

    def _sets(self, stays: list[Stay], *, doubts: bool) -> Iterator[tuple[Stay, ...]]:
        """The best largest sets of rights, with or without pairs that no source settles."""
        apart = [0] * len(stays)
        for (i, one), (j, other) in combinations(enumerate(stays), 2):
            answer = self._pair(one.scheme.id, other.scheme.id)
            if answer == "never" or (answer == "doubtful" and not doubts) or self.timeline.clash(one, other):
                apart[i] |= 1 << j
                apart[j] |= 1 << i
        worths = [(self.ledger.sums(stay.presence) or (ZERO,))[-1] for stay in stays]
        for chosen in best_sets(worths, apart, SETS):
            yield tuple(stays[index] for index in members(chosen))

    def _pair(self, one: str, other: str) -> str:
        """What sources say of a pair: `allowed` (if not always at the same time), `never`, or `doubtful`."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._pairs:
            answer = self.rights.relations.answer(*pair, self.rights.situation, self.on)
            relation = self.rights.relations.incompatible(*pair)
            never = answer == "incompatible" and relation is not None and relation.during == "career"
            allowed = one == other or answer in ("compatible", "incompatible")
            self._pairs[pair] = "never" if never else "allowed" if allowed else "doubtful"
        return self._pairs[pair]

    def _any_doubt(self, stays: Sequence[Stay]) -> bool:
        return any(self._pair(one.scheme.id, two.scheme.id) == "doubtful" for one, two in combinations(stays, 2))

    def _draft(self, stays: Frame, actions: tuple[Termination, ...], *, unsettled: bool) -> Draft:
        sums = added((self.ledger.sums(stay.presence) for stay in stays), len(self.timeline.months))
        return Draft(stays, tuple(sorted({stay.scheme.id for stay in stays})), actions, unsettled, sums)

    # What is told

    def _strategy(self, draft: Draft) -> Strategy:
        columns = [(stay.scheme.id, self.ledger.sums(stay.presence)) for stay in draft.stays]
        known = [(name, column) for name, column in columns if column is not None]
        needs: frozenset[str] = frozenset()
        for stay, (_, column) in zip(draft.stays, columns, strict=True):
            needs |= self.ledger.needs(stay.presence) if column is None else frozenset()
        periods = [period for stay in draft.stays for period in self._periods(stay.presence)]
        return Strategy(
            schemes=draft.schemes,
            actions=draft.actions,
            periods=tuple(sorted(periods, key=lambda period: (period.since, period.scheme))),
            total=None if draft.sums is None else to_cents(draft.sums[-1]),
            months=None if draft.sums is None else self.ledger.written(known),
            unsettled=draft.unsettled,
            missing=tuple(name for name in self.rights.situation.rules.facts if name in needs),
        )

    def _periods(self, presence: Presence) -> Iterator[Period]:
        scheme = presence.scheme
        if scheme.kind == "contract" and presence.opened is not None:
            stops = presence.stops
            yield Period(scheme.id, presence.opened, stops if stops and stops <= self.horizon.end else None)
        elif scheme.kind != "recurring":
            yield from (Period(scheme.id, day, day) for day in (presence.opened,) if day is not None)
        else:
            yield from self._runs(scheme.id, set(presence.days))

    def _runs(self, name: str, there: set[date]) -> Iterator[Period]:
        """Days that follow each other, as periods."""
        since: date | None = None
        for month in self.timeline.months:
            if month in there:
                since = since or month
            elif since is not None:
                yield Period(name, since, month)
                since = None
        if since is not None:
            yield Period(name, since, None)

    def _undetermined(self) -> Iterator[Undetermined]:
        """The schemes whose right hangs on missing facts at some time."""
        held = {one.scheme.id for one in self.timeline.running}
        taken = {scheme.id for scheme in self.timeline.open}
        for scheme in self.rights.situation.rules.schemes:
            if scheme.kind == "information" or scheme.id in held | taken:
                continue
            verdicts = [self.rights.open_on(scheme, day) for day in self.timeline.days]
            possible = any(outcome != "false" for outcome, _ in verdicts)
            blocked, needs = self.rights.blocking(scheme, self.on)
            needs = needs if possible and blocked == "unknown" else frozenset()
            needs = needs.union(*(missing for outcome, missing in verdicts if outcome == "unknown"))
            if needs:
                names = tuple(name for name in self.rights.situation.rules.facts if name in needs)
                yield Undetermined(scheme.id, names)

    def _warnings(self, strategies: Sequence[Strategy]) -> tuple[Text, ...]:
        taken = {name for one in strategies for name in one.schemes}
        schemes = tuple(scheme for scheme in self.rights.situation.rules.schemes if scheme.id in taken)
        running = tuple(one.scheme for one in self.timeline.running)
        apart = running_apart(running, self.rights.relations)
        return (*apart, *caveats_of(schemes, self.rights.situation, self.on))

    def _missing(self, strategies: Sequence[Strategy], undetermined: Sequence[Undetermined]) -> tuple[str, ...]:
        """The facts that could change the plan, those that most things hang on first."""
        counts = Counter(name for strategy in strategies for name in strategy.missing)
        counts.update(name for one in undetermined for name in one.missing)
        for pair in (pair for pair, answer in self._pairs.items() if answer == "doubtful"):
            for relation in self.rights.relations.declared(*pair):
                value = self.rights.situation.value(relation.only_if, self.on) if relation.only_if else True
                counts.update(value.needs if isinstance(value, Unknown) else ())
        order = {name: index for index, name in enumerate(self.rights.situation.rules.facts)}
        return tuple(sorted(counts, key=lambda name: (-counts[name], order.get(name, len(order)))))


def _largest(strategies: Iterable[Strategy]) -> Decimal | None:
    totals = [one.total for one in strategies if not one.unsettled and one.total is not None]
    return max(totals, default=None)


def _choice(stay: Decimal | None, leave: Decimal | None) -> Literal["stay", "leave", "tie"] | None:
    """Stay or leave, where both totals are known."""
    if stay is None or leave is None:
        return None
    return "tie" if stay == leave else "stay" if stay > leave else "leave"
