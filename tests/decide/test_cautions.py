"""A contract that the program proposes to end before its term: what is to be known of it stands beside the sum."""

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from situations import by_id, nominal, rules

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.plan import plan
from public_aids.engine.feel.parser import parse
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Notice, Rulebook
from public_aids.engine.text import Text

LEAVING = "date_resiliation_envisagee"

ON = date(2026, 3, 15)
BACK = (
    "CAIM: The sources do not say whether sums must be paid back when the contract is terminated before its term: "
    "ask the CPAM"
)
LOST = ": a contract that is left cannot be signed again"


def holder(scheme: str, signed: date, **facts: Any) -> dict[str, Any]:
    contract = {"dispositif": scheme, "date_signature": signed}
    settled = {"activite_hopital_proximite": False, "mois_stagiaire_temps_plein_par_an": Decimal(0)}
    return {**nominal("majoration_fmt_deja_installes"), **settled, "contrats": (contract,), **facts}


def leaving(decision: Decision) -> list[str]:
    return [one.named.en for option in decision.combination.options for one in option.cautions]


# Who holds what, on which day, with what in mind; and what is said of leaving it.
TOLD: list[tuple[dict[str, Any], date, list[str]]] = [
    (
        holder("caim", date(2024, 10, 1), date_installation=date(2024, 6, 1)),
        ON,
        ["CAIM: €50,000 were paid under a commitment that runs until 1 October 2029", BACK, "CAIM" + LOST],
    ),
    (
        holder("caim", date(2025, 12, 1), date_installation=date(2025, 6, 1)),
        ON,
        ["CAIM: €25,000 were paid under a commitment that runs until 1 December 2030", BACK, "CAIM" + LOST],
    ),
    (
        holder(
            "caim", date(2025, 12, 1), date_installation=date(2025, 6, 1), date_resiliation_envisagee=date(2027, 1, 1)
        ),
        ON,
        ["CAIM: €50,000 will have been paid under a commitment that runs until 1 December 2030", BACK, "CAIM" + LOST],
    ),
    (
        holder("coscom", date(2024, 5, 2)),
        ON,
        ["COSCOM: €9,583.33 were paid under a commitment that runs until 2 May 2027", "COSCOM" + LOST],
    ),
    (
        holder("coscom", date(2025, 12, 1)),
        date(2025, 12, 1),
        [],  # nothing is paid yet, and it can still be signed
    ),
    (holder("coscom", date(2020, 1, 1), **{LEAVING: date(2026, 6, 1)}), ON, []),  # over since 2026
]


@pytest.mark.parametrize(("profile", "on", "said"), TOLD)
def test_each_option_that_leaves_says_what_it_costs(profile: dict[str, Any], on: date, said: list[str]) -> None:
    decision = decide(rules(), profile, on)
    options = [option for option in decision.combination.options if option.actions]
    for option in options:
        assert [one.named.en for one in option.cautions] == said
    assert set(said) <= {warning.en for warning in decision.warnings}
    assert all(not option.cautions for option in decision.combination.options if not option.actions)
    assert options or not said


@pytest.mark.parametrize("wished", [{}, {LEAVING: date(2026, 6, 1)}])
def test_the_paying_back_is_said_once_whoever_names_the_day(wished: dict[str, Any]) -> None:
    warnings = [warning.en for warning in decide(rules(), {**TOLD[0][0], **wished}, ON).warnings]
    assert sum("must be paid back" in warning for warning in warnings) == warnings.count(BACK) == 1
    assert len(warnings) == len(set(warnings))


def test_what_would_open_by_leaving_says_the_same() -> None:
    change = by_id(decide(rules(), TOLD[0][0], ON))["majoration_fmt_deja_installes"].would_open_if[0]
    assert [one.named.en for one in change.cautions] == TOLD[0][2]


@pytest.mark.parametrize(("profile", "on", "said"), TOLD)
def test_each_strategy_that_leaves_says_what_it_costs(profile: dict[str, Any], on: date, said: list[str]) -> None:
    found = plan(rules(), profile, on, 5)
    warnings = {warning.en for warning in found.warnings}
    for strategy in found.strategies:
        cautions = [one.named.en for one in strategy.cautions]
        assert set(cautions) <= (warnings if strategy.actions else set())
        if strategy.actions and strategy.actions[0].on == on:
            assert cautions == decide_said(profile, on)


def decide_said(profile: dict[str, Any], on: date) -> list[str]:
    found = decide(rules(), {**profile, LEAVING: on}, on).combination
    return [one.named.en for one in next(option for option in found.options if option.actions).cautions]


# Whatever the rules call it: a caveat that holds of a contract that is left, and not of one that is kept


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ('contract_state = "terminated"', True),
        ('contract_state = "running" and date_resiliation_envisagee < signature + @"P3Y"', True),
        ('date_resiliation_envisagee < @"2027-01-01"', True),
        ('contract_state = "terminated" and on > @"2030-01-01"', False),
        ('contract_state = "running"', False),
        ('contract_state in ("running", "terminated")', False),
        ("true", False),
    ],
)
def test_a_caveat_of_leaving_is_one_that_staying_does_not_have(when: str, said: bool) -> None:
    notice = Notice("essai", Text("essai", "a try"), parse(when))
    found = decide(with_notice("coscom", notice), holder("coscom", date(2024, 5, 2)), ON)
    assert ("COSCOM: a try" in leaving(found)) == said


def with_notice(name: str, notice: Notice) -> Rulebook:
    schemes = (replace(one, warnings=(notice,)) if one.id == name else one for one in rules().schemes)
    return replace(rules(), schemes=tuple(schemes))


PAST = "this day is past; if the contract is terminated already, say on which day with `date_resiliation`"
OVER = "no contract is running any longer on that day"
NONE = "no contract is running, it is not taken into account"


@pytest.mark.parametrize(
    ("profile", "day", "said"),
    [
        (holder("caim", date(2024, 10, 1)), date(2026, 3, 14), PAST),
        (holder("caim", date(2024, 10, 1)), date(2023, 1, 1), PAST),
        (holder("coscom", date(2024, 5, 1)), date(2026, 1, 1), PAST),
        (holder("caim", date(2024, 10, 1)), ON, None),
        (holder("caim", date(2024, 10, 1)), date(2029, 9, 30), None),
        (holder("caim", date(2024, 10, 1)), date(2029, 10, 1), OVER),
        (holder("coscom", date(2024, 5, 1)), date(2027, 5, 1), OVER),
        (holder("caim", date(2018, 10, 1)), date(2026, 5, 1), NONE),
        (nominal("majoration_fmt_deja_installes"), date(2026, 5, 1), NONE),
    ],
)
def test_a_day_of_leaving_on_which_nothing_is_left(profile: dict[str, Any], day: date, said: str | None) -> None:
    wished, usual = {**profile, LEAVING: day}, decide(rules(), profile, ON)
    named = f"“Planned date of termination” ({day}): {said}"
    for found in (decide(rules(), wished, ON).warnings, plan(rules(), wished, ON, 2).warnings):
        warnings = [one.en for one in found]
        assert [one for one in warnings if one.startswith("“Planned")] == ([named] if said else [])
    if said == PAST:
        assert decide(rules(), wished, ON).combination == usual.combination
