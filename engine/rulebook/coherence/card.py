"""What other files need to know of a scheme: its card.

Cards are small, so that thousands of them can be compared at once, sent between processes and stored on disk.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from public_aids.engine.feel.syntax import Expr, Name, walk
from public_aids.engine.record import Record
from public_aids.engine.rulebook.coherence.finding import Path
from public_aids.engine.rulebook.model import RELATION_KEYS, Citation, Fact, Scheme
from public_aids.engine.rulebook.order import grounds
from public_aids.engine.text import Text

MODELINE = "# yaml-language-server: $schema="


class Tie(Record):
    """What a scheme says of another one, and where."""

    kind: str
    scheme: str
    during: str
    hedged: bool  # it holds on a condition, or under one reading only
    path: Path


class Dispute(Record):
    """A divergence: its number in the inventory, the reading that is applied."""

    id: str
    number: str | None
    applied: str
    path: Path


class Card(Record):
    file: str  # from the folder of rules
    scheme: str
    opens: date | None = None
    closes: date | None = None
    replaced_by: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    families: tuple[tuple[str, Path], ...] = ()
    names: tuple[str, ...] = ()  # facts that its expressions name
    modeline: str = ""  # the first line, where it names a schema for editors
    acronym: str = ""
    title: Text = Text("", "")
    informs: bool = False  # of kind `information`: nothing to decide
    signed: bool = False  # of kind `contract`
    amounts: tuple[str, ...] = ()
    supplements: tuple[str, ...] = ()  # those of the amounts that are
    excludes: tuple[str, ...] = ()  # supplements of other schemes


def card_of(scheme: Scheme, first_line: str = "") -> Card:
    since, until = scheme.validity.since, scheme.validity.until
    expressions = tuple(expressions_of(scheme))
    granted = (amount.granted_by for amount in scheme.amounts if amount.granted_by)
    return Card(
        file=scheme.path,
        scheme=scheme.id,
        acronym=scheme.acronym,
        title=scheme.name,
        opens=since.versions[0][1] if since else None,
        closes=until.versions[-1][1] if until else None,
        replaced_by=scheme.replaced_by,
        ties=tuple(_ties(scheme)),
        disputes=tuple(
            Dispute(one.id, one.number, one.applied, ("divergences", at)) for at, one in enumerate(scheme.divergences)
        ),
        families=tuple((limit.family, ("limits", at, "family")) for at, limit in enumerate(scheme.limits)),
        modeline=first_line if first_line.startswith(MODELINE) else "",
        informs=scheme.kind == "information",
        signed=scheme.kind == "contract",
        amounts=tuple(one.id for one in scheme.amounts),
        supplements=tuple(one.id for one in scheme.amounts if one.supplements is not None),
        excludes=tuple(one.supplement for one in scheme.incompatible_supplements),
        names=tuple(sorted({*granted, *(name for expr in expressions for name in _names(expr))})),
    )


def facts_card(facts: Mapping[str, Fact], file: str) -> Card:
    """The card of what facts say of each other."""
    expressions = [expr for fact in facts.values() for expr in grounds(fact)]
    return Card(file=file, scheme="", names=tuple(sorted({name for expr in expressions for name in _names(expr)})))


def _ties(scheme: Scheme) -> Iterator[Tie]:
    count: dict[str, int] = {}
    for relation in scheme.relations:
        key = RELATION_KEYS[relation.kind]
        at = count[key] = count.get(key, -1) + 1
        hedged = relation.only_if is not None or relation.divergence is not None
        for position, other in enumerate(relation.schemes):
            yield Tie(relation.kind, other, relation.during, hedged, (key, at, "schemes", position))


def expressions_of(value: object) -> Iterator[Expr]:
    """Every expression that a record holds, at any depth."""
    if isinstance(value, Expr):
        yield value
    elif isinstance(value, Text | Citation):
        return
    elif isinstance(value, Record):
        for name in value._fields:
            yield from expressions_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from expressions_of(item)


def _names(expr: Expr) -> set[str]:
    return {node.name for node in walk(expr) if isinstance(node, Name)}
