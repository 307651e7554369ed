"""Whom to write to, what to ask next, what to be careful of."""

import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

sys.path.insert(0, str(Path(__file__).parent))
from situations import Situation, nominal, rules, situations

from public_aids.engine.decide.decide import decide

FUNDS = {
    "44": "srps.cpam-loireatlantique@assurance-maladie.fr",
    "49": "rps49@assurance-maladie.fr",
    "53": "partenaires.sante.cpam-mayenne@assurance-maladie.fr",
    "72": "rps.cpam-sarthe@assurance-maladie.fr",
    "85": "correspondant.rps.cpam-vendee@assurance-maladie.fr",
}


@pytest.mark.parametrize("departement", FUNDS)
def test_each_fund_has_its_address(departement: str) -> None:
    contact = decide(rules(), {"departement_exercice": departement}, date(2025, 11, 20)).contact
    assert contact is not None
    assert (contact.body, contact.email) == (f"CPAM {departement}", FUNDS[departement])


@pytest.mark.parametrize("profile", [{}, {"departement_exercice": "75"}, {"departement_exercice": "autre"}])
def test_elsewhere_there_is_no_fund_to_name(profile: dict[str, object]) -> None:
    assert decide(rules(), profile, date(2025, 11, 20)).contact is None


@given(situations())
def test_everything_missing_is_asked_and_the_most_useful_first(situation: Situation) -> None:
    profile, on = situation
    decision = decide(rules(), profile, on)
    undecided = [result.missing for result in decision.schemes]
    unsure = any(result.held is not None and result.held.state == "unknown" for result in decision.schemes)
    assert set(decision.questions) & set(profile) <= ({"contrats"} if unsure else set())
    assert set(decision.questions) >= {name for missing in undecided for name in missing}
    useful = [sum(name in missing for missing in undecided) for name in decision.questions]
    assert all(one >= other for one, other in pairwise(useful))


@pytest.mark.parametrize(("there", "asked"), [(None, True), (True, False), (False, False)])
def test_the_fact_that_a_pair_hangs_on_is_asked(there: bool | None, asked: bool) -> None:
    """A secondary practice goes with the increase for the family doctor of patients there: a source says so."""
    fact = "medecin_traitant_au_cabinet_secondaire"
    known = {**nominal("majoration_fmt_deja_installes"), **nominal("aide_cabinet_secondaire_zip")}
    profile = {**known, "zone_cabinet_principal": "ZIP", **({} if there is None else {fact: there})}
    decision = decide(rules(), profile, date(2026, 4, 1))
    assert (fact in decision.questions) is asked
    assert any(f"depends on a fact that is not known (`{fact}`)" in one.en for one in decision.warnings) is asked
    assert any("no source says whether" in one.en for one in decision.warnings) is (there is False)


def test_what_no_source_quantifies_is_named() -> None:
    """The complement of the CDE and the travel costs of the CSTM are in no total, and a warning says so."""
    for scheme, on, words in (
        ("cde", date(2026, 3, 31), "CDE : « Rémunération complémentaire"),
        ("cstm", date(2025, 11, 20), "CSTM : « Prise en charge des frais de déplacement"),
    ):
        warnings = decide(rules(), nominal(scheme), on).warnings
        assert any(warning.fr.startswith(words) for warning in warnings), scheme


@pytest.mark.parametrize(
    ("on", "warned"), [(date(2026, 1, 1), True), (date(2026, 2, 3), True), (date(2026, 2, 4), False)]
)
def test_between_the_two_starts_a_warning_names_the_zoning(on: date, warned: bool) -> None:
    found = decide(rules(), nominal("majoration_fmt_deja_installes"), on).warnings
    sure = [warning for warning in found if "to be checked" not in warning.en]
    assert any("4 février 2026" in warning.fr and "4 February 2026" in warning.en for warning in sure) == warned
