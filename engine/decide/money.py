"""What schemes bring over a horizon, in euros, not rounded.

A horizon is cut into months from its first day. A recurring amount counts a month (or a twelfth of a year) for each of
them on whose first day the scheme is present; a payment with a date counts on its date; a single sum without a schedule
counts on the day the right opens. An unknown fact makes a sum None; an amount that is not quantified is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from sys import maxsize
from typing import Any, TypeVar

from public_aids.engine.decide.amounts import Basis, bounds, compute, month_given, months_paid, to_cents
from public_aids.engine.decide.contradictions import stopped
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.bounds import NOTHING, Span, exactly, hull
from public_aids.engine.feel.values import Unknown, add_months
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Amount, Scheme

ZERO = Decimal(0)
T = TypeVar("T")


class Horizon(Record):
    """Both days included."""

    start: date
    end: date

    def months(self) -> tuple[date, ...]:
        """The first day of each month, counted from `start`."""
        return _months(self.start, self.end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


class Presence(Record):
    """A scheme over a horizon: the months on whose first day it is there, the day it opened, the day it stops.

    `signature` and `granted` are those of a contract already signed, whose rules are those of that day; `without` the
    amounts that another scheme excludes, and in which months.
    """

    scheme: Scheme
    days: tuple[date, ...]
    opened: date | None
    stops: date | None = None
    granted: Decimal | None = None
    signature: date | None = None
    without: tuple[tuple[str, tuple[date, ...]], ...] = ()

    def months_without(self, amount: str) -> tuple[date, ...]:
        return next((days for name, days in self.without if name == amount), ())


class Due(Record):
    """A sum and the day it counts on."""

    on: date
    value: Decimal


def unquantified(presences: Iterable[Presence]) -> tuple[str, ...]:
    """The schemes of which neither a source nor a contract says what they pay."""
    return tuple(sorted({one.scheme.id for one in presences if one.scheme.unquantified and one.granted is None}))


def first_year(day: date) -> Horizon:
    return Horizon(day, add_months(day, 12) - timedelta(days=1))


@lru_cache(maxsize=64)  # the same few horizons are asked for again and again
def _months(start: date, end: date) -> tuple[date, ...]:
    found: list[date] = []
    while (day := add_months(start, len(found))) <= end:
        found.append(day)
    return tuple(found)


def _once_each(found: Callable[[Money, Presence], T]) -> Callable[[Money, Presence], T]:
    """What is found out about a presence is kept: many sets, under many readings, hold the same ones."""

    def known(self: Money, presence: Presence) -> T:
        key = (found, id(presence.scheme), *(getattr(presence, name) for name in Presence._fields[1:]))
        if key not in self._known:
            self._known[key] = found(self, presence)
        return self._known[key]  # type: ignore[no-any-return]

    return known


class Money:
    """The sums due to one person over one horizon; each month of each scheme is computed once."""

    def __init__(self, situation: Situation, horizon: Horizon) -> None:
        self._situation = situation
        self._horizon = horizon
        self._index = {day: index for index, day in enumerate(horizon.months())}
        self._monthly: dict[tuple[object, ...], Decimal | None] = {}
        self._known: dict[tuple[object, ...], Any] = {}

    @_once_each
    def brought(self, presence: Presence) -> Decimal | None:
        """The sum of everything the scheme pays in the horizon; None when a fact is missing for it."""
        dues = self.dues(presence)
        return None if dues is None else sum((due.value for due in dues), ZERO)

    def dues(self, presence: Presence) -> tuple[Due, ...] | None:
        """Every sum the scheme pays in the horizon, with its day."""
        found: list[Due] = []
        for day in self._days(presence):
            value = self._month(presence, day)
            if value is None:
                return None
            found.append(Due(day, value))
        for amount in presence.scheme.amounts:
            if not amount.recurs:
                once = self._once(amount, presence)
                if once is None:
                    return None
                found += once
        return tuple(found)

    def _days(self, presence: Presence) -> tuple[date, ...]:
        """The months of a presence that are due: before an obligation is no longer kept."""
        signature = presence.signature or presence.opened
        return tuple(day for day in presence.days if not stopped(presence.scheme, self._situation, day, signature))

    @_once_each
    def bounds(self, presence: Presence) -> Span:
        """How small and how large the sum of everything can be, from what the facts that are missing may be."""
        total = NOTHING
        for amount in presence.scheme.amounts:
            if amount.recurs:
                for day in self._days(presence):
                    total += self._recurring_bounds(amount, presence, day)
            elif (once := self._once(amount, presence)) is not None:
                total += exactly(sum((due.value for due in once), ZERO))
            elif presence.opened is not None:
                total += hull((NOTHING, bounds(amount, self._situation, basis_of(presence, presence.opened))))
        return total

    def _recurring_bounds(self, amount: Amount, presence: Presence, day: date) -> Span:
        known = self._recurring(amount, presence, day)
        if known is not None:
            return exactly(known)
        return bounds(amount, self._situation, basis_of(presence, day)).over(Decimal(amount.months))

    @_once_each
    def needs(self, presence: Presence) -> frozenset[str]:
        """The facts without which the sums of a presence are not known."""
        found: frozenset[str] = frozenset()
        for amount in presence.scheme.amounts:
            without = presence.months_without(amount.id)
            for day in self._days(presence) or ((presence.opened,) if presence.opened else ()):
                if day in without or (without and not amount.recurs):
                    continue
                basis = basis_of(presence, day)
                computed = compute(amount, self._situation, basis)
                found |= computed.missing if computed.value is not None else frozenset()
                for payment in amount.payments:
                    value = self._situation.value(payment.at, day, basis.signature)
                    found |= value.needs if isinstance(value, Unknown) else frozenset()
        return found

    def _month(self, presence: Presence, day: date) -> Decimal | None:
        """The recurring amounts of the month that begins on a day."""
        opened = presence.opened or day
        key = (id(presence.scheme), day, opened, presence.signature, presence.granted, presence.without)
        if key not in self._monthly:
            parts = [self._recurring(a, presence, day) for a in presence.scheme.amounts if a.recurs]
            self._monthly[key] = None if None in parts else sum((part for part in parts if part is not None), ZERO)
        return self._monthly[key]

    def _recurring(self, amount: Amount, presence: Presence, day: date) -> Decimal | None:
        if day in presence.months_without(amount.id):
            return ZERO
        basis = basis_of(presence, day)
        given = month_given(amount, self._situation, basis, self._index.get(day, maxsize))
        if given is not None:
            return to_cents(given)
        months = months_paid(amount, self._situation, basis)
        if months is not None and day >= add_months(presence.opened or day, months):
            return ZERO
        computed = compute(amount, self._situation, basis)
        if computed.value is None or computed.applies is False:
            return ZERO
        if isinstance(computed.value, Unknown):
            return None
        return computed.value / amount.months

    def _once(self, amount: Amount, presence: Presence) -> list[Due] | None:
        """A sum paid once, or by dated shares, as far as it falls in the horizon."""
        opened = presence.opened
        if opened is None or presence.months_without(amount.id):
            return []
        basis = basis_of(presence, opened)
        computed = compute(amount, self._situation, basis)
        if computed.value is None or computed.applies is False:
            return []
        shares = [
            (payment.share, self._situation.value(payment.at, basis.on, basis.signature)) for payment in amount.payments
        ]
        found: list[Due] = []
        for share, day in shares or [(Decimal(1), opened)]:
            if isinstance(day, Unknown):
                return None
            if not isinstance(day, date) or day not in self._horizon or (presence.stops and day >= presence.stops):
                continue
            if stopped(presence.scheme, self._situation, day, basis.signature):
                continue
            if isinstance(computed.value, Unknown):
                return None
            found.append(Due(day, computed.value * share))
        return found


def basis_of(presence: Presence, day: date) -> Basis:
    """What the amounts of a presence are computed for on a day."""
    signature = presence.signature or presence.opened or day
    return Basis(day, signature, presence.granted)
