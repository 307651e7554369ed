"""Other readings of the sources on the command line, and what `eval` says of them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from public_aids.cli.main import group
from public_aids.cli.spoken import Settings, WrongUsageError

EXAMPLES = Path(__file__).parents[2] / "examples"
LAST_DAY = "2025-12-31"
Json = dict[str, Any]


def run(*words: str, given: str = "", lang: str = "en") -> Result:
    settings = Settings("fr" if lang == "fr" else "en")
    return CliRunner().invoke(group, words, obj=settings, input=given, standalone_mode=False)


def evaluated(*words: str) -> Json:
    answer: Json = json.loads(run("eval", *words, "--format", "json").stdout)
    return answer


def scheme(result: Json, name: str) -> Json:
    found: Json = next(one for one in result["schemes"] if one["id"] == name)
    return found


def test_the_last_day_of_signature_is_open_or_not() -> None:
    project = str(EXAMPLES / "projet_zip_fin_2025.yaml")
    usual = scheme(evaluated(project, "--on", LAST_DAY, "--set", "participe_pdsa=true"), "caim")
    other = scheme(
        evaluated(
            project, "--on", LAST_DAY, "--set", "participe_pdsa=true", "--reading", "dernier_jour_de_signature=exclu"
        ),
        "caim",
    )
    assert (usual["status"], other["status"]) == ("eligible", "not_eligible")
    (before,) = (one for one in usual["readings"] if one["divergence"] == "dernier_jour_de_signature")
    (after,) = (one for one in other["readings"] if one["divergence"] == "dernier_jour_de_signature")
    assert (before["applied"], before["decisive"], after["applied"]) == ("inclus", True, "exclu")
    (effect,) = (one for one in before["effects"] if one["scheme"] == "caim")
    assert effect["reading"] == "exclu"
    assert (effect["status"], effect["status_under"]) == ("eligible", "not_eligible")


def test_a_contract_signed_on_the_last_day_is_kept_or_not() -> None:
    """D-26 decides what a contract of 31 December 2025 keeps out in 2026, and until when it runs."""
    facts = {"statut": "installe_liberal", "conventionne": True, "zone_cabinet_principal": "ZIP"}
    facts |= {"date_installation": "2020-03-01", "medecin_traitant": True, "montant_fmt_socle_annuel_eur": 12000}
    profile = json.dumps({**facts, "contrats": [{"dispositif": "coscom", "date_signature": LAST_DAY}]})
    words = ("eval", "-", "--on", "2026-03-01")

    def read(reading: str) -> Json:
        asked = ("--format", "json", "--reading", f"dernier_jour_de_signature={reading}")
        found: Json = json.loads(run(*words, *asked, given=profile).stdout)
        return found

    usual, other, new_right = read("inclus"), read("exclu"), "majoration_fmt_deja_installes"
    held = [scheme(one, "coscom")["held"] for one in (usual, other)]
    assert [(one["state"], one["ends_on"]) for one in held] == [("running", "2028-12-31"), ("ended", "2026-01-01")]
    assert [scheme(one, new_right)["status"] for one in (usual, other)] == ["not_eligible", "eligible"]
    for result, ends in ((usual, ["2028-12-31", "2026-01-01"]), (other, ["2026-01-01", "2028-12-31"])):
        readings = scheme(result, "coscom")["readings"]
        (told,) = (one for one in readings if one["divergence"] == "dernier_jour_de_signature")
        effects = {one["scheme"]: one for one in told["effects"]}
        assert [effects["coscom"][key] for key in ("ends_on", "ends_on_under")] == ends
        assert new_right in effects and told["decisive"]
    text = run(*words, given=profile).stdout
    assert "COSCOM ends on 1 January 2026, not on 31 December 2028" in " ".join(text.split())


def test_a_divergence_of_several_schemes_is_read_alike_in_all() -> None:
    result = evaluated(
        str(EXAMPLES / "coscom_en_cours.yaml"), "--on", LAST_DAY, "--reading", "dernier_jour_de_signature=exclu"
    )
    applied = {
        one["applied"]
        for found in result["schemes"]
        for one in found["readings"]
        if one["divergence"] == "dernier_jour_de_signature"
    }
    assert applied == {"exclu"}


@pytest.mark.parametrize("command", ["eval", "plan", "ask"])
def test_an_unknown_name_gets_the_nearest(command: str) -> None:
    result = run(command, str(EXAMPLES / "coscom_en_cours.yaml"), "--reading", "dernier_jour_de_signatur=exclu")
    assert isinstance(result.exception, WrongUsageError)
    assert any("`dernier_jour_de_signature`" in cure.en for cure in result.exception.cures)


@pytest.mark.parametrize("written", ["dernier_jour_de_signature", "=exclu", "dernier_jour_de_signature="])
def test_a_reading_is_two_names(written: str) -> None:
    assert isinstance(run("eval", "x.yaml", "--reading", written).exception, WrongUsageError)


def test_two_readings_of_one_divergence_are_refused() -> None:
    words = ("--reading", "dernier_jour_de_signature=exclu", "--reading", "dernier_jour_de_signature=inclus")
    assert isinstance(run("eval", "x.yaml", *words).exception, WrongUsageError)


def test_requests_name_readings_line_by_line() -> None:
    requests = [
        {"id": 1, "on": LAST_DAY, "profile": {}, "readings": {"dernier_jour_de_signature": "exclu"}},
        {"id": 2, "on": LAST_DAY, "profile": {}},
        {"id": 3, "on": LAST_DAY, "profile": {}, "readings": {"dernier_jour_de_signature": "exclus"}},
        {"id": 4, "on": LAST_DAY, "profile": {}, "readings": "exclu"},
    ]
    given = "".join(json.dumps(one) + "\n" for one in requests)
    answers = [json.loads(line) for line in run("eval", "--lines", given=given).stdout.splitlines()]
    windows = [scheme(one["result"], "caim")["window"] for one in answers[:2]]
    assert windows == ["closed", "open"]
    assert "`exclu`" in answers[2]["error"] and "readings" in answers[3]["error"]


def test_the_text_says_what_is_applied_and_what_another_reading_changes() -> None:
    project = str(EXAMPLES / "projet_zip_fin_2025.yaml")
    words = ("eval", project, "--on", LAST_DAY, "--set", "participe_pdsa=true")
    text = run(*words, lang="fr").stdout
    assert "--reading dernier_jour_de_signature=exclu" in text and "droit refusé au lieu d'ouvert" in " ".join(
        text.split()
    )
    read = run(*words, "--reading", "dernier_jour_de_signature=exclu", lang="fr").stdout
    assert "lecture appliquée : dernier_jour_de_signature = exclu".replace(" :", "\u00a0:") in read


def test_what_would_open_a_right_and_what_it_would_bring() -> None:
    result = evaluated(str(EXAMPLES / "coscom_en_cours.yaml"), "--on", "2026-03-15")
    found = scheme(result, "majoration_fmt_deja_installes")
    assert found["would_open_brings"] == ["5200"]
    assert found["would_open_if"][0]["contrats"][0]["date_resiliation"] == "2026-03-15"
    assert found["turns"] == {"on": "2027-05-02", "status": "eligible"}


def test_the_result_names_the_clauses_between_schemes() -> None:
    result = evaluated(str(EXAMPLES / "coscom_en_cours.yaml"), "--on", "2026-03-15")
    relations = {tuple(one["schemes"]): one for one in result["combination"]["relations"]}
    found = relations["coscom", "majoration_fmt_deja_installes"]
    assert (found["answer"], found["during"]) == ("incompatible", "same_period")
    assert {"document": "ameli_paps_2025_11_10", "lines": "209"} in found["sources"]


def test_days_are_compared() -> None:
    held = str(EXAMPLES / "coscom_en_cours.yaml")
    result = evaluated(held, "--on", "2027-06-01", "--then", "2025-12-15", "--then", "2026-03-15")
    assert result["days"] == ["2025-12-15", "2026-03-15", "2027-06-01"]
    first, second = result["changes"]
    assert (first["from"], second["to"]) == ("2025-12-15", "2027-06-01")
    opened = [one["id"] for one in second["schemes"] if one["change"] == "opens"]
    assert opened == ["majoration_fmt_deja_installes"]
    (contract,) = (one for one in second["schemes"] if one["id"] == "coscom")
    assert (contract["before"]["held"], contract["after"]["held"]) == ("running", "ended")
    assert [one["on"] for one in result["results"]] == result["days"]
    assert second["combination"]["after"]["best"] == ["majoration_fmt_deja_installes"]


def test_days_are_compared_in_words() -> None:
    text = run(
        "eval", str(EXAMPLES / "coscom_en_cours.yaml"), "--on", "2026-03-15", "--then", "2027-06-01", lang="fr"
    ).stdout
    assert text.startswith("Du 15 mars 2026 au 1er juin 2027\n\nS'ouvre\n  FMT déjà installés")
    same = run("eval", str(EXAMPLES / "coscom_en_cours.yaml"), "--on", "2026-03-15", "--then", "2026-03-16").stdout
    assert "nothing changes" in same


def test_lines_do_not_compare() -> None:
    assert isinstance(run("eval", "--lines", "--then", str(date(2026, 1, 1))).exception, WrongUsageError)
