"""One situation on one day: every scheme, the best combination, and what to ask next."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from engine.decide.advice import contact_of, questions_of, warnings_of
from engine.decide.amounts import Basis, amounts_of, to_cents
from engine.decide.combination import combine
from engine.decide.conditions import failed_ids
from engine.decide.held import held_on
from engine.decide.money import Horizon, Presence, brought, first_year
from engine.decide.readings import with_readings
from engine.decide.relations import Relations
from engine.decide.result import (
    AmountResult,
    Blocker,
    ConditionResult,
    Decision,
    Held,
    SchemeResult,
    Status,
)
from engine.decide.rights import Rights, window_on
from engine.decide.situation import Profile, Situation
from engine.rulebook.model import Notice, Rulebook, Scheme


def decide(rules: Rulebook, profile: Profile, on: date, horizon: tuple[date, date] | None = None) -> Decision:
    """What a person may have on a day, and what is best over a horizon (12 months from that day when it is left out).

    `profile` holds the known facts by name; a fact that is not there is unknown.
    """
    rights = Rights(Situation(rules, profile), Relations(rules))

    def again(other: Rulebook) -> Decision:
        return _decision(rights.under(other), on, horizon)

    return with_readings(_decision(rights, on, horizon), rights, again)


def _decision(rights: Rights, on: date, horizon: tuple[date, date] | None) -> Decision:
    situation, rules = rights.situation, rights.situation.rules
    results = tuple(_result(scheme, rights, on) for scheme in rules.schemes)
    span = Horizon(*horizon) if horizon else first_year(on)
    combination = combine(rights, on, span)
    return Decision(
        on=on,
        rules_hash=rules.hash,
        schemes=results,
        combination=combination,
        contact=contact_of(situation),
        questions=questions_of(results, situation),
        warnings=warnings_of(results, combination, situation),
    )


def _result(scheme: Scheme, rights: Rights, on: date) -> SchemeResult:
    situation = rights.situation
    held = held_on(scheme, situation, on)
    if scheme.kind == "information":
        conditions: tuple[ConditionResult, ...] = ()
        status: Status | None = None
    else:
        conditions = rights.conditions(scheme, on)
        status = _status(conditions)
    failed = tuple(failed_ids(conditions))
    shown = status in ("eligible", "undetermined") or failed == ("held_contract",)
    amounts = amounts_of(scheme, situation, Basis(on, on)) if shown else ()
    return SchemeResult(
        scheme=scheme,
        kind=scheme.kind,
        status=status,
        window=window_on(scheme, on),
        conditions=conditions,
        failed=failed,
        missing=_missing(conditions, situation) if status == "undetermined" else (),
        amounts=amounts,
        total_first_year=_first_year(scheme, rights, on, amounts) if shown else None,
        held=held,
        blocked_by=_blocked_by(scheme, rights, on, conditions),
        would_open_if=(),
        readings=(),
        warnings=tuple(notice.text for notice in _fired(scheme, situation, on, status, failed, held)),
    )


def _status(conditions: tuple[ConditionResult, ...]) -> Status:
    outcomes = {condition.outcome for condition in conditions}
    if "false" in outcomes:
        return "not_eligible"
    return "undetermined" if "unknown" in outcomes else "eligible"


def _missing(conditions: tuple[ConditionResult, ...], situation: Situation) -> tuple[str, ...]:
    """The facts of what is undecided, in the order in which facts are declared."""
    needed = frozenset[str]().union(*(condition.missing for condition in conditions))
    return tuple(name for name in situation.rules.facts if name in needed)


def _blocked_by(
    scheme: Scheme, rights: Rights, on: date, conditions: tuple[ConditionResult, ...]
) -> tuple[Blocker, ...]:
    """The running contracts in the way; the right opens without them only where all else is certainly met."""
    outcomes = {condition.id: condition.outcome for condition in conditions}
    if outcomes.pop("held_contract", "true") != "false":
        return ()
    opens = all(outcome == "true" for outcome in outcomes.values())
    return tuple(Blocker(other, "terminated" if opens else None) for other in rights.blockers(scheme, on))


def _first_year(scheme: Scheme, rights: Rights, on: date, amounts: tuple[AmountResult, ...]) -> Decimal | None:
    """What the right brings in the 12 months from the day it opens; months when it is no longer open count nothing."""
    if any(amount.missing for amount in amounts):
        return None
    opens = rights.opening(scheme, on)
    horizon = first_year(opens)
    days = tuple(
        day
        for day in horizon.months()
        if scheme.kind != "recurring" or day == opens or rights.open_on(scheme, day)[0] != "false"
    )
    signature = on if scheme.kind == "contract" else None
    total = brought(Presence(scheme, days, opens, signature=signature), rights.situation, horizon)
    return None if total is None else to_cents(total)


def _fired(
    scheme: Scheme, situation: Situation, on: date, status: Status | None, failed: tuple[str, ...], held: Held | None
) -> Iterator[Notice]:
    """The warnings that concern this person."""
    if status == "not_eligible" and held is None and failed != ("held_contract",):
        return
    state = held.state if held else "none"
    signature = held.signed_on if held else None
    for notice in scheme.warnings:
        if notice.when is None or situation.value(notice.when, on, signature, state) is True:
            yield notice
