"""Contracts that facts end: as those that a length ends, and what is not known of them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.plan import plan
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.values import add_months
from public_aids.engine.record import replace
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Per, Rulebook, Term

RULES = load(DEFAULT_RULES)
ON = date(2026, 3, 15)
DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))
INSTALLED: dict[str, Any] = {
    "statut": "installe_liberal",
    "specialite": "medecine_generale",
    "conventionne": True,
    "secteur": Decimal(1),
    "zone_cabinet_principal": "ZIP",
    "cabinet_principal_en_qpv": False,
    "date_installation": date(2026, 3, 1),
    "premiere_installation_liberale": True,
    "aide_premiere_installation_deja_percue": False,
    "medecin_traitant": True,
    "montant_fmt_socle_annuel_eur": Decimal(12000),
    "cree_cabinet_secondaire": False,
}
NEW = ("aide_premiere_installation_zip", "majoration_fmt_primo_installes")
CESP = {"dispositif": "cesp", "date_signature": date(2017, 10, 1)}


def with_term(scheme: str, term: Term) -> Rulebook:
    return replace(RULES, schemes=tuple(replace(s, term=term) if s.id == scheme else s for s in RULES.schemes))


def result(found: Decision, scheme: str) -> Any:
    return next(one for one in found.schemes if one.scheme.id == scheme)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(DAYS, DAYS, st.integers(1, 60), st.none() | DAYS)
def test_an_expression_ends_a_contract_as_length_does(signed: date, on: date, months: int, left: date | None) -> None:
    by_length = with_term("cde", Term(f"P{months}M", months, "none"))
    by_fact = with_term("cde", Term(None, 0, "none", ends_when=parse(f'on >= signature + @"P{months}M"')))
    contract = {"dispositif": "cde", "date_signature": signed, "montant_accorde_eur": Decimal(100)}
    profile = {**INSTALLED, "contrats": ({**contract, **({"date_resiliation": left} if left else {})},)}
    one, other = (decide(rules, profile, on) for rules in (by_length, by_fact))
    assert result(one, "cde").held == result(other, "cde").held
    assert [replace(r, scheme=None) for r in one.schemes] == [replace(r, scheme=None) for r in other.schemes]  # type: ignore[arg-type]
    assert one.combination == other.combination and one.warnings == other.warnings


@given(DAYS, st.integers(0, 60), st.integers(0, 4000))
def test_months_of_allowance_end_a_cesp_to_the_day(signed: date, months: int, later: int) -> None:
    on = date.fromordinal(signed.toordinal() + later)
    profile = {"mois_allocation_cesp": Decimal(months), "contrats": ({**CESP, "date_signature": signed},)}
    held = result(decide(RULES, {"statut": "etudiant_medecine", **profile}, on), "cesp").held
    assert held.ends_on == add_months(signed, months)
    assert held.state == ("ended" if held.ends_on <= on else "running")
    assert held.paid + held.remaining == 1200 * months


@pytest.mark.parametrize(
    ("facts", "state", "missing", "asked"),
    [
        ({"cesp_termine": True}, "ended", (), False),
        ({"mois_allocation_cesp": Decimal(36)}, "ended", (), False),
        ({"mois_allocation_cesp": Decimal(120)}, "unknown", ("cesp_termine",), True),
        ({"cesp_termine": False}, "running", (), False),
        ({"cesp_termine": False, "mois_allocation_cesp": Decimal(36)}, "ended", (), False),
        ({}, "unknown", ("mois_allocation_cesp", "cesp_termine"), True),
    ],
)
def test_a_cesp_of_someone_who_has_set_up(
    facts: dict[str, Any], state: str, missing: tuple[str, ...], asked: bool
) -> None:
    found = decide(RULES, {**INSTALLED, **facts, "contrats": (CESP,)}, ON)
    held = result(found, "cesp").held
    assert (held.state, held.missing) == (state, missing)
    assert set(missing) <= set(found.questions)
    assert any("nothing tells whether this contract still runs" in text.en for text in found.warnings) == asked
    if state != "running":
        assert (found.combination.best, found.combination.total) == (NEW, Decimal("16000.00"))
        assert found.combination.choice is None
        assert not any(option.actions for option in found.combination.options)


def test_a_cde_follows_a_past_cesp() -> None:
    profile = {
        "statut": "remplacant",
        "date_inscription_ordre": date(2025, 10, 1),
        "licence_remplacement": False,
        "zone_medecins_remplaces": "ZIP",
        "medecins_remplaces_tarifs_opposables": True,
        "jours_remplacement_trimestre": Decimal(35),
        "part_activite_zip_zac_pct": Decimal(90),
        "cesp_termine": True,
        "contrats": (CESP,),
    }
    combination = decide(RULES, profile, ON).combination
    assert combination.best == ("cde",)
    assert combination.successions == (("cesp", "cde"),)


@pytest.mark.parametrize(
    ("on", "state", "remaining"),
    [(date(2019, 6, 14), "running", 0), (date(2019, 6, 15), "unknown", 0), (date(2025, 11, 20), "unknown", 0)],
)
def test_the_sum_granted_for_a_cde_counts_once(on: date, state: str, remaining: int) -> None:
    granted = {"dispositif": "cde", "date_signature": date(2018, 6, 15), "montant_accorde_eur": Decimal(10000)}
    found = decide(RULES, {**INSTALLED, "contrats": (granted,)}, on)
    held = result(found, "cde").held
    assert (held.state, held.paid, held.remaining) == (state, 10000, remaining)
    assert all(option.total is not None and option.total < 17000 for option in found.combination.options)


@pytest.mark.parametrize("scheme", [one.id for one in RULES.schemes if one.kind == "contract"])
def test_contracts_that_are_not_known_are_asked(scheme: str) -> None:
    found = decide(RULES, {"zone_cabinet_principal": "ZIP"}, date(2025, 11, 20))
    assert "contrats" in result(found, scheme).missing or result(found, scheme).status == "not_eligible"
    assert "contrats" in found.questions
    assert any("one that runs is not counted" in text.en for text in found.warnings)


def test_a_complete_answer_asks_for_contracts_all_the_same() -> None:
    """Nothing is open, and a contract of one's own may run."""
    found = decide(RULES, {**INSTALLED, "medecin_traitant": False, "date_installation": date(2015, 1, 1)}, ON)
    assert all(one.status in ("not_eligible", None) for one in found.schemes)
    assert "contrats" in found.questions


