"""Doctors who hold a contract: stay or leave, to the cent. Each sum was worked out by hand from the rules."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.plan import plan
from public_aids.engine.decide.profile import Profile, profile_from
from public_aids.engine.decide.schedule import Plan
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.rulebook.readings import rules_under

RULES = load_cached(DEFAULT_RULES)
NEW_YEAR = date(2026, 1, 1)
FMT = "majoration_fmt_deja_installes"
IN_ZIP: dict[str, Any] = {
    "statut": "installe_liberal",
    "specialite": "medecine_generale",
    "conventionne": True,
    "secteur": 1,
    "zone_cabinet_principal": "ZIP",
    "cabinet_principal_en_qpv": False,
    "date_installation": "2015-09-01",
    "premiere_installation_liberale": False,
    "medecin_traitant": True,
    "activite_hopital_proximite": False,
    "mois_stagiaire_temps_plein_par_an": 0,
    "montant_fmt_socle_annuel_eur": 60000,
    "cree_cabinet_secondaire": False,
}
OUTSIDE = {
    **IN_ZIP,
    "zone_cabinet_principal": "hors_zone",
    "zone_intervention_ponctuelle": "ZIP",
    "cabinet_secondaire_en_zip": False,
    "exercice_regulier_en_zip": False,
    "demi_journees_consultations_avancees_mois": 4,
}


def doctor(base: dict[str, Any], contract: str, signed: str, **more: Any) -> Profile:
    """The facts of a base, one contract, and what differs; what a contract states begins with `contrat_`."""
    held = {"dispositif": contract, "date_signature": signed}
    held |= {name.removeprefix("contrat_"): value for name, value in more.items() if name.startswith("contrat_")}
    facts = {name: value for name, value in more.items() if not name.startswith("contrat_")}
    written = {**base, **facts, "contrats": [held]}
    decimals = {name: Decimal(str(one)) if isinstance(one, float) else one for name, one in written.items()}
    return profile_from(decimals, RULES.facts)


def totals(found: Plan) -> tuple[str, str]:
    return str(found.stay), str(found.leave)


@pytest.mark.parametrize(
    ("base_part", "leave", "choice"),
    [
        ("49999.94", "4999.99", "stay"),  # 10 % is 4 999.994
        ("49999.99", "5000.00", "tie"),  # 4 999.999: the cent is the same
        ("50000", "5000.00", "tie"),
        ("50000.01", "5000.00", "tie"),  # 5 000.001
        ("50000.05", "5000.01", "leave"),  # 5 000.005: half a cent goes up
    ],
)
def test_coscom_or_a_tenth_of_the_base_part(base_part: str, leave: str, choice: str) -> None:
    """5,000 a year against 10 % of the base part, over one year that the contract covers."""
    held = doctor(IN_ZIP, "coscom", "2024-05-02", montant_fmt_socle_annuel_eur=Decimal(base_part))
    found = plan(RULES, held, NEW_YEAR, 1)
    assert totals(found) == ("5000.00", leave) and found.choice == choice
    assert (found.best > 1) == (choice == "tie")
    combination = decide(RULES, held, NEW_YEAR).combination
    assert combination.choice == choice
    assert combination.total == max(Decimal("5000"), Decimal(leave))


def test_coscom_ends_within_the_horizon() -> None:
    """Signed on 2 May 2024 for three years: 17 first days of months, then 7 months of the increase (500 a month)."""
    found = plan(RULES, doctor(IN_ZIP, "coscom", "2024-05-02"), NEW_YEAR, 2)
    assert totals(found) == ("10583.33", "12000.00") and found.choice == "leave"
    (action,) = found.strategies[0].actions
    assert (action.terminate, action.on) == ("coscom", NEW_YEAR)


def test_coscom_pays_more_than_a_small_base_part() -> None:
    """17 months of 416.67 then 7 of 333.33; leaving: 24 of 333.33."""
    held = doctor(IN_ZIP, "coscom", "2024-05-02", montant_fmt_socle_annuel_eur=40000)
    found = plan(RULES, held, NEW_YEAR, 2)
    assert totals(found)[0] == "9416.67" and found.choice == "stay"
    assert found.strategies[0].schemes == ("coscom", FMT)
    assert [(one.scheme, one.since, one.until) for one in found.strategies[0].periods] == [
        ("coscom", date(2024, 5, 2), date(2027, 5, 2)),
        (FMT, date(2027, 6, 1), None),
    ]


def test_coscom_with_its_supplements() -> None:
    """5,000 + 1,250 for the local hospital + 300 for each of 6 months of trainees: 8,050 a year."""
    held = doctor(IN_ZIP, "coscom", "2024-05-02", activite_hopital_proximite=True, mois_stagiaire_temps_plein_par_an=6)
    assert totals(plan(RULES, held, NEW_YEAR, 1)) == ("8050.00", "6000.00")
    assert decide(RULES, held, NEW_YEAR).combination.total == 8050


def test_caim_is_left_after_its_second_half() -> None:
    """25,000 on 10 June 2026, then six months of 500 from the first of July."""
    found = plan(RULES, doctor(IN_ZIP, "caim", "2025-06-10", date_installation="2025-06-01"), NEW_YEAR, 1)
    assert totals(found) == ("25000.00", "28000.00")
    (action,) = found.strategies[0].actions
    assert action.on == date(2026, 7, 1)


def test_caim_left_before_its_second_half_pays_nothing_more() -> None:
    """The day that the person has in mind: leaving on 10 June loses the second half, leaving on 11 June does not."""
    for day, months in (("2026-06-10", 6), ("2026-06-11", 6)):
        held = doctor(IN_ZIP, "caim", "2025-06-10", date_installation="2025-06-01", date_resiliation_envisagee=day)
        options = decide(RULES, held, NEW_YEAR).combination.options
        leaving = max(one.total or Decimal(0) for one in options if one.actions)
        paid = 25000 if day == "2026-06-11" else 0
        assert leaving == paid + 500 * months


def test_caim_granted_less_than_its_ceiling() -> None:
    held = doctor(IN_ZIP, "caim", "2025-06-10", date_installation="2025-06-01", contrat_montant_accorde_eur=40000)
    assert totals(plan(RULES, held, NEW_YEAR, 1)) == ("20000.00", "23000.00")


@pytest.mark.parametrize(("fees", "stay"), [(100_000, "38450.00"), (300_000, "69700.00")])
def test_cstm_or_advance_consultations(fees: int, stay: str) -> None:
    """A quarter of the fees, at most 50,000 a year, for 15 months; then 9 months of 4 half-days at 200."""
    held = doctor(OUTSIDE, "cstm", "2024-03-15", honoraires_annuels_en_zip_eur=fees)
    found = plan(RULES, held, NEW_YEAR, 2)
    assert str(found.stay) == stay and found.choice == "stay"
    gone = [one for one in found.strategies if [action.on for action in one.actions] == [NEW_YEAR]]
    assert [str(one.total) for one in gone] in (["19200.00"], [])


@pytest.mark.parametrize(("fees", "stay"), [(150_000, "20250.00"), (250_000, "26500.00")])
def test_cotram_then_the_increase(fees: int, stay: str) -> None:
    """A tenth of the fees, at most 20,000 a year, for 15 months; then 9 months of a tenth of 20,000 a year."""
    held = doctor(
        IN_ZIP,
        "cotram",
        "2024-03-15",
        honoraires_conventionnes_annuels_eur=fees,
        montant_fmt_socle_annuel_eur=20000,
    )
    found = plan(RULES, held, NEW_YEAR, 2)
    assert str(found.stay) == stay and found.choice == "stay"


def test_a_termination_to_come() -> None:
    """Terminated on 15 July 2026: 7 first days of months of COSCOM, then 5 months of 500."""
    held = doctor(IN_ZIP, "coscom", "2024-05-02", contrat_date_resiliation="2026-07-15")
    assert str(plan(RULES, held, NEW_YEAR, 1).stay) == "5416.67"
    assert str(decide(RULES, held, NEW_YEAR).combination.options[-1].total) is not None


@pytest.mark.parametrize(
    ("reading", "stay", "choice"), [("fin_au_terme", "8416.67", "stay"), ("reconduction", "10000.00", "stay")]
)
def test_the_end_of_a_contract_under_both_readings(reading: str, stay: str, choice: str) -> None:
    """D-28. Signed on 2 May 2023: it ends on 2 May 2026 (5 months, then 19 of 333.33), or is renewed (24 months)."""
    rules = rules_under(RULES, {"reconduction_apres_2025": reading})
    held = doctor(IN_ZIP, "coscom", "2023-05-02", montant_fmt_socle_annuel_eur=40000)
    found = plan(rules, held, NEW_YEAR, 2)
    assert (str(found.stay), found.choice) == (stay, choice)


@settings(max_examples=15)
@given(st.integers(0, 2_000_000), st.integers(0, 62))
def test_no_sum_passes_its_cap(fees: int, half_days: int) -> None:
    """CSTM: 50,000 in any twelve months; advance consultations: 1,200 in any month."""
    held = doctor(
        OUTSIDE,
        "cstm",
        "2024-03-15",
        honoraires_annuels_en_zip_eur=fees,
        demi_journees_consultations_avancees_mois=half_days,
    )
    for strategy in plan(RULES, held, NEW_YEAR, 3).strategies:
        by_scheme = [dict(month.by_scheme) for month in strategy.months or ()]
        contract = [month.get("cstm", Decimal(0)) for month in by_scheme]
        assert all(sum(contract[first : first + 12]) <= 50000 for first in range(25))
        assert all(month.get("consultations_avancees", Decimal(0)) <= 1200 for month in by_scheme)


def test_a_missing_fact_is_named_and_nothing_is_the_best() -> None:
    facts = {name: value for name, value in IN_ZIP.items() if name != "montant_fmt_socle_annuel_eur"}
    found = plan(RULES, doctor(facts, "coscom", "2024-05-02"), NEW_YEAR, 2)
    assert found.best == 0 and found.choice is None and found.leads == ()
    assert "montant_fmt_socle_annuel_eur" in found.missing
    unknown = [one for one in found.strategies if one.total is None]
    assert unknown and all(one.missing == ("montant_fmt_socle_annuel_eur",) for one in unknown)


def test_conditions_no_longer_met_count_nothing() -> None:
    found = plan(RULES, doctor(IN_ZIP, "coscom", "2024-05-02", respecte_conditions_contrat=False), NEW_YEAR, 1)
    assert str(found.stay) == "0.00" and any("conditions" in one.fr for one in found.warnings)


def test_the_increase_falls_year_by_year() -> None:
    """Set up for the first time on 1 March 2026: 50, 30, 10 %, then 10 % for those already established; 10,000 once."""
    facts = {**IN_ZIP, "date_installation": "2026-03-01", "premiere_installation_liberale": True}
    facts |= {"aide_premiere_installation_deja_percue": False, "contrats": [], "montant_fmt_socle_annuel_eur": 12000}
    found = plan(RULES, profile_from(facts, RULES.facts), date(2026, 3, 1), 4)
    (best,) = found.strategies[: found.best]
    years = [sum(month.total for month in (best.months or ())[start : start + 12]) for start in range(0, 48, 12)]
    assert years == [16000, 3600, 1200, 1200]
    assert best.total == 22000
