"""`eval --brief` fits a screen, and the text says to whom each scheme is to be written."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cli.render.answer import answer
from cli.request import Request
from engine.decide.decide import decide
from engine.decide.profile import read_profile
from engine.rulebook.load import DEFAULT_RULES, load
from engine.text import Lang

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


@pytest.mark.parametrize("other", ["--lines", "--sources", "--format=json", "--then=2026-01-01"])
def test_what_brief_does_not_go_with_is_refused(other: str) -> None:
    words = [sys.executable, "-m", "cli", "eval", "--brief", other, str(EXAMPLES[0])]
    done = subprocess.run(words, capture_output=True, env={**os.environ, "LC_ALL": "C"}, check=False)
    assert done.returncode == 2 and b"`--brief` does not go with" in done.stderr
