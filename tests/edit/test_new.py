"""A new scheme passes check and test as it stands."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import group
from cli.options import Settings, WrongUsageError
from engine.cases.load import load_cases
from engine.cases.run import run_case
from engine.edit.fmt import formatted
from engine.edit.new import is_id
from engine.rulebook.load import DEFAULT_RULES, read

ROOT = DEFAULT_RULES.parent


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "grammar", tmp_path / "grammar")
    folder = tmp_path / "schemes"
    shutil.copytree(DEFAULT_RULES, folder, ignore=shutil.ignore_patterns("*.cases.yaml"))
    return folder


def run(*words: str) -> None:
    outcome = CliRunner().invoke(group, list(words), obj=Settings("en"), standalone_mode=False)
    if outcome.exception:
        raise outcome.exception


@pytest.mark.parametrize("kind", ["contract", "one_off", "recurring", "information"])
def test_a_new_scheme_passes(rules: Path, kind: str) -> None:
    run("new", "prime_ruralite", "--kind", kind, "--folder", "convention-2029", "--rules", str(rules))
    path = rules / "convention-2029" / "prime_ruralite.yaml"
    rulebook, problems = read(rules)
    assert rulebook is not None
    assert [one for one in problems if one.place and one.place.path == str(path)] == []
    cases = load_cases(rules, rulebook)
    assert len(cases) == (0 if kind == "information" else 3)
    assert all(run_case(case, rulebook).passed for case in cases)
    for file in path.parent.iterdir():
        text = file.read_text(encoding="utf-8")
        assert formatted(str(file), text).text == text
        schema = text.splitlines()[0].partition("$schema=")[2]
        assert (file.parent / schema).resolve().parent == rules.parent / "grammar"


def test_schemes_check_has_nothing_to_say(rules: Path) -> None:
    run("new", "prime_ruralite", "--rules", str(rules))
    outcome = CliRunner().invoke(
        group, ["check", str(rules / "prime_ruralite.yaml")], obj=Settings("en"), standalone_mode=False
    )
    assert outcome.return_value == 0 and "nothing to report" in outcome.output


@pytest.mark.parametrize("name", ["caim", "Prime", "prime-rurale", "1prime", "prime_é", "", "../prime"])
def test_an_id_that_exists_or_is_none_is_refused(rules: Path, name: str) -> None:
    before = sorted(rules.rglob("*"))
    with pytest.raises(WrongUsageError):
        run("new", name, "--rules", str(rules))
    assert sorted(rules.rglob("*")) == before


def test_a_folder_outside_the_rules_is_refused(rules: Path) -> None:
    with pytest.raises(WrongUsageError):
        run("new", "prime", "--folder", "../elsewhere", "--rules", str(rules))


def test_ids() -> None:
    assert is_id("a") and is_id("aide_2026") and not is_id("_a") and not is_id("2a") and not is_id("a b")
