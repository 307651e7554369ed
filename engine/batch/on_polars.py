"""Columns as Polars expressions.

Numbers are whole: a column with k decimals holds its value times 10^k, in 64 bits where its bound allows and in 128
where not, so that nothing ever passes through a float. Words with known values are Enums. Where a day is compared with
a known one, months are taken off the known side: a shift of months keeps the order of days.
"""

from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import add, and_, or_
from typing import Any as Any_
from typing import Literal, assert_never

import polars as pl

from public_aids.engine.batch import algebra
from public_aids.engine.batch.nodes import kind_of
from public_aids.engine.feel.syntax import ComparisonOp
from public_aids.engine.feel.values import add_months

WIDE = Decimal(9) * 10**18
BITS = 62  # of a mask of words


def storage(kind: algebra.Kind) -> pl.DataType:
    """How a kind of column is held."""
    match kind:
        case algebra.Truth():
            return pl.Boolean()
        case algebra.Number():
            return pl.Int128() if _is_wide(kind) else pl.Int64()
        case algebra.Day():
            return pl.Date()
        case algebra.Words(values):
            return pl.Enum(list(dict.fromkeys(values))) if values else pl.String()
        case _:
            assert_never(kind)


def _is_wide(kind: algebra.Number) -> bool:
    return kind.bound.scaleb(kind.scale) > WIDE


def expression(column: algebra.Column) -> pl.Expr:
    """The Polars expression of a column. `Listed` has none: see `masks`."""
    match column:
        case algebra.Source(name):
            return pl.col(name)
        case algebra.Const(value, kind):
            return pl.lit(_raw(value, kind), dtype=storage(kind))
        case algebra.Not(of):
            return ~expression(of)
        case algebra.All(of):
            return reduce(and_, map(expression, of))
        case algebra.Any(of):
            return reduce(or_, map(expression, of))
        case algebra.Compare(op, left, right):
            return _compared(op, left, right)
        case algebra.OneOf(of, values):
            return _one_of(of, values)
        case algebra.IsNull(of):
            return expression(of).is_null()
        case algebra.IsTrue(of):
            return expression(of).fill_null(False)
        case algebra.IsFalse(of):
            return (~expression(of)).fill_null(False)
        case algebra.Case():
            return _case(column)
        case algebra.Plus(left, right, kind):
            return scaled(left, kind) + scaled(right, kind)
        case algebra.Minus(left, right, kind):
            return scaled(left, kind) - scaled(right, kind)
        case algebra.Times(left, right, kind):
            return _held(left, kind) * _held(right, kind)
        case algebra.Divide(of, by):
            return _towards_zero(expression(of), by, never_negative=False)
        case algebra.Rounded():
            return _rounded(column)
        case algebra.Share(of, by, kind):
            return _share(of, by, kind)
        case algebra.Count(of, number_kind):
            return reduce(add, (expression(one).cast(storage(number_kind)) for one in of))
        case algebra.AddMonths(of, months):
            return expression(of).dt.offset_by(f"{months}mo")
        case algebra.AddDays(of, days):
            return expression(of) + pl.duration(days=days)
        case algebra.PartOf(of, part, kind):
            return _part(expression(of), part).cast(storage(kind))
        case algebra.WholeMonths(start, end, kind):
            return _whole_months(expression(start), expression(end)).cast(storage(kind))
        case algebra.MonthsElapsed(start, end, kind):
            return _months_elapsed(expression(start), expression(end)).cast(storage(kind))
        case algebra.TextTest(of, test, text):
            return _text_test(expression(of).cast(pl.String), test, text)
        case algebra.Listed():
            raise TypeError("a list of words is made of masks")
        case _:
            assert_never(column)


def masks(column: algebra.Listed) -> tuple[pl.Expr, ...]:
    """The conditions of a list of words as the bits of whole numbers, so many to each."""
    bits = [
        expression(condition).cast(pl.UInt64) * (1 << index % BITS) for index, (condition, _) in enumerate(column.of)
    ]
    return tuple(reduce(add, bits[start : start + BITS]) for start in range(0, len(bits), BITS))


