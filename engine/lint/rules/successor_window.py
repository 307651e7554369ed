"""`replaced_by` says that a right goes on in other files: from one day to the next, neither twice nor not at all."""

from collections.abc import Iterator
from datetime import date, timedelta

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.card import Card
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("D310", "D311", "D312")
_CURE = Text(
    "accordez les deux fenêtres, ou enlevez `replaced_by` si ce n'est pas le même droit",
    "bring the two windows together, or remove `replaced_by` if it is not the same right",
)


def of_folder(folder: Folder) -> Iterator[Finding]:
    by_id = {card.scheme: card for card in folder.cards}
    for card in folder.cards:
        successors = [(at, by_id[name]) for at, name in enumerate(card.replaced_by) if name in by_id]
        if successors and card.closes is None:
            yield _never_closes(card)
        elif successors and card.closes is not None:
            yield from _overlaps(card, card.closes, successors)
            yield from _gap(card, card.closes, successors)


def _never_closes(card: Card) -> Finding:
    message = Text(
        f"`{card.scheme}` est remplacé, mais rien ne dit quand il ferme",
        f"`{card.scheme}` is replaced, but nothing says when it closes",
    )
    cure = Text("ajoutez `until` dans `validity`", "add `until` in `validity`")
    return Finding("D312", ("replaced_by",), message, (cure,), key=True, file=card.file)


def _overlaps(card: Card, closes: date, successors: list[tuple[int, Card]]) -> Iterator[Finding]:
    for at, other in successors:
        if other.opens is not None and other.opens > closes:
            continue
        opens_fr = f"s'ouvre le {other.opens}" if other.opens else "n'a pas de premier jour"
        opens_en = f"opens on {other.opens}" if other.opens else "has no first day"
        message = Text(
            f"`{other.scheme}` {opens_fr}, alors que `{card.scheme}`, qu'il remplace, est ouvert jusqu'au {closes}",
            f"`{other.scheme}` {opens_en}, while `{card.scheme}`, which it replaces, is open until {closes}",
        )
        yield Finding("D310", ("replaced_by", at), message, (_CURE,), file=card.file)


def _gap(card: Card, closes: date, successors: list[tuple[int, Card]]) -> Iterator[Finding]:
    opens = [other.opens for _, other in successors]
    first = min((day for day in opens if day is not None), default=None)
    if None in opens or first is None or first - timedelta(days=1) <= closes:
        return
    message = Text(
        f"`{card.scheme}` ferme le {closes} et ce qui le remplace ne s'ouvre que le {first}",
        f"`{card.scheme}` closes on {closes} and what replaces it opens on {first} only",
    )
    yield Finding("D311", ("replaced_by",), message, (_CURE,), key=True, file=card.file)
