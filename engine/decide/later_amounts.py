"""What amounts are worth later in a horizon: a dated value, a rate that goes down from year to year."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from public_aids.engine.decide.amounts import Basis, compute, to_cents
from public_aids.engine.decide.money import Horizon
from public_aids.engine.decide.result import AmountChange, AmountResult
from public_aids.engine.decide.situation import Situation
from public_aids.engine.record import replace
from public_aids.engine.rulebook.dated import DATED
from public_aids.engine.rulebook.model import Amount, Scheme

Worth = tuple[Decimal | None, Decimal | None, Decimal | None]  # the value, the cap, the rate
T = TypeVar("T")


def with_changes(
    scheme: Scheme,
    amounts: tuple[AmountResult, ...],
    situation: Situation,
    basis: Basis,
    horizon: Horizon,
    until: date | None = None,
) -> tuple[AmountResult, ...]:
    """The amounts of a right seen on the day of a basis, each with what it is worth later in the horizon.

    What is paid again and again changes for this right, whose signature is that of the basis, before the day `until`
    which it stops. What is paid once changes for the rights that open later, not for a contract that is held.
    """
    rules = {one.id: one for one in scheme.amounts}
    later = (day for day in (*horizon.months(), horizon.end) if day > basis.on and (until is None or day < until))
    days, held = sorted({basis.on, *later}), basis.signature < basis.on and scheme.kind == "contract"
    return tuple(
        one if one.by_period else replace(one, changes=tuple(_changes(rules[one.id], situation, basis, days, held)))
        for one in amounts
    )


def _changes(
    amount: Amount, situation: Situation, basis: Basis, days: list[date], held: bool
) -> Iterator[AmountChange]:
    if not _moves(amount, situation) or (held and not amount.recurs):
        return

    def worth(day: date) -> Worth:
        signature = basis.signature if amount.recurs else day
        computed = compute(amount, situation, replace(basis, on=day, signature=signature))
        value = to_cents(computed.value) if isinstance(computed.value, Decimal) else None
        return Decimal(0) if computed.applies is False else value, computed.cap, computed.rate

    for before, after in pairwise(days):
        for day in _turns(before, after, worth):
            yield AmountChange(day, *worth(day), not amount.recurs)


def _turns(before: date, after: date, worth: Callable[[date], T]) -> Iterator[date]:
    """The days after `before` and up to `after` on which something is worth something new; of two in a month that come
    back to the same, none."""
    while worth(before) != worth(after):
        low, high = before, after
        while (high - low).days > 1:
            middle = low + (high - low) // 2
            low, high = (middle, high) if worth(middle) == worth(before) else (low, middle)
        yield high
        before = high


def _moves(amount: Amount, situation: Situation) -> bool:
    """May it be worth something else on another day?"""
    program, exprs = situation.program, (one for one in (amount.base, amount.only_if) if one is not None)
    dated = (held for key in DATED if (held := getattr(amount, key)) is not None)
    return any(map(program.turns, dated)) or any(not program.of(expr).fixed for expr in exprs)
