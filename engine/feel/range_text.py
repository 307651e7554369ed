"""The range that a text stands for: `range("[1..10)")` (DMN 1.5, clause 10.3.4.1)."""

from public_aids.engine.feel.compare import order
from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.errors import FeelError, NullError
from public_aids.engine.feel.logic import interval
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.syntax import Call, Expr, Interval, Name, Negation, Number, String, Temporal
from public_aids.engine.feel.values import Range, Value

_MAKERS = frozenset({"date", "time", "date and time", "duration"})


def parse_range(text: str) -> Value:
    """NullError when the text is not a range with two literal bounds in ascending order."""
    try:
        expr = parse(text)
    except FeelError as error:
        raise NullError(error.message.fr, error.message.en) from None
    if not isinstance(expr, Interval) or not _literal(expr.low) or not _literal(expr.high):
        raise NullError(f"`{text}` n'est pas un intervalle", f"`{text}` is not a range")
    found = interval(evaluate(expr.low, {}), evaluate(expr.high, {}), expr.low_included, expr.high_included)
    if isinstance(found, Range) and (order(found.low, found.high) or 0) > 0:
        raise NullError("les bornes de l'intervalle sont inversées", "the bounds of the range are the wrong way round")
    return found


def _literal(expr: Expr) -> bool:
    match expr:
        case Number() | String() | Temporal() | Negation(Number()):
            return True
        case Call(Name(name), (String(),), ()):
            return name in _MAKERS
        case _:
            return False
