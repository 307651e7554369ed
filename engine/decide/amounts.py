"""Amounts: the sum for one period, its cap, its rate, its payments, and the facts it still needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from public_aids.engine.decide.given import APART
from public_aids.engine.decide.result import AmountResult, PaymentResult
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.bounds import ANY, NOTHING, Span, exactly, hull, least
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.feel.values import Unknown, add_months
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.model import Amount, Rulebook, Scheme
from public_aids.engine.text import Text
from public_aids.engine.words import euros, percent

CENT = Decimal("0.01")
EXACT = Decimal("1E-12")  # finer than any sum of a rule, coarser than what a division by twelve leaves behind
WIDE = Context(prec=60)  # digits: no sum is too large to be rounded
Sum = Decimal | Unknown | None  # None: not quantified


class Basis(Record):
    """What an amount is computed for: a day, a signature, and the sum granted where a contract states it."""

    on: date
    signature: date
    granted: Decimal | None = None


class Computed(NamedTuple):
    """A sum for one period, before any rounding; `applies` is None where that is not known."""

    value: Sum
    rate: Decimal | None
    cap: Decimal | None
    applies: bool | None
    missing: frozenset[str]
    granted: bool


def to_cents(value: Decimal) -> Decimal:
    """Sums are given to the cent, half a cent up; a twelfth counted twelve times is whole again first."""
    return value.quantize(EXACT, context=WIDE).quantize(CENT, ROUND_HALF_UP, WIDE)


def compute(amount: Amount, situation: Situation, basis: Basis) -> Computed:
    """The sum of an amount on a day."""
    applies, missing = _applies(amount, situation, basis)
    formula, rate_formula, _ = _in_force(amount, basis)
    capped = _capped(amount, situation, basis)
    cap = capped if isinstance(capped, Decimal) else None
    rate: Decimal | None = None
    granted = _granted(amount, situation, basis)
    value: Sum = granted
    if granted is None:
        if formula is not None:
            value = situation.number(formula, basis.on, basis.signature)
        elif rate_formula is not None and amount.base is not None:
            rate_value = situation.number(rate_formula, basis.on, basis.signature)
            rate = rate_value if isinstance(rate_value, Decimal) else None
            value = _product(rate_value, situation.number(amount.base, basis.on, basis.signature))
        exprs = (formula, rate_formula, amount.base)
        if value == APART and any(one and situation.value(one, basis.on, basis.signature) == APART for one in exprs):
            applies, value = False, None  # a fact that it is computed from does not apply
    if isinstance(value, Decimal) and cap is not None:
        value = min(value, cap)
    if isinstance(capped, Unknown) and value is not None:
        value = Unknown(capped.needs | (value.needs if isinstance(value, Unknown) else frozenset()))
    if isinstance(value, Unknown):
        missing |= value.needs
    if applies is None and value is not None:
        value = Unknown(missing)
    return Computed(value, rate, cap, applies, missing, granted is not None)


def bounds(amount: Amount, situation: Situation, basis: Basis) -> Span:
    """How small and how large the sum of an amount can be, from what the facts that are not known may be."""
    computed = compute(amount, situation, basis)
    if computed.value is None or computed.applies is False:
        return NOTHING
    if isinstance(computed.value, Decimal):
        return exactly(computed.value)
    formula, rate, cap = _in_force(amount, basis)
    found = ANY
    if (granted := _granted(amount, situation, basis)) is not None:
        found = exactly(granted)
    elif formula is not None:
        found = situation.span(formula, basis.on, basis.signature)
    elif rate is not None and amount.base is not None:
        found = situation.span(rate, basis.on, basis.signature) * situation.span(amount.base, basis.on, basis.signature)
    if cap is not None:
        found = least((found, situation.span(cap, basis.on, basis.signature)))
    return found if computed.applies else hull((NOTHING, found))


def _in_force(amount: Amount, basis: Basis) -> tuple[Expr | None, Expr | None, Expr | None]:
    """The formulas of the value, of the rate and of the cap on a day."""
    value, rate, cap = (dated.at(basis.on) if dated else None for dated in (amount.value, amount.rate, amount.cap))
    return value, rate, cap


def _capped(amount: Amount, situation: Situation, basis: Basis) -> Sum:
    """What an amount is at most; None without a cap."""
    cap = amount.cap.at(basis.on) if amount.cap else None
    return None if cap is None else situation.number(cap, basis.on, basis.signature)


def may_cost(scheme: Scheme, rules: Rulebook, on: date) -> bool:
    """May an amount of a scheme be less than nothing, on a day or later, by what its facts may be?"""
    nobody = Situation(rules, {})
    for amount in scheme.amounts:
        dated = (one for one in (amount.value, amount.rate) if one is not None)
        days = {on, *(first for one in dated for first, _ in one.versions if first is not None and first > on)}
        lows = (bounds(amount, nobody, Basis(day, day)).low for day in days)
        if any(low is None or low < 0 for low in lows):
            return True
    return False


def _applies(amount: Amount, situation: Situation, basis: Basis) -> tuple[bool | None, frozenset[str]]:
    """Is the amount due? Of a supplement that nothing tells, the sum really granted tells that it is not beside it."""
    if amount.only_if is None:
        return True, frozenset()
    value = situation.value(amount.only_if, basis.on, basis.signature)
    if isinstance(value, Unknown) and value != APART:
        granted = amount.supplements is not None and basis.granted is not None
        return (False, frozenset()) if granted else (None, value.needs)
    return value is True, frozenset()


def _granted(amount: Amount, situation: Situation, basis: Basis) -> Decimal | None:
    if amount.supplements is not None:
        return None
    if basis.granted is not None:
        return basis.granted
    stated = situation.known(amount.granted_by) if amount.granted_by else None
    return stated if isinstance(stated, Decimal) else None


def _product(rate: Decimal | Unknown, base: Decimal | Unknown) -> Decimal | Unknown:
    if isinstance(rate, Decimal) and isinstance(base, Decimal):
        return rate * base
    needs = frozenset[str]().union(*(part.needs for part in (rate, base) if isinstance(part, Unknown)))
    return Unknown(needs)


def labelled(amount: Amount, day: date, value: Sum, rate: Decimal | None, cap: Decimal | None) -> Text:
    """The label of an amount on a day, with the figures that it names: `{value}`, `{rate}`, `{cap}`."""
    label = amount.label.at(day)
    if "{" not in label.fr + label.en:  # nearly all: no figure is written for nothing
        return label
    return label.filled(
        value=euros(to_cents(value)) if isinstance(value, Decimal) else None,
        rate=None if rate is None else percent(rate),
        cap=None if cap is None else euros(cap),
    )


def amounts_of(scheme: Scheme, situation: Situation, basis: Basis) -> tuple[AmountResult, ...]:
    """The amounts of a scheme. A supplement whose condition is false is left out."""
    return tuple(_results(scheme, situation, basis))


def _results(scheme: Scheme, situation: Situation, basis: Basis) -> Iterator[AmountResult]:
    order = situation.program.order
    for amount in scheme.amounts:
        computed = compute(amount, situation, basis)
        if computed.applies is False:
            continue
        value = to_cents(computed.value) if isinstance(computed.value, Decimal) else None
        by_period = _months_given(amount, situation, basis)
        missing = computed.missing if by_period is None else frozenset[str]()
        yield AmountResult(
            id=amount.id,
            label=labelled(amount, basis.on, computed.value, computed.rate, computed.cap),
            value=value,
            unit=amount.unit,
            per=amount.per,
            precision="exact" if computed.granted else "unquantified" if computed.value is None else amount.precision,
            supplement=amount.supplements is not None,
            cap=computed.cap,
            rate=computed.rate,
            missing=tuple(sorted(missing, key=lambda name: order.get(name, len(order)))),
            by_period=by_period,
            total=_total(amount, situation, basis, value, by_period),
            payments=tuple(payments_of(amount, situation, basis, value)),
            sources=amount.sources,
        )


def _months_given(amount: Amount, situation: Situation, basis: Basis) -> tuple[Decimal, ...] | None:
    """The sum of each month, where a fact gives each month: the first one begins on the day."""
    found = situation.value(amount.by_period, basis.on, basis.signature) if amount.by_period else None
    if not isinstance(found, (list, tuple)):
        return None
    days = (add_months(basis.on, index) for index in range(len(found)))
    sums = (month_given(amount, situation, replace(basis, on=day), index) for index, day in enumerate(days))
    return tuple(to_cents(one) for one in sums if one is not None)


def month_given(amount: Amount, situation: Situation, basis: Basis, index: int) -> Decimal | None:
    """Of the sums that a fact gives month by month, that of the month that begins on the day: at most its cap, and
    nothing beyond the last one. None where no fact gives them."""
    found = situation.value(amount.by_period, basis.on, basis.signature) if amount.by_period else None
    if not isinstance(found, (list, tuple)):
        return None
    given = found[index] if index < len(found) else Decimal(0)
    most = _capped(amount, situation, basis)
    if not isinstance(given, Decimal) or isinstance(most, Unknown):
        return None
    return given if most is None else min(given, most)


def months_paid(amount: Amount, situation: Situation, basis: Basis) -> int | None:
    """The months in which an amount is paid, where a fact says for how many periods it is."""
    periods = periods_given(amount, situation, basis)
    return None if periods is None else periods * amount.months


def periods_given(amount: Amount, situation: Situation, basis: Basis) -> int | None:
    """How many periods are paid in all, where a fact says it."""
    found = situation.value(amount.periods, basis.on, basis.signature) if amount.periods else None
    return int(found) if isinstance(found, Decimal) else None


def _total(
    amount: Amount, situation: Situation, basis: Basis, value: Decimal | None, by_period: tuple[Decimal, ...] | None
) -> Decimal | None:
    if by_period is not None:
        return sum(by_period, Decimal(0))
    periods = periods_given(amount, situation, basis)
    return None if periods is None or value is None else value * periods


def payments_of(amount: Amount, situation: Situation, basis: Basis, value: Decimal | None) -> Iterator[PaymentResult]:
    """The dated payments, which add up to the value; None for a day that is not known yet."""
    paid = due = Decimal(0)
    for payment in amount.payments:
        day = situation.value(payment.at, basis.on, basis.signature)
        due += payment.share
        share = None if value is None else to_cents(value * due) - paid
        paid += share or 0
        yield PaymentResult(day if isinstance(day, date) else None, share)
