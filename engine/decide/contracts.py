"""Contracts already signed, as a profile states them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from public_aids.engine.feel.values import Value
from public_aids.engine.record import Record


class Contract(Record):
    """A record of `contrats`, or a contract that could be signed (`new`). `signed_on` None: the day is not known."""

    scheme: str
    signed_on: date | None
    renewals: int | None = None
    terminated_on: date | None = None
    granted: Decimal | None = None
    new: bool = False


def contracts_from(value: Value | None) -> tuple[Contract, ...] | None:
    """The contracts of a profile, None where they are not known."""
    if not isinstance(value, (list, tuple)):
        return None
    return tuple(_contract(one) for one in value if isinstance(one, Mapping))


def _contract(record: Mapping[str, Value]) -> Contract:
    signed_on, renewals = record.get("date_signature"), record.get("reconductions")
    terminated_on, granted = record.get("date_resiliation"), record.get("montant_accorde_eur")
    return Contract(
        scheme=str(record.get("dispositif")),
        signed_on=signed_on if isinstance(signed_on, date) else None,
        renewals=int(renewals) if isinstance(renewals, Decimal) else None,
        terminated_on=terminated_on if isinstance(terminated_on, date) else None,
        granted=granted if isinstance(granted, Decimal) else None,
    )
