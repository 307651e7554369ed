"""What a column is made of: its kind, its parts, whether it can be null."""

from typing import Any as Anything
from typing import assert_never

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
    Const,
    Count,
    Divide,
    IsFalse,
    IsNull,
    IsTrue,
    Kind,
    Listed,
    Minus,
    MonthsElapsed,
    Not,
    OneOf,
    PartOf,
    Plus,
    Rounded,
    Share,
    Source,
    TextTest,
    Times,
    Truth,
    WholeMonths,
    Words,
)
from public_aids.engine.record import replace


def kind_of(column: Column) -> Kind:
    match column:
        case Source() | Const() | Case() | Plus() | Minus() | Times() | Divide() | Rounded() | Share() | Count():
            return column.kind
        case PartOf() | WholeMonths() | MonthsElapsed():
            return column.kind
        case Not() | All() | Any() | Compare() | OneOf() | IsNull() | IsTrue() | IsFalse() | TextTest():
            return TRUTH
        case AddMonths() | AddDays():
            return DAY
        case Listed():
            return Words()
        case _:
            assert_never(column)


def parts_of(column: Column) -> tuple[Column, ...]:
    """The columns directly inside a column."""
    match column:
        case Source() | Const():
            return ()
        case All(of) | Any(of) | Count(of):
            return of
        case Compare(_, left, right) | Plus(left, right) | Minus(left, right) | Times(left, right):
            return (left, right)
        case WholeMonths(left, right) | MonthsElapsed(left, right):
            return (left, right)
        case Case(branches, otherwise):
            return (*(part for branch in branches for part in branch), otherwise)
        case Listed(entries):
            return tuple(condition for condition, _ in entries)
        case OneOf(of, values):
            return (of, *values)
        case (
            Not(of)
            | IsNull(of)
            | IsTrue(of)
            | IsFalse(of)
            | Divide(of)
            | Rounded(of)
            | Share(of)
            | AddMonths(of)
            | AddDays(of)
            | PartOf(of)
            | TextTest(of)
        ):
            return (of,)
        case _:
            assert_never(column)


def never_null(column: Column) -> bool:
    match column:
        case Source():
            return column.never_null
        case Const(value):
            return value is not None
        case IsNull() | IsTrue() | IsFalse() | Listed() | Count():
            return True
        case Case(branches, otherwise):
            return never_null(otherwise) and all(never_null(value) for _, value in branches)
        case _:
            return all(never_null(part) for part in parts_of(column))


def substituted(column: Column, old: Column, new: Column) -> Column:
    """A column in which another one stands for each occurrence of a part."""
    if column == old:
        return new
    changed = {name: _inside(getattr(column, name), old, new) for name in column._fields}
    return replace(column, **changed)


def _inside(value: Anything, old: Column, new: Column) -> Anything:
    if isinstance(value, tuple):
        return tuple(_inside(one, old, new) for one in value)
    return substituted(value, old, new) if isinstance(value, Column) else value


def is_truth(column: Column) -> bool:
    return isinstance(kind_of(column), Truth)
