"""What a change makes of answers before today: a value overwritten, where a new one from a day on was meant.

A change counts from the first day on which the rules differ, and only where an answer does. Cases have their own day.
Profiles are tried on those of the cases that change, on the first and the last day of each change, and on yesterday.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from public_aids.engine.cases.model import Case
from public_aids.engine.compare.effects import Standpoint, profile_effects
from public_aids.engine.compare.model import Change, Effects, Past, RuleChanges
from public_aids.engine.decide.situation import Profile
from public_aids.engine.record import replace
from public_aids.engine.text import Text

_SAYS_ONLY = frozenset(("source", "number", "reviewed_on", "review_before"))
_EVERY = ""  # the scheme of what all schemes share


def changed_past(
    before: Standpoint,
    after: Standpoint,
    changes: RuleChanges,
    effects: Effects,
    cases: Iterable[Case],
    profiles: Mapping[str, Profile],
) -> tuple[Past, ...]:
    """By scheme, in the order of their ids; today is that of `after`."""
    today = after.today
    early = [one for one in _changes(changes) if one[1].since is None or one[1].since < today]
    touched = {scheme for scheme, _ in early}
    days_of_cases = {f"{case.scheme}/{case.id}": case.on for case in cases}
    of_cases = [one for one in effects.effects if one.kind == "case" and days_of_cases[one.name] < today]
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    of_profiles = (
        one
        for day in sorted(_days((change for _, change in early), today) | {days_of_cases[one.name] for one in of_cases})
        for one in profile_effects(replace(before, on=day), replace(after, on=day), profiles)
    )
    for one in (*of_cases, *(of_profiles if early else ())):
        if not one.is_refused and not touched.isdisjoint((one.scheme, _EVERY)):
            found.setdefault(one.scheme, ({}, {}))[one.kind == "profile"][one.name] = None
    return tuple(Past(scheme, tuple(names), tuple(people)) for scheme, (names, people) in sorted(found.items()))


def _changes(changes: RuleChanges) -> Iterator[tuple[str, Change]]:
    """What may change an answer, with the scheme that it is of."""
    for scheme in changes.schemes:
        yield from ((scheme.id, change) for change in scheme.changes if _matters(change))
    yield from ((_EVERY, change) for change in changes.shared if change.path[0] == "facts" and _matters(change))


def _matters(change: Change) -> bool:
    return change.path[-1] not in _SAYS_ONLY and not isinstance(change.before or change.after, Text)


def _days(changes: Iterable[Change], today: date) -> set[date]:
    bounds = {day for change in changes for day in (change.since, change.until) if day is not None and day < today}
    return bounds | {today - timedelta(days=1)}
