"""One situation on one day: every scheme, the best combination, and what to ask next."""

from datetime import date
from decimal import Decimal

from public_aids.engine.decide.advice import contact_of, questions_of, warnings_of
from public_aids.engine.decide.answer import first_year_of
from public_aids.engine.decide.cautions import Cautions
from public_aids.engine.decide.changes import changed, changes_that_open, next_turn
from public_aids.engine.decide.combination import combine
from public_aids.engine.decide.conditions import failed_ids
from public_aids.engine.decide.contradictions import against_obligations
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.money import Horizon, first_year
from public_aids.engine.decide.notices import Warned, concerned, warned
from public_aids.engine.decide.readings import Readings
from public_aids.engine.decide.result import Blocker, Change, ConditionResult, Held, SchemeResult, Status, Termination
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.situation import CONTRACTS, Profile, Situation
from public_aids.engine.decide.window import window_on
from public_aids.engine.rulebook.model import Notice, Rulebook, Scheme
from public_aids.engine.text import Text


def decide(rules: Rulebook, profile: Profile, on: date, horizon: tuple[date, date] | None = None) -> Decision:
    """What a person may have on a day, and what is best over a horizon (12 months from that day when it is left out).

    `profile` holds the known facts by name; a fact that is not there is unknown.
    """
    situation = Situation(rules, profile)
    rights = Rights(situation, situation.program.relations(rules))
    span = Horizon(*horizon) if horizon else first_year(on)
    cautions = Cautions(rights, on)
    combination = cautions.told(combine(rights, on, span))
    readings = Readings(rights, on, span, combination)
    results = tuple(_result(scheme, rights, on, readings, cautions) for scheme in rules.schemes)
    return Decision(
        on=on,
        rules_hash=rules.hash,
        schemes=results,
        combination=combination,
        contact=contact_of(rights.situation),
        questions=questions_of(results, combination, rights.situation),
        warnings=warnings_of(results, combination, rights.situation, on),
    )


def _result(scheme: Scheme, rights: Rights, on: date, readings: Readings, cautions: Cautions) -> SchemeResult:
    answer = readings.answer(scheme)
    conditions = () if answer.status is None else rights.conditions(scheme, on)
    failed = tuple(failed_ids(conditions))
    turns = None if answer.status is None else next_turn(scheme, rights, on)
    opens_on = turns.on if turns and scheme.id in readings.combination.best and turns.status == "eligible" else None
    now = concerned(answer.status, failed, answer.held)
    seen = on if now else opens_on
    caveats = warned(scheme, rights.situation, seen, answer.held) if seen else Warned()
    return SchemeResult(
        scheme=scheme,
        kind=scheme.kind,
        status=answer.status,
        window=window_on(scheme, on),
        conditions=conditions,
        failed=failed,
        missing=answer.missing if answer.status == "undetermined" else (),
        amounts=answer.amounts,
        total_first_year=answer.total_first_year,
        held=answer.held,
        blocked_by=_blocked_by(scheme, rights, on, conditions),
        would_open_if=_would_open_if(scheme, rights, on, conditions, cautions),
        turns=turns,
        readings=readings.of(scheme),
        warnings=_texts(caveats.fired) if now else (),
        later=() if now else _texts(caveats.fired),
        to_check=_texts(caveats.to_check),
        unkept=tuple(against_obligations(scheme, rights.situation, on, answer.status, answer.held)),
    )


def _texts(notices: tuple[Notice, ...]) -> tuple[Text, ...]:
    return tuple(notice.text for notice in notices)


def _blocked_by(
    scheme: Scheme, rights: Rights, on: date, conditions: tuple[ConditionResult, ...]
) -> tuple[Blocker, ...]:
    """The running contracts in the way; the right opens without them only where all else is certainly met, and none is
    one of its own."""
    outcomes = {condition.id: condition.outcome for condition in conditions}
    if outcomes.pop("held_contract", "true") != "false":
        return ()
    blockers = rights.blockers(scheme, on)
    opens = scheme.id not in blockers and all(outcome == "true" for outcome in outcomes.values())
    return tuple(Blocker(other, "terminated" if opens else None) for other in blockers)


def _would_open_if(
    scheme: Scheme, rights: Rights, on: date, conditions: tuple[ConditionResult, ...], cautions: Cautions
) -> tuple[Change, ...]:
    left = cautions.of(Termination(other, on) for other in rights.blockers(scheme, on))
    return tuple(
        Change(facts, _brought(scheme, changed(rights, facts), on), left if CONTRACTS in facts else ())
        for facts in changes_that_open(scheme, rights, on, conditions)
    )


def _brought(scheme: Scheme, rights: Rights, on: date) -> Decimal | None:
    return None if scheme.unquantified else first_year_of(scheme, rights, on)


def fired(
    scheme: Scheme, situation: Situation, on: date, status: Status | None, failed: tuple[str, ...], held: Held | None
) -> tuple[Notice, ...]:
    """The warnings that concern this person."""
    return warned(scheme, situation, on, held).fired if concerned(status, failed, held) else ()
