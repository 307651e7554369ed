"""One rulebook on two days: what opens, what closes, what takes another value."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from public_aids.engine.compare.model import Change, RuleChanges, SchemeChanges
from public_aids.engine.compare.rules import rule_changes
from public_aids.engine.decide.window import window_on
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Amount, Condition, Dated, Group, Rulebook, Scheme, Validity

T = TypeVar("T")


def day_changes(rules: Rulebook, before: date, after: date) -> RuleChanges:
    """What differs in the rules in force on two days. A window that opens or closes between them shows as such."""
    found = rule_changes(in_force(rules, before), in_force(rules, after))
    told = {one.id: one for one in found.schemes}
    schemes = []
    for scheme in rules.schemes:
        known = told.get(scheme.id, SchemeChanges(scheme.id, scheme.name, "changed", ()))
        changes = (*_window(scheme, before, after), *known.changes)
        if changes:
            schemes.append(replace(known, changes=changes))
    return replace(found, schemes=tuple(schemes))


def _window(scheme: Scheme, before: date, after: date) -> Iterator[Change]:
    was, now = window_on(scheme, before), window_on(scheme, after)
    if was != now and scheme.kind != "information":
        bound = scheme.validity.until if now == "closed" else scheme.validity.since
        yield Change("changed", ("window",), scheme.name, was, now, since=bound.at(after) if bound else None)


def in_force(rules: Rulebook, day: date) -> Rulebook:
    """The rules with the versions of one day alone. Windows are left out: they are asked of a day, not of a version."""
    return replace(rules, schemes=tuple(_scheme(scheme, day) for scheme in rules.schemes))


def _scheme(scheme: Scheme, day: date) -> Scheme:
    return replace(
        scheme,
        validity=Validity(sources=scheme.validity.sources),
        conditions=tuple(_conditions(scheme.conditions, day)),
        amounts=tuple(_amount(one, day) for one in scheme.amounts),
    )


def _conditions(conditions: tuple[Condition, ...], day: date) -> Iterator[Condition]:
    for one in conditions:
        if isinstance(one, Group):
            yield replace(one, children=tuple(_conditions(one.children, day)))
        elif (when := _on(one.when, day)) is not None:
            yield replace(one, when=when)


def _amount(amount: Amount, day: date) -> Amount:
    fields: dict[str, Any] = {name: getattr(amount, name) for name in ("value", "rate", "cap")}
    return replace(amount, **{name: _on(dated, day) if dated else None for name, dated in fields.items()})


def _on(dated: Dated[T], day: date) -> Dated[T] | None:
    value = dated.version(day)
    return None if value is None else Dated(((None, value),))
