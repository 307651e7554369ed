"""A family of one scheme whose name is nearly that of another family: they were to count together."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.source.nearest import nearest, suggested
from public_aids.engine.text import Text

CODES = ("R444",)


def of_folder(folder: Folder) -> Iterator[Finding]:
    members: dict[str, set[str]] = {}
    for card in folder.cards:
        for name, _ in card.families:
            members.setdefault(name, set()).add(card.scheme)
    for card in folder.cards:
        for name, path in card.families:
            near = nearest(name, members.keys() - {name}) if members[name] == {card.scheme} != {name} else None
            if near is not None and not members[near] & {card.scheme}:
                message = Text(
                    f"aucun autre dispositif n'est de la famille `{name}`", f"no other scheme is of the family `{name}`"
                )
                yield Finding("R444", path, message, (suggested(near),), "warning", file=card.file)
