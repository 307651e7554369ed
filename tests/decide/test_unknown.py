"""Unknown is not no: what is decided stays decided, and `missing` names the facts that count, no more and no less."""

import sys
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from situations import (
    CLOSING,
    OLD_CONTRACTS,
    Profile,
    Situation,
    by_id,
    contracts,
    fillings,
    numbers_of,
    rules,
    situations,
)

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.result import ConditionResult
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.situation import Situation as Read
from public_aids.engine.feel.values import add_months
from public_aids.engine.rulebook.model import Fact, Scheme

OLD = frozenset(("contrats",))
OPTION = frozenset(("secteur", "option_tarifaire"))
GROUP = frozenset(("exercice_groupe_medecins", "exercice_groupe_pluriprofessionnel", "membre_cpts", "membre_esp"))
HOSTED = frozenset(
    (
        "accueille_un_medecin_au_cabinet",
        "medecin_accueilli_age_ans",
        "medecin_accueilli_conventionne",
        "medecin_accueilli_zone",
        "medecin_accueilli_date_installation",
    )
)
PRACTICE = OLD | {"statut", "conventionne", "zone_cabinet_principal"}
SETTING_UP = frozenset(("date_installation", "premiere_installation_liberale"))
FIRST = PRACTICE | OPTION | SETTING_UP | {"aide_premiere_installation_deja_percue"}
FAMILY_DOCTOR = PRACTICE | SETTING_UP | {"cabinet_principal_en_qpv", "medecin_traitant"}
# Which facts decide: no other fact may ever be missing.
DECIDE: dict[str, frozenset[str]] = {
    "caim": PRACTICE
    | OPTION
    | GROUP
    | {
        "date_installation",
        "jours_par_semaine",
        "participe_pdsa",
        "accepte_engagement_5_ans_zone",
        "caim_deja_beneficie",
    },
    "cstm": PRACTICE | {"jours_activite_en_zip_par_an"},
    "coscom": PRACTICE | GROUP | {"secteur", "date_installation"},
    "cotram": PRACTICE | HOSTED | {"secteur", "date_naissance", "age_ans"},
    "aide_premiere_installation_zip": FIRST,
    "aide_premiere_installation_zac": FIRST,
    "majoration_fmt_primo_installes": FAMILY_DOCTOR,
    "majoration_fmt_deja_installes": FAMILY_DOCTOR,
    "aide_cabinet_secondaire_zip": OLD
    | OPTION
    | {
        "statut",
        "conventionne",
        "specialite",
        "cree_cabinet_secondaire",
        "zone_cabinet_secondaire",
        "cabinet_secondaire_nouvelle_implantation",
        "cabinet_secondaire_activite_reelle",
        "date_creation_cabinet_secondaire",
    },
    "consultations_avancees": PRACTICE
    | OPTION
    | {
        "cabinet_secondaire_en_zip",
        "exercice_regulier_en_zip",
        "zone_intervention_ponctuelle",
        "tarifs_opposables_consultations_avancees",
    },
    "cde": frozenset(
        (
            "statut",
            "date_inscription_ordre",
            "licence_remplacement",
            "zone_medecins_remplaces",
            "medecins_remplaces_tarifs_opposables",
            "jours_remplacement_trimestre",
            "part_activite_zip_zac_pct",
            "contrats",
        )
    ),
    "cesp": frozenset(("statut", "annee_etudes_medecine", "accepte_engagement_zone_deficitaire", "contrats"))
    | {"mois_allocation_cesp", "cesp_termine"},
}
CDE = {"dispositif": "cde"}
AFTERWARDS = ("cesp", "held_contract")  # once a CESP is told, more facts tell whether it runs
# These state the sum really granted or paid, which comes before the one that the rules compute.
GRANTED = frozenset(
    ("montant_caim_accorde_eur", "mois_allocation_cesp", "demi_journees_consultations_avancees_par_mois")
)
LEAVES = frozenset(("date_depart_zip",))  # until a departure is stated, sums are counted as for one who stays


@given(st.data())
def test_filling_in_unknown_facts_never_changes_what_is_decided(data: st.DataObject) -> None:
    profile, on = data.draw(situations())
    names = data.draw(
        st.lists(st.sampled_from(sorted(set(rules().facts) - GRANTED - LEAVES)), unique=True, max_size=20)
    )
    filled = data.draw(fillings(profile, on, tuple(names)))
    before, after = by_id(decide(rules(), profile, on)), by_id(decide(rules(), filled, on))
    for name, result in before.items():
        then = after[name]
        if result.status in ("eligible", "not_eligible"):
            assert then.status == result.status, name
        if result.status == "eligible" and result.total_first_year is not None:
            assert then.total_first_year == result.total_first_year, name
        sums = {amount.id: amount.value for amount in then.amounts}
        for amount in result.amounts if then.amounts else ():
            if amount.value is not None:
                assert sums[amount.id] == amount.value, (name, amount.id)