def test_a_set_of_which_no_source_gives_a_sum_says_so() -> None:
    held = {"dispositif": "cde", "date_signature": date(2025, 10, 1)}
    options = decide(RULES, {**INSTALLED, "contrats": (held,)}, ON).combination.options
    assert {one.unquantified for one in options} == {("cde",), ()}
    assert all(("cde" in one.schemes) == bool(one.unquantified) for one in options)
    told = decide(RULES, {**INSTALLED, "contrats": ({**held, "montant_accorde_eur": Decimal(10)},)}, ON)
    assert not any(one.unquantified for one in told.combination.options)
    assert not any("quantified" in text.en for text in told.warnings)


@pytest.mark.parametrize(("per", "months"), [("month", 2), ("year", 24)])
def test_periods_are_those_of_the_amount(per: Per, months: int) -> None:
    amounts = tuple(replace(one, per=per) for one in RULES.scheme("cesp").amounts)  # type: ignore[union-attr]
    rules = replace(RULES, schemes=tuple(replace(s, amounts=amounts) if s.id == "cesp" else s for s in RULES.schemes))
    profile = {"statut": "etudiant_medecine", "mois_allocation_cesp": Decimal(2), "contrats": (CESP,)}
    last = add_months(date(2017, 10, 1), months)
    states = [result(decide(rules, profile, day), "cesp").held for day in (last - timedelta(days=1), last)]
    assert [one.state for one in states] == ["running", "ended"]
    assert states[1].paid == 1200 * 2


def test_a_plan_says_and_asks_that_contracts_are_not_known() -> None:
    without = plan(RULES, INSTALLED, ON, 1)
    assert any("one that runs is not counted" in text.en for text in without.warnings)
    assert "contrats" in without.missing
    told = plan(RULES, {**INSTALLED, "contrats": ()}, ON, 1)
    assert "contrats" not in told.missing and not any("contrats" in text.fr for text in told.warnings)
