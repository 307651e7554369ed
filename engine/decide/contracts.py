"""Contracts already signed: when they run, when they end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from engine.decide.result import State
from engine.feel.values import Value, add_months
from engine.record import Record
from engine.rulebook.model import Term


class Contract(Record):
    """A record of `contrats`. `signed_on` None: signed on a day that is not known."""

    scheme: str
    signed_on: date | None
    renewals: int | None = None
    terminated_on: date | None = None
    granted: Decimal | None = None


class Standing(Record):
    """A contract on a day; `ends_on` ends the period that runs on it (None: no term, or not known)."""

    state: State
    ends_on: date | None
    renewals: int


def contracts_from(value: Value | None) -> tuple[Contract, ...] | None:
    """The contracts of a profile, None where they are not known."""
    if not isinstance(value, (list, tuple)):
        return None
    return tuple(_contract(one) for one in value if isinstance(one, Mapping))


def _contract(record: Mapping[str, Value]) -> Contract:
    signed_on, renewals = record.get("date_signature"), record.get("reconductions")
    terminated_on, granted = record.get("date_resiliation"), record.get("montant_accorde_eur")
    return Contract(
        scheme=str(record["dispositif"]),
        signed_on=signed_on if isinstance(signed_on, date) else None,
        renewals=int(renewals) if isinstance(renewals, Decimal) else None,
        terminated_on=terminated_on if isinstance(terminated_on, date) else None,
        granted=granted if isinstance(granted, Decimal) else None,
    )


def standing(contract: Contract, term: Term | None, day: date) -> Standing | None:
    """How a contract stands on a day; None before it is signed.

    It runs as long as `day < ends_on`, and no longer from the day of its termination.
    """
    signed, terminated = contract.signed_on, contract.terminated_on
    if signed is None:
        return Standing("terminated" if terminated and terminated <= day else "unknown", None, 0)
    if day < signed:
        return None
    last = min(day, terminated) if terminated else day
    ends_on, renewals = _period(contract, signed, term, last)
    if terminated and terminated <= day and (ends_on is None or terminated < ends_on):
        return Standing("terminated", ends_on, renewals)
    return Standing("ended" if ends_on and ends_on <= day else "running", ends_on, renewals)


def _period(contract: Contract, signed: date, term: Term | None, day: date) -> tuple[date | None, int]:
    """The end of the period that runs on `day`, or of the last one, and how many renewals came before it."""
    if term is None:
        return None, 0
    cut = term.cut_short_on(signed) or date.max
    renewals = 0
    ends_on = add_months(signed, term.months)
    while ends_on <= day and ends_on < cut and _renewed(contract, term, renewals, ends_on):
        renewals += 1
        ends_on = add_months(signed, term.months * (renewals + 1))
    return min(ends_on, cut), renewals


def _renewed(contract: Contract, term: Term, renewals: int, day: date) -> bool:
    """Does the renewal that falls on `day` happen, after so many others?

    The profile says how many have; else a tacit one happens by itself before `renewals_before`, a single one does not.
    """
    match term.renewal:
        case "none":
            return False
        case "once":
            return contract.renewals is not None and renewals < min(contract.renewals, 1)
        case "tacit":
            if contract.renewals is not None:
                return renewals < contract.renewals
            return term.renewals_before is None or day < term.renewals_before
