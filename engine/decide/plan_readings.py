"""Which other readings of the sources would give another plan."""

from collections.abc import Iterator

from public_aids.engine.decide.plan import plan
from public_aids.engine.decide.schedule import Plan, PlanEffect, Strategy
from public_aids.engine.decide.situation import Profile
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.readings import others, rules_under


def effects_on(found: Plan, rules: Rulebook, profile: Profile, years: int) -> Iterator[PlanEffect]:
    """Each reading that changes the best strategies or what they pay, of the schemes that the plan speaks of."""
    named = {name for one in found.strategies for name in one.schemes} | {one.scheme for one in found.undetermined}
    seen: set[tuple[str, str]] = set()
    for scheme in (one for one in rules.schemes if one.id in named):
        for divergence in scheme.divergences:
            for reading in others(scheme, divergence):
                key = (divergence.id, reading.id)
                if key not in seen:
                    seen.add(key)
                    yield from _effect(key, found, rules, profile, years)


def _effect(key: tuple[str, str], found: Plan, rules: Rulebook, profile: Profile, years: int) -> Iterator[PlanEffect]:
    other = plan(rules_under(rules, dict((key,))), profile, found.start, years)
    if _best(other) != _best(found):
        yield PlanEffect(*key, other.strategies[0].total if other.best else None, other.choice)


def _best(found: Plan) -> tuple[object, ...]:
    best: tuple[Strategy, ...] = found.strategies[: found.best]
    return tuple((one.schemes, one.actions, one.total) for one in best), found.choice