@given(situations())
def test_only_the_facts_that_decide_are_missing(situation: Situation) -> None:
    profile, on = situation
    for name, result in by_id(decide(rules(), profile, on)).items():
        assert set(result.missing) <= DECIDE.get(name, frozenset()) - (set(profile) - {"contrats"}), name
        assert (result.status == "undetermined") == bool(result.missing), name


@given(st.data())
def test_what_is_missing_is_enough_to_decide(data: st.DataObject) -> None:
    profile, on = data.draw(situations())
    before = by_id(decide(rules(), profile, on))
    open_ones = sorted(name for name, result in before.items() if result.status == "undetermined")
    for name in open_ones[:3]:
        filled = data.draw(fillings(profile, on, before[name].missing))
        assert by_id(decide(rules(), filled, on))[name].status in ("eligible", "not_eligible"), name


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_each_missing_fact_can_change_its_condition(data: st.DataObject) -> None:
    """For every fact that a condition misses, two ways to fill in the others tell two values of it apart."""
    profile, on = data.draw(situations())
    undecided = [
        (result.scheme, condition)
        for result in decide(rules(), profile, on).schemes
        if result.status == "undetermined"
        for condition in result.conditions
        if condition.outcome == "unknown" and (result.scheme.id, condition.id) != AFTERWARDS
    ]
    assume(undecided)
    scheme, condition = data.draw(st.sampled_from(undecided))
    assert condition.missing == _telling(scheme, condition, profile, on), (scheme.id, condition.id)


def _telling(scheme: Scheme, condition: ConditionResult, profile: Profile, on: date) -> frozenset[str]:
    """The missing facts that change the outcome of a condition under some values of the others."""
    names = sorted(condition.missing)
    domains = [_values(rules().facts[name], profile, on) for name in names]
    outcomes: dict[tuple[int, ...], str] = {}
    for chosen in product(*(range(len(domain)) for domain in domains)):
        values = {name: domain[at] for name, domain, at in zip(names, domains, chosen, strict=True)}
        outcomes[chosen] = _outcome(scheme, condition.id, {**profile, **values}, on)
    found: set[str] = set()
    for index, name in enumerate(names):
        seen: dict[tuple[int, ...], set[str]] = {}
        for chosen, outcome in outcomes.items():
            seen.setdefault((*chosen[:index], *chosen[index + 1 :]), set()).add(outcome)
        if any({"true", "false"} <= together for together in seen.values()):
            found.add(name)
    return frozenset(found)


def _outcome(scheme: Scheme, condition: str, profile: Profile, on: date) -> str:
    rights = Rights(Read(rules(), profile), Relations(rules()))
    return next(one.outcome for one in rights.conditions(scheme, on) if one.id == condition)


def _values(fact: Fact, profile: Profile, on: date) -> tuple[Any, ...]:
    """Values of a fact among which some make any condition true and some make it false."""
    match fact.type:
        case "boolean":
            return (True, False)
        case "choice":
            return fact.values
        case "number":
            return numbers_of(fact)
        case "date" if fact.name == "date_naissance":
            sixty = add_months(on, -720)
            return (sixty, sixty - timedelta(days=1)) if "age_ans" in profile else (date(1950, 1, 1), date(1990, 1, 1))
        case "date":
            past = (timedelta(days=40), timedelta(days=400), timedelta(days=1200))
            return (date(2020, 1, 1), *(on - one for one in past), on + timedelta(days=40))
        case "records":
            signed = {"date_signature": min(on, CLOSING), "reconductions": Decimal(5)}
            return ((), *(({"dispositif": name, **signed},) for name in OLD_CONTRACTS), (CDE | {"date_signature": on},))
        case "code" | "list":
            raise AssertionError(f"{fact.name} decides no right")


@given(situations(), st.lists(contracts((*OLD_CONTRACTS, "cde", "cesp")), max_size=2))
def test_contracts_told_at_last_never_change_what_is_decided(situation: Situation, told: list[Profile]) -> None:
    profile, on = situation
    before = by_id(decide(rules(), {**profile, "contrats": None}, on))
    after = by_id(decide(rules(), {**profile, "contrats": tuple(told)}, on))
    for name, result in before.items():
        assert result.status in (after[name].status, "undetermined"), name
