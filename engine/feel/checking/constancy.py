"""T307: comparisons that are always true or always false, whatever the facts are."""

from decimal import Decimal

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.literals import is_name
from public_aids.engine.feel.checking.problem import Report, listed
from public_aids.engine.feel.syntax import ComparisonOp, Expr, Span
from public_aids.engine.record import Record
from public_aids.engine.text import Text


class Typed(Record):
    """An expression and its type."""

    expr: Expr
    type: types.Type


def always(op: ComparisonOp, left: Typed, right: Typed, at: Span, report: Report, *, both: bool) -> None:
    """T307 for numbers: what they are allowed to be decides."""
    assert isinstance(left.type, types.NumberType) and isinstance(right.type, types.NumberType)
    answer = _answer(op, left.type, right.type)
    if answer is None:
        with_itself(op, left, right, at, report)
    elif both or not answer:
        constant_answer(answer, left, right, at, report)


def _answer(op: ComparisonOp, left: types.NumberType, right: types.NumberType) -> bool | None:
    """What a comparison of any two numbers of these types gives, None when it can be either."""
    match op:
        case "=" | "!=":
            if not _apart(left, right):
                return op == "=" if len(left.allowed) == 1 and left.allowed == right.allowed else None
            return op == "!="
        case "<":
            return True if _below(left, right) else False if _not_above(right, left) else None
        case "<=":
            return True if _not_above(left, right) else False if _below(right, left) else None
        case ">":
            return _answer("<", right, left)
        case ">=":
            return _answer("<=", right, left)


def _apart(left: types.NumberType, right: types.NumberType) -> bool:
    if left.allowed and right.allowed:
        return not set(left.allowed) & set(right.allowed)
    return _below(left, right) or _below(right, left)


def _below(left: types.NumberType, right: types.NumberType) -> bool:
    high, low = types.extent(left)[1], types.extent(right)[0]
    return high is not None and low is not None and high < low


def _not_above(left: types.NumberType, right: types.NumberType) -> bool:
    high, low = types.extent(left)[1], types.extent(right)[0]
    return high is not None and low is not None and high <= low


def with_itself(op: ComparisonOp, left: Typed, right: Typed, at: Span, report: Report) -> None:
    if left.expr == right.expr:
        constant_answer(op in ("=", "<=", ">="), left, right, at, report)


def constant_answer(answer: bool, left: Typed, right: Typed, at: Span, report: Report) -> None:
    """T307, with what the side that has a name can be."""
    named = right if is_name(right.expr) and not is_name(left.expr) else left
    fr, en = ("vraie", "true") if answer else ("fausse", "false")
    message = Text(f"cette comparaison est toujours {fr}", f"this comparison is always {en}")
    report.add("T307", at, message, *_domain(named, report))


def _domain(side: Typed, report: Report) -> tuple[Text, ...]:
    words = report.words(side.expr)
    if isinstance(side.type, types.NumberType):
        if side.type.allowed:
            values = listed(tuple(f"{value:f}" for value in side.type.allowed))
            return (Text(f"`{words}` est parmi : {values}", f"`{words}` is one of: {values}"),)
        low, high = types.extent(side.type)
        if low is not None or high is not None:
            return (_bounds(words, low, high),)
    if isinstance(side.type, types.StringType) and side.type.allowed:
        values = listed(side.type.allowed)
        return (Text(f"`{words}` est parmi : {values}", f"`{words}` is one of: {values}"),)
    return ()


def _bounds(words: str, low: Decimal | None, high: Decimal | None) -> Text:
    if high is None:
        return Text(f"`{words}` vaut au moins {low:f}", f"`{words}` is at least {low:f}")
    if low is None:
        return Text(f"`{words}` vaut au plus {high:f}", f"`{words}` is at most {high:f}")
    return Text(f"`{words}` va de {low:f} à {high:f}", f"`{words}` goes from {low:f} to {high:f}")
