"""A divergence that several schemes record under one id is the same one, read in the same way.

Each scheme lists the readings that its own sources allow, so the lists may differ.
"""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.card import Card, Dispute
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R422",)


def of_folder(folder: Folder) -> Iterator[Finding]:
    first: dict[str, tuple[Card, Dispute]] = {}
    for card in folder.cards:
        for dispute in card.disputes:
            there, other = first.setdefault(dispute.id, (card, dispute))
            if other.number != dispute.number:
                step, fr, en = "id", "n'a pas le même numéro", "does not have the same number"
            elif other.applied != dispute.applied:
                step, fr, en = "applied", "n'applique pas la même lecture", "does not apply the same reading"
            else:
                continue
            message = Text(
                f"la divergence `{dispute.id}` {fr} que dans {there.file}",
                f"the divergence `{dispute.id}` {en} as in {there.file}",
            )
            cure = Text(
                "écrivez-les de la même façon, ou donnez un autre `id`",
                "write them alike, or give one of them another `id`",
            )
            yield Finding("R422", (*dispute.path, step), message, (cure,), file=card.file)
