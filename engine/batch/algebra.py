"""A small algebra of columns, on which every engine agrees: Polars, DuckDB, PostgreSQL, Spark.

A column is null where its value is unknown. Truth is three-valued as in SQL (`false and null` is false), a comparison
with null is null, a sum with null is null. Numbers are exact decimals: each knows how many decimals it has (`scale`)
and how large it can be (`bound`, on its absolute value), so that an engine can hold it in integers.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from engine.record import Record

CompareOp = Literal["=", "!=", "<", "<=", ">", ">="]
Part = Literal["year", "month", "day", "weekday"]
Rounding = Literal["half_up", "half_down", "half_even", "floor", "ceiling", "up", "down"]


class Truth(Record):
    pass


class Number(Record):
    """At most `scale` decimals, `-bound` to `bound`."""

    scale: int
    bound: Decimal


class Words(Record):
    """A text; `values` are the only ones it may have, empty where any may stand."""

    values: tuple[str, ...] = ()


class Day(Record):
    pass


Kind = Truth | Number | Words | Day
TRUTH, DAY = Truth(), Day()


class Source(Record):
    """A column of the input, or one that was named before."""

    name: str
    kind: Kind
    never_null: bool = False


class Const(Record):
    """One value for all rows; None is null."""

    value: bool | Decimal | str | date | None
    kind: Kind


class Not(Record):
    of: "Column"


class All(Record):
    """Three-valued `and` of two columns or more."""

    of: "tuple[Column, ...]"


class Any(Record):
    """Three-valued `or` of two columns or more."""

    of: "tuple[Column, ...]"


class Compare(Record):
    op: CompareOp
    left: "Column"
    right: "Column"


class OneOf(Record):
    """Whether a word, a number or a day is one of some known values."""

    of: "Column"
    values: tuple[Const, ...]


class IsNull(Record):
    of: "Column"


class IsTrue(Record):
    """True, and neither false nor null."""

    of: "Column"


class IsFalse(Record):
    of: "Column"


class Case(Record):
    """The value of the first branch whose condition is true; null counts as not true."""

    branches: "tuple[tuple[Column, Column], ...]"
    otherwise: "Column"
    kind: Kind


class Plus(Record):
    left: "Column"
    right: "Column"
    kind: Number


class Minus(Record):
    left: "Column"
    right: "Column"
    kind: Number


class Times(Record):
    left: "Column"
    right: "Column"
    kind: Number


class Divide(Record):
    """The whole quotient of a whole column by a whole number above zero, towards zero."""

    of: "Column"
    by: int
    kind: Number


class Rounded(Record):
    """A number with fewer decimals."""

    of: "Column"
    how: Rounding
    kind: Number


class Share(Record):
    """A number divided by a whole one and rounded once, half away from zero: exact where the quotient is not."""

    of: "Column"
    by: int
    kind: Number


class Count(Record):
    """How many of some columns are true."""

    of: "tuple[Column, ...]"
    kind: Number


class AddMonths(Record):
    """The same day some months later, or the last day of that month where it is shorter."""

    of: "Column"
    months: int


class AddDays(Record):
    of: "Column"
    days: int


class PartOf(Record):
    """A part of a day; weekdays go from 1, Monday, to 7."""

    of: "Column"
    part: Part
    kind: Number


class WholeMonths(Record):
    """Whole months from a day to another, towards zero: the 31st to the last day of a month is not whole
    (DMN 1.5, clause 10.3.4.1, `years and months duration`)."""

    start: "Column"
    end: "Column"
    kind: Number


class MonthsElapsed(Record):
    """The largest n such that `start` + n months is not after `end`; month ends count as `AddMonths` has them."""

    start: "Column"
    end: "Column"
    kind: Number


class TextTest(Record):
    """Whether a text starts with, ends with, or contains a known one."""

    of: "Column"
    test: Literal["starts", "ends", "contains"]
    text: str


class Listed(Record):
    """The words whose condition is true, in order, with a space between two."""

    of: "tuple[tuple[Column, str], ...]"


Column = (
    Source
    | Const
    | Not
    | All
    | Any
    | Compare
    | OneOf
    | IsNull
    | IsTrue
    | IsFalse
    | Case
    | Plus
    | Minus
    | Times
    | Divide
    | Rounded
    | Share
    | Count
    | AddMonths
    | AddDays
    | PartOf
    | WholeMonths
    | MonthsElapsed
    | TextTest
    | Listed
)