def words_of(mask: pl.Series, entries: tuple[tuple[algebra.Column, str], ...]) -> pl.Series:
    """The words of each mask, with a space between two."""
    found = mask.unique()
    texts = [" ".join(word for bit, (_, word) in enumerate(entries) if one >> bit & 1) for one in found]
    if not texts:
        return pl.Series(mask.name, [], dtype=pl.String)  # `replace_strict` of nothing keeps the type of the mask
    return mask.replace_strict(found, pl.Series(texts, dtype=pl.String), return_dtype=pl.String)


def _raw(value: bool | Decimal | str | date | None, kind: algebra.Kind) -> object:
    if isinstance(value, Decimal) and isinstance(kind, algebra.Number):
        return int(value.scaleb(kind.scale))
    return value


def scaled(column: algebra.Column, kind: algebra.Number) -> pl.Expr:
    """A number held with the decimals and in the width of another kind."""
    own = kind_of(column)
    assert isinstance(own, algebra.Number)
    if isinstance(column, algebra.Const):
        return expression(algebra.Const(column.value, kind))
    value = _held(column, kind)
    return value * 10 ** (kind.scale - own.scale) if kind.scale > own.scale else value


def _held(column: algebra.Column, kind: algebra.Number) -> pl.Expr:
    own = kind_of(column)
    assert isinstance(own, algebra.Number)
    value = expression(column)
    return value.cast(pl.Int128) if _is_wide(kind) and not _is_wide(own) else value


def _compared(op: ComparisonOp, left: algebra.Column, right: algebra.Column) -> pl.Expr:
    one, other = kind_of(left), kind_of(right)
    match one, other:
        case algebra.Number(), algebra.Number():
            common = algebra.Number(max(one.scale, other.scale), max(one.bound, other.bound))
            return _operated(op, scaled(left, common), scaled(right, common))
        case algebra.Day(), algebra.Day():
            return _compared_days(op, left, right)
        case algebra.Words(), algebra.Words() if isinstance(right, algebra.Const) and one.values:
            return _operated(op, expression(left), pl.lit(right.value, dtype=storage(one)))
        case algebra.Words(), algebra.Words() if one.values != other.values:
            return _operated(op, expression(left).cast(pl.String), expression(right).cast(pl.String))
        case _:
            return _operated(op, expression(left), expression(right))


def _operated(op: ComparisonOp, left: pl.Expr, right: pl.Expr) -> pl.Expr:
    match op:
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case _:
            assert_never(op)


def _part(day: pl.Expr, part: algebra.Part) -> pl.Expr:
    match part:
        case "year":
            return day.dt.year()
        case "month":
            return day.dt.month()
        case "day":
            return day.dt.day()
        case "weekday":
            return day.dt.weekday()
        case _:
            assert_never(part)


def _text_test(value: pl.Expr, test: Literal["starts", "ends", "contains"], text: str) -> pl.Expr:
    match test:
        case "starts":
            return value.str.starts_with(text)
        case "ends":
            return value.str.ends_with(text)
        case "contains":
            return value.str.contains(text, literal=True)
        case _:
            assert_never(test)


def _compared_days(op: ComparisonOp, left: algebra.Column, right: algebra.Column) -> pl.Expr:
    limit = right.value if isinstance(right, algebra.Const) else None
    if isinstance(left, algebra.AddMonths) and isinstance(limit, date) and op not in ("=", "!="):
        last = last_before(limit, left.months, included=op in ("<=", ">"))
        inner: ComparisonOp = "<=" if op in ("<", "<=") else ">"
        return _operated(inner, expression(left.of), pl.lit(last, dtype=pl.Date))
    return _operated(op, expression(left), expression(right))


def last_before(limit: date, months: int, *, included: bool) -> date:
    """The last day that, so many months later, is before a limit (or is the limit where that is included)."""
    day = add_months(limit, -months) + timedelta(days=4)
    while add_months(day, months) > limit or (not included and add_months(day, months) == limit):
        day -= timedelta(days=1)
    return day


def _one_of(of: algebra.Column, values: tuple[algebra.Const, ...]) -> pl.Expr:
    kind = kind_of(of)
    raw = [_raw(value.value, kind) for value in values]
    return expression(of).is_in(pl.Series(raw, dtype=storage(kind), strict=False).implode())


