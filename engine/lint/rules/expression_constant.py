"""What hangs on a condition that is always true, or never: a sum, a warning, a limit, whatever the facts are.

Where no contract goes on after it was opened, a sum is paid to those alone who meet the conditions of the scheme.
"""

from collections.abc import Iterator

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.coherence.required import moments_of
from public_aids.engine.rulebook.coherence.rules.condition_constant import CURE, WORDS
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R417",)
NOTICES = ("obligations", "warnings", "notes", "objectives")


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    for path, name, expr in _conditions(scheme):
        answer = context.logic.constant(expr)
        if answer is None and path[0] == "amounts" and _for_nobody(scheme, expr, context):
            answer = False
        if answer is not None:
            key = path[-1]
            message = Text(
                f"`{key}` de `{name}` est toujours {WORDS[answer].fr}, quels que soient les faits",
                f"`{key}` of `{name}` is always {WORDS[answer].en}, whatever the facts are",
            )
            yield Finding("R417", path, message, (CURE,), "warning", part=expr.span)


def _for_nobody(scheme: Scheme, expr: Expr, context: Context) -> bool:
    """Whether nobody who meets the conditions, which can be met, meets this one."""
    moments = tuple(moments_of(scheme)) if scheme.kind != "contract" else ()
    return bool(moments) and all(
        context.logic.impossible((*one.conditions, expr)) and not context.logic.impossible(one.conditions)
        for one in moments
    )


def _conditions(scheme: Scheme) -> Iterator[tuple[Path, str, Expr]]:
    for at, amount in enumerate(scheme.amounts):
        if amount.only_if is not None:
            yield ("amounts", at, "only_if"), amount.id, amount.only_if
    for at, limit in enumerate(scheme.limits):
        if limit.taken_if is not None:
            yield ("limits", at, "taken_if"), limit.family, limit.taken_if
    for key in NOTICES:
        for at, notice in enumerate(getattr(scheme, key)):
            if notice.when is not None:
                yield (key, at, "when"), notice.id, notice.when
