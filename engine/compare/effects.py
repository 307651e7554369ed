"""Whose answers change: the cases beside the schemes and example profiles, under two sets of rules or on two days."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from engine.cases.model import Case
from engine.compare.model import Answer, BestEffect, Effect, Effects, Sum
from engine.decide.decide import decide
from engine.decide.profile import Profile
from engine.decide.result import Decision, SchemeResult
from engine.record import Record
from engine.rulebook.model import Rulebook


class Standpoint(Record):
    """Rules, and a day when one is asked for; else each case has its own and profiles have `today`."""

    rules: Rulebook
    today: date
    on: date | None = None


def effects_of(
    before: Standpoint, after: Standpoint, cases: Iterable[Case], profiles: Mapping[str, Profile]
) -> Effects:
    """Every answer that is not the same from both standpoints."""
    found: list[Effect] = []
    best: list[BestEffect] = []
    cases = tuple(cases)
    for case in cases:
        was = decide(before.rules, case.profile, before.on or case.on)
        now = decide(after.rules, case.profile, after.on or case.on)
        found += _effects("case", f"{case.scheme}/{case.id}", was, now, only=case.scheme)
    for name, profile in profiles.items():
        was = decide(before.rules, profile, before.on or before.today)
        now = decide(after.rules, profile, after.on or after.today)
        found += _effects("profile", name, was, now)
        one, other = was.combination, now.combination
        if (one.best, one.total) != (other.best, other.total):
            best.append(BestEffect(name, one.best, other.best, one.total, other.total))
    return Effects(len(cases), len(profiles), tuple(found), tuple(best))


def _effects(kind: str, name: str, was: Decision, now: Decision, only: str = "") -> Iterator[Effect]:
    old = {one.scheme.id: _answer(one) for one in was.schemes if only in ("", one.scheme.id)}
    new = {one.scheme.id: _answer(one) for one in now.schemes if only in ("", one.scheme.id)}
    for scheme in sorted(old.keys() | new.keys()):
        if old.get(scheme) != new.get(scheme):
            yield Effect(kind, name, scheme, old.get(scheme), new.get(scheme))  # type: ignore[arg-type]


def _answer(result: SchemeResult) -> Answer:
    return Answer(
        status=result.status,
        failed=result.failed,
        missing=result.missing,
        sums={one.id: Sum(one.value, one.per, one.precision, one.missing) for one in result.amounts},
        total=result.total_first_year,
        held=result.held.state if result.held else None,
    )
