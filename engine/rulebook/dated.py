"""Which day dates the values of a scheme: that of the signature, of the opening of the right, or of the evaluation."""

from datetime import date
from operator import is_
from typing import Any

from public_aids.engine.feel.syntax import Expr, Name
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Amount, Condition, Dated, Group, RulesAsOf, Scheme
from public_aids.engine.text import Text

DATED = ("value", "rate", "cap")  # of an amount
_SIGNATURE = Name("signature")


def timed(scheme: Scheme) -> Scheme:
    """The scheme, each of its dated lists with the clock of `rules_as_of`, or of what the list itself says."""
    conditions = tuple(_condition(one, scheme) for one in scheme.conditions)
    amounts = tuple(_amount(one, scheme) for one in scheme.amounts)
    same = all(map(is_, (*conditions, *amounts), (*scheme.conditions, *scheme.amounts)))
    return scheme if same else replace(scheme, conditions=conditions, amounts=amounts)


def spoken_on(scheme: Scheme, day: date) -> Scheme:
    """The scheme with its name and its notices as they stand on a day; the same one where no day changes them."""
    notices = {key: getattr(scheme, key) for key in ("obligations", "warnings", "notes", "objectives")}
    texts = (scheme.name, *(one.text for held in notices.values() for one in held))
    if all(type(one) is Text for one in texts):
        return scheme
    now = {key: tuple(replace(one, text=one.text.at(day)) for one in held) for key, held in notices.items()}
    return replace(scheme, name=scheme.name.at(day), **now)


def clock_of(scheme: Scheme, as_of: RulesAsOf) -> Expr | None:
    """The day that dates a list, None where it is the day that is asked about.

    A contract opens on its signature. Another right opens on the day `opens_on`, also where that is past, or on the day
    it is first had.
    """
    match as_of:
        case "evaluation":
            return None
        case "opening" if scheme.kind != "contract" and scheme.opens_on is not None:
            return scheme.opens_on
        case "opening" | "signature":
            return _SIGNATURE


def _condition(condition: Condition, scheme: Scheme) -> Condition:
    if isinstance(condition, Group):
        children = tuple(_condition(child, scheme) for child in condition.children)
        same = all(map(is_, children, condition.children))
        return condition if same else replace(condition, children=children)
    when = _list(condition.when, scheme)
    return condition if when is condition.when else replace(condition, when=when)


def _amount(amount: Amount, scheme: Scheme) -> Amount:
    held = {key: dated for key in DATED if (dated := getattr(amount, key)) is not None}
    changed = {key: timed for key, dated in held.items() if (timed := _list(dated, scheme)) is not dated}
    return replace(amount, **changed) if changed else amount


def _list(dated: Dated[Any], scheme: Scheme) -> Dated[Any]:
    clock = clock_of(scheme, dated.as_of or scheme.rules_as_of) if len(dated.versions) > 1 else None
    return dated if clock == dated.clock else replace(dated, clock=clock)
