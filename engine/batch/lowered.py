"""What an expression becomes in columns: its value, and for each fact whether the value still needs it."""

from collections.abc import Iterable, Mapping
from typing import Literal

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.make import FALSE, both, either, is_null, negation
from public_aids.engine.batch.nodes import substituted
from public_aids.engine.feel.syntax import Expr, Span
from public_aids.engine.record import Record
from public_aids.engine.text import Text

Needs = Mapping[str, Column]


class Lowered(Record):
    """`value` is null exactly where the expression is unknown. `needs`: columns of true and false, by fact; a fact that
    is never needed is left out. `unit` is that of a duration, held as a number of months or days. `apart`: where
    it is that of a fact that does not apply; of a condition, where it would be unknown if that fact were."""

    value: Column
    needs: Needs
    unit: Literal["", "months", "days"] = ""
    apart: Column = FALSE


class NoColumnForm(Exception):  # noqa: N818 (an answer, not a failure)
    """A part of an expression cannot be written as columns; `span` is its place in the text of `expr`."""

    expr: Expr | None = None

    def __init__(self, span: Span, message: Text, cure: Text | None = None) -> None:
        super().__init__(message.en)
        self.span = span
        self.text = message
        self.cure = cure


def always(value: Column) -> Lowered:
    """A value that needs nothing."""
    return Lowered(value, {})


def fact(name: str, value: Column) -> Lowered:
    missing = is_null(value)
    return Lowered(value, {} if missing == FALSE else {name: missing})


def untold(lowered: Lowered) -> Column:
    """Where a value is null and no fact that could be asked would tell it. Never null."""
    return both(is_null(lowered.value), negation(either(FALSE, *lowered.needs.values())))


def any_needs(parts: Iterable[Lowered]) -> Needs:
    """What some values need together, where one that is unknown makes all unknown."""
    found: dict[str, Column] = {}
    for part in parts:
        for name, needed in part.needs.items():
            found[name] = either(found[name], needed) if name in found else needed
    return found


def undecided(value: Column, parts: Iterable[Lowered]) -> Lowered:
    """A three-valued value of several parts, of which those that are unknown count only where they are not outvoted."""
    listed = tuple(parts)
    if len(listed) == 1:
        return Lowered(value, listed[0].needs)
    return Lowered(value, where(is_null(value), any_needs(listed)))


def where(condition: Column, needs: Needs) -> Needs:
    """Needs that count only where a condition, never null, holds."""
    found = {name: both(condition, needed) for name, needed in needs.items()}
    return {name: needed for name, needed in found.items() if needed != FALSE}


def renamed(lowered: Lowered, name: Column) -> Lowered:
    """The same under a name, what it needs given that name too."""
    if lowered.value == name:
        return lowered
    needs = {fact: substituted(needed, lowered.value, name) for fact, needed in lowered.needs.items()}
    return Lowered(name, needs, lowered.unit, lowered.apart)
