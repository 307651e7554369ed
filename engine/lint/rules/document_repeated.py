"""Two documents with one file: quotes of one are looked for in the text of the other."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R475",)


def of_folder(folder: Folder) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for at, document in enumerate(folder.documents):
        name = document.file.casefold()
        if name in first:
            message = Text(f"`{first[name]}` est déjà ce fichier", f"`{first[name]}` is this file already")
            cure = Text(
                "nommez le fichier de ce document, ou ne gardez que l'autre",
                "name the file of this document, or keep only the other one",
            )
            yield Finding("R475", ("documents", at, "file"), message, (cure,), "warning", file="sources.yaml")
        first.setdefault(name, document.id)
