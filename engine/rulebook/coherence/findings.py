"""What the rules of this room find, in one scheme and among all."""

from collections.abc import Iterator

from public_aids.engine.rulebook.coherence import rules
from public_aids.engine.rulebook.coherence.card import Card
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.coherence.modules import modules_of
from public_aids.engine.rulebook.model import Scheme


def found_in(scheme: Scheme, logic: Logic) -> Iterator[Finding]:
    """Where a scheme contradicts itself."""
    for module in modules_of(rules):
        if hasattr(module, "of_scheme"):
            yield from module.of_scheme(scheme, logic)


def found_among(cards: tuple[Card, ...]) -> Iterator[Finding]:
    """Where schemes contradict each other."""
    for module in modules_of(rules):
        if hasattr(module, "of_folder"):
            yield from module.of_folder(cards)
