"""What a column is made of: its kind, its parts, whether it can be null."""

from typing import Any as Anything
from typing import assert_never

from public_aids.engine.batch import algebra
from public_aids.engine.record import replace


def kind_of(column: algebra.Column) -> algebra.Kind:
    match column:
        case (
            algebra.Source()
            | algebra.Const()
            | algebra.Case()
            | algebra.Plus()
            | algebra.Minus()
            | algebra.Times()
            | algebra.Divide()
            | algebra.Rounded()
            | algebra.Share()
            | algebra.Count()
        ):
            return column.kind
        case algebra.PartOf() | algebra.WholeMonths() | algebra.MonthsElapsed():
            return column.kind
        case (
            algebra.Not()
            | algebra.All()
            | algebra.Any()
            | algebra.Compare()
            | algebra.OneOf()
            | algebra.IsNull()
            | algebra.IsTrue()
            | algebra.IsFalse()
            | algebra.TextTest()
        ):
            return algebra.TRUTH
        case algebra.AddMonths() | algebra.AddDays():
            return algebra.DAY
        case algebra.Listed():
            return algebra.Words()
        case _:
            assert_never(column)


def larger_than(most: int, column: algebra.Column) -> bool:
    """Is a column written with more nodes than that? Equal parts count each time that they are written."""
    waiting = [column]
    while waiting and most >= 0:
        waiting.extend(parts_of(waiting.pop()))
        most -= 1
    return most < 0


def parts_of(column: algebra.Column) -> tuple[algebra.Column, ...]:
    """The columns directly inside a column."""
    match column:
        case algebra.Source() | algebra.Const():
            return ()
        case algebra.All(of) | algebra.Any(of) | algebra.Count(of):
            return of
        case (
            algebra.Compare(_, left, right)
            | algebra.Plus(left, right)
            | algebra.Minus(left, right)
            | algebra.Times(left, right)
        ):
            return (left, right)
        case algebra.WholeMonths(left, right) | algebra.MonthsElapsed(left, right):
            return (left, right)
        case algebra.Case(branches, otherwise):
            return (*(part for branch in branches for part in branch), otherwise)
        case algebra.Listed(entries):
            return tuple(condition for condition, _ in entries)
        case algebra.OneOf(of, values):
            return (of, *values)
        case (
            algebra.Not(of)
            | algebra.IsNull(of)
            | algebra.IsTrue(of)
            | algebra.IsFalse(of)
            | algebra.Divide(of)
            | algebra.Rounded(of)
            | algebra.Share(of)
            | algebra.AddMonths(of)
            | algebra.AddDays(of)
            | algebra.PartOf(of)
            | algebra.TextTest(of)
        ):
            return (of,)
        case _:
            assert_never(column)


def never_null(column: algebra.Column) -> bool:
    match column:
        case algebra.Source():
            return column.never_null
        case algebra.Const(value):
            return value is not None
        case algebra.IsNull() | algebra.IsTrue() | algebra.IsFalse() | algebra.Listed() | algebra.Count():
            return True
        case algebra.Case(branches, otherwise):
            return never_null(otherwise) and all(never_null(value) for _, value in branches)
        case _:
            return all(never_null(part) for part in parts_of(column))


def substituted(column: algebra.Column, old: algebra.Column, new: algebra.Column) -> algebra.Column:
    """A column in which another one stands for each occurrence of a part."""
    if column == old:
        return new
    changed = {name: _inside(getattr(column, name), old, new) for name in column._fields}
    return replace(column, **changed)


def _inside(value: Anything, old: algebra.Column, new: algebra.Column) -> Anything:
    if isinstance(value, tuple):
        return tuple(_inside(one, old, new) for one in value)
    return substituted(value, old, new) if isinstance(value, algebra.Column) else value


def is_truth(column: algebra.Column) -> bool:
    return isinstance(kind_of(column), algebra.Truth)
