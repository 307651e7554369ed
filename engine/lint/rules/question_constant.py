"""A question that is never asked, or always: `when_relevant` is false, or true, whatever the facts are."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.text import Text

CODES = ("R447",)
WORDS = {True: Text("est toujours posée", "is always asked"), False: Text("n'est jamais posée", "is never asked")}


def of_folder(folder: Folder) -> Iterator[Finding]:
    logic = Logic(folder.facts)
    for name, fact in folder.facts.items():
        answer = logic.constant(fact.when_relevant) if fact.when_relevant is not None else None
        if answer is not None:
            message = Text(
                f"la question de `{name}` {WORDS[answer].fr}", f"the question of `{name}` {WORDS[answer].en}"
            )
            cure = Text("corrigez `when_relevant`, ou effacez-le", "correct `when_relevant`, or delete it")
            path = ("facts", name, "when_relevant")
            yield Finding("R447", path, message, (cure,), "warning", file=folder.facts_card.file)
