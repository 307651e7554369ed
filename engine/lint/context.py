"""What rules are given."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from public_aids.engine.lint.texts import Phrase
from public_aids.engine.record import Record
from public_aids.engine.rulebook.coherence.card import Card
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.model import Contact, Document, Fact, Roles, Rulebook, Scheme
from public_aids.engine.source.tree import Scalar


class Context(Record):
    """What a rule about one scheme may need besides it; `rules` are the facts alone, to try persons on."""

    logic: Logic
    as_of: date
    rules: Rulebook

    @property
    def facts(self) -> Mapping[str, Fact]:
        return self.rules.facts


class Folder(Record):
    """What a rule about all schemes looks at: the shared files, and one card a scheme."""

    facts: Mapping[str, Fact]
    facts_card: Card
    cards: tuple[Card, ...]
    with_cases: frozenset[str]  # schemes that have a file of cases
    documents: tuple[Document, ...]
    contacts: tuple[Contact, ...]
    roles: Roles
    declared: bool  # whether the folder says them itself
    cited: frozenset[str]  # documents
    as_of: date


OfScheme = Callable[[Scheme, Context], Iterator[Finding]]
OfFolder = Callable[[Folder], Iterator[Finding]]
OfScalars = Callable[[Iterable[tuple[Path, Scalar]]], Iterator[Finding]]
OfTexts = Callable[[Iterable[Phrase]], Iterator[Finding]]
