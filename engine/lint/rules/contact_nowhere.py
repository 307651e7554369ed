"""A contact for a département that no one can give: its code is none of the fact that chooses the contact."""

import re
from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R474",)


def of_folder(folder: Folder) -> Iterator[Finding]:
    fact = folder.facts.get(folder.roles.departement)
    if fact is None:
        return
    for at, contact in enumerate(folder.contacts):
        of_values = not fact.values or contact.departement in fact.values
        if not of_values or (fact.pattern is not None and re.search(fact.pattern, contact.departement) is None):
            message = Text(
                f"`{contact.departement}` n'est pas une valeur de `{fact.name}` ({fact.label.fr})",
                f"`{contact.departement}` is not a value of `{fact.name}` ({fact.label.en})",
            )
            cure = Text('écrivez le code d\'un département : `"49"`', 'write the code of a département: `"49"`')
            yield Finding("R474", ("contacts", at, "departement"), message, (cure,), file="contacts.yaml")
