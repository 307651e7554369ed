"""What can be said of an expression from its literals alone."""

from datetime import date
from decimal import Decimal

from public_aids.engine.feel.arithmetic import OPERATIONS
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.syntax import Arithmetic, Expr, Name, Negation, Number, Path, String, Temporal
from public_aids.engine.feel.values import parse_date
from public_aids.engine.source.spellings import day_meant


def constant(expr: Expr) -> Decimal | None:
    """The number that an expression without names always is; None where there is none."""
    match expr:
        case Number(value):
            return value
        case Negation(operand):
            inner = constant(operand)
            return None if inner is None else -inner
        case Arithmetic(op, left, right):
            one, other = constant(left), constant(right)
            if one is None or other is None:
                return None
            try:
                result = OPERATIONS[op](one, other)
            except NullError:
                return None
            return result if isinstance(result, Decimal) else None
        case _:
            return None


def is_literal(expr: Expr) -> bool:
    return isinstance(expr, String | Number | Temporal) or constant(expr) is not None


def unquoted_day(expr: Expr) -> date | None:
    """The day that `2026-01-01` was meant to be: without `@"..."` it is a subtraction."""
    match expr:
        case Arithmetic("-", Arithmetic("-", Number(year), Number(month)), Number(day)):
            return _day(f"{year}-{month:02}-{day:02}") if year == int(year) and month < 13 and day < 32 else None
        case Arithmetic("/", Arithmetic("/", Number(day), Number(month)), Number(year)):
            return _day(f"{year}-{month:02}-{day:02}") if year == int(year) and month < 13 and day < 32 else None
        case _:
            return None


def meant_day(expr: Expr) -> date | None:
    """The day that is meant without `@"..."`: `2026-01-31`, `31/01/2026`, `"31 janvier 2026"`."""
    if not isinstance(expr, String):
        return unquoted_day(expr)
    meant = day_meant(expr.value)
    return None if meant is None else parse_date(meant)


def _day(text: str) -> date | None:
    return parse_date(text) if len(text) == 10 else None


def is_name(expr: Expr) -> bool:
    """A fact, or an entry of one: what a sentence can repeat."""
    while isinstance(expr, Path):
        expr = expr.base
    return isinstance(expr, Name)
