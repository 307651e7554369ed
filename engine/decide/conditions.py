"""Conditions: each with its outcome, the facts it used, and the facts it still needs."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, assert_never

from public_aids.engine.decide.given import APART
from public_aids.engine.decide.result import ConditionResult, Outcome
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.values import Unknown, Value
from public_aids.engine.rulebook.model import Condition, Group, Test

NO_NEEDS: frozenset[str] = frozenset()


def outcome_of(value: Value) -> tuple[Outcome, frozenset[str]]:
    """True, false, or unknown with the facts that are needed. A value that is not a truth value decides nothing.

    What hangs on a fact that does not apply is false: no fact that could be asked makes it true.
    """
    if value is True:
        return "true", NO_NEEDS
    if value is False or value == APART:
        return "false", NO_NEEDS
    return "unknown", value.needs if isinstance(value, Unknown) else NO_NEEDS


def combined(
    needs: Literal["all_of", "any_of"], parts: Iterable[tuple[Outcome, frozenset[str]]]
) -> tuple[Outcome, frozenset[str]]:
    """Three-valued `and` or `or`: the unknown parts count only where the known ones do not decide."""
    decisive: Outcome = "false" if needs == "all_of" else "true"
    missing: frozenset[str] = NO_NEEDS
    open_parts = False
    for outcome, part_missing in parts:
        if outcome == decisive:
            return decisive, NO_NEEDS
        if outcome == "unknown":
            open_parts = True
            missing |= part_missing
    if open_parts:
        return "unknown", missing
    return ("true" if needs == "all_of" else "false"), NO_NEEDS


def outcome_on(condition: Condition, situation: Situation, day: date) -> tuple[Outcome, frozenset[str]]:
    """The outcome alone, for the many days of a horizon."""
    match condition:
        case Test():
            when = condition.when.at(day)
            return ("true", NO_NEEDS) if when is None else outcome_of(situation.value(when, day))
        case Group():
            return combined(condition.needs, (outcome_on(child, situation, day) for child in condition.children))
        case _:
            assert_never(condition)


def explain(condition: Condition, situation: Situation, day: date) -> ConditionResult:
    """The outcome with all that explains it."""
    outcome, missing = outcome_on(condition, situation, day)
    match condition:
        case Test(id, label, when, sources):
            expr = when.at(day)
            facts = {} if expr is None else situation.facts_of(expr, day)
            apart = outcome == "false" and expr is not None and situation.hangs_apart(expr, day)
            return ConditionResult(id, label.at(day), outcome, facts, sources, missing, apart=apart)
        case Group(id, label, needs, children, sources):
            explained = tuple(explain(child, situation, day) for child in children)
            apart = outcome == "false" and all(one.apart for one in explained if one.outcome == "false")
            return ConditionResult(id, label.at(day), outcome, {}, sources, missing, needs, explained, apart)
        case _:
            assert_never(condition)


def failed_ids(results: Iterable[ConditionResult]) -> list[str]:
    """The ids of what is false; inside a false group, of the parts that made it so.

    What fails because a fact does not apply is left out beside what fails for itself.
    """
    false = [result for result in results if result.outcome == "false"]
    found: list[str] = []
    for result in [one for one in false if not one.apart] or false:
        found.append(result.id)
        if result.mode == "all_of":
            found += failed_ids(result.children)
    return found
