"""Warnings that hold, that may hold, and that will: none is dropped because a fact is unknown."""

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

sys.path.insert(0, str(Path(__file__).parent))
from situations import Profile, Situation, by_id, nominal, rules, situations

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.notices import as_to_check, concerned
from public_aids.engine.text import Text

OLDER = "The class comes from a zoning older than 2026"


@given(situations())
def test_a_warning_that_an_unknown_fact_decides_is_to_be_checked(situation: Situation) -> None:
    """Under each value of the fact it holds or not: it is told wherever the scheme may be something for the person."""
    profile, on = situation
    known = {name: value for name, value in profile.items() if name != "millesime_zonage"}
    decision = decide(rules(), known, on)
    for result in decision.schemes:
        about = [one for one in result.scheme.warnings if one.id == "zonage_anterieur_a_2026"]
        concerns = concerned(result.status, result.failed, result.held)
        if not concerns and result.scheme.id in decision.combination.best:
            continue  # it may open later
        assert [one.text for one in about if concerns] == [one for one in result.to_check if OLDER in one.en]
        assert not any(OLDER in one.en for one in result.warnings)


@pytest.mark.parametrize(("year", "fired"), [(2025, True), (2026, False)])
def test_a_fact_that_is_known_decides(year: int, fired: bool) -> None:
    profile = {**nominal("aide_premiere_installation_zip"), "millesime_zonage": Decimal(year)}
    result = by_id(decide(rules(), profile, date(2026, 3, 15)))["aide_premiere_installation_zip"]
    assert any(OLDER in one.en for one in result.warnings) is fired
    assert not any(OLDER in one.en for one in result.to_check)


def test_what_is_to_be_checked_is_told_once_for_all_its_schemes() -> None:
    profile = {**nominal("aide_premiere_installation_zip"), **nominal("majoration_fmt_primo_installes")}
    del profile["millesime_zonage"]
    told = [one for one in decide(rules(), profile, date(2026, 3, 15)).warnings if OLDER in one.en]
    assert [one.en.partition(": to be checked, if it applies to you: ")[0] for one in told] == [
        "Cabinet secondaire ZIP, Première installation ZIP, FMT primo-installés"
    ]
    assert " : à vérifier, si cela vous concerne : Le classement" in told[0].fr
    assert as_to_check(Text("a", "b")) == Text(
        "à vérifier, si cela vous concerne : a", "to be checked, if it applies to you: b"
    )


@pytest.mark.parametrize(
    ("contract", "told"),
    [({}, True), ({"date_signature": date(2024, 10, 1)}, False)],  # a contract of an unknown day may run
)
def test_a_contract_whose_state_is_unknown_keeps_the_warnings_of_each_state(contract: Profile, told: bool) -> None:
    contracts = ({"dispositif": "caim", **contract},)
    profile = nominal("caim", contrats=contracts, date_resiliation_envisagee=date(2031, 1, 1))
    result = by_id(decide(rules(), profile, date(2026, 3, 15)))["caim"]
    assert any("paid back" in one.en for one in result.to_check) is told


def test_what_is_best_later_keeps_its_warnings() -> None:
    """Closed on the day, open on 1 January and in the best set of the year: another speciality has its caveat."""
    profile = nominal("majoration_fmt_deja_installes", specialite="medecine_nucleaire", contrats=())
    decision = decide(rules(), profile, date(2025, 11, 20))
    result = by_id(decision)["majoration_fmt_deja_installes"]
    assert (result.status, decision.combination.best) == ("not_eligible", (result.scheme.id,))
    assert result.warnings == () and result.later
    assert all(
        any(one.en == f"{result.scheme.acronym}: {text.en}" for one in decision.warnings) for text in result.later
    )


def test_a_one_off_aid_long_after_the_day_it_is_paid_on_says_so() -> None:
    profile = nominal("aide_premiere_installation_zip", date_installation=date(2026, 5, 1))
    for on, told in ((date(2026, 8, 1), False), (date(2026, 8, 2), True), (date(2035, 6, 1), True)):
        result = by_id(decide(rules(), profile, on))["aide_premiere_installation_zip"]
        assert any("within three months" in one.en for one in result.warnings) is told, on
