"""Month by month over years: what is due under each strategy, and which strategy is best.

A strategy keeps each running contract to its term or leaves it on a first day of a month, signs new contracts on the
first day they can be, and takes a set of other rights that sources allow together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from public_aids.engine.decide.advice import contracts_hidden, of_hidden_contracts
from public_aids.engine.decide.cautions import Cautions
from public_aids.engine.decide.caveats import caveats_of, running_apart
from public_aids.engine.decide.contradictions import against_facts
from public_aids.engine.decide.deciding import Weighed, choice_of, part_of, surely_best, weighed
from public_aids.engine.decide.exclusions import left_out
from public_aids.engine.decide.money import Horizon, Presence, unquantified
from public_aids.engine.decide.ranking import Draft, leads_of, worth_showing
from public_aids.engine.decide.relations import Pair
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.schedule import Period, Plan, Strategy, Undetermined
from public_aids.engine.decide.situation import Profile, Situation
from public_aids.engine.decide.strategies import Strategies
from public_aids.engine.feel.values import Unknown, add_months
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Text


def plan(rules: Rulebook, profile: Profile, start: date, years: int) -> Plan:
    """Every strategy worth a look over some years from a day (1 to 30). Totals do not count unsettled pairs as best.

    Raises `MissingSolverError` where more than 20 rights that are not contracts are open and no solver is installed.
    """
    rights = Rights(Situation(rules, profile))
    horizon = Horizon(start, add_months(start, 12 * years) - timedelta(days=1))
    return _Planner(rights, start, horizon).plan()


class _Planner:
    def __init__(self, rights: Rights, on: date, horizon: Horizon) -> None:
        self.rights = rights
        self.on = on
        self.horizon = horizon
        self.cautions = Cautions(rights, on)
        self.tried = Strategies(rights, on, horizon)
        self.timeline, self.ledger = self.tried.timeline, self.tried.ledger

    def plan(self) -> Plan:
        drafts = self.tried.drafts(self.tried.leavings())
        settled = [draft for draft in drafts if draft.settled]
        sets = weighed(
            ((one.total, [stay.presence for stay in one.stays], bool(one.actions)) for one in settled),
            self.ledger.bounds,
        )
        place = surely_best(sets)
        if place:
            drafts.insert(0, drafts.pop(place))  # settled ones come first
        known = bool(settled) and all(draft.sums is not None for draft in settled)
        shown = worth_showing(drafts, settled if known else [])
        leads = tuple(leads_of(shown, settled, self.timeline.months)) if known else ()
        strategies = tuple(self._strategy(draft) for draft in shown)
        totals = [one.total for one in strategies if one.settled]
        ties = 1 if totals[:1] == [None] else totals.count(totals[0]) if totals else 0
        undetermined = tuple(self._undetermined())
        stay = _largest(one for one in strategies if not one.actions)
        leave = _largest(one for one in strategies if one.actions)
        return Plan(
            start=self.horizon.start,
            end=self.horizon.end,
            strategies=strategies,
            best=0 if place is None else ties,
            leads=leads,
            choice=choice_of(sets, place),
            stay=stay if self.timeline.running else None,
            leave=leave if self.timeline.running else None,
            missing=self._missing(strategies, undetermined),
            undetermined=undetermined,
            unsettled=tuple(sorted(self._doubts())),
            warnings=self._warnings(strategies),
        )

    def _strategy(self, draft: Draft) -> Strategy:
        presences = [stay.presence for stay in draft.stays]
        columns = [(stay.scheme.id, self.ledger.sums(stay.presence)) for stay in draft.stays]
        known = [(name, column) for name, column in columns if column is not None]
        bounds = {part_of(stay.presence): self.ledger.bounds(stay.presence) for stay in draft.stays}
        span = Weighed(draft.total, {} if draft.sums else bounds, bool(draft.actions)).span
        needs: frozenset[str] = frozenset()
        for stay, (_, column) in zip(draft.stays, columns, strict=True):
            needs |= self.ledger.needs(stay.presence) if column is None else frozenset()
        periods = [period for stay in draft.stays for period in self._periods(stay.presence)]
        return Strategy(
            schemes=draft.schemes,
            actions=draft.actions,
            periods=tuple(sorted(periods, key=lambda period: (period.since, period.scheme))),
            total=draft.total,
            months=None if draft.sums is None else self.ledger.written(known),
            unsettled=draft.unsettled,
            missing=tuple(name for name in self.rights.situation.rules.facts if name in needs),
            cautions=(*left_out(presences, self.rights, self._brought), *self.cautions.of(draft.actions)),
            apart=draft.apart,
            at_least=span.low,
            at_most=span.high,
            unquantified=unquantified(presences),
        )

    def _brought(self, presence: Presence) -> Decimal | None:
        sums = self.ledger.sums(presence)
        return sums[-1] if sums else None

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
            if self.rights.without_time(scheme, self.on)[0] == "false":
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
        left = (caution.named for one in strategies for caution in one.cautions)
        situation = self.rights.situation
        caveats = caveats_of(schemes, situation, self.on)
        hidden = of_hidden_contracts(situation)
        return tuple(dict.fromkeys((*apart, *left, *caveats, *hidden, *against_facts(situation, self.on))))

    def _doubts(self) -> Iterator[tuple[Pair, tuple[str, ...]]]:
        """The pairs that no source settles, with the facts that one would settle them by."""
        for pair in (pair for pair, answer in self.tried.pairs.items() if answer == "doubtful"):
            conditions = (one.only_if for one in self.rights.relations.declared(*pair) if one.only_if)
            values = [self.rights.situation.value(condition, self.on) for condition in conditions]
            needs = frozenset[str]().union(*(value.needs for value in values if isinstance(value, Unknown)))
            yield pair, tuple(sorted(needs))

    def _missing(self, strategies: Sequence[Strategy], undetermined: Sequence[Undetermined]) -> tuple[str, ...]:
        """The facts that could change the plan, those that most things hang on first."""
        counts = Counter(name for strategy in strategies for name in strategy.missing)
        counts.update(name for one in undetermined for name in one.missing)
        counts.update(name for _, missing in self._doubts() for name in missing)
        if contracts_hidden(self.rights.situation):
            counts.setdefault(self.rights.situation.rules.roles.contracts.fact, 0)
        order = {name: index for index, name in enumerate(self.rights.situation.rules.facts)}
        return tuple(sorted(counts, key=lambda name: (-counts[name], order.get(name, len(order)))))


def _largest(strategies: Iterable[Strategy]) -> Decimal | None:
    """The largest total of those that sources allow; None where one of them is not known, and could be larger."""
    settled = [one for one in strategies if one.settled]
    largest = max((one.total for one in settled if one.total is not None), default=None)
    unknown = [one for one in settled if one.total is None]
    if largest is None or any(one.at_most is None or one.at_most > largest for one in unknown):
        return None
    return largest
