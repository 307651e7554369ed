"""A fact that no rule looks at is asked for nothing."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R413",)
NEEDS_ALL = True


def of_folder(folder: Folder) -> Iterator[Finding]:
    used = folder.roles.names().union(*(card.names for card in (*folder.cards, folder.facts_card)))
    for name in folder.facts:
        if name not in used:
            message = Text(f"aucune règle ne se sert du fait `{name}`", f"no rule uses the fact `{name}`")
            cure = Text(
                "effacez-le, ou écrivez `# check: ignore R413` sur sa ligne",
                "delete it, or write `# check: ignore R413` on its line",
            )
            yield Finding("R413", ("facts", name), message, (cure,), "warning", key=True, file=folder.facts_card.file)
