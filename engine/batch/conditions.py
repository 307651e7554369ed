"""Conditions of a right in columns: the value of each, what it needs, and which ids fail."""

from collections.abc import Iterator
from typing import assert_never

from engine.batch.algebra import DAY, Column, Const
from engine.batch.amounts import ScopeOn, dated_at
from engine.batch.lower import lower
from engine.batch.lowered import Lowered, NoColumnForm, always, undecided
from engine.batch.make import (
    FALSE,
    TRUE,
    both,
    case,
    compare,
    either,
    is_false,
)
from engine.batch.nodes import is_truth, substituted
from engine.batch.plan import Names
from engine.feel.syntax import Expr
from engine.record import Record
from engine.rulebook.model import Condition, Dated, Group, Test
from engine.text import Text


class Judged(Record):
    """A condition for all rows; `children` only where their failure is reported, in a group that needs all of them."""

    id: str
    lowered: Lowered
    children: tuple["Judged", ...] = ()


def judge(condition: Condition, prefix: str, day: Column, scope_on: ScopeOn, names: Names) -> Judged:
    """A condition on a day, each part of it under a name."""
    name = f"{prefix}__{condition.id}"
    match condition:
        case Test(_, label, when, sources):
            lowered = _test(when, day, scope_on)
            return Judged(condition.id, renamed(lowered, names.condition(name, lowered.value, label, sources)))
        case Group(_, label, needs, children, sources):
            judged = tuple(judge(child, prefix, day, scope_on, names) for child in children)
            parts = tuple(child.lowered for child in judged)
            joined = (both if needs == "all_of" else either)(*(part.value for part in parts))
            whole = undecided(joined, parts)
            lowered = renamed(whole, names.condition(name, joined, label, sources))
            return Judged(condition.id, lowered, judged if needs == "all_of" else ())
        case _:
            assert_never(condition)


def holds(condition: Condition, day: Column, scope_on: ScopeOn) -> Column:
    """The three-valued outcome alone."""
    match condition:
        case Test(_, _, when):
            return _test(when, day, scope_on).value
        case Group(_, _, needs, children):
            return (both if needs == "all_of" else either)(*(holds(child, day, scope_on) for child in children))
        case _:
            assert_never(condition)


def _test(when: Dated[Expr], day: Column, scope_on: ScopeOn) -> Lowered:
    found = _in_force(when, day, scope_on)
    if not is_truth(found.value):
        expr = when.versions[0][1]
        raise NoColumnForm(expr.span, Text("une condition est vraie ou fausse", "a condition is true or false"))
    return found


def _in_force(when: Dated[Expr], day: Column, scope_on: ScopeOn) -> Lowered:
    scope = scope_on(day, day)
    if isinstance(day, Const):
        return dated_at(when, day, scope) or always(TRUE)
    first, expr = when.versions[0]
    value: Column = TRUE if first is not None else lower(expr, scope).value
    for start, version in when.versions[0 if first is not None else 1 :]:
        assert start is not None
        value = case(((compare(">=", day, Const(start, DAY)), lower(version, scope).value),), value)
    return Lowered(value, {})


def renamed(lowered: Lowered, name: Column) -> Lowered:
    """The same under a name, what it needs given that name too."""
    if lowered.value == name:
        return lowered
    needs = {fact: substituted(needed, lowered.value, name) for fact, needed in lowered.needs.items()}
    return Lowered(name, needs, lowered.unit)


def failures(judged: Judged) -> Iterator[tuple[Column, str]]:
    """Where a condition is false, its id; inside a group that needs all, the ids of what made it so."""
    failed = is_false(judged.lowered.value)
    if failed != FALSE:
        yield failed, judged.id
    for child in judged.children:
        for inner, name in failures(child):
            yield both(failed, inner), name
