"""A name changes everywhere it is meant, and nowhere else; there and back gives the same bytes."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from public_aids.cli.main import group
from public_aids.cli.spoken import Settings, WrongUsageError
from public_aids.engine.cases.load import load_cases
from public_aids.engine.cases.run import run_case
from public_aids.engine.edit.scopes import spans_of_fact, spans_of_scheme
from public_aids.engine.feel.parser import parse
from public_aids.engine.rulebook.load import DEFAULT_RULES, load, read


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    shutil.copytree(DEFAULT_RULES, tmp_path / "rules")
    shutil.copytree(DEFAULT_RULES.parent / "examples", tmp_path / "examples")
    return tmp_path / "rules"


def run(*words: str) -> str:
    outcome = CliRunner().invoke(group, ["rename", *words], obj=Settings("en"), standalone_mode=False)
    if outcome.exception:
        raise outcome.exception
    return outcome.output


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("zone_cabinet_principal", "zone_principale"),
        ("secteur", "secteur_conventionnel"),
        ("montant_fmt_socle_annuel_eur", "fmt_socle_eur"),
        ("caim", "contrat_installation"),
        ("coscom", "contrat_stabilisation"),
        ("cesp", "contrat_engagement"),
    ],
)
def test_there_and_back_gives_the_same_bytes(rules: Path, old: str, new: str) -> None:
    before = contents(rules.parent)
    examples = str(rules.parent / "examples")
    run(old, new, examples, "--rules", str(rules))
    between = contents(rules.parent)
    assert between != before
    rulebook, problems = read(rules)
    assert rulebook is not None and [one for one in problems if one.severity == "error"] == []
    load_cases(rules, rulebook)
    run(new, old, examples, "--rules", str(rules))
    assert contents(rules.parent) == before


def test_cases_still_pass_under_the_new_name(rules: Path) -> None:
    for path in rules.rglob("*.cases.yaml"):
        if path.name != "caim.cases.yaml":
            path.unlink()
    run("participe_pdsa", "permanence_des_soins", "--rules", str(rules))
    run("caim", "contrat_installation", "--rules", str(rules))
    rulebook = load(rules)
    cases = load_cases(rules, rulebook)
    assert {case.scheme for case in cases} <= {"contrat_installation"}
    assert all(run_case(case, rulebook).passed for case in cases)


def test_a_dry_run_shows_and_writes_nothing(rules: Path) -> None:
    before = contents(rules)
    output = run("caim_deja_beneficie", "caim_deja_obtenu", "--diff", "--rules", str(rules))
    assert "-    taken_if: caim_deja_beneficie\n+    taken_if: caim_deja_obtenu\n" in output
    assert "to rename: " in output and contents(rules) == before


def test_what_only_looks_like_the_name_stays(rules: Path) -> None:
    path = rules / "convention-2016" / "caim.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("en: Lump sum }", "en: statut }"), encoding="utf-8")
    run("statut", "situation", "--rules", str(rules))
    renamed = path.read_text(encoding="utf-8")
    assert "en: statut }" in renamed
    assert "  - id: statut\n" in renamed and 'when: situation in ("projet_installation", "installe_liberal")' in renamed


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("secteur", "statut", "already exists"),
        ("secteur", "caim", "already exists"),
        ("caim", "secteur", "already exists"),
        ("secteurr", "autre", "names neither"),
        ("secteur", "Secteur", "cannot be a name"),
        ("secteur", "signature", "cannot be a name"),
        ("secteur", "satisfies", "cannot be a name"),
    ],
)
def test_refusals(rules: Path, old: str, new: str, why: str) -> None:
    before = contents(rules)
    with pytest.raises(WrongUsageError, match=why):
        run(old, new, "--rules", str(rules))
    assert contents(rules) == before


def test_a_fact_that_has_a_role_is_renamed_with_it(rules: Path) -> None:
    before = len(load_cases(rules, load(rules)))
    for old, new in (("contrats", "mes_contrats"), ("departement_exercice", "departement_ici")):
        run(old, new, "--rules", str(rules))
    after = load(rules)
    assert (after.roles.contracts.fact, after.roles.departement) == ("mes_contrats", "departement_ici")
    assert after.roles.groups[1] == "departement_ici"
    cases = load_cases(rules, after)
    assert len(cases) == before and [case.id for case in cases[::40] if run_case(case, after).mismatches] == []


def test_without_a_manifest_a_fact_that_has_a_role_keeps_its_name(rules: Path) -> None:
    (rules / "rules.yaml").unlink()
    before = contents(rules)
    with pytest.raises(WrongUsageError, match="the program itself reads"):
        run("contrats", "mes_contrats", "--rules", str(rules))
    assert contents(rules) == before


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a and b", ["a"]),
        ("some a in [1] satisfies a > 0", []),
        ("some x in a satisfies x > a", ["a", "a"]),
        ("some a in a satisfies a > 0", ["a"]),
        ("for a in [1], b in [a] return a", []),
        ("{a: 1, b: a}.b + a", ["a"]),
        ("{b: a, a: 1}", ["a"]),
        ("list[field = a]", ["a"]),
        ("a.a", ["a"]),
        ('"a" = a', ["a"]),
        ("(function(a) a)(a)", ["a"]),
        ("sum(a)", ["a"]),
        ("1 in [a..2]", ["a"]),
    ],
)
def test_where_an_expression_names_a_fact(text: str, named: list[str]) -> None:
    spans = list(spans_of_fact(parse(text), "a", frozenset(("field",))))
    assert [text[start:end] for start, end in spans] == named


def test_an_entry_of_filtered_records_is_no_fact() -> None:
    assert list(spans_of_fact(parse("contrats[a = 1]"), "a", frozenset(("a",)))) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('some c in contrats satisfies c.dispositif = "caim"', 1),
        ('contrats[dispositif = "caim"]', 1),
        ('contrats[dispositif in ("caim", "cstm")]', 1),
        ('statut = "caim"', 0),
        ('"caim" = "caim"', 0),
    ],
)
def test_where_an_expression_names_a_scheme(text: str, count: int) -> None:
    spans = list(spans_of_scheme(parse(text), "caim", "dispositif"))
    assert [text[start:end] for start, end in spans] == ['"caim"'] * count
