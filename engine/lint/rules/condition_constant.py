"""A condition that nobody, or everybody, meets: whatever the facts are, among the values that they may have."""

from collections.abc import Iterator
from typing import Literal

from engine.feel.syntax import And, Expr, Or
from engine.lint.conditions import conditions_of
from engine.lint.context import Context
from engine.lint.domains import answers
from engine.lint.finding import Finding, Path
from engine.rulebook.model import Scheme, Test
from engine.text import Text

CODES = ("R417", "R418")


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    for path, condition in conditions_of(scheme):
        if isinstance(condition, Test):
            single = len(condition.when.versions) == 1
            for at, (_, expr) in enumerate(condition.when.versions):
                here = (*path, "when") if single else (*path, "when", at, "is")
                yield from _of_expression(condition.id, expr, here, context, required=len(path) == 2)


def _of_expression(name: str, expr: Expr, path: Path, context: Context, *, required: bool) -> Iterator[Finding]:
    answer = _constant(expr, context)
    if answer is None:
        operands = expr.operands if isinstance(expr, And | Or) else ()
        for operand in operands:
            part = _constant(operand, context)
            if part is not None:
                message = Text(
                    f"cette partie de la condition `{name}` est toujours {_WORDS[part].fr}",
                    f"this part of the condition `{name}` is always {_WORDS[part].en}",
                )
                yield Finding("R418", path, message, (_CURE,), "warning", part=operand.span)
        return
    message = Text(
        f"la condition `{name}` est toujours {_WORDS[answer].fr}, quels que soient les faits",
        f"the condition `{name}` is always {_WORDS[answer].en}, whatever the facts are",
    )
    severity: Literal["error", "warning"] = "error" if required and not answer else "warning"
    yield Finding("R417", path, message, (_CURE,), severity)


def _constant(expr: Expr, context: Context) -> bool | None:
    """The one answer of an expression, None when it has several or they cannot all be tried."""
    seen: bool | None = None
    for answer in answers(expr, context.facts):
        if not isinstance(answer, bool) or (seen is not None and answer != seen):
            return None
        seen = answer
    return seen


_WORDS = {True: Text("vraie", "true"), False: Text("fausse", "false")}
_CURE = Text(
    "comparez-la avec les valeurs admises des faits (`schemes show FAIT`)",
    "compare it with the values that the facts may have (`schemes show FACT`)",
)
