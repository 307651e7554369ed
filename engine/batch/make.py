"""Columns made and simplified at once: what is known before any row is read does not reach an engine."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any as Anything

from public_aids.engine.batch import algebra
from public_aids.engine.batch.nodes import kind_of, never_null
from public_aids.engine.feel.compare import COMPARISONS
from public_aids.engine.feel.syntax import MIRRORED, ComparisonOp
from public_aids.engine.feel.values import add_months

TRUE, FALSE, UNKNOWN = (
    algebra.Const(True, algebra.TRUTH),
    algebra.Const(False, algebra.TRUTH),
    algebra.Const(None, algebra.TRUTH),
)
NO_DAY = algebra.Const(None, algebra.DAY)


def day(value: date) -> algebra.Const:
    return algebra.Const(value, algebra.DAY)


def number(value: Decimal | int) -> algebra.Const:
    exact = Decimal(value)
    exponent = exact.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return algebra.Const(exact, algebra.Number(max(0, -exponent), abs(exact)))


def word(value: str) -> algebra.Const:
    return algebra.Const(value, algebra.Words((value,)))


def null(kind: algebra.Kind) -> algebra.Const:
    return algebra.Const(None, kind)


def both(*parts: algebra.Column) -> algebra.Column:
    """Three-valued `and`."""
    return _joined(parts, FALSE, TRUE, algebra.All)


def either(*parts: algebra.Column) -> algebra.Column:
    """Three-valued `or`."""
    return _joined(parts, TRUE, FALSE, algebra.Any)


def _joined(
    parts: Iterable[algebra.Column],
    decisive: algebra.Const,
    neutral: algebra.Const,
    join: type[algebra.All] | type[algebra.Any],
) -> algebra.Column:
    found: dict[algebra.Column, None] = {}
    for part in parts:
        if part == decisive:
            return decisive
        if part != neutral:
            found.update(dict.fromkeys(part.of if isinstance(part, join) else (part,)))
    if not found:
        return neutral
    return next(iter(found)) if len(found) == 1 else join(tuple(found))


def negation(part: algebra.Column) -> algebra.Column:
    match part:
        case algebra.Const(value):
            return UNKNOWN if value is None else algebra.Const(not value, algebra.TRUTH)
        case algebra.Not(of):
            return of
        case _:
            return algebra.Not(part)


def is_null(part: algebra.Column) -> algebra.Column:
    if isinstance(part, algebra.Const):
        return TRUE if part.value is None else FALSE
    if never_null(part):
        return FALSE
    return is_null(part.of) if isinstance(part, (algebra.AddMonths, algebra.AddDays)) else algebra.IsNull(part)


def known(part: algebra.Column) -> algebra.Column:
    return negation(is_null(part))


def is_true(part: algebra.Column) -> algebra.Column:
    if isinstance(part, algebra.Const):
        return TRUE if part.value is True else FALSE
    return part if never_null(part) else algebra.IsTrue(part)


def is_false(part: algebra.Column) -> algebra.Column:
    if isinstance(part, algebra.Const):
        return TRUE if part.value is False else FALSE
    return negation(part) if never_null(part) else algebra.IsFalse(part)


def if_known(part: algebra.Column, value: algebra.Column) -> algebra.Column:
    """A value where a column is known, null elsewhere."""
    return case(((known(part), value),), null(kind_of(value)))


def compare(op: ComparisonOp, left: algebra.Column, right: algebra.Column) -> algebra.Column:
    if isinstance(left, algebra.Const) and isinstance(right, algebra.Const):
        if left.value is None or right.value is None:
            return UNKNOWN
        return TRUE if COMPARISONS[op](left.value, right.value) else FALSE
    if isinstance(left, algebra.Const):
        return compare(MIRRORED[op], right, left)
    if isinstance(right, algebra.Const) and right.value is None:
        return UNKNOWN
    one, one_months = _shifted(left)
    other, other_months = _shifted(right)
    if one == other and isinstance(kind_of(left), algebra.Day):
        return if_known(one, algebra.Const(COMPARISONS[op](one_months, other_months), algebra.TRUTH))
    kind = kind_of(left)
    if (
        isinstance(right, algebra.Const)
        and isinstance(kind, algebra.Words)
        and kind.values
        and right.value not in kind.values
    ):
        return if_known(left, algebra.Const(op == "!=", algebra.TRUTH))
    return algebra.Compare(op, left, right)


def _shifted(column: algebra.Column) -> tuple[algebra.Column, int]:
    return (column.of, column.months) if isinstance(column, algebra.AddMonths) else (column, 0)


def one_of(column: algebra.Column, values: tuple[algebra.Const, ...]) -> algebra.Column:
    if isinstance(column, algebra.Const) or any(value.value is None for value in values):
        return either(*(compare("=", column, value) for value in values))
    kind = kind_of(column)
    if isinstance(kind, algebra.Words) and kind.values:
        values = tuple(value for value in values if value.value in kind.values)
    match values:
        case ():
            return if_known(column, FALSE)
        case (value,):
            return compare("=", column, value)
        case _:
            return algebra.OneOf(column, values)


def joined_kind(kinds: Iterable[algebra.Kind]) -> algebra.Kind:
    """One kind for several values of a case."""
    found: algebra.Kind | None = None
    for kind in kinds:
        match found, kind:
            case None, _:
                found = kind
            case algebra.Number(scale, bound), algebra.Number(other_scale, other_bound):
                found = algebra.Number(max(scale, other_scale), max(bound, other_bound))
            case algebra.Words(values), algebra.Words(others):
                found = algebra.Words(tuple(dict.fromkeys((*values, *others))) if values and others else ())
            case _:
                pass
    assert found is not None
    return found


def case(branches: Iterable[tuple[algebra.Column, algebra.Column]], otherwise: algebra.Column) -> algebra.Column:
    kept: list[tuple[algebra.Column, algebra.Column]] = []
    for condition, value in branches:
        if isinstance(condition, algebra.Const):
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
    return algebra.Case(tuple(kept), otherwise, kind)


def coalesce(first: algebra.Column, second: algebra.Column) -> algebra.Column:
    return case(((known(first), first),), second)


def plus(left: algebra.Column, right: algebra.Column) -> algebra.Column:
    return _calculated(left, right, algebra.Plus, lambda a, b: a + b, lambda a, b: a + b, max)


def minus(left: algebra.Column, right: algebra.Column) -> algebra.Column:
    return _calculated(left, right, algebra.Minus, lambda a, b: a - b, lambda a, b: a + b, max)


def times(left: algebra.Column, right: algebra.Column) -> algebra.Column:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, algebra.Const) and one.value == 1:
            return other
    return _calculated(left, right, algebra.Times, lambda a, b: a * b, lambda a, b: a * b, lambda a, b: a + b)


def _calculated(
    left: algebra.Column,
    right: algebra.Column,
    node: type[algebra.Plus] | type[algebra.Minus] | type[algebra.Times],
    exact: Callable[[Decimal, Decimal], Decimal],
    bound: Callable[[Decimal, Decimal], Decimal],
    scale: Callable[[int, int], int],
) -> algebra.Column:
    one, other = kind_of(left), kind_of(right)
    assert isinstance(one, algebra.Number) and isinstance(other, algebra.Number)
    kind = algebra.Number(scale(one.scale, other.scale), bound(one.bound, other.bound))
    if isinstance(left, algebra.Const) and isinstance(right, algebra.Const):
        if isinstance(left.value, Decimal) and isinstance(right.value, Decimal):
            return number(exact(left.value, right.value))
        return null(kind)
    if node is not algebra.Times:
        if isinstance(right, algebra.Const) and right.value == 0:
            return left
        if node is algebra.Plus and isinstance(left, algebra.Const) and left.value == 0:
            return right
    return node(left, right, kind)


def smallest(left: algebra.Column, right: algebra.Column) -> algebra.Column:
    return _extreme("<=", left, right)


def largest(left: algebra.Column, right: algebra.Column) -> algebra.Column:
    return _extreme(">=", left, right)


def _extreme(op: ComparisonOp, left: algebra.Column, right: algebra.Column) -> algebra.Column:
    """The smaller or larger of two, null where one is: `least()` of an engine may skip nulls."""
    wins = compare(op, left, right)
    if isinstance(wins, algebra.Const):
        return left if wins.value else (right if wins.value is False else null(kind_of(left)))
    return case(((wins, left), (is_false(wins), right)), null(joined_kind((kind_of(left), kind_of(right)))))


def months_later(column: algebra.Column, months: int) -> algebra.Column:
    match column:
        case _ if months == 0:
            return column
        case algebra.Const(date() as value):
            return day(add_months(value, months))
        case algebra.Const():
            return column
        case _:
            return algebra.AddMonths(column, months)


def days_later(column: algebra.Column, days: int) -> algebra.Column:
    match column:
        case _ if days == 0:
            return column
        case algebra.Const(date() as value):
            return day(value + timedelta(days=days))
        case algebra.Const():
            return column
        case _:
            return algebra.AddDays(column, days)


def count_true(parts: tuple[algebra.Column, ...]) -> algebra.Column:
    """How many of some columns, none of them null, are true."""
    always = sum(part == TRUE for part in parts)
    left = tuple(part for part in parts if not isinstance(part, algebra.Const))
    if not left:
        return number(always)
    return plus(algebra.Count(left, algebra.Number(0, Decimal(len(left)))), number(always))


def rounded(column: algebra.Column, places: int, how: Anything) -> algebra.Column:
    kind = kind_of(column)
    assert isinstance(kind, algebra.Number)
    if kind.scale <= places:
        return column
    return algebra.Rounded(column, how, algebra.Number(places, kind.bound + 1))


def listed(entries: Iterable[tuple[algebra.Column, str]]) -> algebra.Column:
    return algebra.Listed(tuple((condition, text) for condition, text in entries if condition != FALSE))
