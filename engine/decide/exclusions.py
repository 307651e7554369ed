"""Supplements that are not paid beside another scheme: what each of several rights then leaves out."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from public_aids.engine.decide.amounts import compute, labelled
from public_aids.engine.decide.money import Presence, basis_of
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.result import Caution
from public_aids.engine.decide.rights import Rights
from public_aids.engine.feel.values import add_months
from public_aids.engine.record import replace
from public_aids.engine.text import Text


def side_by_side(presences: Sequence[Presence], relations: Relations) -> list[Presence]:
    """The same rights, each without the supplements that another one of them excludes."""
    return [
        replace(one, without=tuple(_without(one, presences, relations))) if relations.excluded(one.scheme.id) else one
        for one in presences
    ]


def left_out(
    presences: Sequence[Presence], rights: Rights, brought: Callable[[Presence], Decimal | None]
) -> Iterator[Caution]:
    """The supplements that some rights together leave out, and that would pay something."""
    for one in presences:
        for amount in one.scheme.amounts:
            months = one.months_without(amount.id)
            whole = replace(one, without=tuple(other for other in one.without if other[0] != amount.id))
            if not months or brought(whole) == brought(one) is not None:
                continue
            found = compute(amount, rights.situation, basis_of(one, months[0]))
            label = labelled(amount, months[0], found.value, found.rate, found.cap)
            by = rights.relations.excluded(one.scheme.id)[amount.id]
            names = ", ".join(other.scheme.acronym for other in presences if other.scheme.id in by)
            yield Caution(
                one.scheme.acronym,
                Text(
                    f"« {label.fr} » n'est pas compté avec {names}",
                    f"“{label.en}” is not counted beside {names}",
                ),
            )


def _without(one: Presence, others: Sequence[Presence], relations: Relations) -> Iterator[tuple[str, tuple[date, ...]]]:
    for amount, schemes in relations.excluded(one.scheme.id).items():
        there = [other for other in others if other.scheme.id in schemes]
        if days := tuple(day for day in _days(one) if any(_there(day, one, other) for other in there)):
            yield amount, days


def _there(day: date, one: Presence, other: Presence) -> bool:
    """Is another right there in the month of one that begins on a day? Two single sums always go together."""
    if not one.days and not other.days:
        return True
    return any(
        (one.days and day <= its < add_months(day, 1)) or (other.days and its <= day < add_months(its, 1))
        for its in _days(other)
    )


def _days(presence: Presence) -> tuple[date, ...]:
    return presence.days or ((presence.opened,) if presence.opened else ())
