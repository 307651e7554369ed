"""What presences pay month by month, each computed once for many strategies."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise

from public_aids.engine.decide.amounts import to_cents
from public_aids.engine.decide.deciding import part_of
from public_aids.engine.decide.money import ZERO, Horizon, Money, Presence
from public_aids.engine.decide.schedule import Month
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.bounds import NOTHING, Span

MonthlySums = tuple[Decimal, ...]  # a sum for each month, not rounded


class Ledger:
    """The sums of one person over one horizon."""

    def __init__(self, situation: Situation, horizon: Horizon) -> None:
        self._situation = situation
        self._kept = situation.respected
        self.months = horizon.months()
        self._money = Money(situation, horizon)
        self._due: dict[object, MonthlySums | None] = {}
        self._sums: dict[object, MonthlySums | None] = {}

    def sums(self, presence: Presence) -> MonthlySums | None:
        """What a presence pays, summed up month after month; None where a fact is missing for it."""
        key = part_of(presence)
        if key not in self._sums:
            due = self.due(presence)
            self._sums[key] = None if due is None else tuple(accumulate(due))
        return self._sums[key]

    def due(self, presence: Presence) -> MonthlySums | None:
        """What a presence pays in each month; None where a fact is missing for it."""
        key = part_of(presence)
        if key not in self._due:
            self._due[key] = self._computed(presence)
        return self._due[key]

    def _ignored(self, presence: Presence) -> bool:
        """A contract whose conditions are not kept pays nothing."""
        return presence.signature is not None and not self._kept

    def _computed(self, presence: Presence) -> MonthlySums | None:
        due = dict.fromkeys(self.months, ZERO)
        if self._ignored(presence):
            return tuple(due.values())
        found = self._money.dues(presence)
        if found is None:
            return None
        for one in found:
            due[self.months[bisect_right(self.months, one.on) - 1]] += one.value
        return tuple(due.values())

    def needs(self, presence: Presence) -> frozenset[str]:
        """The facts without which the sums of a presence are not known."""
        return self._money.needs(presence)

    def bounds(self, presence: Presence) -> Span:
        """How small and how large the sum over the horizon can be."""
        return NOTHING if self._ignored(presence) else self._money.bounds(presence)

    def written(self, columns: Sequence[tuple[str, MonthlySums]]) -> tuple[Month, ...]:
        """The months of several presences, to the cent.

        What is rounded is what was due so far, so that months add up to the total rounded once; the cent that schemes
        rounded one by one would miss goes to the largest sum of the month.
        """
        by_scheme: dict[str, list[Decimal]] = {}
        for name, column in sorted(columns, key=lambda one: one[0]):
            before = by_scheme.get(name, [ZERO] * len(self.months))
            by_scheme[name] = [one + other for one, other in zip(before, column, strict=True)]
        names = list(by_scheme)
        parts = [_steps(by_scheme[name]) for name in names]
        totals = _steps([sum(row, ZERO) for row in zip(*by_scheme.values(), strict=True)]) or [ZERO] * len(self.months)
        rows = zip(*parts, strict=True) if parts else ((),) * len(self.months)
        return tuple(
            _month(start, names, list(row), total) for start, row, total in zip(self.months, rows, totals, strict=True)
        )


def added(columns: Iterable[MonthlySums | None], months: int) -> MonthlySums | None:
    """Several columns as one, None where one of them is unknown."""
    sums: MonthlySums = (ZERO,) * months
    for column in columns:
        if column is None:
            return None
        sums = tuple(map(Decimal.__add__, sums, column))
    return sums


def _steps(sums: Sequence[Decimal]) -> list[Decimal]:
    """What comes in each month, from sums so far rounded to the cent."""
    return [now - before for before, now in pairwise([ZERO, *map(to_cents, sums)])]


def _month(start: date, names: list[str], row: list[Decimal], total: Decimal) -> Month:
    if row and (missed := total - sum(row, ZERO)):
        row[row.index(max(row))] += missed
    return Month(start, tuple((name, value) for name, value in zip(names, row, strict=True) if value), total)
