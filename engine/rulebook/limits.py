"""How small and how large the number of a fact may be."""

from decimal import Decimal

from public_aids.engine.feel.bounds import ANY, Span
from public_aids.engine.rulebook.model import Fact


def limits_of(fact: Fact | None) -> Span:
    """The bounds that a fact declares, or those of its list of values."""
    if fact is None or fact.type != "number":
        return ANY
    if fact.values:
        values = [Decimal(value) for value in fact.values]
        return Span(min(values), max(values))
    return Span(fact.minimum, fact.maximum)
