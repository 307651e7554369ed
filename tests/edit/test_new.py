"""A new scheme is refused until each of its marks is written, and passes its cases then."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from public_aids.cli.errors import StopError
from public_aids.cli.main import group
from public_aids.cli.spoken import Settings, WrongUsageError
from public_aids.engine.cases.load import load_cases
from public_aids.engine.cases.run import run_case
from public_aids.engine.edit.contract_value import with_contract
from public_aids.engine.edit.fmt import formatted
from public_aids.engine.edit.names import is_id
from public_aids.engine.rulebook.load import DEFAULT_RULES, manifest_of_the_program, read
from public_aids.engine.source.place import Source
from public_aids.engine.source.yaml_reader import read_yaml

ROOT = DEFAULT_RULES.parent


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "grammar", tmp_path / "grammar")
    folder = tmp_path / "schemes"
    shutil.copytree(DEFAULT_RULES, folder, ignore=shutil.ignore_patterns("*.cases.yaml"))
    return folder


def outcome_of(*words: str) -> Result:
    return CliRunner().invoke(group, list(words), obj=Settings("en"), standalone_mode=False)


def run(*words: str) -> None:
    outcome = outcome_of(*words)
    if outcome.exception:
        raise outcome.exception


@pytest.mark.parametrize(("kind", "marks"), [("contract", 15), ("one_off", 13), ("recurring", 13), ("information", 6)])
def test_every_mark_of_a_new_scheme_is_refused_at_its_place_and_nothing_else(
    rules: Path, kind: str, marks: int
) -> None:
    run("new", "prime_ruralite", "--kind", kind, "--folder", "convention-2029", "--rules", str(rules))
    path = rules / "convention-2029" / "prime_ruralite.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = [at for at, line in enumerate(lines, 1) if "À REMPLIR" in line or "TO FILL IN" in line]
    rulebook, problems = read(rules)
    assert rulebook is None
    assert [(one.code, one.place.line) for one in problems if one.place] == [("R460", line) for line in marked]
    assert len(marked) == marks
    told = outcome_of("check", str(path))
    assert told.return_value == 1 and f"{marks} errors, 0 warnings" in told.stderr
    for file in path.parent.iterdir():
        text = file.read_text(encoding="utf-8")
        assert formatted(str(file), text).text == text
        schema = text.splitlines()[0].partition("$schema=")[2]
        assert (file.parent / schema).resolve().parent == rules.parent / "grammar"


@pytest.mark.parametrize(
    "words", [("list",), ("list", "--facts", "qpv"), ("show", "cde"), ("show", "secteur"), ("schema",)]
)
def test_what_is_still_to_be_filled_in_is_left_aside(rules: Path, words: tuple[str, ...]) -> None:
    """The rest is answered as before; a result that is kept is not made without it."""
    before = outcome_of(*words, "--rules", str(rules))
    run("new", "prime_ruralite", "--folder", "état", "--rules", str(rules))
    after = outcome_of(*words, "--rules", str(rules))
    assert (after.stdout, before.stderr) == (before.stdout, "") and before.return_value == after.return_value == 0
    file = Path("état", "prime_ruralite.yaml")
    assert after.stderr == f"without `{file}`, still to be filled in: `schemes check` shows what\n"
    with pytest.raises(StopError) as stop:
        run("sql", "--rules", str(rules))
    assert {one.code for one in stop.value.diagnostics} == {"R460"}


def test_what_else_is_wrong_stops_all(rules: Path) -> None:
    run("new", "prime_ruralite", "--rules", str(rules))
    (rules / "state" / "cesp.yaml").write_text("id: cesp\n", encoding="utf-8")
    with pytest.raises(StopError) as stop:
        run("list", "--rules", str(rules))
    assert {"R460", "S202"} <= {one.code for one in stop.value.diagnostics}


FILLED = {
    "À REMPLIR (le sigle)": "PR",
    "À REMPLIR (nom complet)": "Prime de ruralité",
    "TO FILL IN (full name)": "Rural bonus",
    "À REMPLIR (AAAA-MM-JJ)": "2026-01-01",
    "À REMPLIR (P3Y, trois ans)": "P3Y",
    "À REMPLIR (la condition)": "Exercer sous convention",
    "TO FILL IN (the condition)": "Practise under the agreement",
    "À REMPLIR (une expression sur les faits)": "conventionne",
    "À REMPLIR (le montant)": "Prime",
    "TO FILL IN (the sum)": "Bonus",
    "À REMPLIR (la somme, 10000)": "1000",
    "À REMPLIR (ce que le médecin doit savoir)": "À savoir",
    "TO FILL IN (what the doctor should know)": "Good to know",
    "À REMPLIR (document, lines, quote)": "{ document: ameli_paps_2025_11_10, lines: 18 }",
}


@pytest.mark.parametrize("kind", ["contract", "one_off", "recurring", "information"])
def test_once_filled_in_its_cases_pass(rules: Path, kind: str) -> None:
    run("new", "prime_ruralite", "--kind", kind, "--rules", str(rules))
    path = rules / "prime_ruralite.yaml"
    text = path.read_text(encoding="utf-8")
    for mark, written in FILLED.items():
        text = text.replace(mark, written)
    path.write_text(text, encoding="utf-8")
    rulebook, problems = read(rules)
    assert rulebook is not None and not problems
    cases = load_cases(rules, rulebook)
    assert len(cases) == (0 if kind == "information" else 3)
    assert all(run_case(case, rulebook).passed for case in cases)


def test_a_second_scheme_may_be_begun_before_the_first_is_filled_in(rules: Path) -> None:
    run("new", "prime_ruralite", "--rules", str(rules))
    run("new", "prime_littoral", "--rules", str(rules))
    with pytest.raises(WrongUsageError):
        run("new", "prime_ruralite", "--folder", "ailleurs", "--rules", str(rules))


REFUSED = {  # and what is proposed
    "caim": None,
    "": None,
    "é!": "e",
    "Prime": "prime",
    "prime-rurale": "prime_rurale",
    "1prime": "aide_1prime",
    "../prime": "prime",
    ".prime": "prime",
    "_prime": "prime",
    "prime_é": "prime_e",
    "a b": "a_b",
    **{word: f"aide_{word}" for word in ("on", "off", "yes", "no", "y", "n", "true", "false", "null")},
    **{word: f"aide_{word}" for word in ("if", "in", "not", "and", "every", "satisfies", "of", "function")},
    **{word: f"aide_{word}" for word in ("signature", "contract_state")},
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_id_that_exists_or_is_none_is_refused(rules: Path, name: str) -> None:
    before = sorted(rules.rglob("*"))
    with pytest.raises(WrongUsageError) as refused:
        run("new", "--rules", str(rules), "--", name)
    assert sorted(rules.rglob("*")) == before
    proposed = [cure.en for cure in refused.value.cures if cure.en.startswith("for example")]
    assert proposed == ([f"for example `{REFUSED[name]}`"] if REFUSED[name] else [])


@pytest.mark.parametrize(
    "folder",
    ["../elsewhere", "..", ".hidden", "a/.b", "a/../b", "/tmp", "facts.yaml", "facts.yaml/a", "convention-2016/.."],
)
def test_a_folder_outside_the_rules_or_that_is_not_read_is_refused(rules: Path, folder: str) -> None:
    before = sorted(rules.parent.rglob("*"))
    with pytest.raises(WrongUsageError):
        run("new", "prime", "--folder", folder, "--rules", str(rules))
    assert sorted(rules.parent.rglob("*")) == before


def test_ids() -> None:
    assert is_id("a") and is_id("aide_2026") and not is_id("_a") and not is_id("2a") and not is_id("a b")


@pytest.mark.parametrize("kind", ["contract", "one_off"])
def test_a_profile_can_say_that_a_new_contract_was_signed(rules: Path, kind: str) -> None:
    run("new", "prime_ruralite", "--kind", kind, "--rules", str(rules))
    facts = rules / "facts.yaml"
    assert ("is: prime_ruralite" in facts.read_text(encoding="utf-8")) == (kind == "contract")
    assert formatted(str(facts), facts.read_text(encoding="utf-8")).text == facts.read_text(encoding="utf-8")


VALUES = "facts:\n  contrats:\n    fields:\n      dispositif:\n        values:"


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("\n          - { is: a }  # le premier\n", "\n          - { is: a }  # le premier\n          - NEW\n"),
        ("\n          - { is: a }", "\n          - { is: a }\n          - NEW"),
        (
            "\r\n          - is: a\r\n            b: c\r\n",
            "\r\n          - is: a\r\n            b: c\r\n          - NEW\r\n",
        ),
        (" [{ is: a }, { is: b }]\n", " [{ is: a }, { is: b }, NEW]\n"),
        (" []\n", " []\n"),
    ],
)
def test_a_new_contract_comes_last_however_contracts_are_written(written: str, made: str) -> None:
    source = Source("facts.yaml", VALUES + written)
    node, _ = read_yaml(source)
    assert node is not None
    new = "{ is: c_d, label: { fr: C d, en: C d } }"
    assert with_contract(source, node, "c_d", manifest_of_the_program().roles.contracts) == VALUES + made.replace(
        "NEW", new
    )
