"""Amounts in columns: the sum for one period on a day, what it needs, and what a right brings over twelve months."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce

from engine.batch.algebra import Column, Const, Number, Share
from engine.batch.facts import Naming
from engine.batch.lower import Scope, checked, lower
from engine.batch.lowered import Lowered, Needs, always, any_needs, where
from engine.batch.make import (
    FALSE,
    TRUE,
    both,
    case,
    compare,
    count_true,
    is_false,
    is_null,
    is_true,
    known,
    negation,
    null,
    number,
    plus,
    rounded,
    smallest,
    times,
)
from engine.batch.nodes import kind_of
from engine.feel.syntax import Expr
from engine.record import Record
from engine.rulebook.model import Amount, Dated, Scheme

ScopeOn = Callable[[Column, Column], Scope]
ZERO: Column = number(0)


class Sum(Record):
    """`value` is null where it is unknown or does not apply; None: the amount is not quantified."""

    value: Column | None
    applies: Column
    needs: Needs


def dated_at(dated: Dated[Expr], day: Column, scope: Scope) -> Lowered | None:
    """The version of an expression in force on a day; None before the first one."""
    if isinstance(day, Const):
        assert isinstance(day.value, date)
        found = dated.at(day.value)
        return None if found is None else lower(found, scope)
    versions = [(first, lower(expr, scope)) for first, expr in dated.versions]
    last = versions[0]
    value = last[1].value if last[0] is None else null(kind_of(last[1].value))
    for first, lowered in versions[0 if last[0] is not None else 1 :]:
        assert first is not None
        value = case(((compare(">=", day, Const(first, kind_of(day))), lowered.value),), value)
    return Lowered(value, any_needs(lowered for _, lowered in versions))


def sum_on(amount: Amount, day: Column, signature: Column, rules_on: Column, scope_on: ScopeOn) -> Sum:
    """As `compute` of `engine.decide.amounts`, for a right whose sum no contract grants."""
    scope = scope_on(day, signature)
    only_if = lower(amount.only_if, scope) if amount.only_if is not None else always(TRUE)
    found = _formula(amount, rules_on, scope)
    if found is None:
        return Sum(None, only_if.value, only_if.needs)
    if amount.granted_by is not None and amount.supplements is None:
        stated = scope[amount.granted_by]
        found = Lowered(
            case(((known(stated.value), stated.value),), found.value), where(is_null(stated.value), found.needs)
        )
    needs = any_needs((only_if, found))
    value = case(((is_true(only_if.value), found.value),), null(kind_of(found.value)))
    return Sum(value, only_if.value, where(known_or_open(only_if.value), needs))


def known_or_open(applies: Column) -> Column:
    """Not left out: the condition of the amount is not false."""
    return case(((is_false(applies), FALSE),), TRUE)


def _formula(amount: Amount, rules_on: Column, scope: Scope) -> Lowered | None:
    found: Lowered | None = None
    if amount.value is not None:
        found = dated_at(amount.value, rules_on, scope)
    elif amount.rate is not None and amount.base is not None:
        rate, base = dated_at(amount.rate, rules_on, scope), lower(amount.base, scope)
        if rate is not None:
            found = Lowered(checked(times(rate.value, base.value), amount.base.span), any_needs((rate, base)))
    if found is None or amount.cap is None:
        return found
    return Lowered(_capped(found.value, amount.cap, rules_on), found.needs)


def _capped(value: Column, cap: Dated[Decimal], rules_on: Column) -> Column:
    if isinstance(rules_on, Const):
        assert isinstance(rules_on.value, date)
        at_most = cap.at(rules_on.value)
        return value if at_most is None else smallest(value, number(at_most))
    capped = value
    for first, at_most in cap.versions:
        limited = smallest(value, number(at_most))
        if first is None:
            capped = limited
        else:
            capped = case(((compare(">=", rules_on, Const(first, kind_of(rules_on))), limited),), capped)
    return capped


def in_cents(value: Column) -> Column:
    return rounded(value, 2, "half_up")


class Stay(Record):
    """A scheme over twelve months: their first days, on which of them it is there (never null), the day it opened."""

    days: tuple[Column, ...]
    present: tuple[Column, ...]
    passed: tuple[Column, ...]  # whole months from the opening to each day
    opened: Column
    signature: Column | None
    start: Column
    end: Column  # included


def brought(scheme: Scheme, stay: Stay, scope_on: ScopeOn, named: Naming) -> Column:
    """What a scheme pays over the twelve months, to the cent; null where a fact is unknown."""
    single: Column = ZERO
    yearly: Column = ZERO
    for amount in scheme.amounts:
        if amount.per in ("month", "year"):
            part = _recurring(amount, scheme, stay, scope_on)
            if amount.per == "year":
                yearly = plus(yearly, part)
            else:
                single = plus(single, part)
        else:
            single = plus(single, _single(amount, scheme, stay, scope_on))
    if yearly == ZERO:
        return in_cents(named("sum", single))
    twelve = named("twelve_times", plus(times(single, number(12)), yearly))
    kind = kind_of(twelve)
    assert isinstance(kind, Number)
    return Share(twelve, 12, Number(2, kind.bound))


def _clock(scheme: Scheme, stay: Stay, day: Column) -> tuple[Column, Column]:
    """The signature, and the day whose rules apply."""
    signature = _clock_of(stay)
    return signature, signature if scheme.rules_as_of == "signature" else day


def _recurring(amount: Amount, scheme: Scheme, stay: Stay, scope_on: ScopeOn) -> Column:
    sums: list[Column] = []
    for day in stay.days:
        found = sum_on(amount, day, *_clock(scheme, stay, day), scope_on)
        if found.value is None:
            return ZERO
        sums.append(case(((is_false(found.applies), ZERO),), found.value))
    counted = _counted(amount, stay, scope_on)
    if all(one == sums[0] for one in sums):
        times_paid = count_true(tuple(counted))
        return case(((compare("=", times_paid, ZERO), ZERO),), times(sums[0], times_paid))
    return reduce(plus, (case(((one, paid),), ZERO) for one, paid in zip(counted, sums, strict=True)), ZERO)


def _counted(amount: Amount, stay: Stay, scope_on: ScopeOn) -> Sequence[Column]:
    """The months that count: those of its presence, until as many have passed as a fact says, where one does."""
    if amount.periods is None:
        return stay.present
    found: list[Column] = []
    for day, present, passed in zip(stay.days, stay.present, stay.passed, strict=True):
        given = rounded(lower(amount.periods, scope_on(day, _clock_of(stay))).value, 0, "down")
        over = is_false(compare("<", passed, given))
        found.append(both(present, negation(over)))
    return found


def _clock_of(stay: Stay) -> Column:
    return stay.signature or stay.opened


def _single(amount: Amount, scheme: Scheme, stay: Stay, scope_on: ScopeOn) -> Column:
    signature, rules_on = _clock(scheme, stay, stay.opened)
    found = sum_on(amount, stay.opened, signature, rules_on, scope_on)
    if found.value is None:
        return ZERO
    if amount.payments:
        paid = _payments(amount, found.value, stay, scope_on(stay.opened, signature))
    else:
        paid = case(((_within(stay.opened, stay), found.value),), ZERO)
    return case(((is_false(found.applies), ZERO),), paid)


def _payments(amount: Amount, value: Column, stay: Stay, scope: Scope) -> Column:
    total: Column = ZERO
    for payment in amount.payments:
        when = lower(payment.at, scope).value
        share = times(value, number(payment.share))
        total = plus(total, case(((is_null(when), null(kind_of(share))), (_within(when, stay), share)), ZERO))
    return total


def _within(when: Column, stay: Stay) -> Column:
    return both(compare(">=", when, stay.start), compare("<=", when, stay.end))
