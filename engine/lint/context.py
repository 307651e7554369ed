"""What rules are given."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from engine.record import Record
from engine.rulebook.coherence.card import Card
from engine.rulebook.coherence.finding import Finding
from engine.rulebook.model import Fact, Scheme


class Context(Record):
    """What a rule about one scheme may need besides it."""

    facts: Mapping[str, Fact]
    as_of: date


class Folder(Record):
    """What a rule about all schemes looks at: the facts, their card, and one card a scheme."""

    facts: Mapping[str, Fact]
    facts_card: Card
    cards: tuple[Card, ...]
    with_cases: frozenset[str]  # schemes that have a file of cases


OfScheme = Callable[[Scheme, Context], Iterator[Finding]]
OfFolder = Callable[[Folder], Iterator[Finding]]
