"""The answer on one scheme: what counts for a person, without the reasons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from public_aids.engine.decide.amounts import Basis, amounts_of, to_cents
from public_aids.engine.decide.conditions import combined
from public_aids.engine.decide.held import held_on
from public_aids.engine.decide.money import Presence, first_year
from public_aids.engine.decide.result import AmountResult, Held, Outcome, Status
from public_aids.engine.decide.rights import Rights
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.model import Scheme

STATUS: dict[Outcome, Status] = {"true": "eligible", "false": "not_eligible", "unknown": "undetermined"}


class Answer(Record):
    """`status` is None for a sheet of information; `amounts` are those of a right that is not refused for itself."""

    status: Status | None
    missing: tuple[str, ...]
    amounts: tuple[AmountResult, ...]
    total_first_year: Decimal | None
    held: Held | None


def answer_of(scheme: Scheme, rights: Rights, on: date) -> Answer:
    """The right on a day, its money, and the contract already held."""
    alone = rights.once(_alone, scheme, on)
    if alone.status is None or alone.status == "not_eligible":
        return alone
    outcome, needs = combined("all_of", (rights.open_on(scheme, on), rights.blocking(scheme, on)))
    missing = tuple(name for name in rights.situation.rules.facts if name in needs)
    return replace(alone, status=STATUS[outcome], missing=missing)


def _alone(scheme: Scheme, rights: Rights, on: date) -> Answer:
    """The answer without the contracts that may block the right."""
    held = held_on(scheme, rights.situation, on)
    if scheme.kind == "information":
        return Answer(None, (), (), None, held)
    outcome = rights.open_on(scheme, on)[0]
    if outcome == "false":
        return Answer("not_eligible", (), (), None, held)
    amounts = amounts_of(scheme, rights.situation, Basis(on, on))
    return Answer(STATUS[outcome], (), amounts, first_year_of(scheme, rights, on), held)


def first_year_of(scheme: Scheme, rights: Rights, on: date) -> Decimal | None:
    """What the right brings in the 12 months from the day it opens; months when it is no longer open count nothing.

    A right that is new on `on` opens on that day, or later with what is planned.
    """
    opens = rights.opening(scheme, on)
    horizon = first_year(opens)
    days = tuple(
        day
        for day in horizon.months()
        if scheme.kind != "recurring" or day == opens or rights.open_on(scheme, day)[0] != "false"
    )
    signature = on if scheme.kind == "contract" else None
    total = rights.money(horizon).brought(Presence(scheme, days, opens, signature=signature))
    return None if total is None else to_cents(total)
