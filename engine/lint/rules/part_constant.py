"""A part of a condition that makes no difference: it is true, or false, whatever the facts are."""

from collections.abc import Iterator

from public_aids.engine.feel.syntax import And, Or
from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.finding import Finding, versions_of
from public_aids.engine.rulebook.coherence.rules.condition_constant import CURE, WORDS
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R418",)


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    for path, condition in tests_of(scheme):
        for here, expr in versions_of((*path, "when"), condition.when):
            operands = expr.operands if isinstance(expr, And | Or) else ()
            found = [(one, answer) for one in operands if (answer := context.logic.constant(one)) is not None]
            if found and context.logic.constant(expr) is not None:
                continue  # that the whole makes no difference is already reported
            for operand, answer in found:
                message = Text(
                    f"cette partie de la condition `{condition.id}` est toujours {WORDS[answer].fr}",
                    f"this part of the condition `{condition.id}` is always {WORDS[answer].en}",
                )
                yield Finding("R418", here, message, (CURE,), "warning", part=operand.span)
