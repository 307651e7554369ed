"""A value of a choice that no rule tests makes no difference: a rule may have been forgotten, or the value renamed.

A value that says "none of the others" (`autre`, `aucune`) is not expected in a rule; one that several choices share
(zones) need be tested for one of them only.
"""

from collections.abc import Iterator

from engine.lint.context import Folder
from engine.rulebook.coherence.finding import Finding
from engine.text import Text

CODES = ("R414",)
NEEDS_ALL = True
REMAINDER = frozenset(("autre", "aucun", "aucune", "other", "none"))


def of_folder(folder: Folder) -> Iterator[Finding]:
    tested = frozenset[str]().union(*(card.tested for card in (*folder.cards, folder.facts_card)))
    for name, fact in folder.facts.items():
        if fact.type != "choice":
            continue
        for at, value in enumerate(fact.values):
            if value in tested or value in REMAINDER:
                continue
            message = Text(
                f"aucune règle ne parle de la valeur `{value}` de `{name}`",
                f"no rule speaks of the value `{value}` of `{name}`",
            )
            cure = Text(
                "effacez-la, ou écrivez `# check: ignore R414` sur sa ligne",
                "delete it, or write `# check: ignore R414` on its line",
            )
            path = ("facts", name, "values", at, "is")
            yield Finding("R414", path, message, (cure,), "warning", file=folder.facts_card.file)
