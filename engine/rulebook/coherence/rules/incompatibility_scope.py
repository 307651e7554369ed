"""An incompatibility holds both ways; where both files write it, they must say the same of its duration."""

from collections.abc import Iterator

from public_aids.engine.rulebook.coherence.card import Card
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R410",)


def of_folder(cards: tuple[Card, ...]) -> Iterator[Finding]:
    said = {(card.scheme, tie.scheme): (card, tie) for card in cards for tie in card.ties if _counts(tie.kind)}
    for (scheme, other), (card, tie) in said.items():
        there = said.get((other, scheme))
        if there is None or there[1].during == tie.during or other > scheme:
            continue
        message = Text(
            f"`{scheme}` et `{other}` sont incompatibles `{tie.during}` ici, `{there[1].during}` dans {there[0].file}",
            f"`{scheme}` and `{other}` are incompatible `{tie.during}` here, `{there[1].during}` in {there[0].file}",
        )
        cure = Text("écrivez le même `during` des deux côtés", "write the same `during` on both sides")
        yield Finding("R410", tie.path, message, (cure,), file=card.file)


def _counts(kind: str) -> bool:
    return kind == "incompatible"
