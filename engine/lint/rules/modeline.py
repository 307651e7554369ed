"""The line that tells an editor which keys a file may have, where the other files have it."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("S221",)


def of_folder(folder: Folder) -> Iterator[Finding]:
    model = next((card for card in folder.cards if card.modeline), None)
    if model is None:
        return
    for card in folder.cards:
        if not card.modeline:
            message = Text(
                "la première ligne ne dit pas à l'éditeur quelles clés ce fichier peut avoir",
                "the first line does not tell the editor which keys this file may have",
            )
            line = modeline_for(card.file, model.file, model.modeline)
            cure = Text(f"ajoutez en tête `{line}`", f"add on top `{line}`")
            yield Finding("S221", ("id",), message, (cure,), "warning", key=True, file=card.file)


def modeline_for(file: str, model: str, line: str) -> str:
    """The line of one file as another one has to write it: the way up depends on how deep it stands."""
    head, sign, schema = line.partition("$schema=")
    if "://" in schema or schema.startswith("/"):
        return line
    tail = schema.lstrip("./")
    ups = (len(schema) - len(tail)) // 3 - model.count("/") + file.count("/")
    return f"{head}{sign}{'../' * ups}{tail}"
