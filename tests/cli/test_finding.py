"""Facts and schemes by words, lists with filters, and each form for programs."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.examples import BASE
from public_aids.cli.main import main
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.search import facts_with, plain_words, schemes_with

RULES = load(DEFAULT_RULES)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, lang: str = "en") -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main([*words, "--lang", lang])
        shown = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return stop.value.code, shown.out, shown.err

    return run


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        (("qpv",), ["cabinet_principal_en_qpv"]),
        (("Âge",), ["age_ans", "medecin_accueilli_age_ans"]),
        (("zone", "cabinet", "principal"), ["zone_cabinet_principal"]),
        (("zone cabinet principal",), ["zone_cabinet_principal"]),
        (("optam-co",), ["option_tarifaire"]),
        (("nothing of the kind",), []),
    ],
)
def test_facts_by_words(words: tuple[str, ...], facts: list[str]) -> None:
    found = [one.name for one in facts_with(RULES, words)]
    assert found[: len(facts)] == facts and bool(found) == bool(facts)


def test_every_thing_is_found_by_its_own_names() -> None:
    for scheme in RULES.schemes:
        for words in ((scheme.id,), (scheme.acronym,), (scheme.name.fr,), tuple(scheme.name.en.upper().split())):
            assert scheme in schemes_with(RULES, words)
    for fact in RULES.facts.values():
        for text in (fact.name, fact.label.fr, fact.question.en, *(label.en for _, label in fact.value_labels)):
            assert fact in facts_with(RULES, (text,))


def test_words_have_neither_case_nor_accents() -> None:
    assert plain_words("L'Été à Cœur, 2,5 jours_par_semaine") == "l ete a cœur 2 5 jours par semaine"


def test_show_shows_the_only_one_that_has_the_words(run: Run) -> None:
    assert run("show", "premier", "jour", "zonage", lang="fr")[1].startswith("zonage_applicable_du\n")
    assert run("show", "caim")[1].startswith("caim, ")  # a name comes before words that others have too


def test_show_names_those_that_have_the_words(run: Run) -> None:
    code, out, _ = run("show", "qpv")
    assert code == 0
    assert out.splitlines()[0] == "Schemes" and "  cabinet_principal_en_qpv   Main practice in a QPV" in out


def test_show_what_is_nowhere(run: Run) -> None:
    code, _, err = run("show", "caimm")
    assert code == 2 and "no scheme and no fact has `caimm`" in err and "did you mean `caim`?" in err


def test_show_for_programs(run: Run) -> None:
    scheme = json.loads(run("show", "caim", "--format", "json")[1])
    assert scheme["id"] == "caim" and scheme["amounts"][0]["value"] == [{"from": None, "is": "50000"}]
    assert scheme["conditions"][3]["when"][0]["is"] == 'zone_cabinet_principal = "ZIP"'
    fact = json.loads(run("show", "age_ans", "--format", "json", lang="fr")[1])
    assert (fact["label"], fact["maximum"]) == ("Âge", "120")
    assert len(json.loads(run("show", "qpv", "--format", "json")[1])) > 1


def test_list_facts_and_filters(run: Run) -> None:
    names = [one["name"] for one in json.loads(run("list", "--facts", "--format", "json")[1])]
    assert names == list(RULES.facts)
    assert run("list", "--facts", "qpv")[1] == "Facts\n  cabinet_principal_en_qpv   Main practice in a QPV\n"
    contracts = json.loads(run("list", "--kind", "contract", "--format", "json")[1])
    assert {one["kind"] for one in contracts} == {"contract"} and len(contracts) == 6
    still = json.loads(run("list", "--kind", "contract", "--open", "--on", "2026-03-15", "--format", "json")[1])
    assert {one["id"] for one in still} == {"cde", "cesp"}
    assert run("list", "--facts", "--open")[0] == 2
    assert run("list", "--facts", "zzz") == (0, "", "no fact matches\n")
    assert run("list", "qpv", "--kind", "contract", "--format", "json") == (0, "[]\n", "no scheme matches\n")


def test_feel_for_a_profile_has_the_meaning_of_the_rules(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("date_naissance: 1990-01-01\n", encoding="utf-8")
    expr = 'if date_installation >= @"2026-07-01" then 12000 else 10000'
    assert run("feel", expr, "--profile", str(path))[1] == "unknown, missing: date_installation\n"
    assert run("feel", expr, "--profile", str(path), "--set", "date_installation=2026-08-01")[1] == "12000  (number)\n"
    assert run("feel", "age_ans", "--profile", str(path), "--on", "2026-01-01")[1] == "36  (number)\n"
    assert json.loads(run("feel", expr, "--set", "secteur=1", "--format", "json")[1])["missing"] == [
        "date_installation"
    ]
    code, _, err = run("feel", 'zone_cabinet_principal = "zip"', "--profile", str(path))
    assert code == 2 and '`"ZIP"`' in err
    assert run("feel", "1", "--profile", str(path), "--context", "{}")[0] == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("statu = 1",), "`statu` is not a fact; did you mean `statut`?\n"),
        (("secteur = 1",), "`secteur` has a value only with `--profile`, `--set`, `--on`\n"),
        (("on",), "`on` has a value only with `--profile`, `--set`, `--on`\n"),
        (("statu + 1", "--context", '{"statu": 1}'), ""),
        (("for statu in [1] return statu",), ""),
        (("statu", "-q"), ""),
    ],
)
def test_feel_says_what_a_name_without_a_value_is(run: Run, words: tuple[str, ...], told: str) -> None:
    code, out, err = run("feel", *words)
    assert (code, err) == (0, told) and out


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, "rules")
    return Path("rules")


def test_test_runs_the_cases_that_have_a_text(run: Run, rules: Path) -> None:
    everything = json.loads(run("test", "rules", "--format", "json")[1])["cases"]
    title = everything[0]["title"] if "title" in everything[0] else everything[0]["id"]
    found = json.loads(run("test", "rules", "-k", title.upper(), "--format", "json")[1])["cases"]
    assert everything[0]["id"] in [one["id"] for one in found] and len(found) < len(everything)
    assert run("test", "rules", "-k", "nowhere")[:2] == (1, "no case (rules)\n")


def test_a_coverage_that_is_too_low_fails(run: Run, rules: Path) -> None:
    assert run("test", "rules", "--min-coverage", "0")[0] == 0
    code, out, err = run("test", "rules", "--min-coverage", "100")
    assert code == 1 and "failed (rules)" in out and err.endswith("%, not 100%\n")


def test_what_writes_says_it_to_programs(run: Run, rules: Path) -> None:
    run("fmt", "rules")
    (rules / "exemple.yaml").write_text((rules / "exemple.yaml").read_text().replace("kind: ", "kind:   "))
    files = json.loads(run("fmt", "rules", "--format", "json")[1])
    assert [one["path"] for one in files if one["changes"]] == ["rules/exemple.yaml"]
    made = json.loads(run("new", "nouvelle", "--rules", "rules", "--format", "json")[1])
    assert made == {"files": ["rules/nouvelle.yaml", "rules/nouvelle.cases.yaml"]}
    for path in made["files"]:
        Path(path).unlink()
    renamed = json.loads(run("rename", "exemple", "autre", "--rules", "rules", "--format", "json")[1])
    assert renamed["kind"] == "scheme"
    assert {"path": "rules/exemple.yaml", "new_path": "rules/autre.yaml"}.items() <= renamed["files"][1].items()
