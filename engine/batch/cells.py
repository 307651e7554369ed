"""One column of a file read as a fact: its values as the engine holds them, and which cells are wrong.

What a cell may hold is what `engine.decide.profile` takes for the fact; a number has at most the decimals of its
column.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import polars as pl

from public_aids.engine.batch.algebra import Number
from public_aids.engine.batch.facts import kind_of_fact, number_kind
from public_aids.engine.batch.on_polars import storage
from public_aids.engine.feel.values import FIRST_DAY, LAST_DAY, LONGEST_CODE
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Fact

READ_DECIMALS = 12  # of a number written as text
_NUMBER = r"^-?[0-9]{1,24}(\.[0-9]{1,12})?$"


class Cells(Record):
    """`wrong` is true where a cell that is not empty is not allowed, None where none can be."""

    value: pl.Expr
    wrong: pl.Expr | None = None


def cells(one: Fact, raw: pl.Expr, dtype: pl.DataType) -> Cells:
    """How a raw column of a type is read as a fact."""
    if dtype == pl.Null:
        return Cells(pl.lit(None, dtype=storage(kind_of_fact(one))))
    if dtype == pl.String:
        raw = pl.when(raw != "").then(raw)
    match one.type:
        case "boolean":
            return _boolean(raw, dtype)
        case "number":
            return _number(one, raw, dtype)
        case "date":
            return _day(raw, dtype)
        case "choice":
            return _choice(one, raw, dtype)
        case "code":
            return _code(one, raw, dtype)
        case "list" | "records":
            return Cells(raw.cast(pl.String) if dtype == pl.String else raw)


def _refused(one: Fact, raw: pl.Expr) -> Cells:
    return Cells(pl.lit(None, dtype=storage(kind_of_fact(one))), raw.is_not_null())


def _boolean(raw: pl.Expr, dtype: pl.DataType) -> Cells:
    if dtype == pl.Boolean:
        return Cells(raw)
    if dtype == pl.String:
        value = pl.when(raw == "true").then(True).when(raw == "false").then(False)
        return Cells(value, raw.is_not_null() & value.is_null())
    return Cells(pl.lit(None, dtype=pl.Boolean), raw.is_not_null())


def _number(one: Fact, raw: pl.Expr, dtype: pl.DataType) -> Cells:
    kind = number_kind(one)
    if dtype.is_integer():
        return _allowed(one, kind, raw, raw.cast(pl.Int128, strict=False), 0)
    if isinstance(dtype, pl.Decimal):
        return _allowed(one, kind, raw, raw.to_physical().cast(pl.Int128), dtype.scale)
    if dtype.is_float():
        shifted = raw.cast(pl.Float64) * 10**kind.scale
        exact = (shifted.abs() < 2**53) & ((shifted - shifted.round()).abs() < 1e-6)
        return _allowed(one, kind, raw, pl.when(exact).then(shifted.round()).cast(pl.Int128, strict=False), kind.scale)
    if dtype == pl.String:
        decimal = pl.when(raw.str.contains(_NUMBER)).then(raw).cast(pl.Decimal(38, READ_DECIMALS), strict=False)
        return _allowed(one, kind, raw, decimal.to_physical(), READ_DECIMALS)
    return _refused(one, raw)


def _allowed(one: Fact, kind: Number, raw: pl.Expr, whole: pl.Expr, scale: int) -> Cells:
    """A whole number of 128 bits times 10^-scale, held with the decimals of its kind, within bounds and among known
    values.

    `whole` is null where the cell is empty or cannot be read.
    """
    value, good = whole, pl.lit(True)
    if scale > kind.scale:
        spare = pl.lit(10 ** (scale - kind.scale), dtype=pl.Int128)
        value, good = whole // spare, whole % spare == 0
    held = min(scale, kind.scale)
    low = -kind.bound if one.minimum is None else one.minimum
    high = kind.bound if one.maximum is None else one.maximum
    if one.values:
        good = good & value.is_in(pl.Series([int(known) * 10**held for known in one.values], dtype=pl.Int128).implode())
    else:
        good = good & value.is_between(_whole(low, held, ROUND_CEILING), _whole(high, held, ROUND_FLOOR))
    value = pl.when(good).then(value) * pl.lit(10 ** (kind.scale - held), dtype=pl.Int128)
    return Cells(value.cast(storage(kind)), raw.is_not_null() & ~good.fill_null(False))


def _whole(bound: Decimal, scale: int, rounding: str) -> pl.Expr:
    """A bound in units of 10^-scale, on the side of what is allowed."""
    return pl.lit(int((bound * 10**scale).to_integral_value(rounding)), dtype=pl.Int128)


def _day(raw: pl.Expr, dtype: pl.DataType) -> Cells:
    if dtype == pl.String:
        shaped = raw.str.len_bytes() == 10
        value = pl.when(shaped).then(raw).str.to_date("%Y-%m-%d", strict=False)
    elif dtype == pl.Date:
        value = raw
    elif dtype == pl.Datetime:
        value = pl.when(raw.dt.time() == pl.time(0, 0)).then(raw.dt.date())
    else:
        return Cells(pl.lit(None, dtype=pl.Date), raw.is_not_null())
    inside = value.is_between(FIRST_DAY, LAST_DAY)
    return Cells(pl.when(inside).then(value), raw.is_not_null() & ~inside.fill_null(False))


def _choice(one: Fact, raw: pl.Expr, dtype: pl.DataType) -> Cells:
    if not (dtype == pl.String or isinstance(dtype, (pl.Categorical, pl.Enum))):
        return _refused(one, raw)
    held = storage(kind_of_fact(one))
    if dtype == held:
        return Cells(raw)
    value = raw.cast(pl.String).cast(held, strict=False)
    return Cells(value, raw.is_not_null() & value.is_null())


def _code(one: Fact, raw: pl.Expr, dtype: pl.DataType) -> Cells:
    if not (dtype == pl.String or isinstance(dtype, (pl.Categorical, pl.Enum))):
        return _refused(one, raw)
    text = raw.cast(pl.String)
    if one.pattern is None:
        return Cells(text)
    fits = text.str.contains(f"^(?:{one.pattern})$") & (text.str.len_chars() <= LONGEST_CODE)
    return Cells(text, ~fits.fill_null(True))
