"""Two readings of which one changes nothing: they put the same in the file, or conditions true of the same people."""

from collections.abc import Iterator

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.model import Divergence, Reading, Scheme
from public_aids.engine.rulebook.readings import Value
from public_aids.engine.text import Text

CODES = ("R454",)


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    hanging = {relation.divergence for relation in scheme.relations}
    for at, divergence in enumerate(scheme.divergences):
        for n, reading in enumerate(divergence.readings):
            first = next((one for one in divergence.readings[:n] if _alike(one, reading, divergence, context)), None)
            if first is not None and divergence.id not in hanging:
                message = Text(
                    f"la lecture `{reading.id}` a le même effet que `{first.id}`",
                    f"the reading `{reading.id}` has the same effect as `{first.id}`",
                )
                cure = Text("corrigez l'une des deux valeurs", "correct one of the two values")
                yield Finding("R454", ("divergences", at, "readings", n, "value"), message, (cure,), "warning")


def _alike(one: Reading, other: Reading, divergence: Divergence, context: Context) -> bool:
    if one.value is None or other.value is None or one.also != other.also:
        return False
    return one.value == other.value or _conditions_alike(one.value, other.value, divergence, context)


def _conditions_alike(one: Value, other: Value, divergence: Divergence, context: Context) -> bool:
    about = (divergence.about or "").rpartition(".")[2]
    if about not in ("when", "only_if") or not isinstance(one, Expr) or not isinstance(other, Expr):
        return False
    return context.logic.same(one, other)
