"""Amounts in columns: the sum for one period on a day, what it needs, and what a right brings over twelve months."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce

from public_aids.engine.batch.algebra import Column, Const, Number, Share
from public_aids.engine.batch.facts import Naming
from public_aids.engine.batch.lower import Scope, checked, hangs_apart, lower, truth
from public_aids.engine.batch.lowered import Lowered, Needs, always, any_needs, untold, where
from public_aids.engine.batch.make import (
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
from public_aids.engine.batch.nodes import kind_of
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Amount, Dated, Scheme

ScopeOn = Callable[[Column, Column], Scope]
ZERO: Column = number(0)


class Sum(Record):
    """`value` is null where it is unknown or does not apply; None: the amount is not quantified."""

    value: Column | None
    applies: Column
    needs: Needs


def dated_at(dated: Dated[Expr] | None, day: Column, scope: Scope) -> Lowered | None:
    """The version of an expression in force on a day; None before the first one."""
    if dated is None:
        return None
    if dated.clock is not None:
        return lower(dated.formulas()[0], scope)
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


def sum_on(
    amount: Amount,
    day: Column,
    signature: Column,
    scope_on: ScopeOn,
    granted: Column | None = None,
) -> Sum:
    """As `compute` of `engine.decide.amounts`; `granted`: the sum that a contract states, null where it states none."""
    scope = scope_on(day, signature)
    only_if = truth(amount.only_if, scope) if amount.only_if is not None else always(TRUE)
    if granted is not None and amount.supplements is not None:  # what is granted tells that nothing untold is beside it
        applies = case(((both(is_null(only_if.value), known(granted)), FALSE),), only_if.value)
        only_if = Lowered(applies, where(is_null(granted), only_if.needs))
    found = _formula(amount, day, scope)
    if amount.supplements is None:
        found = _granted(scope[amount.granted_by].value if amount.granted_by is not None else None, found)
        found = _granted(granted, found if found is not None or granted is None else always(ZERO))
    if found is None:
        return Sum(None, only_if.value, only_if.needs)
    if any(hangs_apart(expr, scope) != FALSE for expr in _exprs(amount)):
        # where it is computed from a fact that does not apply
        only_if = Lowered(case(((untold(found), FALSE),), only_if.value), only_if.needs)
    if (cap := dated_at(amount.cap, day, scope)) is not None:
        found = Lowered(_capped(found.value, cap.value), any_needs((found, cap)))
    needs = any_needs((only_if, found))
    value = case(((is_true(only_if.value), found.value),), null(kind_of(found.value)))
    return Sum(value, only_if.value, where(known_or_open(only_if.value), needs))


def _exprs(amount: Amount) -> Iterator[Expr]:
    for dated in (amount.value, amount.rate):
        yield from (expr for _, expr in dated.versions) if dated is not None else ()
    if amount.base is not None:
        yield amount.base


def _granted(stated: Column | None, found: Lowered | None) -> Lowered | None:
    """The sum that is stated where it is, else the one that is found: a sum that nobody quantifies is found nowhere."""
    if stated is None or found is None:
        return found
    return Lowered(case(((known(stated), stated),), found.value), where(is_null(stated), found.needs))


def known_or_open(applies: Column) -> Column:
    """Not left out: the condition of the amount is not false."""
    return case(((is_false(applies), FALSE),), TRUE)


def _formula(amount: Amount, day: Column, scope: Scope) -> Lowered | None:
    found = dated_at(amount.value, day, scope)
    if amount.value is None and amount.base is not None:
        rate, base = dated_at(amount.rate, day, scope), lower(amount.base, scope)
        if rate is not None:
            found = Lowered(checked(times(rate.value, base.value), amount.base.span), any_needs((rate, base)))
    return found


def _capped(value: Column, cap: Column) -> Column:
    """The smaller one; the value alone before the first version of a cap."""
    if isinstance(cap, Const):
        return smallest(value, cap)
    return case(((is_null(cap), value),), smallest(value, cap))


def in_cents(value: Column) -> Column:
    return rounded(value, 2, "half_up")


class Stay(Record):
    """A scheme over twelve months: their first days, on which of them it is there (never null), the day it opened.

    `granted` and `gone` are those of a contract that runs: the sum it states, and whether it has stopped by a day.
    """

    days: tuple[Column, ...]
    present: tuple[Column, ...]
    passed: tuple[Column, ...]  # whole months from the opening to each day
    opened: Column
    signature: Column | None
    start: Column
    end: Column  # included
    granted: Column | None = None
    gone: Callable[[Column], Column] | None = None


class Due(Record):
    """What is due, not rounded, null where a fact is unknown: `whole` euros, and a twelfth of `yearly`."""

    whole: Column = ZERO
    yearly: Column = ZERO

    def plus(self, other: "Due") -> "Due":
        return Due(plus(self.whole, other.whole), plus(self.yearly, other.yearly))

    def where(self, condition: Column) -> "Due":
        """Nothing is due where a condition, never null, is not true."""
        return Due(case(((condition, self.whole),), ZERO), case(((condition, self.yearly),), ZERO))

    def named(self, name: Naming) -> "Due":
        return Due(name("whole", self.whole), name("yearly", self.yearly))

    def total(self, named: Naming) -> Column:
        """To the cent, rounded once."""
        if self.yearly == ZERO:
            return in_cents(named("sum", self.whole))
        twelve = named("twelve_times", plus(times(self.whole, number(12)), self.yearly))
        kind = kind_of(twelve)
        assert isinstance(kind, Number)
        return Share(twelve, 12, Number(2, kind.bound))


def due(scheme: Scheme, stay: Stay, scope_on: ScopeOn) -> Due:
    """What a scheme pays over the twelve months."""
    found = Due()
    for amount in scheme.amounts:
        if not amount.recurs:
            found = found.plus(Due(_single(amount, scheme, stay, scope_on)))
        elif amount.months == 1:
            found = found.plus(Due(_recurring(amount, scheme, stay, scope_on)))
        else:
            times_a_year = number(Decimal(12) / amount.months)
            found = found.plus(Due(yearly=times(_recurring(amount, scheme, stay, scope_on), times_a_year)))
    return found


def _recurring(amount: Amount, scheme: Scheme, stay: Stay, scope_on: ScopeOn) -> Column:
    sums: list[Column] = []
    for day in stay.days:
        found = sum_on(amount, day, _clock_of(stay), scope_on, stay.granted)
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
        given = months_paid(amount, lower(amount.periods, scope_on(day, _clock_of(stay))).value)
        over = is_false(compare("<", passed, given))
        found.append(both(present, negation(over)))
    return found


def months_paid(amount: Amount, periods: Column) -> Column:
    """The months in which an amount is paid, where it is for so many whole periods."""
    whole = rounded(periods, 0, "down")
    return whole if amount.months == 1 else times(whole, number(amount.months))


def _clock_of(stay: Stay) -> Column:
    return stay.signature or stay.opened


def _single(amount: Amount, scheme: Scheme, stay: Stay, scope_on: ScopeOn) -> Column:
    signature = _clock_of(stay)
    found = sum_on(amount, stay.opened, signature, scope_on, stay.granted)
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
    gone = stay.gone(when) if stay.gone is not None else FALSE
    return both(compare(">=", when, stay.start), compare("<=", when, stay.end), negation(gone))
