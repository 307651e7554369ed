"""Situations for the laws of the decision: drawn from the declared facts, and from the cases beside the schemes.

Facts drawn at random rarely open a right. Most situations therefore start from the one of a case, where one right is
open or nearly so, and change a few facts.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from public_aids.engine.cases.load import load_cases
from public_aids.engine.cases.model import Case
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.feel.values import add_months
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Fact, Rulebook

Profile = dict[str, Any]
Situation = tuple[Profile, date]

CLOSING, OPENING, ZONING = date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 4)
OLD_CONTRACTS = ("caim", "cstm", "coscom", "cotram")
DECIDED = (
    *OLD_CONTRACTS,
    "aide_premiere_installation_zip",
    "aide_premiere_installation_zac",
    "majoration_fmt_primo_installes",
    "majoration_fmt_deja_installes",
    "aide_cabinet_secondaire_zip",
    "consultations_avancees",
    "cde",
    "cesp",
)
DAYS = st.one_of(
    st.dates(date(2024, 1, 1), date(2031, 12, 31)),
    st.sampled_from((date(2024, 2, 29), CLOSING, OPENING, ZONING - timedelta(days=1), ZONING, date(2028, 2, 29))),
)
EVENTS = st.one_of(st.dates(date(2012, 1, 1), date(2031, 12, 31)), st.dates(date(2024, 6, 1), date(2026, 12, 31)), DAYS)
BIRTHS = st.one_of(st.dates(date(1940, 1, 1), date(2000, 12, 31)), st.dates(date(1963, 1, 1), date(1968, 12, 31)))
SIGNATURES = st.one_of(st.dates(date(2017, 1, 1), CLOSING), st.dates(date(2022, 10, 1), date(2023, 3, 31)))
THRESHOLDS = (
    *(Decimal(n) for n in ("0", "1", "2.4", "2.5", "3", "4", "6", "7", "9", "10", "28", "29", "49", "50")),
    *(Decimal(n) for n in ("59", "60", "61", "79", "79.9", "80", "12000", "150000", "200000", "200001")),
)


@cache
def rules() -> Rulebook:
    return load(DEFAULT_RULES)


@cache
def cases() -> tuple[Case, ...]:
    return load_cases(DEFAULT_RULES, rules())


def by_id(decision: Decision) -> Mapping[str, SchemeResult]:
    return {result.scheme.id: result for result in decision.schemes}


def numbers_of(fact: Fact) -> tuple[Decimal, ...]:
    """Values on both sides of everything the rules compare with, within the bounds of the fact."""
    if fact.values:
        return tuple(Decimal(value) for value in fact.values)
    low, high = fact.minimum or Decimal(0), fact.maximum
    allowed = (n for n in (low, *THRESHOLDS) if n >= low and (high is None or n <= high))
    return tuple(sorted({n for n in allowed if not fact.whole or n == n.to_integral_value()}))


@st.composite
def contracts(draw: Callable[..., Any], signed_for: tuple[str, ...] = OLD_CONTRACTS) -> Profile:
    signed = draw(SIGNATURES)
    record: Profile = {"dispositif": draw(st.sampled_from(signed_for)), "date_signature": signed}
    if draw(st.integers(0, 3)) == 0:
        record["date_resiliation"] = signed + timedelta(days=draw(st.integers(0, 2000)))
    if draw(st.integers(0, 3)) == 0:
        record["reconductions"] = Decimal(draw(st.integers(0, 3)))
    if draw(st.integers(0, 3)) == 0:
        record["montant_accorde_eur"] = Decimal(draw(st.sampled_from((31250, 37500, 50000))))
    return record


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """Any value that a fact may have, those on the edge of a rule more often."""
    match fact.type:
        case "boolean":
            return st.booleans()
        case "choice":
            return st.sampled_from(fact.values)
        case "code":
            return st.sampled_from(("44", "49", "75", "autre"))
        case "number":
            return st.sampled_from(numbers_of(fact))
        case "date":
            return BIRTHS if fact.name == "date_naissance" else EVENTS
        case "list":
            return st.lists(st.sampled_from(numbers_of(fact)), max_size=12).map(tuple)
        case "records":
            return st.lists(contracts((*OLD_CONTRACTS, "cde", "cesp")), max_size=2).map(tuple)


def nominal(scheme: str, **changes: object) -> Profile:
    """The situation in which everything is met, with some facts changed; None makes one unknown."""
    case = next(one for one in cases() if one.scheme == scheme and one.id == "nominal")
    return {name: value for name, value in {**case.profile, **changes}.items() if value is not None}


@st.composite
def situations(draw: Callable[..., Any], days: st.SearchStrategy[date] = DAYS) -> Situation:
    """A profile and a day: anything, or one where a right is open, or several, with a few facts changed or unknown."""
    facts = rules().facts
    match draw(st.sampled_from(("any", "case", "case", "nominal", "several", "several"))):
        case "any":
            profile: Profile = {}
            on = draw(days)
            named = draw(st.lists(st.sampled_from(sorted(facts)), unique=True, max_size=len(facts)))
        case "case":
            case = draw(st.sampled_from(cases()))
            profile, on = dict(case.profile), draw(days) if draw(st.booleans()) else case.on
            named = draw(st.lists(st.sampled_from(sorted(facts)), unique=True, max_size=5))
        case kind:
            most = 1 if kind == "nominal" else 4
            schemes = draw(st.lists(st.sampled_from(DECIDED), min_size=min(most, 2), max_size=most, unique=True))
            profile = {name: value for scheme in schemes for name, value in nominal(scheme).items()}
            on = draw(days)
            named = draw(st.lists(st.sampled_from(sorted(facts)), unique=True, max_size=3))
    for name in named:
        if draw(st.booleans()):
            profile.pop(name, None)
        else:
            profile[name] = draw(values_of(facts[name]))
    return profile, on


@st.composite
def fillings(draw: Callable[..., Any], profile: Profile, on: date, names: tuple[str, ...]) -> Profile:
    """The profile with some unknown facts known, in a way that does not contradict what is known already.

    The age and the birth date say the same thing. Contracts of the state are left out: no scheme is incompatible with
    them, so `contrats` is not asked for their sake, though one of them stands in the way of a second one.
    """
    filled = dict(profile)
    for name in names:
        if name in profile or (name == "age_ans" and "date_naissance" in filled):
            continue
        if name == "date_naissance" and "age_ans" in filled:
            years = int(filled["age_ans"])
            filled[name] = add_months(on, -12 * years) - timedelta(days=draw(st.integers(0, 364)))
        elif name == "contrats":
            filled[name] = draw(st.lists(contracts(), max_size=2).map(tuple))
        else:
            filled[name] = draw(values_of(rules().facts[name]))
    return filled
