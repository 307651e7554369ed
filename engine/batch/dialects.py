"""Where databases differ: months, whole quotients, exact shares, literals.

Each function takes and gives trees of sqlglot; what is not named here is the same everywhere.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, assert_never

from sqlglot import exp

from public_aids.engine.batch.algebra import Part

Dialect = Literal["duckdb", "postgres", "spark", "bigquery", "snowflake", "oracle"]
DIALECTS: tuple[Dialect, ...] = ("duckdb", "postgres", "spark", "bigquery", "snowflake", "oracle")
Sql = exp.Expr


def call(name: str, *arguments: Sql) -> Sql:
    return exp.Anonymous(this=name, expressions=list(arguments))


def whole(value: int) -> Sql:
    return exp.Neg(this=whole(-value)) if value < 0 else exp.Literal.number(str(value))


def cast(value: Sql, kind: str) -> Sql:
    return exp.Cast(this=value, to=exp.DataType.build(kind, dialect="duckdb"))


def parenthesised(value: Sql) -> Sql:
    """The same as a part of arithmetic, a comparison or a negation."""
    return exp.Paren(this=value) if isinstance(value, (exp.Binary, exp.Unary, exp.In, exp.Is)) else value


def operand(value: Sql) -> Sql:
    """The same as one side of a comparison: sums need no parentheses there."""
    return value if isinstance(value, (exp.Add, exp.Sub, exp.Mul, exp.Neg)) else parenthesised(value)


def joined(join: type[exp.And] | type[exp.Or], parts: Sequence[Sql]) -> Sql:
    """`and` or `or`; only the other of the two stands in parentheses inside."""
    found, *rest = (exp.Paren(this=part) if isinstance(part, (exp.And, exp.Or)) else part for part in parts)
    for part in rest:
        found = join(this=found, expression=part)
    return found


def decimal_literal(value: Decimal, dialect: Dialect) -> Sql:
    """A number as the database reads it exactly: one with a point is a float in BigQuery."""
    if value < 0:
        return exp.Neg(this=decimal_literal(-value, dialect))
    if value == int(value):
        return whole(int(value))
    if dialect == "bigquery":
        return cast(exp.Literal.string(f"{value.normalize():f}"), "DECIMAL(38, 9)")
    return exp.Literal.number(f"{value.normalize():f}")


def months_later(day: Sql, months: int, dialect: Dialect) -> Sql:
    """Clipped at the end of a shorter month. Oracle's ADD_MONTHS goes from a last day to a last day, so that what it
    adds to the day of the month is taken back."""
    match dialect:
        case "duckdb" | "postgres":
            interval = exp.Interval(this=exp.Literal.string(str(months)), unit=exp.var("MONTH"))
            return cast(exp.Add(this=parenthesised(day), expression=interval), "DATE")
        case "spark":
            return call("ADD_MONTHS", day, whole(months))
        case "bigquery":
            interval = exp.Interval(this=whole(months), unit=exp.var("MONTH"))
            return call("DATE_ADD", day, interval)
        case "snowflake":
            return call("DATEADD", exp.var("MONTH"), whole(months), day)
        case "oracle":
            moved = call("ADD_MONTHS", day, whole(months))
            gained = exp.Sub(this=part_of(moved.copy(), "day", dialect), expression=part_of(day.copy(), "day", dialect))
            return exp.Sub(this=moved, expression=call("GREATEST", gained, whole(0)))
        case _:
            assert_never(dialect)


def days_later(day: Sql, days: int, dialect: Dialect) -> Sql:
    match dialect:
        case "duckdb" | "postgres" | "oracle":
            return exp.Add(this=parenthesised(day), expression=whole(days))
        case "spark":
            return call("DATE_ADD", day, whole(days))
        case "bigquery":
            return call("DATE_ADD", day, exp.Interval(this=whole(days), unit=exp.var("DAY")))
        case "snowflake":
            return call("DATEADD", exp.var("DAY"), whole(days), day)
        case _:
            assert_never(dialect)


def part_of(day: Sql, part: Part, dialect: Dialect) -> Sql:
    """A part of a day as a whole number."""
    if part != "weekday":
        return _extract(part.upper(), day)
    match dialect:
        case "duckdb" | "postgres":
            return _extract("ISODOW", day)
        case "spark":
            return _extract("DAYOFWEEK_ISO", day)
        case "snowflake":
            return call("DAYOFWEEKISO", day)
        case "bigquery":
            shifted = exp.Add(this=_extract("DAYOFWEEK", day), expression=whole(5))
            return exp.Add(this=call("MOD", shifted, whole(7)), expression=whole(1))
        case "oracle":
            monday = call("TRUNC", day.copy(), exp.Literal.string("IW"))
            return exp.Add(this=exp.Paren(this=exp.Sub(this=day, expression=monday)), expression=whole(1))
        case _:
            assert_never(dialect)


def _extract(part: str, day: Sql) -> Sql:
    return exp.Extract(this=exp.var(part), expression=day)


def quotient(value: Sql, by: int, dialect: Dialect) -> Sql:
    """The whole quotient of whole numbers, towards zero."""
    match dialect:
        case "duckdb":
            return exp.Paren(this=exp.IntDiv(this=cast(value, "BIGINT"), expression=whole(by)))
        case "postgres" | "bigquery":
            return call("DIV", value, whole(by))
        case "spark":
            return exp.Paren(this=exp.IntDiv(this=cast(value, "BIGINT"), expression=whole(by)))
        case "snowflake" | "oracle":
            return call("TRUNC", exp.Div(this=parenthesised(value), expression=whole(by)))
        case _:
            assert_never(dialect)


def share(value: Sql, scale: int, by: int, dialect: Dialect) -> Sql:
    """A number with so many decimals divided by a whole one, half a cent away from zero.

    DuckDB divides decimals as floats, so that whole numbers are divided there. Elsewhere the quotient has more decimals
    than could hide which side of half a cent it is on.
    """
    if dialect == "duckdb":
        unit = 10**scale
        units = cast(exp.Mul(this=parenthesised(value), expression=whole(unit)), "HUGEINT")
        absolute = exp.Mul(this=call("ABS", units), expression=whole(200))
        shifted = exp.Paren(this=exp.Add(this=absolute, expression=whole(by * unit)))
        cents = exp.Paren(this=exp.IntDiv(this=shifted, expression=whole(2 * by * unit)))
        exact = exp.Mul(this=cast(cents, "DECIMAL(30, 0)"), expression=exp.Literal.number("0.01"))
        negative = exp.LT(this=parenthesised(value.copy()), expression=whole(0))
        return exp.Case(ifs=[exp.If(this=negative, true=exp.Neg(this=exp.Paren(this=exact.copy())))], default=exact)
    wide = cast(value, f"DECIMAL(36, {scale + 4})") if dialect in ("postgres", "bigquery") else parenthesised(value)
    return call("ROUND", exp.Div(this=wide, expression=whole(by)), whole(2))
