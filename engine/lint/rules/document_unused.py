"""A document that nothing cites: it may have been forgotten, or its id be another."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R476",)
NEEDS_ALL = True


def of_folder(folder: Folder) -> Iterator[Finding]:
    for at, document in enumerate(folder.documents):
        if document.id not in folder.cited:
            message = Text(f"rien ne cite le document `{document.id}`", f"nothing cites the document `{document.id}`")
            cure = Text(
                "citez-le, effacez-le, ou écrivez `# check: ignore R476` sur sa ligne",
                "cite it, delete it, or write `# check: ignore R476` on its line",
            )
            yield Finding("R476", ("documents", at, "id"), message, (cure,), "warning", file="sources.yaml")
