"""What is wrong in an expression, and the words it was written in."""

from collections.abc import Mapping

from public_aids.engine.feel.syntax import Expr, Name, Number, Span, String
from public_aids.engine.feel.types import Declared
from public_aids.engine.record import Record
from public_aids.engine.text import Text


class ExpressionProblem(Record):
    """A code (F2xx names, T3xx types and units), the characters it is about, the cause, the cures, and what to write in
    their place where only one thing can be meant."""

    code: str
    span: Span
    message: Text
    cures: tuple[Text, ...] = ()
    fix: str | None = None


class Report:
    """Gathers the problems of one expression; knows its text and the names, so that a message can repeat the user's
    words and say which name was meant."""

    def __init__(self, text: str, names: Mapping[str, Declared]) -> None:
        self.text = text
        self.names = names
        self.problems: list[ExpressionProblem] = []

    def add(self, code: str, at: Expr | Span, message: Text, *cures: Text, fix: str | None = None) -> None:
        span = at if isinstance(at, tuple) else at.span
        self.problems.append(ExpressionProblem(code, span, message, cures, fix))

    def words(self, expr: Expr) -> str:
        """An expression as it was written, on one line, shortened when it is long."""
        start, end = expr.span
        written = " ".join(self.text[start:end].split()) or _spelled(expr)
        return written if len(written) <= 60 else "…"


def listed(values: tuple[str, ...], *, most: int = 12) -> str:
    """Values in backticks; the first ones and an ellipsis when there are many."""
    shown = ", ".join(f"`{value}`" for value in values[:most])
    return f"{shown}, …" if len(values) > most else shown


def _spelled(expr: Expr) -> str:
    match expr:
        case Name(name):
            return name
        case Number(value):
            return str(value)
        case String(value):
            return f'"{value}"'
        case _:
            return "…"
