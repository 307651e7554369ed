"""What facts say of each other: what follows, what does not apply, what is stated against another or an obligation."""

import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

sys.path.insert(0, str(Path(__file__).parent))
from situations import Situation, by_id, nominal, rules, situations

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.plan import plan
from public_aids.engine.decide.situation import Situation as Known
from public_aids.engine.feel.parser import parse
from public_aids.engine.quick.quick import Quick
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Amount, Dated, Fact, Implied, Rulebook, Scheme, Test, Validity
from public_aids.engine.text import Text

ON = date(2026, 3, 15)
DOCTOR: dict[str, Any] = {
    "statut": "installe_liberal",
    "specialite": "medecine_generale",
    "conventionne": True,
    "secteur": Decimal(1),
    "zone_cabinet_principal": "ZIP",
    "cabinet_principal_en_qpv": False,
    "date_installation": date(2015, 1, 1),
    "medecin_traitant": True,
    "montant_fmt_socle_annuel_eur": Decimal(12000),
    "cree_cabinet_secondaire": False,
    "contrats": (),
}
COSCOM = ({"dispositif": "coscom", "date_signature": date(2024, 5, 1)},)


def fact(name: str, type_: str, **more: Any) -> Fact:
    named = Text(f"le {name}", f"the {name}")
    return Fact(name, type_, named, named, **more)  # type: ignore[arg-type]


def scheme(when: str, value: str = "100") -> Scheme:
    one = Text("x", "x")
    condition = Test("test", one, Dated(((None, parse(when)),)))
    amount = Amount("sum", one, "EUR", "year", "exact", Dated(((None, parse(value)),)))
    return Scheme("aide", "AIDE", one, "recurring", "evaluation", Validity(), (condition,), (amount,))


def book(facts: list[Fact], when: str, value: str = "100") -> Rulebook:
    return Rulebook({one.name: one for one in facts}, (), (), (scheme(when, value),))


BIRTH = fact("birth", "date")
AGE = fact("age", "number", minimum=Decimal(0), maximum=Decimal(120), whole=True)
AGE = replace(AGE, derived=parse("years and months duration(birth, on).years"))
OLD = fact("old", "boolean", derived=parse("age > 60"))
WORKS = fact("works", "choice", values=("student", "employee"))
PUPIL = fact("pupil", "boolean", when_relevant=parse('works = "student"'))
YEAR = fact("year_of", "number", when_relevant=parse('works = "student"'))
NEXT = fact("next_year", "number", derived=parse("year_of + 1"))
LICENCE = fact("licence", "boolean", implied=(Implied(parse('works = "employee"'), parse("false")),))
FACTS = [OLD, AGE, BIRTH, NEXT, YEAR, PUPIL, LICENCE, WORKS]  # each before what it hangs on
B1950 = {"birth": date(1950, 1, 1)}
STUDENT, EMPLOYEE = {"works": "student"}, {"works": "employee"}

TABLE = [
    # condition, profile, status, missing
    ("old", B1950, "eligible", ()),
    ("old", {}, "undetermined", ("birth",)),
    ("old", {"age": Decimal(40)}, "not_eligible", ()),
    ("old", {"age": Decimal(40), **B1950}, "eligible", ()),
    ("old", {"birth": date(1850, 1, 1)}, "undetermined", ("age",)),
    ("old", {"birth": date(1850, 1, 1), "age": Decimal(61)}, "eligible", ()),
    ("pupil", EMPLOYEE, "not_eligible", ()),
    ("not(pupil)", EMPLOYEE, "eligible", ()),
    ("pupil", STUDENT, "undetermined", ("pupil",)),
    ("pupil", {}, "undetermined", ("pupil", "works")),
    ("year_of > 3", EMPLOYEE, "not_eligible", ()),
    ("not(year_of > 3)", EMPLOYEE, "not_eligible", ()),
    ("year_of != 3", EMPLOYEE, "not_eligible", ()),
    ("year_of > 3", {**EMPLOYEE, "year_of": Decimal(5)}, "not_eligible", ()),
    ("year_of > 3", {**STUDENT, "year_of": Decimal(5)}, "eligible", ()),
    ("year_of > 3", {"year_of": Decimal(5)}, "eligible", ()),
    ("next_year > 3", EMPLOYEE, "not_eligible", ()),
    ("next_year > 3", STUDENT, "undetermined", ("year_of",)),
    ("licence", EMPLOYEE, "not_eligible", ()),
    ("licence", STUDENT, "undetermined", ("licence",)),
    ("licence", {}, "undetermined", ("licence",)),
    ("licence", {**EMPLOYEE, "licence": True}, "eligible", ()),
]


@pytest.mark.parametrize(("when", "profile", "status", "missing"), TABLE)
def test_what_follows_and_what_does_not_apply(
    when: str, profile: Mapping[str, Any], status: str, missing: tuple[str, ...]
) -> None:
    """Whatever the order of the facts, for one person, for many and in the quick form."""
    for facts in (FACTS, FACTS[::-1]):
        made = book(facts, when)
        found = decide(made, profile, ON)
        assert (found.schemes[0].status, set(found.schemes[0].missing)) == (status, set(missing))
        assert set(found.questions) == set(missing)
        quick = Quick(made, ON).results(profile)[0]
        assert (quick.status, set(quick.missing)) == (status, set(missing))


