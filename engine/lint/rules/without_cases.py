"""Rules without a case: nothing would notice that they have changed."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("C410",)


def of_folder(folder: Folder) -> Iterator[Finding]:
    for card in folder.cards:
        if card.informs or card.scheme in folder.with_cases:
            continue
        message = Text(f"`{card.scheme}` n'a pas de cas", f"`{card.scheme}` has no cases")
        cure = Text(
            f"écrivez `{card.scheme}.cases.yaml` à côté, avec au moins un cas",
            f"write `{card.scheme}.cases.yaml` beside it, with at least one case",
        )
        yield Finding("C410", ("id",), message, (cure,), "warning", file=card.file)
