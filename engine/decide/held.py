"""Contracts already signed, on the day of evaluation: how they stand, what they paid, what they will still pay."""

from datetime import date, timedelta
from decimal import Decimal

from public_aids.engine.decide.amounts import Basis, amounts_of, to_cents
from public_aids.engine.decide.contracts import Contract
from public_aids.engine.decide.money import Horizon, Money, Presence
from public_aids.engine.decide.result import Held
from public_aids.engine.decide.situation import LONGEST, Situation
from public_aids.engine.decide.standing import Standing, standing
from public_aids.engine.feel.values import add_months
from public_aids.engine.rulebook.model import Scheme


def shown_contract(scheme: Scheme, situation: Situation, day: date) -> tuple[Contract, Standing] | None:
    """Of the contracts of a scheme, the one that runs, else the latest signed; None before any is signed."""
    signed = (contract for contract in situation.contracts or () if contract.scheme == scheme.id)
    standings = ((contract, standing(contract, scheme, situation, day)) for contract in signed)
    found = [(contract, stands) for contract, stands in standings if stands is not None]
    return max(found, key=lambda one: (one[1].state == "running", one[0].signed_on or date.min), default=None)


def held_on(scheme: Scheme, situation: Situation, day: date) -> Held | None:
    """The contract of a scheme on a day, with its amounts on today's facts."""
    shown = shown_contract(scheme, situation, day)
    if shown is None:
        return None
    contract, stands = shown
    amounts = (
        ()
        if contract.signed_on is None
        else amounts_of(scheme, situation, Basis(day, contract.signed_on, contract.granted))
    )
    respected = situation.respected
    paid, remaining = _paid(contract, stands, scheme, situation, day)
    return Held(
        state=stands.state,
        signed_on=contract.signed_on,
        ends_on=stands.ends_on,
        terminated_on=contract.terminated_on,
        renewals=stands.renewals,
        missing=tuple(name for name in situation.rules.facts if name in stands.needs),
        amounts=amounts if respected else (),
        paid=_rounded(paid),
        remaining=_rounded(remaining) if respected else Decimal(0),
    )


def _paid(
    contract: Contract, stands: Standing, scheme: Scheme, situation: Situation, day: date
) -> tuple[Decimal | None, Decimal | None]:
    """What is paid by the end of `day`, and what comes after it.

    Where it is not known until when the contract runs, neither is what it pays time after time.
    """
    signed = contract.signed_on
    if signed is None:
        return None, None
    stops = min((d for d in (stands.ends_on, contract.terminated_on) if d is not None), default=None)
    over, recurs = stands.state in ("ended", "terminated"), any(one.recurs for one in scheme.amounts)
    if recurs and stops is None and stands.state != "running":
        return None, Decimal(0) if over else None
    paid = _total(scheme, contract, situation, Horizon(signed, day), stops)
    if recurs and stops is None:
        return paid, None
    if over:
        return paid, Decimal(0)
    end = stops or add_months(signed, LONGEST)
    everything = _total(scheme, contract, situation, Horizon(signed, end - timedelta(days=1)), stops)
    return paid, None if everything is None or paid is None else everything - paid


def paid_before(scheme: Scheme, contract: Contract, situation: Situation, day: date) -> Decimal | None:
    """What a contract that is left on a day has paid until then."""
    assert contract.signed_on is not None
    return _rounded(_total(scheme, contract, situation, Horizon(contract.signed_on, day), day))


def _total(
    scheme: Scheme, contract: Contract, situation: Situation, horizon: Horizon, stops: date | None
) -> Decimal | None:
    """What a contract pays in a horizon that begins on its signature."""
    signed = horizon.start
    days = tuple(day for day in horizon.months() if stops is None or day < stops)
    return Money(situation, horizon).brought(Presence(scheme, days, signed, stops, contract.granted, signed))


def _rounded(total: Decimal | None) -> Decimal | None:
    return None if total is None else to_cents(total)
