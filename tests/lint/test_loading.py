"""What answers would be wrong from, every command that reads rules refuses; what `check` says besides stops nothing.

The broken files are the wrong examples of the pages, one code each, and those of the reader of YAML.
"""

import shutil
from pathlib import Path

import pytest

from lint.examples import AS_OF, BASE, FILES, put, text_of
from public_aids.cli.main import main
from public_aids.cli.render.diagnostics import render
from public_aids.engine.explain.pages import Example, codes, page_of
from public_aids.engine.lint import rules as lint_rules
from public_aids.engine.lint.check import check_folder
from public_aids.engine.rulebook.coherence import rules as coherence_rules
from public_aids.engine.rulebook.coherence.modules import codes_of
from public_aids.engine.source.diagnostic import Diagnostic

OF_A_FOLDER = {*FILES, "feel", "rename", "remove", "yaml"}
FOR_CHECK_ALONE = codes_of(lint_rules) - codes_of(coherence_rules)  # no answer is drawn from what these are about
BAD_YAML = sorted((Path(__file__).parent.parent / "source" / "bad").glob("*.yaml"))
LEFT_ASIDE = "R460"  # a scheme still to be filled in: tests/edit/test_new.py holds what becomes of it
COMMANDS = (
    "list",
    "show exemple",
    "test RULES",
    "plan PROFILE --from 2025-06-01",
    "diff RULES RULES",
    "sql --dialect duckdb",
)


def wrong_examples(code: str) -> tuple[Example, ...]:
    page = page_of(code)
    return page.wrong if page is not None and all(one.kind in OF_A_FOLDER for one in page.wrong) else ()


def errors_in_rules(folder: Path) -> tuple[Diagnostic, ...]:
    found = (one for one in check_folder(folder, AS_OF).diagnostics if one.severity == "error")
    found = (one for one in found if one.code not in FOR_CHECK_ALONE)
    return tuple(one for one in found if one.place is None or not one.place.path.endswith(".cases.yaml"))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        main([*words, "--lang", "en"])
    assert isinstance(stop.value.code, int)
    return stop.value.code, capsys.readouterr().err


def check_that_eval_agrees(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`eval` says the errors of the rules, all and no others, and stops with 3; without any it answers."""
    errors = errors_in_rules(folder)
    (folder / "profil.json").write_text("{}", encoding="utf-8")
    profile = str(folder / "profil.json")
    code, said = run(capsys, "eval", profile, "--on", "2025-06-01", "--rules", str(folder))
    assert (code, said) == ((3, render(errors, "en")) if errors else (0, ""))


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCHEMES_CACHE", "off")
    folder = tmp_path / "rules"
    shutil.copytree(BASE, folder)
    return folder


@pytest.mark.parametrize("code", [code for code in codes() if wrong_examples(code) and code != LEFT_ASIDE])
def test_eval_stops_at_errors_and_at_nothing_else(code: str, rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for one in wrong_examples(code):
        if one.kind == "yaml":
            (rules / FILES["scheme"]).write_bytes(text_of(one))
        else:
            put(one, rules)
    check_that_eval_agrees(rules, capsys)


@pytest.mark.parametrize("path", BAD_YAML, ids=lambda path: path.name)
def test_eval_stops_at_a_file_that_cannot_be_read(path: Path, rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(path, rules / FILES["scheme"])
    check_that_eval_agrees(rules, capsys)


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_refuses_broken_rules(words: str, rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for one in wrong_examples("D305"):
        put(one, rules)
    (rules / "profil.json").write_text("{}", encoding="utf-8")
    line = words.replace("RULES", str(rules)).replace("PROFILE", str(rules / "profil.json")).split()
    code, said = run(capsys, *line, *(() if str(rules) in line else ("--rules", str(rules))))
    assert (code, said.count(" D305: ")) == (3, 1)


def test_an_error_that_is_ignored_stops_nothing(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for one in wrong_examples("D305"):
        put(one, rules)
    path = rules / FILES["scheme"]
    text = path.read_text(encoding="utf-8")
    text = text.replace("until: 2025-01-01", "until: 2025-01-01  # check: ignore D305")
    path.write_text(text.replace("replaced_by: [suite]\n", ""), encoding="utf-8")
    assert errors_in_rules(rules) == ()
    check_that_eval_agrees(rules, capsys)