def _case(column: algebra.Case) -> pl.Expr:
    kind = column.kind
    branches = column.branches
    if isinstance(kind, algebra.Words):
        dtype = storage(kind)
        values = [(expression(condition), as_words(value, dtype)) for condition, value in branches]
        otherwise = as_words(column.otherwise, dtype)
    elif isinstance(kind, algebra.Number):
        values = [(expression(condition), scaled(value, kind)) for condition, value in branches]
        otherwise = scaled(column.otherwise, kind)
    else:
        values = [(expression(condition), expression(value)) for condition, value in branches]
        otherwise = expression(column.otherwise)
    chain: Any_ = pl.when(values[0][0]).then(values[0][1])
    for condition, value in values[1:]:
        chain = chain.when(condition).then(value)
    found: pl.Expr = chain.otherwise(otherwise)
    return found


def as_words(column: algebra.Column, dtype: pl.DataType) -> pl.Expr:
    if isinstance(column, algebra.Const):
        return pl.lit(column.value, dtype=dtype)
    value = expression(column)
    return value if storage(kind_of(column)) == dtype else value.cast(pl.String).cast(dtype)


def _towards_zero(value: pl.Expr, by: int, *, never_negative: bool) -> pl.Expr:
    if never_negative:
        return value // by
    return pl.when(value < 0).then(_opposite(_opposite(value) // by)).otherwise(value // by)


def _opposite(value: pl.Expr) -> pl.Expr:
    """Polars has no sign change for 128 bits."""
    return 0 - value


def _half_away_from_zero(value: pl.Expr, half: int, unit: int) -> pl.Expr:
    """The whole quotient of an absolute value to which so much is added, with the sign of the value."""
    return pl.when(value < 0).then(_opposite((half - value) // unit)).otherwise((value + half) // unit)


def _rounded(column: algebra.Rounded) -> pl.Expr:
    own = kind_of(column.of)
    assert isinstance(own, algebra.Number)
    unit = 10 ** (own.scale - column.kind.scale)
    value = expression(column.of)
    half = unit // 2
    found: pl.Expr
    match column.how:
        case "floor":
            found = value // unit
        case "ceiling":
            found = _opposite(_opposite(value) // unit)
        case "down":
            found = _towards_zero(value, unit, never_negative=False)
        case "up":
            found = pl.when(value < 0).then(value // unit).otherwise(_opposite(_opposite(value) // unit))
        case "half_up":
            found = _half_away_from_zero(value, half, unit)
        case "half_down":
            found = _half_away_from_zero(value, half - 1, unit)
        case "half_even":
            down = value // unit
            rest = value - down * unit
            up = (rest > half) | ((rest == half) & (down % 2 == 1))
            found = down + up.cast(pl.Int64)
        case _:
            assert_never(column.how)
    return found.cast(storage(column.kind)) if _is_wide(own) else found


def _share(of: algebra.Column, by: int, kind: algebra.Number) -> pl.Expr:
    """Half away from zero at two decimals: (2 * 100 * value + by * unit) // (2 * by * unit)."""
    own = kind_of(of)
    assert isinstance(own, algebra.Number)
    unit = 10 ** max(0, own.scale - kind.scale)
    factor = 2 * 10 ** max(0, kind.scale - own.scale)
    wide = own.bound.scaleb(own.scale) * factor > WIDE
    value = expression(of).cast(pl.Int128 if wide else pl.Int64) * factor
    return _half_away_from_zero(value, by * unit, 2 * by * unit).cast(storage(kind))


def _month_number(day: pl.Expr) -> pl.Expr:
    return day.dt.year() * 12 + day.dt.month()


def _whole_months(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    months = _month_number(end) - _month_number(start)
    short = (end.dt.day() < start.dt.day()).cast(pl.Int32)
    over = (end.dt.day() > start.dt.day()).cast(pl.Int32)
    return pl.when(months > 0).then(months - short).when(months < 0).then(months + over).otherwise(months)


def _months_elapsed(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    months = _month_number(end) - _month_number(start)
    last = (end + pl.duration(days=1)).dt.day() == 1
    return months - ((end.dt.day() < start.dt.day()) & ~last).cast(pl.Int32)
