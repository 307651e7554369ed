"""Contracts already signed, as a profile states them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from public_aids.engine.feel.values import Value
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import ContractRole


class Contract(Record):
    """A contract of the profile, or one that could be signed (`new`). `signed_on` None: the day is not known."""

    scheme: str
    signed_on: date | None
    renewals: int | None = None
    terminated_on: date | None = None
    granted: Decimal | None = None
    new: bool = False


def contracts_from(value: Value | None, role: ContractRole) -> tuple[Contract, ...] | None:
    """The contracts of a profile, None where they are not known; none where the rules know of none."""
    if not role.fact:
        return ()
    if not isinstance(value, (list, tuple)):
        return None
    return tuple(_contract(one, role) for one in value if isinstance(one, Mapping))


def _contract(record: Mapping[str, Value], role: ContractRole) -> Contract:
    signed_on, renewals = record.get(role.signed), record.get(role.renewals)
    terminated_on, granted = record.get(role.terminated), record.get(role.granted)
    return Contract(
        scheme=str(record.get(role.scheme)),
        signed_on=signed_on if isinstance(signed_on, date) else None,
        renewals=int(renewals) if isinstance(renewals, Decimal) else None,
        terminated_on=terminated_on if isinstance(terminated_on, date) else None,
        granted=granted if isinstance(granted, Decimal) else None,
    )
