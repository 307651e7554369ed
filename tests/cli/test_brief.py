"""`eval --brief` fits a screen, and the text says to whom each scheme is to be written."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from public_aids.cli.render.answer import answer
from public_aids.cli.request import Request
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import profile_from, read_profile
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.text import Lang

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
RULES = load(DEFAULT_RULES)
LINES, COLUMNS = 24, 80
EMPTY = (b"contrats: []", b"statut: installe_liberal", b"zone_cabinet_principal: ZIP", b"conventionne: true")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("on", [date(2025, 11, 20), date(2025, 12, 31), date(2026, 3, 15), date(2029, 6, 1)])
def test_a_usual_profile_fits_a_screen(on: date, lang: Lang) -> None:
    for data in (*(file.read_bytes() for file in EXAMPLES), *EMPTY):
        decision = decide(RULES, read_profile("profile.yaml", data, RULES.facts), on)
        said = answer(decision, RULES, Request(on, brief=True), lang).splitlines()
        assert len(said) <= LINES and max(map(len, said)) <= COLUMNS, "\n".join(said)
        assert all(one.scheme.acronym in " ".join(" ".join(said).split()) for one in decision.schemes if one.status)
        labels = [line for line in said if line[:1].strip()]
        refused = any(one.status == "not_eligible" and not one.held and not one.blocked_by for one in decision.schemes)
        assert not refused or labels[-1].startswith(("Pas ouvert", "Not open"))


@pytest.mark.parametrize(
    ("profile", "scheme", "fr", "en"),
    [
        ("remplacant_apres_cesp", "cde", "l'ARS de votre région", "the ARS (regional health agency) of your region"),
        ("remplacant_apres_cesp", "cesp", "l'ARS de votre région", "the ARS (regional health agency) of your region"),
        ("remplacant_apres_cesp", "consultations_avancees", "CPAM 85", "CPAM 85"),
    ],
)
def test_the_contact_follows_who_pays(profile: str, scheme: str, fr: str, en: str) -> None:
    data = (EXAMPLES[0].parent / f"{profile}.yaml").read_bytes()
    decision = decide(RULES, read_profile("profile.yaml", data, RULES.facts), on := date(2026, 3, 15))
    for lang, body in (("fr", fr), ("en", en)):
        found = json.loads(answer(decision, RULES, Request(on, form="json"), lang))  # type: ignore[arg-type]
        assert next(one for one in found["schemes"] if one["id"] == scheme)["contact"]["body"] == body
        assert body in answer(decision, RULES, Request(on), lang)  # type: ignore[arg-type]


def test_what_is_best_later_is_told_with_its_readings() -> None:
    """A doctor in nuclear medicine of a QPV, first set up in 2025: closed on the day, in the best set from January."""
    facts: dict[str, object] = {
        "statut": "installe_liberal",
        "specialite": "medecine_nucleaire",
        "conventionne": True,
        "secteur": 1,
    }
    facts |= {"zone_cabinet_principal": "hors_zone", "cabinet_principal_en_qpv": True, "contrats": []}
    facts |= {"date_installation": "2025-01-01", "premiere_installation_liberale": True, "medecin_traitant": True}
    facts |= {"montant_fmt_socle_annuel_eur": 7000, "cree_cabinet_secondaire": False}
    said = _said(facts, date(2025, 11, 20), brief=False)
    assert "Open later, and counted below" in said and "another speciality" in said
    assert "--reading generalistes_seulement_fmt=medecins_generalistes: the best total €0 instead of €583.33" in said
    assert "--reading premieres_installations_de_2025=a_partir_de_2025: the best total €1,750" in said


def test_the_brief_best_says_what_was_paid_under_a_commitment_that_it_breaks() -> None:
    facts: dict[str, object] = {
        "statut": "installe_liberal",
        "conventionne": True,
        "secteur": 1,
        "zone_cabinet_principal": "ZIP",
    }
    facts |= {"cabinet_principal_en_qpv": False, "date_installation": "2024-06-01", "medecin_traitant": True}
    facts |= {"montant_fmt_socle_annuel_eur": 12000, "premiere_installation_liberale": True}
    facts |= {"activite_hopital_proximite": False, "cree_cabinet_secondaire": False}
    facts |= {"contrats": [{"dispositif": "caim", "date_signature": "2024-10-01"}]}
    said = _said(facts, date(2026, 3, 15), brief=True)
    assert "terminating CAIM on 15 March 2026; €50,000 were paid under a commitment" in said
    assert "Blocked FMT déjà installés" in said


def _said(facts: dict[str, object], on: date, *, brief: bool) -> str:
    decision = decide(RULES, profile_from(facts, RULES.facts), on)
    return " ".join(answer(decision, RULES, Request(on, brief=brief), "en").split())


@pytest.mark.parametrize("other", ["--lines", "--sources", "--format=json", "--then=2026-01-01"])
def test_what_brief_does_not_go_with_is_refused(other: str) -> None:
    words = [sys.executable, "-m", "public_aids", "eval", "--brief", other, str(EXAMPLES[0])]
    done = subprocess.run(words, capture_output=True, env={**os.environ, "LC_ALL": "C"}, check=False)
    assert done.returncode == 2 and b"`--brief` does not go with" in done.stderr
