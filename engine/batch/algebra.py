"""A small algebra of columns, on which every engine agrees: Polars, DuckDB, PostgreSQL, Spark.

A column is null where its value is unknown. Truth is three-valued as in SQL (`false and null` is false), a comparison
with null is null, a sum with null is null. Numbers are exact decimals: each knows how many decimals it has (`scale`)
and how large it can be (`bound`, on its absolute value), so that an engine can hold it in integers.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from public_aids.engine.feel.syntax import ComparisonOp
from public_aids.engine.record import Record

Part = Literal["year", "month", "day", "weekday"]
Rounding = Literal["half_up", "half_down", "half_even", "floor", "ceiling", "up", "down"]


class Node(Record):
    """A record that is looked up often: its hash is computed once."""

    def __hash__(self) -> int:
        known = self.__dict__.get("#hash")
        if known is None:
            known = self.__dict__["#hash"] = super().__hash__()
        return int(known)

    def __eq__(self, other: object) -> bool:
        return self is other or (hash(self) == hash(other) and super().__eq__(other))


class Truth(Node):
    pass


class Number(Node):
    """At most `scale` decimals, `-bound` to `bound`."""

    scale: int
    bound: Decimal


class Words(Node):
    """A text; `values` are the only ones it may have, empty where any may stand."""

    values: tuple[str, ...] = ()


class Day(Node):
    pass


Kind = Truth | Number | Words | Day
TRUTH, DAY = Truth(), Day()


class Source(Node):
    """A column of the input, or one that was named before."""

    name: str
    kind: Kind
    never_null: bool = False


class Const(Node):
    """One value for all rows; None is null."""

    value: bool | Decimal | str | date | None
    kind: Kind


class Not(Node):
    of: "Column"


class All(Node):
    """Three-valued `and` of two columns or more."""

    of: "tuple[Column, ...]"


class Any(Node):
    """Three-valued `or` of two columns or more."""

    of: "tuple[Column, ...]"


class Compare(Node):
    op: ComparisonOp
    left: "Column"
    right: "Column"


class OneOf(Node):
    """Whether a word, a number or a day is one of some known values."""

    of: "Column"
    values: tuple[Const, ...]


class IsNull(Node):
    of: "Column"


class IsTrue(Node):
    """True, and neither false nor null."""

    of: "Column"


class IsFalse(Node):
    of: "Column"


class Case(Node):
    """The value of the first branch whose condition is true; null counts as not true."""

    branches: "tuple[tuple[Column, Column], ...]"
    otherwise: "Column"
    kind: Kind


class Plus(Node):
    left: "Column"
    right: "Column"
    kind: Number


class Minus(Node):
    left: "Column"
    right: "Column"
    kind: Number


class Times(Node):
    left: "Column"
    right: "Column"
    kind: Number


class Divide(Node):
    """The whole quotient of a whole column by a whole number above zero, towards zero."""

    of: "Column"
    by: int
    kind: Number


class Rounded(Node):
    """A number with fewer decimals."""

    of: "Column"
    how: Rounding
    kind: Number


class Share(Node):
    """A number divided by a whole one and rounded once, half away from zero: exact where the quotient is not."""

    of: "Column"
    by: int
    kind: Number


class Count(Node):
    """How many of some columns are true."""

    of: "tuple[Column, ...]"
    kind: Number


class AddMonths(Node):
    """The same day some months later, or the last day of that month where it is shorter."""

    of: "Column"
    months: int


class AddDays(Node):
    of: "Column"
    days: int


class PartOf(Node):
    """A part of a day; weekdays go from 1, Monday, to 7."""

    of: "Column"
    part: Part
    kind: Number


class WholeMonths(Node):
    """Whole months from a day to another, towards zero: the 31st to the last day of a month is not whole
    (DMN 1.5, clause 10.3.4.1, `years and months duration`)."""

    start: "Column"
    end: "Column"
    kind: Number


class MonthsElapsed(Node):
    """The largest n such that `start` + n months is not after `end`; month ends count as `AddMonths` has them."""

    start: "Column"
    end: "Column"
    kind: Number


class TextTest(Node):
    """Whether a text starts with, ends with, or contains a known one."""

    of: "Column"
    test: Literal["starts", "ends", "contains"]
    text: str


class Listed(Node):
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
