"""Two schemes that may and may not be held together: one of the two files is wrong.

A statement that holds on a condition, or under one reading of the sources only, contradicts nothing.
"""

from collections.abc import Iterator

from public_aids.engine.rulebook.coherence.card import Card, Tie
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R411",)


def of_folder(cards: tuple[Card, ...]) -> Iterator[Finding]:
    allowed: dict[frozenset[str], tuple[Card, Tie]] = {}
    for card, tie in _plain(cards, "compatible"):
        allowed.setdefault(frozenset((card.scheme, tie.scheme)), (card, tie))
    for card, tie in _plain(cards, "incompatible"):
        there = allowed.get(frozenset((card.scheme, tie.scheme)))
        if there is None or (there[1].during, tie.during) == ("same_period", "career"):
            continue
        where_fr, where_en = ("plus bas", "below") if there[0].file == card.file else (f"dans {there[0].file}",) * 2
        where_en = where_en.replace("dans ", "in ")
        message = Text(
            f"`{card.scheme}` et `{tie.scheme}` sont incompatibles ici, et compatibles {where_fr}",
            f"`{card.scheme}` and `{tie.scheme}` are incompatible here, and compatible {where_en}",
        )
        cure = Text("gardez ce que dit la source", "keep what the source says")
        yield Finding("R411", tie.path, message, (cure,), file=card.file)


def _plain(cards: tuple[Card, ...], kind: str) -> Iterator[tuple[Card, Tie]]:
    return ((card, tie) for card in cards for tie in card.ties if tie.kind == kind and not tie.hedged)
