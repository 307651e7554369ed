"""Whose answers change: the cases beside the schemes and example profiles, under two sets of rules or on two days."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from public_aids.engine.cases.model import Case
from public_aids.engine.compare.model import Answer, BestEffect, Effect, EffectKind, Effects, Sum
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.decide.situation import Profile
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.readings import rules_under


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
        was, now = (_answers(_read(one, case), case.profile, case.on, case.scheme)[0] for one in (before, after))
        found += _effects("case", f"{case.scheme}/{case.id}", was, now)
    for name, profile in profiles.items():
        (was, old), (now, new) = (_answers(one, profile, one.today) for one in (before, after))
        found += _effects("profile", name, was, now)
        if (one := _best(old)) != (other := _best(new)):
            best.append(BestEffect(name, one[0], other[0], one[1], other[1]))
    return Effects(len(cases), len(profiles), tuple(found), tuple(best))


def profile_effects(before: Standpoint, after: Standpoint, profiles: Mapping[str, Profile]) -> Iterator[Effect]:
    """The answers to profiles that are not the same."""
    for name, profile in profiles.items():
        was, now = (_answers(one, profile, one.today)[0] for one in (before, after))
        yield from _effects("profile", name, was, now)


def _read(point: Standpoint, case: Case) -> Standpoint:
    """The rules as the case reads them; as they are applied where such a reading is not recorded."""
    try:
        return replace(point, rules=rules_under(point.rules, case.readings)) if case.readings else point
    except KeyError:
        return point


def _answers(point: Standpoint, profile: Profile, day: date, only: str = "") -> tuple[dict[str, Answer], Decision]:
    """The answer of every scheme, or of one, by id."""
    decision = decide(point.rules, profile, point.on or day)
    return {one.scheme.id: _answer(one) for one in decision.schemes if only in ("", one.scheme.id)}, decision


def _best(decision: Decision) -> tuple[tuple[str, ...], Decimal | None]:
    return decision.combination.best, decision.combination.total


def _effects(kind: EffectKind, name: str, was: Mapping[str, Answer], now: Mapping[str, Answer]) -> Iterator[Effect]:
    for scheme in sorted(was.keys() | now.keys()):
        if was.get(scheme) != now.get(scheme):
            yield Effect(kind, name, scheme, was.get(scheme), now.get(scheme))


def _answer(found: SchemeResult) -> Answer:
    return Answer(
        status=found.status,
        failed=tuple(sorted(found.failed)),  # their order is that of the file
        missing=found.missing,
        sums={one.id: Sum(one.value, one.per, one.precision, one.missing) for one in found.amounts},
        total=found.total_first_year,
        held=found.held.state if found.held else None,
        warnings=tuple(sorted(notice.id for notice in found.scheme.warnings if notice.text in found.warnings)),
    )
