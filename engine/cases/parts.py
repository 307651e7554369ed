"""The expressions of a scheme, by the part that they are in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from public_aids.engine.cases.model import Path
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.rulebook.coherence.card import expressions_of
from public_aids.engine.rulebook.model import (
    RELATION_KEYS,
    Scheme,
)


def parts_of(scheme: Scheme) -> Iterator[tuple[Path, Expr]]:
    """Every expression of conditions, amounts, obligations and warnings, with the way to the part it is in."""
    rights = (("conditions", scheme.conditions), ("amounts", scheme.amounts))
    listed = (*rights, ("obligations", scheme.obligations), ("warnings", scheme.warnings))
    for field, parts in listed:
        for one in parts:
            yield from (((field, one.id), expr) for expr in expressions_of(one))


def exprs_at(scheme: Scheme, at: Path) -> Iterator[Expr]:
    """The expressions of the condition, the amount, the limit, the relation or the warning that a path leads into."""
    part: Any
    match at:
        case ("conditions" | "amounts" | "obligations" | "warnings" as field, name, *_):
            part = tuple(one for one in getattr(scheme, field) if one.id == name)
        case (key, *_) if key in RELATION_KEYS.values():
            part = scheme.relations
        case ("term", *_):
            part = (scheme.term, *(amount.periods for amount in scheme.amounts))
        case _:
            part = getattr(scheme, at[0])
    return expressions_of(part)
