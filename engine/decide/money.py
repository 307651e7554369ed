"""What a scheme brings over a horizon, in euros.

A horizon is cut into months from its first day. A recurring amount counts a month (or a twelfth of a year) for each of
them on whose first day the scheme is present; a payment with a date counts on its date; a single sum without a schedule
counts on the day the right opens. An unknown fact makes the sum None; an amount that is not quantified is left out.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from engine.decide.amounts import Basis, compute, months_given, periods_given
from engine.decide.situation import Situation
from engine.feel.values import Unknown, add_months
from engine.record import Record
from engine.rulebook.model import Amount, Scheme


class Horizon(Record):
    """Both days included."""

    start: date
    end: date

    def months(self) -> tuple[date, ...]:
        """The first day of each month, counted from `start`."""
        return tuple(_months(self.start, self.end))

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


class Presence(Record):
    """A scheme over a horizon: the months on whose first day it is there, the day it opened, the day it stops."""

    scheme: Scheme
    days: tuple[date, ...]
    opened: date | None
    stops: date | None = None
    granted: Decimal | None = None
    signature: date | None = None  # of a contract already signed, whose rules are those of that day


def first_year(day: date) -> Horizon:
    return Horizon(day, add_months(day, 12) - timedelta(days=1))


def _months(start: date, end: date) -> Iterator[date]:
    index, day = 0, start
    while day <= end:
        yield day
        index += 1
        day = add_months(start, index)


def brought(presence: Presence, situation: Situation, horizon: Horizon) -> Decimal | None:
    """The sum of everything the scheme pays in the horizon, not rounded."""
    total = Decimal(0)
    for amount in presence.scheme.amounts:
        part = (
            _recurring(amount, presence, situation)
            if amount.per in ("month", "year")
            else _single(amount, presence, situation, horizon)
        )
        if isinstance(part, Unknown):
            return None
        total += part
    return total


def _basis(presence: Presence, day: date) -> Basis:
    signature = presence.signature or presence.opened or day
    rules_on = signature if presence.scheme.rules_as_of == "signature" else day
    return Basis(day, signature, presence.granted, rules_on)


def _recurring(amount: Amount, presence: Presence, situation: Situation) -> Decimal | Unknown:
    if not presence.days:
        return Decimal(0)
    basis = _basis(presence, presence.days[0])
    given = months_given(amount, situation, basis)
    if given is not None:
        return sum(given[: len(presence.days)], Decimal(0))
    total = Decimal(0)
    for day in presence.days[: periods_given(amount, situation, basis)]:
        computed = compute(amount, situation, _basis(presence, day))
        if isinstance(computed.value, Unknown):
            return computed.value
        if computed.applies and computed.value is not None:
            total += computed.value
    return total if amount.per == "month" else total / 12


def _single(amount: Amount, presence: Presence, situation: Situation, horizon: Horizon) -> Decimal | Unknown:
    """A sum paid once, or by dated shares."""
    opened = presence.opened
    if opened is None:
        return Decimal(0)
    basis = _basis(presence, opened)
    computed = compute(amount, situation, basis)
    value = computed.value
    if value is None or computed.applies is False:
        return Decimal(0)
    if not amount.payments:
        return value if opened in horizon else Decimal(0)
    total = Decimal(0)
    for payment in amount.payments:
        day = situation.value(payment.at, basis.on, basis.signature)
        if isinstance(day, Unknown):
            return day
        if isinstance(day, date) and day in horizon and (presence.stops is None or day < presence.stops):
            if isinstance(value, Unknown):
                return value
            total += value * payment.share
    return total
