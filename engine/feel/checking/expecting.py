"""What an expression as a whole has to be: a condition, a day, a sum in a unit."""

import re
from decimal import Decimal
from typing import Final

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.advice import as_condition, as_wanted
from public_aids.engine.feel.checking.comparing import conversions, not_allowed
from public_aids.engine.feel.checking.constancy import Typed
from public_aids.engine.feel.checking.problem import Report, listed
from public_aids.engine.feel.syntax import Arithmetic, Expr, Negation, Number, String, outcomes
from public_aids.engine.feel.units import PURE, Unit
from public_aids.engine.record import replace
from public_aids.engine.text import Text

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_SIGN: Final = re.compile(r"[-/]")


def expect(wanted: types.Type, expr: Expr, found: types.Type, report: Report) -> None:
    """T302 where a condition is wanted, T305 another type, T306 another unit, T303 another value."""
    if isinstance(found, types.AnyType) or isinstance(wanted, types.AnyType):
        return
    if not types.same_kind(wanted, found):
        _other_kind(wanted, expr, found, report)
        return
    match wanted, found:
        case types.ListType(one), types.ListType(other):
            expect(one, expr, other.of if isinstance(other, types.OptionalType) else other, report)
        case types.NumberType(Unit() as unit), types.NumberType(Unit() as other) if unit != other:
            _other_unit(unit, expr, other, report)
        case types.NumberType(), _ if isinstance(expr, Arithmetic) and _DAY.fullmatch(report.words(expr)):
            _subtracted_day(report.words(expr), expr, report)
        case _:
            for leaf in outcomes(expr):
                _written(wanted, leaf, report)


def _written(wanted: types.Type, expr: Expr, report: Report) -> None:
    """T303 for a value written out that a fact cannot have."""
    message = Text(f"ce fait ne vaut jamais `{report.words(expr)}`", f"this fact is never `{report.words(expr)}`")
    match wanted, expr:
        case types.StringType(), String():
            problem = not_allowed(expr, Typed(expr, wanted), report)
            report.problems += [replace(problem, message=message)] if problem else []
        case types.NumberType(), Number(value) | Negation(Number(value)):
            cure = _limit(wanted, -value if isinstance(expr, Negation) else value)
            if cure is not None:
                report.add("T303", expr, message, cure)
        case _:
            pass


def _limit(wanted: types.NumberType, value: Decimal) -> Text | None:
    """What a number has to be, where this one is not."""
    low, high = wanted.minimum, wanted.maximum
    if wanted.allowed and value not in wanted.allowed:
        values = listed(tuple(f"{one:f}" for one in wanted.allowed))
        return Text(f"valeurs admises : {values}", f"allowed values: {values}")
    if low is not None and value < low:
        return Text(f"au moins {low:f}", f"at least {low:f}")
    if high is not None and value > high:
        return Text(f"au plus {high:f}", f"at most {high:f}")
    return Text("un nombre entier", "a whole number") if wanted.whole and value % 1 else None


def _other_kind(wanted: types.Type, expr: Expr, found: types.Type, report: Report) -> None:
    name, other = types.type_name(wanted), types.type_name(found)
    if isinstance(wanted, types.BooleanType):
        message = Text(f"il faut ici une condition, pas {other.fr}", f"a condition is expected here, not {other.en}")
        cures = as_wanted(wanted, expr, found, report) or as_condition(expr, found, report)
        report.add("T302", expr, message, *cures)
    else:
        message = Text(f"il faut ici {name.fr}, pas {other.fr}", f"{name.en} is expected here, not {other.en}")
        report.add("T305", expr, message, *as_wanted(wanted, expr, found, report))


def _subtracted_day(written: str, expr: Expr, report: Report) -> None:
    message = Text(
        f"il faut ici un nombre, et `{written}` a la forme d'un jour",
        f"a number is expected here, and `{written}` has the form of a day",
    )
    spaced = _SIGN.sub(r" \g<0> ", written)
    cure = Text(f"un calcul s'écrit avec des espaces : `{spaced}`", f"a calculation is written with spaces: `{spaced}`")
    report.add("T305", expr, message, cure)


def _other_unit(wanted: Unit, expr: Expr, found: Unit, report: Report) -> None:
    unit, other = _shown(wanted), _shown(found)
    message = Text(f"il faut ici un {unit.fr}, pas un {other.fr}", f"{unit.en} is expected here, not {other.en}")
    report.add("T306", expr, message, *conversions(((expr, found, wanted),), report))


def _shown(unit: Unit) -> Text:
    if unit == PURE:
        return Text("nombre sans unité", "a number without a unit")
    return Text(f"nombre en `{unit}`", f"a number in `{unit}`")
