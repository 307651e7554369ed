"""Would another reading of the sources change this answer?

A decision depends on a reading only through what stands in its place: a condition, a sum, a day. Where that is worth
the same on every day that was looked at, the answer is the same; elsewhere the decision is taken again.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from engine.decide.contracts import standing
from engine.decide.result import Decision, ReadingEffect, ReadingResult, SchemeResult
from engine.decide.rights import Rights, window_on
from engine.decide.situation import Situation
from engine.record import replace
from engine.rulebook.model import Dated, Divergence, Reading, Rulebook, Scheme
from engine.rulebook.readings import others, rules_under, standing_value, under

Decide = Callable[[Rulebook], Decision]


def with_readings(decision: Decision, rights: Rights, decide: Decide) -> Decision:
    """The decision, each recorded disagreement told decisive or not for this person."""
    effects: dict[tuple[str, str], tuple[ReadingEffect, ...]] = {}
    schemes = tuple(
        replace(
            result,
            readings=tuple(
                _reading(one, result, decision, rights, decide, effects) for one in result.scheme.divergences
            ),
        )
        for result in decision.schemes
    )
    return replace(decision, schemes=schemes)


def _reading(
    divergence: Divergence,
    result: SchemeResult,
    decision: Decision,
    rights: Rights,
    decide: Decide,
    effects: dict[tuple[str, str], tuple[ReadingEffect, ...]],
) -> ReadingResult:
    """Decisive: True when another reading changes the answer, False when none can, None where it is not computed."""
    alternatives = others(result.scheme, divergence)
    if not alternatives:
        return ReadingResult(divergence.id, divergence.applied, None)
    changed: list[ReadingEffect] = []
    for reading in alternatives:
        if not _touches(result.scheme, divergence, reading, rights):
            continue
        key = (divergence.id, reading.id)
        if key not in effects:
            again = decide(rules_under(rights.situation.rules, {divergence.id: reading.id}))
            effects[key] = tuple(_effects(decision, again, reading.id))
        changed += effects[key]
    computed = len(alternatives) == len(divergence.readings) - 1
    decisive = True if changed else (False if computed else None)
    return ReadingResult(divergence.id, divergence.applied, decisive, tuple(changed))


def _touches(scheme: Scheme, divergence: Divergence, reading: Reading, rights: Rights) -> bool:
    """Is what the reading puts in place worth something else on one of the days that were looked at?"""
    situation = rights.situation
    signed = [contract for contract in situation.contracts or () if contract.scheme == scheme.id]
    days = list(rights.days())
    other = under(scheme, divergence, reading)
    match (divergence.about or "").split(".")[0]:
        case "validity":
            days += [contract.signed_on for contract in signed if contract.signed_on is not None]
            return any(window_on(scheme, day) != window_on(other, day) for day in days)
        case "term":
            return any(standing(one, scheme.term, d) != standing(one, other.term, d) for one in signed for d in days)
        case "conditions":
            return any(rights.open_on(scheme, day) != rights.open_on(other, day) for day in days)
        case "amounts":
            there = bool(signed) or any(rights.open_on(scheme, day)[0] != "false" for day in days)
            return there and _worth_another(scheme, divergence, reading, situation)
        case _:
            return bool(signed) or any(rights.open_on(scheme, day)[0] != "false" for day in days)


def _worth_another(scheme: Scheme, divergence: Divergence, reading: Reading, situation: Situation) -> bool:
    stands, value = standing_value(scheme, divergence.about or ""), reading.value
    if value is None or isinstance(value, (str, Decimal, date)):
        return True
    for on, signature, state in situation.clocks():
        expr: Any = stands.at(on) if isinstance(stands, Dated) else stands
        if expr is None or situation.value(value, on, signature, state) != situation.value(expr, on, signature, state):
            return True
    return False


def _effects(before: Decision, after: Decision, reading: str) -> Iterator[ReadingEffect]:
    """What changes from one decision to another."""
    for one, other in zip(before.schemes, after.schemes, strict=True):
        if _answer(one) != _answer(other):
            yield ReadingEffect(
                reading, one.scheme.id, one.status, other.status, one.total_first_year, other.total_first_year
            )
    first, second = before.combination, after.combination
    if (first.best, first.total, first.choice) != (second.best, second.total, second.choice):
        yield ReadingEffect(reading, None, None, None, first.total, second.total)


def _answer(result: SchemeResult) -> tuple[object, ...]:
    """What counts for a person: the right, the money, the contract. Why a right stays refused does not."""
    amounts = tuple((one.id, one.value, one.rate, one.cap, one.per, one.missing) for one in result.amounts)
    held = result.held
    contract = (held.state, held.ends_on, held.renewals, held.paid, held.remaining) if held else None
    return result.status, result.missing, amounts, result.total_first_year, contract
