"""The types of expressions, known before anything runs (DMN 1.5, clause 10.3.2.9), with units and allowed values.

A value of a type is never null, except of `OptionalType`: only such a value may be absent.
"""

from decimal import Decimal
from typing import assert_never

from public_aids.engine.feel.units import Unit
from public_aids.engine.record import Record
from public_aids.engine.text import Text


class AnyType(Record):
    """Nothing is known; nothing is reported about it either."""


class NullType(Record):
    pass


class BooleanType(Record):
    pass


class NumberType(Record):
    """`unit` is None where the number takes whatever unit is wanted, as a literal does.

    `allowed` is empty where every number from `minimum` to `maximum` (both included, None: no bound) is allowed.
    """

    unit: Unit | None = None
    allowed: tuple[Decimal, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    whole: bool = False  # of what is declared so


class StringType(Record):
    """A text; a choice where it has `allowed` values; a code where it has to match a `pattern`."""

    allowed: tuple[str, ...] = ()
    pattern: str | None = None


class DateType(Record):
    pass


class TimeType(Record):
    pass


class DateTimeType(Record):
    pass


class DaysType(Record):
    """A days and time duration."""


class MonthsType(Record):
    """A years and months duration."""


class ListType(Record):
    item: "Type"


class ContextType(Record):
    fields: "tuple[tuple[str, Type], ...]"


class RangeType(Record):
    of: "Type"


class FunctionType(Record):
    parameters: "tuple[Type, ...]"
    result: "Type"


class OptionalType(Record):
    """A value that may be absent: a field that is not required, the first item of a list that may be empty."""

    of: "Type"


Type = (
    AnyType
    | NullType
    | BooleanType
    | NumberType
    | StringType
    | DateType
    | TimeType
    | DateTimeType
    | DaysType
    | MonthsType
    | ListType
    | ContextType
    | RangeType
    | FunctionType
    | OptionalType
)

ANY = AnyType()
BOOLEAN = BooleanType()
NUMBER = NumberType()
STRING = StringType()
DATE = DateType()
TIME = TimeType()
DATE_TIME = DateTimeType()
DAYS = DaysType()
MONTHS = MonthsType()


class Declared(Record):
    """The type of a name, what people call it and each of its values, and how its value is written."""

    type: Type
    label: Text | None = None
    labels: tuple[tuple[str, Text], ...] = ()
    help: Text | None = None


def kind(of: Type) -> str:
    """The name of a type among the kinds of values (`values.kind`)."""
    match of:
        case AnyType():
            return "any"
        case NullType():
            return "null"
        case BooleanType():
            return "boolean"
        case NumberType():
            return "number"
        case StringType():
            return "string"
        case DateType():
            return "date"
        case TimeType():
            return "time"
        case DateTimeType():
            return "date and time"
        case DaysType():
            return "days and time duration"
        case MonthsType():
            return "years and months duration"
        case ListType():
            return "list"
        case ContextType():
            return "context"
        case RangeType():
            return "range"
        case FunctionType():
            return "function"
        case OptionalType(inner):
            return kind(inner)
        case _:
            assert_never(of)


KINDS = {
    "any": Text("une valeur", "a value"),
    "null": Text("`null`", "`null`"),
    "boolean": Text("une condition", "a condition"),
    "number": Text("un nombre", "a number"),
    "string": Text("un texte", "a text"),
    "date": Text("une date", "a date"),
    "time": Text("une heure", "a time"),
    "date and time": Text("une date avec une heure", "a date with a time"),
    "days and time duration": Text("une durée en jours", "a length of time in days"),
    "years and months duration": Text("une durée en années et mois", "a length of time in years and months"),
    "list": Text("une liste", "a list"),
    "context": Text("un enregistrement", "a record"),
    "range": Text("un intervalle", "a range"),
    "function": Text("une fonction", "a function"),
}


def type_name(of: Type) -> Text:
    """A type as people call it: `a number`, `a list of dates`."""
    if isinstance(of, ListType) and not isinstance(of.item, AnyType):
        item = KINDS[kind(of.item)]
        return Text(f"une liste (chaque élément : {item.fr})", f"a list (each item: {item.en})")
    return KINDS[kind(of)]


def same_kind(left: Type, right: Type) -> bool:
    """Whether values of the two types can be equal, as far as their kinds say."""
    if isinstance(left, AnyType) or isinstance(right, AnyType):
        return True
    match left, right:
        case (OptionalType(one), other) | (other, OptionalType(one)):
            return same_kind(one, other)
        case (ListType(one), ListType(other)) | (RangeType(one), RangeType(other)):
            return same_kind(one, other)
        case _:
            return type(left) is type(right)


def join(left: Type, right: Type) -> Type | None:
    """The type of a value that is of one of the two; None where they are of two kinds.

    Units must have been compared before: one that is free (None) gives way to the other.
    """
    match left, right:
        case (AnyType(), _) | (_, AnyType()):
            return ANY
        case (OptionalType(one), OptionalType(other)) | (OptionalType(one), other) | (one, OptionalType(other)):
            joined = join(one, other)
            return None if joined is None else OptionalType(joined)
        case NumberType(), NumberType():
            return _join_numbers(left, right)
        case StringType(some), StringType(others):
            return StringType((*some, *(one for one in others if one not in some)) if some and others else ())
        case ListType(one), ListType(other):
            return ListType(join(one, other) or ANY)
        case RangeType(one), RangeType(other):
            return RangeType(join(one, other) or ANY)
        case ContextType(fields), ContextType(others):
            return left if fields == others else ANY
        case _:
            return left if type(left) is type(right) else None


def _join_numbers(left: NumberType, right: NumberType) -> NumberType:
    unit = left.unit if right.unit is None or left.unit == right.unit else right.unit if left.unit is None else None
    if left.allowed and right.allowed:
        return NumberType(unit, (*left.allowed, *(one for one in right.allowed if one not in left.allowed)))
    (low, high), (other_low, other_high) = extent(left), extent(right)
    minimum = None if low is None or other_low is None else min(low, other_low)
    maximum = None if high is None or other_high is None else max(high, other_high)
    return NumberType(unit, (), minimum, maximum)


def extent(of: NumberType) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest number of a type, None where there is none."""
    return (min(of.allowed), max(of.allowed)) if of.allowed else (of.minimum, of.maximum)
