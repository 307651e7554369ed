"""Conditions of a right in columns: the value of each, what it needs, and which ids fail."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from public_aids.engine.batch.algebra import DAY, Column, Const
from public_aids.engine.batch.amounts import ScopeOn
from public_aids.engine.batch.lower import truth
from public_aids.engine.batch.lowered import Lowered, NoColumnForm, always, renamed, undecided
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    both,
    case,
    compare,
    either,
    is_false,
    negation,
)
from public_aids.engine.batch.nodes import is_truth
from public_aids.engine.batch.plan import Names
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Condition, Dated, Group, Test
from public_aids.engine.text import Text


class Judged(Record):
    """A condition for all rows; `children` only where their failure is reported, in a group that needs all of them."""

    id: str
    lowered: Lowered
    children: tuple["Judged", ...] = ()
    apart: Column = FALSE  # it is false because a fact that it names does not apply


def judge(condition: Condition, prefix: str, day: Column, scope_on: ScopeOn, names: Names) -> Judged:
    """A condition on a day, each part of it under a name."""
    name = f"{prefix}__{condition.id}"
    match condition:
        case Test(_, label, when, sources):
            lowered = _test(when, day, scope_on)
            named = renamed(lowered, names.condition(name, lowered.value, label, sources))
            return Judged(condition.id, named, (), both(is_false(named.value), named.apart))
        case Group(_, label, needs, children, sources):
            judged = tuple(judge(child, prefix, day, scope_on, names) for child in children)
            parts = tuple(child.lowered for child in judged)
            joined = (both if needs == "all_of" else either)(*(part.value for part in parts))
            whole = undecided(joined, parts)
            lowered = renamed(whole, names.condition(name, joined, label, sources))
            parts_apart = both(*(either(negation(is_false(one.lowered.value)), one.apart) for one in judged))
            apart = FALSE if all(one.apart == FALSE for one in judged) else both(is_false(lowered.value), parts_apart)
            return Judged(condition.id, lowered, judged if needs == "all_of" else (), apart)
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
        expr = when.formulas()[0]
        raise NoColumnForm(expr.span, Text("une condition est vraie ou fausse", "a condition is true or false"))
    return found


def _in_force(when: Dated[Expr], day: Column, scope_on: ScopeOn) -> Lowered:
    scope = scope_on(day, day)
    if when.clock is not None:
        return truth(when.formulas()[0], scope)
    if isinstance(day, Const):
        assert isinstance(day.value, date)
        expr = when.at(day.value)
        return always(TRUE) if expr is None else truth(expr, scope)
    first, expr = when.versions[0]
    value: Column = TRUE if first is not None else truth(expr, scope).value
    for start, version in when.versions[0 if first is not None else 1 :]:
        assert start is not None
        value = case(((compare(">=", day, Const(start, DAY)), truth(version, scope).value),), value)
    return Lowered(value, {})


def failures(judged: Sequence[Judged]) -> Iterator[tuple[Column, str]]:
    """As `failed_ids`: where a condition is false, its id; inside a group that needs all, what made it so."""
    false = [is_false(one.lowered.value) for one in judged]
    itself = either(FALSE, *(both(each, negation(one.apart)) for each, one in zip(false, judged, strict=True)))
    for each, one in zip(false, judged, strict=True):
        failed = each if one.apart == FALSE else both(each, either(negation(one.apart), negation(itself)))
        if failed != FALSE:
            yield failed, one.id
        for inner, name in failures(one.children):
            yield both(failed, inner), name
