"""Two contacts for one département: the first one is shown, nobody ever reads the other."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R473",)


def of_folder(folder: Folder) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for at, contact in enumerate(folder.contacts):
        code = contact.departement
        if code in first:
            message = Text(
                f"`{code}` a déjà un interlocuteur, `{first[code]}` : celui-ci n'est jamais montré",
                f"`{code}` has a contact already, `{first[code]}`: this one is never shown",
            )
            cure = Text("corrigez le code, ou gardez l'un des deux", "correct the code, or keep one of them")
            yield Finding("R473", ("contacts", at, "departement"), message, (cure,), file="contacts.yaml")
        first.setdefault(code, contact.body)
