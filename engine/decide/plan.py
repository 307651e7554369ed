"""Month by month over years: what is due under each strategy, and which strategy is best.

A strategy keeps each running contract to its term or leaves it on a first day of a month, and takes a set of new rights
that sources allow together. Between two days on which something changes (a right opens or closes, a rate steps, a share
is paid) every monthly sum is constant, so a total is a straight line of the day of leaving: only those days are tried,
and the best of them is the best of all.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, combinations, pairwise, product

from engine.decide.amounts import to_cents
from engine.decide.held import KEPT
from engine.decide.money import ZERO, Due, Horizon, Money, Presence
from engine.decide.relations import Relations
from engine.decide.result import Termination
from engine.decide.rights import Rights
from engine.decide.situation import Profile, Situation
from engine.decide.timeline import Running, Timeline
from engine.feel.values import add_months
from engine.record import Record
from engine.rulebook.model import Rulebook, Scheme


class Month(Record):
    """What is due in one month, to the cent; `by_scheme` in order of their names. Months add up to the total."""

    start: date
    by_scheme: tuple[tuple[str, Decimal], ...]
    total: Decimal


class Strategy(Record):
    """`total` and `months` are None where a fact is missing; `unsettled` where no source settles one of the pairs."""

    schemes: tuple[str, ...]
    actions: tuple[Termination, ...]
    total: Decimal | None
    months: tuple[Month, ...] | None
    unsettled: bool


class Lead(Record):
    """From a horizon that ends at the end of month `since` on, these strategies (by index) are the best ones."""

    since: date
    strategies: tuple[int, ...]


class Plan(Record):
    """Strategies with the best first; several when they tie (`best` counts them, 0 when totals are missing)."""

    start: date
    end: date
    strategies: tuple[Strategy, ...]
    best: int
    leads: tuple[Lead, ...]


def plan(rules: Rulebook, profile: Profile, start: date, years: int) -> Plan:
    """Every strategy worth a look over some years from a day (1 to 30). Totals do not count unsettled pairs as best."""
    rights = Rights(Situation(rules, profile), Relations(rules))
    horizon = Horizon(start, add_months(start, 12 * years) - timedelta(days=1))
    return _Planner(rights, start, horizon).plan()


class _Planner:
    def __init__(self, rights: Rights, on: date, horizon: Horizon) -> None:
        self.rights = rights
        self.on = on
        self.horizon = horizon
        self.timeline = Timeline(rights, on, horizon)
        self.money = Money(rights.situation, horizon)

    def plan(self) -> Plan:
        found: dict[tuple[tuple[str, ...], tuple[Termination, ...]], Strategy] = {}
        for running in self._leavings():
            for chosen in self._sets():
                strategy = self._strategy(running, chosen)
                found.setdefault((strategy.schemes, strategy.actions), strategy)
        ranked = sorted(found.values(), key=_rank)
        shown = tuple(_worth_showing(ranked))
        settled = [one for one in shown if not one.unsettled]
        known = bool(settled) and all(one.total is not None for one in settled)
        best = sum(1 for one in settled if one.total == settled[0].total) if known else 0
        return Plan(self.horizon.start, self.horizon.end, shown, best, tuple(_leads(settled)) if known else ())

    # What can be tried

    def _leavings(self) -> Iterator[tuple[Running, ...]]:
        """Each running contract kept, or left on a day on which something changes."""
        turning = self._turning_days()
        ends = [one.stops(self.horizon.end) for one in self.timeline.running]
        days = [(None, *(day for day in turning if end is None or day < end)) for end in ends]
        for leaving in product(*days):
            yield tuple(
                Running(one.scheme, one.contract, day) for one, day in zip(self.timeline.running, leaving, strict=True)
            )

    def _turning_days(self) -> tuple[date, ...]:
        """The first days of months on which a monthly sum, or what is open, differs from the month before."""
        presences = [presence for scheme in self.timeline.open for presence in self.timeline.unfolded((), (scheme,))]
        presences += self.timeline.unfolded(self.timeline.running, ())
        months = self.timeline.months
        turning = {months[0]}
        for presence in presences:
            dues = self.money.dues(presence)
            sums = dict(_by_month(dues or (), months))
            there = set(presence.days)
            for before, month in pairwise(months):
                if sums.get(month, ZERO) != sums.get(before, ZERO) or (month in there) != (before in there):
                    turning.add(month)
            if presence.opened is not None and presence.scheme.kind == "one_off":
                turning |= {month for month in months if month <= presence.opened < add_months(month, 1)}
        return tuple(sorted(turning))

    def _sets(self) -> tuple[tuple[Scheme, ...], ...]:
        """The largest sets of new rights that sources allow, with and without each new contract."""
        contracts = [scheme for scheme in self.timeline.open if scheme.kind == "contract"]
        others = [scheme for scheme in self.timeline.open if scheme.kind != "contract"]
        found: list[tuple[Scheme, ...]] = []
        for size in range(len(contracts) + 1):
            for signed in combinations(contracts, size):
                if all(self._allowed(one, other) for one, other in combinations(signed, 2)):
                    fitting = [one for one in others if all(self._allowed(one, contract) for contract in signed)]
                    found += ((*signed, *largest) for largest in self._largest(fitting))
        return tuple(found)

    def _largest(self, schemes: list[Scheme]) -> Iterator[tuple[Scheme, ...]]:
        """The sets of schemes allowed two by two that no other scheme can join."""

        def grow(taken: tuple[Scheme, ...], able: list[Scheme], passed: list[Scheme]) -> Iterator[tuple[Scheme, ...]]:
            if not able and not passed:
                yield taken
            for index, one in enumerate(able):
                rest = [other for other in able[index + 1 :] if self._allowed(one, other)]
                seen = [other for other in (*passed, *able[:index]) if self._allowed(one, other)]
                yield from grow((*taken, one), rest, seen)

        return grow((), schemes, [])

    def _allowed(self, one: Scheme, other: Scheme) -> bool:
        """Does a source allow both over the horizon, if not always at the same time?"""
        answer = self.rights.relations.answer(one.id, other.id, self.rights.situation, self.on)
        if answer != "incompatible":
            return answer == "compatible"
        relation = self.rights.relations.incompatible(one.id, other.id)
        return relation is None or relation.during != "career"

    # What it brings

    def _strategy(self, running: tuple[Running, ...], chosen: tuple[Scheme, ...]) -> Strategy:
        presences = self.timeline.unfolded(running, chosen)
        schemes = tuple(sorted(presence.scheme.id for presence in presences))
        months = self._months(presences)
        pairs = combinations(schemes, 2)
        answers = {self.rights.relations.answer(*pair, self.rights.situation, self.on) for pair in pairs}
        return Strategy(
            schemes=schemes,
            actions=tuple(Termination(one.scheme.id, one.left_on) for one in running if one.left_on is not None),
            total=None if months is None else sum((month.total for month in months), ZERO),
            months=months,
            unsettled=not answers <= {"compatible", "incompatible"},
        )

    def _months(self, presences: list[Presence]) -> tuple[Month, ...] | None:
        kept = self.rights.situation.profile.get(KEPT) is not False
        counted = [presence for presence in presences if kept or presence.signature is None]
        dues = {presence.scheme.id: self.money.dues(presence) for presence in counted}
        if None in dues.values():
            return None
        months = self.timeline.months
        columns = {name: _to_cents(_by_month(found or (), months)) for name, found in sorted(dues.items())}
        rows: list[Month] = []
        for index, month in enumerate(months):
            by_scheme = tuple((name, column[index]) for name, column in columns.items() if column[index])
            rows.append(Month(month, by_scheme, sum((value for _, value in by_scheme), ZERO)))
        return tuple(rows)


def _by_month(dues: tuple[Due, ...], months: tuple[date, ...]) -> list[tuple[date, Decimal]]:
    """The sums due in each month."""
    sums = dict.fromkeys(months, ZERO)
    for due in dues:
        month = max((first for first in months if first <= due.on), default=months[0])
        sums[month] += due.value
    return list(sums.items())


def _to_cents(column: list[tuple[date, Decimal]]) -> list[Decimal]:
    """Sums to the cent that add up to their total to the cent: what is rounded is what was due so far."""
    so_far = [to_cents(total) for total in accumulate(value for _, value in column)]
    return [total - before for before, total in zip([ZERO, *so_far], so_far, strict=False)]


def _rank(strategy: Strategy) -> tuple[object, ...]:
    """The best first: settled, known totals, larger totals, fewer actions, more schemes."""
    total = strategy.total
    actions = tuple((action.terminate, action.on) for action in strategy.actions)
    size = -len(strategy.schemes)
    return strategy.unsettled, total is None, -(total or 0), len(actions), size, strategy.schemes, actions


def _worth_showing(ranked: list[Strategy]) -> Iterator[Strategy]:
    """Of strategies that leave the same contracts, none that takes only a part of what a better or equal one takes."""
    seen: list[tuple[tuple[str, ...], frozenset[str]]] = []
    for strategy in ranked:
        left, schemes = tuple(action.terminate for action in strategy.actions), frozenset(strategy.schemes)
        if not any(left == other and schemes <= better for other, better in seen):
            seen.append((left, schemes))
            yield strategy


def _leads(strategies: list[Strategy]) -> Iterator[Lead]:
    """Which strategies lead when the horizon ends sooner, each time that changes."""
    sums = [list(accumulate(month.total for month in one.months or ())) for one in strategies]
    leading: tuple[int, ...] = ()
    for index, month in enumerate(strategies[0].months or ()):
        top = max(column[index] for column in sums)
        now = tuple(number for number, column in enumerate(sums) if column[index] == top)
        if now != leading:
            leading = now
            yield Lead(month.start, now)
