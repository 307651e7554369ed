"""What rules answer about a person."""

from collections.abc import Mapping

from public_aids.engine.api.facts import Day, Profile, day_of, horizon_of, profile_of
from public_aids.engine.decide.decide import decide as decided
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.plan import plan as planned
from public_aids.engine.decide.schedule import Plan
from public_aids.engine.rulebook.model import Fact, Rulebook

MOST_YEARS = 30


def evaluate(rules: Rulebook, facts: Mapping[str, object], on: Day, horizon: tuple[Day, Day] | None = None) -> Decision:
    """What a person may have on a day, and what is best over a horizon (12 months from that day unless one is given).

    `facts` are those of a `Profile`, in whatever types people have them. Raises `FactsError` for what is wrong in them,
    a day that is none, a horizon that ends before it begins.
    """
    return decide(rules, profile_of(rules, facts), on, horizon)


def decide(rules: Rulebook, profile: Profile, on: Day, horizon: tuple[Day, Day] | None = None) -> Decision:
    """The same for facts that are checked already: one `Profile` for many days or horizons."""
    if not isinstance(profile, Profile):
        raise TypeError("decide takes a Profile: Profile(rules, facts), or evaluate(rules, facts, on)")
    day = day_of(on)
    return decided(rules, profile_of(rules, profile), day, horizon_of(horizon, day))


def plan(rules: Rulebook, facts: Mapping[str, object], on: Day, years: int = 5) -> Plan:
    """What is paid when, under each strategy worth a look, over 1 to 30 years from a day; the best one first.

    Raises `FactsError`, `ValueError` for other years, `MissingSolverError` where more than 20 rights that are not
    contracts are open and the extra `analysis` is not installed.
    """
    if not 1 <= years <= MOST_YEARS:
        raise ValueError(f"years: from 1 to {MOST_YEARS}, not {years}")
    return planned(rules, profile_of(rules, facts), day_of(on), years)


def next_question(rules: Rulebook, facts: Mapping[str, object], on: Day) -> Fact | None:
    """The fact that is most useful to ask for now; None where nothing is left to ask. Raises `FactsError`."""
    questions = evaluate(rules, facts, on).questions
    return rules.facts[questions[0]] if questions else None