def test_a_sum_of_what_does_not_apply_is_not_due() -> None:
    made = book(FACTS, "true", "100 * year_of")
    assert decide(made, EMPLOYEE, ON).schemes[0].amounts == ()
    assert Quick(made, ON).results(EMPLOYEE)[0].amounts == ()
    assert decide(made, EMPLOYEE, ON).combination.total == 0
    assert decide(made, STUDENT, ON).schemes[0].amounts[0].missing == ("year_of",)


def said(found: Decision) -> str:
    return "\n".join(text.en for text in found.warnings)


CONTRADICTIONS = [
    ({"secteur": Decimal(3)}, ("Practice under the national agreement", "Fee sector")),
    ({"statut": "remplacant"}, ("Zone of the main practice", "Professional situation")),
    ({"option_tarifaire": "optam"}, ("Controlled fee option", "Fee sector")),
    ({"age_ans": Decimal(40), "date_naissance": date(1950, 1, 1)}, ("Age", "Date of birth")),
    ({"date_naissance": date(1900, 1, 1), "zone_cabinet_principal": "ZAC"}, ("Age", "Date of birth")),
    ({"annee_etudes_medecine": Decimal(5)}, ("Year of medical studies", "Professional situation")),
    ({"zone_cabinet_secondaire": "ZIP"}, ("Zone of the secondary practice", "Creating a secondary practice")),
    ({"date_depart_zip": date(2026, 1, 10)}, ("Date of leaving the zone", "Go on practising")),
    ({"contrats": COSCOM, "statut": "remplacant"}, ("Professional situation", "Respect the conditions")),
    ({"contrats": COSCOM, "zone_cabinet_principal": "hors_zone"}, ("Zone of the main practice", "Respect the cond")),
    ({"contrats": COSCOM, "accepte_engagement_3_ans": False}, ("Three-year commitment", "Commit for three years")),
    ({"contrats": COSCOM, "participe_coordination": False}, ("Taking part in coordination", "Take part in coord")),
]


@pytest.mark.parametrize(("change", "labels"), CONTRADICTIONS)
def test_a_contradiction_names_both(change: dict[str, Any], labels: tuple[str, ...]) -> None:
    on = date(2026, 3, 15)
    quiet = said(decide(rules(), {**DOCTOR, "contrats": change.get("contrats", ())}, on)).splitlines()
    found = [line for line in said(decide(rules(), {**DOCTOR, **change}, on)).splitlines() if line not in quiet]
    assert any(all(label in line for label in labels) for line in found), found


@pytest.mark.parametrize("change", [{"option_tarifaire": "aucune"}, {"medecin_accueilli_conventionne": False}])
def test_what_agrees_is_no_contradiction(change: dict[str, Any]) -> None:
    assert decide(rules(), {**DOCTOR, **change}, ON).warnings == decide(rules(), DOCTOR, ON).warnings


def test_a_departure_stops_the_right_everywhere() -> None:
    profile = {**DOCTOR, "date_depart_zip": date(2026, 6, 15)}
    found = decide(rules(), profile, ON)
    assert by_id(found)["majoration_fmt_deja_installes"].total_first_year == 300
    assert found.combination.total == 300
    assert max(one.total or 0 for one in plan(rules(), profile, ON, 36).strategies) == 300
    gone = decide(rules(), {**DOCTOR, "date_depart_zip": date(2026, 1, 10)}, ON)
    assert (gone.combination.best, gone.combination.total) == ((), 0)


def test_a_derived_departement_finds_its_contact() -> None:
    commune = fact("commune", "code", pattern="^.+$")
    derived = replace(rules().facts["departement_exercice"], derived=parse("substring(commune, 1, 2)"))
    facts = {**rules().facts, "departement_exercice": derived, "commune": commune}
    found = decide(replace(rules(), facts=facts), {"commune": "44109"}, ON)
    assert found.contact is not None and found.contact.departement == "44"


@settings(max_examples=25)
@given(situations())
def test_what_follows_changes_nothing_when_it_is_stated(situation: Situation) -> None:
    profile, on = situation
    scope = Known(rules(), profile).scope(on, on, "none")
    followed = {name: scope[name] for name, one in rules().facts.items() if one.implied and name not in profile}
    stated = {name: value for name, value in followed.items() if not hasattr(value, "needs")}
    assert _answers(decide(rules(), {**profile, **stated}, on)) == _answers(decide(rules(), profile, on))


@settings(max_examples=25)
@given(situations())
def test_what_does_not_apply_is_never_missing(situation: Situation) -> None:
    profile, on = situation
    known = Known(rules(), profile)
    scope = known.scope(on, on, "none")
    apart = {name for name, one in rules().facts.items() if known.given(one, scope).apart}
    found = decide(rules(), profile, on)
    asked = {name for one in found.schemes for name in (*one.missing, *(n for a in one.amounts for n in a.missing))}
    assert not apart & {*asked, *found.questions}


def _answers(found: Decision) -> object:
    shown = tuple((one.status, one.failed, one.missing, one.total_first_year) for one in found.schemes)
    return shown, found.combination.best, found.combination.total, found.questions, found.warnings


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"participe_coordination": False}, "“Taking part in coordination” (no) does not go with the obligation"),
        (
            {"maitre_de_stage_universitaire": False, "mois_stagiaire_temps_plein_par_an": Decimal(6)},
            "“University training supervisor” (no) and “Months hosting a full-time trainee” (6) do not go with",
        ),
    ],
)
def test_one_fact_does_not_go_and_two_do_not(facts: dict[str, Any], said: str) -> None:
    found = decide(rules(), nominal("coscom", **facts), date(2025, 11, 20))
    assert any(one.en.startswith(f"COSCOM: {said}") for one in found.warnings)
