"""A condition that nobody, or everybody, meets: whatever the facts are, among the values that they may have.

One that is required and that nobody meets closes the aid to all: an error. Any other one is only doubtful.
"""

from collections.abc import Iterator
from typing import Literal

from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.finding import Finding, versions_of
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R417",)
WORDS = {True: Text("vraie", "true"), False: Text("fausse", "false")}
CURE = Text(
    "comparez-la avec les valeurs admises des faits (`schemes show FAIT`)",
    "compare it with the values that the facts may have (`schemes show FACT`)",
)


def of_scheme(scheme: Scheme, logic: Logic) -> Iterator[Finding]:
    for path, condition in tests_of(scheme):
        required = len(path) == 2 and len(condition.when.versions) == 1
        for here, expr in versions_of((*path, "when"), condition.when):
            answer = logic.constant(expr)
            if answer is None:
                continue
            message = Text(
                f"la condition `{condition.id}` est toujours {WORDS[answer].fr}, quels que soient les faits",
                f"the condition `{condition.id}` is always {WORDS[answer].en}, whatever the facts are",
            )
            severity: Literal["error", "warning"] = "error" if required and not answer else "warning"
            yield Finding("R417", here, message, (CURE,), severity, part=expr.span)
