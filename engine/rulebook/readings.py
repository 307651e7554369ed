"""The same rules under another reading of the sources."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.record import replace
from public_aids.engine.rulebook.dated import DATED, timed
from public_aids.engine.rulebook.model import (
    Amount,
    Condition,
    Dated,
    Divergence,
    Group,
    Reading,
    Replacement,
    Rulebook,
    Scheme,
    Test,
)

Value = Expr | date | Decimal | str | Dated[Any]
TERM_DAYS = ("renewals_before", "kept_if_signed_by", "others_end_on")  # a term may do without
TERM_TESTS = ("ends_when", "runs_while")
AMOUNT_KEYS = ("value", "rate", "base", "cap", "only_if", "by_period", "per", "precision")


def rules_under(rules: Rulebook, readings: Mapping[str, str]) -> Rulebook:
    """The rules with other readings applied (ids of divergences: ids of readings). Raises `KeyError` for an unknown id.

    A divergence that several schemes record under one id is read the same way in all of them.
    """
    for name, reading in readings.items():
        same = (one for scheme in rules.schemes for one in scheme.divergences if one.id == name)
        if not any(known.id == reading for one in same for known in one.readings):
            raise KeyError(name, reading)
    return replace(rules, schemes=tuple(_scheme_under(scheme, readings) for scheme in rules.schemes))


def _scheme_under(scheme: Scheme, readings: Mapping[str, str]) -> Scheme:
    """The scheme with the readings that are asked for; the same object where they are applied already."""
    if all(readings.get(one.id, one.applied) == one.applied for one in scheme.divergences):
        return scheme
    scheme = replace(scheme, divergences=tuple(_whole(one, scheme) for one in scheme.divergences))
    for divergence in scheme.divergences:
        asked = readings.get(divergence.id)
        for reading in divergence.readings:
            if reading.id == asked != divergence.applied:
                scheme = under(scheme, divergence, reading)
    return scheme


def _whole(divergence: Divergence, scheme: Scheme) -> Divergence:
    """The divergence with readings that each say all they put in place: what only another one changes stays as it is.

    So one can go from any reading to any other one.
    """
    paths = dict.fromkeys(change.about for reading in divergence.readings for change in reading.also)
    if not paths:
        return divergence
    stands = tuple(
        Replacement(about, standing_value(scheme, about)) for about in paths if not leads_nowhere(scheme, about)
    )

    def completed(reading: Reading) -> Reading:
        said = {divergence.about, *(change.about for change in reading.also)}
        return replace(reading, also=(*reading.also, *(one for one in stands if one.about not in said)))

    return replace(divergence, readings=tuple(completed(one) for one in divergence.readings))


def others(scheme: Scheme, divergence: Divergence) -> tuple[Reading, ...]:
    """The readings that are not applied and that can be computed."""
    hangs = any(relation.divergence == divergence.id for relation in scheme.relations)
    return tuple(
        one for one in divergence.readings if one.id != divergence.applied and (hangs or one.value is not None)
    )


def standing_value(scheme: Scheme, about: str) -> Value | None:
    """What stands at a path of a scheme, None where nothing does."""
    match about.split("."):
        case ["validity", "from"]:
            return scheme.validity.since
        case ["validity", "until"]:
            return scheme.validity.until
        case ["term", key] if key in (*TERM_DAYS, *TERM_TESTS):
            return getattr(scheme.term, key) if scheme.term else None
        case ["opens_on"]:
            return scheme.opens_on
        case ["conditions", name, "when"]:
            found = _find(scheme.conditions, name)
            return found.when if isinstance(found, Test) else None
        case ["amounts", name, key] if key in AMOUNT_KEYS:
            amount = next((one for one in scheme.amounts if one.id == name), None)
            return getattr(amount, key) if amount else None
        case _:
            return None


def leads_nowhere(scheme: Scheme, about: str) -> bool:
    """Is there nothing at a path of a scheme, and could a reading put nothing there either?"""
    optional = scheme.term is not None and about in {f"term.{key}" for key in (*TERM_DAYS, *TERM_TESTS)}
    return not optional and standing_value(scheme, about) is None


def under(scheme: Scheme, divergence: Divergence, reading: Reading) -> Scheme:
    """A scheme under one reading of a divergence; a relation that hangs on the divergence holds under no other."""
    read = tuple(
        replace(one, applied=reading.id) if one.id == divergence.id and one.about == divergence.about else one
        for one in scheme.divergences
    )
    changed = replace(scheme, divergences=read)
    if any(one.divergence == divergence.id for one in scheme.relations):
        relations = tuple(one for one in scheme.relations if one.divergence != divergence.id)
        changed = replace(changed, relations=relations)
    if reading.value is not None and divergence.about is not None:
        changed = _changed(changed, divergence.about, reading.value)
    for change in reading.also:
        changed = _changed(changed, change.about, change.value)
    return changed


def _changed(scheme: Scheme, about: str, value: Value | None) -> Scheme:
    """The scheme with another value at a path."""
    match about.split("."):
        case ["validity", ("from" | "until") as key]:
            field = "since" if key == "from" else "until"
            return replace(scheme, validity=replace(scheme.validity, **{field: _always(value)}))
        case ["term", key] if scheme.term is not None:
            return replace(scheme, term=replace(scheme.term, **{key: value}))
        case ["opens_on"]:
            return timed(replace(scheme, opens_on=value))
        case ["conditions", name, "when"]:
            return replace(scheme, conditions=tuple(_with_test(one, name, value) for one in scheme.conditions))
        case ["amounts", name, key]:
            return replace(scheme, amounts=tuple(_with_sum(one, name, key, value) for one in scheme.amounts))
        case _:
            return scheme


def _always(value: Value | None) -> Dated[Any] | None:
    return value if value is None or isinstance(value, Dated) else Dated(((None, value),))


def _with_test(condition: Condition, name: str, value: Value | None) -> Condition:
    if isinstance(condition, Group):
        return replace(condition, children=tuple(_with_test(child, name, value) for child in condition.children))
    return replace(condition, when=_always(value)) if condition.id == name else condition


def _with_sum(amount: Amount, name: str, key: str, value: Value | None) -> Amount:
    if amount.id != name:
        return amount
    return replace(amount, **{key: _always(value) if key in DATED else value})


def _find(conditions: tuple[Condition, ...], name: str) -> Condition | None:
    for condition in conditions:
        if condition.id == name:
            return condition
        if isinstance(condition, Group) and (found := _find(condition.children, name)) is not None:
            return found
    return None
