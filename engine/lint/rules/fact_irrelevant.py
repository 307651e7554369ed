"""Conditions that need a fact which, where they hold, is not even asked for: `when_relevant` says otherwise."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.logic import needed
from public_aids.engine.rulebook.coherence.required import moments_of
from public_aids.engine.rulebook.model import Scheme, Test
from public_aids.engine.text import Text

CODES = ("R448",)


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    said: set[str] = set()
    for moment in moments_of(scheme):
        if context.logic.impossible(moment.conditions):
            continue  # that nobody can meet them is said already
        for at, (condition, expr) in enumerate(zip(scheme.conditions, moment.conditions, strict=True)):
            for name in sorted(needed(expr)):
                fact = context.facts.get(name)
                asked = fact.when_relevant if fact else None
                if asked is None or name in said or not context.logic.impossible((*moment.conditions, asked)):
                    continue
                said.add(name)
                message = Text(
                    f"`{condition.id}` a besoin de `{name}`, qui n'est pas demandé à qui remplit les conditions",
                    f"`{condition.id}` needs `{name}`, which is not asked of those who meet the conditions",
                )
                cure = Text(
                    f"comparez-la avec le `when_relevant` de `{name}`",
                    f"compare it with the `when_relevant` of `{name}`",
                )
                key = "when" if isinstance(condition, Test) else "id"
                yield Finding("R448", ("conditions", at, key), message, (cure,), "warning")
