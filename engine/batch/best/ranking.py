"""Which of the sets that a row may take is the best."""

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.best.rows import Rows
from public_aids.engine.batch.best.sets import Option
from public_aids.engine.batch.best.strategies import Strategy
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    both,
    case,
    compare,
    either,
    is_null,
    is_true,
    listed,
    negation,
    null,
    number,
    one_of,
)
from public_aids.engine.batch.nodes import kind_of


def chosen_of(options: list[Option], rows: Rows) -> tuple[Column, Column, Column]:
    """Which option is the best, by its number from 1 on (0: none), its total, and rows that have no columns for it.

    It has the largest total, and comes first among equals; where a total is unknown, it contains all other sets. Where
    none does, or a contract runs, it takes the bounds of what is missing to tell.
    """
    unknown = rows.name("best__unknown", either(FALSE, *(both(one.allowed, is_null(one.total)) for one in options)))
    able = [
        rows.name(f"best__able_{index}", both(one.allowed, case(((unknown, _contains(one, options)),), TRUE)))
        for index, one in enumerate(options)
    ]
    totals = [case(((can, one.total),), null(kind_of(one.total))) for can, one in zip(able, options, strict=True)]
    largest = _largest(totals, rows)
    first = (
        (both(can, either(is_null(largest), is_true(compare("=", one.total, largest)))), number(index + 1))
        for index, (can, one) in enumerate(zip(able, options, strict=True))
    )
    choice = rows.name("best__choice", case(first, number(0)))
    none = both(compare("=", choice, number(0)), negation(unknown))
    some = rows.running.some if rows.running else FALSE
    left = both(unknown, either(compare("=", choice, number(0)), some, TRUE if rows.may_cost else FALSE))
    return choice, case(((none, number(0)),), largest), left


def _largest(totals: list[Column], rows: Rows) -> Column:
    """The largest of those that are known, null where none is; in rounds, as a tournament."""
    round_ = 0
    while len(totals) > 1:
        pairs = [totals[index : index + 2] for index in range(0, len(totals), 2)]
        totals = [rows.name(f"best__round_{round_}_{index}", _larger(pair)) for index, pair in enumerate(pairs)]
        round_ += 1
    return totals[0] if totals else number(0)


def _larger(pair: list[Column]) -> Column:
    if len(pair) == 1:
        return pair[0]
    one, other = pair
    return case(((either(is_null(other), is_true(compare(">=", one, other))), one),), other)


def _contains(option: Option, options: list[Option]) -> Column:
    """Are all other sets that a row may take parts of this one? Never null."""
    return negation(either(FALSE, *(_sticks_out(other, option) for other in options if other is not option)))


def _sticks_out(other: Option, option: Option) -> Column:
    """May a row take another set that is not part of this one?"""
    if not set(other.chosen) <= set(option.chosen):
        return other.allowed
    return both(other.allowed, other.member, negation(option.member))


def names_of(options: list[Option], choice: Column, strategies: tuple[Strategy, ...], rows: Rows) -> Column:
    """The schemes of the best set, in order of their names."""

    def taken(name: str) -> Column:
        numbers = [number(i + 1) for i, option in enumerate(options) if name in option.chosen]
        return is_true(one_of(choice, tuple(numbers))) if numbers else FALSE

    def held(name: str) -> Column:
        if rows.running is None:
            return FALSE
        of = rows.running.is_of(frozenset((name,)))
        return both(of, either(FALSE, *(both(_under(index), one.member) for index, one in enumerate(strategies))))

    def _under(index: int) -> Column:
        numbers = [number(i + 1) for i, option in enumerate(options) if option.strategy == index]
        return is_true(one_of(choice, tuple(numbers))) if numbers else FALSE

    ids = sorted(scheme.id for scheme in rows.rules.schemes)
    return listed((either(taken(name), held(name)), name) for name in ids)
