"""Columns made and simplified at once: what is known before any row is read does not reach an engine."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any as Anything

from public_aids.engine.batch.algebra import (
    DAY,
    TRUTH,
    AddDays,
    AddMonths,
    All,
    Any,
    Case,
    Column,
    Compare,
    CompareOp,
    Const,
    Count,
    Day,
    IsFalse,
    IsNull,
    IsTrue,
    Kind,
    Listed,
    Minus,
    Not,
    Number,
    OneOf,
    Plus,
    Rounded,
    Times,
    Words,
)
from public_aids.engine.batch.nodes import kind_of, never_null
from public_aids.engine.feel.values import add_months

TRUE, FALSE, UNKNOWN = Const(True, TRUTH), Const(False, TRUTH), Const(None, TRUTH)
NO_DAY = Const(None, DAY)
_OPERATORS: dict[CompareOp, Callable[[Anything, Anything], bool]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
MIRRORED: dict[CompareOp, CompareOp] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def day(value: date) -> Const:
    return Const(value, DAY)


def number(value: Decimal | int) -> Const:
    exact = Decimal(value)
    exponent = exact.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Const(exact, Number(max(0, -exponent), abs(exact)))


def word(value: str) -> Const:
    return Const(value, Words((value,)))


def null(kind: Kind) -> Const:
    return Const(None, kind)


def both(*parts: Column) -> Column:
    """Three-valued `and`."""
    return _joined(parts, FALSE, TRUE, All)


def either(*parts: Column) -> Column:
    """Three-valued `or`."""
    return _joined(parts, TRUE, FALSE, Any)


def _joined(parts: Iterable[Column], decisive: Const, neutral: Const, join: type[All] | type[Any]) -> Column:
    found: dict[Column, None] = {}
    for part in parts:
        if part == decisive:
            return decisive
        if part != neutral:
            found.update(dict.fromkeys(part.of if isinstance(part, join) else (part,)))
    if not found:
        return neutral
    return next(iter(found)) if len(found) == 1 else join(tuple(found))


def negation(part: Column) -> Column:
    match part:
        case Const(value):
            return UNKNOWN if value is None else Const(not value, TRUTH)
        case Not(of):
            return of
        case _:
            return Not(part)


def is_null(part: Column) -> Column:
    if isinstance(part, Const):
        return TRUE if part.value is None else FALSE
    if never_null(part):
        return FALSE
    return is_null(part.of) if isinstance(part, (AddMonths, AddDays)) else IsNull(part)


def known(part: Column) -> Column:
    return negation(is_null(part))


def is_true(part: Column) -> Column:
    if isinstance(part, Const):
        return TRUE if part.value is True else FALSE
    return part if never_null(part) else IsTrue(part)


def is_false(part: Column) -> Column:
    if isinstance(part, Const):
        return TRUE if part.value is False else FALSE
    return negation(part) if never_null(part) else IsFalse(part)


def if_known(part: Column, value: Column) -> Column:
    """A value where a column is known, null elsewhere."""
    return case(((known(part), value),), null(kind_of(value)))


def compare(op: CompareOp, left: Column, right: Column) -> Column:
    if isinstance(left, Const) and isinstance(right, Const):
        if left.value is None or right.value is None:
            return UNKNOWN
        return TRUE if _OPERATORS[op](left.value, right.value) else FALSE
    if isinstance(left, Const):
        return compare(MIRRORED[op], right, left)
    if isinstance(right, Const) and right.value is None:
        return UNKNOWN
    one, one_months = _shifted(left)
    other, other_months = _shifted(right)
    if one == other and isinstance(kind_of(left), Day):
        return if_known(one, Const(_OPERATORS[op](one_months, other_months), TRUTH))
    kind = kind_of(left)
    if isinstance(right, Const) and isinstance(kind, Words) and kind.values and right.value not in kind.values:
        return if_known(left, Const(op == "!=", TRUTH))
    return Compare(op, left, right)


def _shifted(column: Column) -> tuple[Column, int]:
    return (column.of, column.months) if isinstance(column, AddMonths) else (column, 0)


def one_of(column: Column, values: tuple[Const, ...]) -> Column:
    if isinstance(column, Const) or any(value.value is None for value in values):
        return either(*(compare("=", column, value) for value in values))
    kind = kind_of(column)
    if isinstance(kind, Words) and kind.values:
        values = tuple(value for value in values if value.value in kind.values)
    match values:
        case ():
            return if_known(column, FALSE)
        case (value,):
            return compare("=", column, value)
        case _:
            return OneOf(column, values)


def joined_kind(kinds: Iterable[Kind]) -> Kind:
    """One kind for several values of a case."""
    found: Kind | None = None
    for kind in kinds:
        match found, kind:
            case None, _:
                found = kind
            case Number(scale, bound), Number(other_scale, other_bound):
                found = Number(max(scale, other_scale), max(bound, other_bound))
            case Words(values), Words(others):
                found = Words(tuple(dict.fromkeys((*values, *others))) if values and others else ())
            case _:
                pass
    assert found is not None
    return found


def case(branches: Iterable[tuple[Column, Column]], otherwise: Column) -> Column:
    kept: list[tuple[Column, Column]] = []
    for condition, value in branches:
        if isinstance(condition, Const):
            if condition.value is True:
                otherwise = value
                break
            continue
        kept.append((condition, value))
    while kept and kept[-1][1] == otherwise:
        kept.pop()
    if not kept:
        return otherwise
    kind = joined_kind((*(kind_of(value) for _, value in kept), kind_of(otherwise)))
    if otherwise == FALSE and len(kept) == 1 and kept[0][1] == TRUE:
        return is_true(kept[0][0])
    return Case(tuple(kept), otherwise, kind)


def coalesce(first: Column, second: Column) -> Column:
    return case(((known(first), first),), second)


def plus(left: Column, right: Column) -> Column:
    return _calculated(left, right, Plus, lambda a, b: a + b, lambda a, b: a + b, max)


def minus(left: Column, right: Column) -> Column:
    return _calculated(left, right, Minus, lambda a, b: a - b, lambda a, b: a + b, max)


def times(left: Column, right: Column) -> Column:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Const) and one.value == 1:
            return other
    return _calculated(left, right, Times, lambda a, b: a * b, lambda a, b: a * b, lambda a, b: a + b)


def _calculated(
    left: Column,
    right: Column,
    node: type[Plus] | type[Minus] | type[Times],
    exact: Callable[[Decimal, Decimal], Decimal],
    bound: Callable[[Decimal, Decimal], Decimal],
    scale: Callable[[int, int], int],
) -> Column:
    one, other = kind_of(left), kind_of(right)
    assert isinstance(one, Number) and isinstance(other, Number)
    kind = Number(scale(one.scale, other.scale), bound(one.bound, other.bound))
    if isinstance(left, Const) and isinstance(right, Const):
        if isinstance(left.value, Decimal) and isinstance(right.value, Decimal):
            return number(exact(left.value, right.value))
        return null(kind)
    if node is not Times:
        if isinstance(right, Const) and right.value == 0:
            return left
        if node is Plus and isinstance(left, Const) and left.value == 0:
            return right
    return node(left, right, kind)


def smallest(left: Column, right: Column) -> Column:
    return _extreme("<=", left, right)


def largest(left: Column, right: Column) -> Column:
    return _extreme(">=", left, right)


def _extreme(op: CompareOp, left: Column, right: Column) -> Column:
    """The smaller or larger of two, null where one is: `least()` of an engine may skip nulls."""
    wins = compare(op, left, right)
    if isinstance(wins, Const):
        return left if wins.value else (right if wins.value is False else null(kind_of(left)))
    return case(((wins, left), (is_false(wins), right)), null(joined_kind((kind_of(left), kind_of(right)))))


def months_later(column: Column, months: int) -> Column:
    match column:
        case _ if months == 0:
            return column
        case Const(date() as value):
            return day(add_months(value, months))
        case Const():
            return column
        case _:
            return AddMonths(column, months)


def days_later(column: Column, days: int) -> Column:
    match column:
        case _ if days == 0:
            return column
        case Const(date() as value):
            return day(value + timedelta(days=days))
        case Const():
            return column
        case _:
            return AddDays(column, days)


def count_true(parts: tuple[Column, ...]) -> Column:
    """How many of some columns, none of them null, are true."""
    always = sum(part == TRUE for part in parts)
    left = tuple(part for part in parts if not isinstance(part, Const))
    if not left:
        return number(always)
    return plus(Count(left, Number(0, Decimal(len(left)))), number(always))


def rounded(column: Column, places: int, how: Anything) -> Column:
    kind = kind_of(column)
    assert isinstance(kind, Number)
    if kind.scale <= places:
        return column
    return Rounded(column, how, Number(places, kind.bound + 1))


def listed(entries: Iterable[tuple[Column, str]]) -> Column:
    return Listed(tuple((condition, text) for condition, text in entries if condition != FALSE))
