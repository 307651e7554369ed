"""Which rules a command is about, and that its summary says so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.examples import BASE
from public_aids.cli import where
from public_aids.cli.main import main
from public_aids.cli.plain import plain_answer
from public_aids.cli.where import rules_at_hand
from public_aids.engine.rulebook.files import RULES_OF_THE_PROGRAM

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main([*words, "--lang", "en"])
        shown = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return stop.value.code, shown.out, shown.err

    return run


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with rules in `schemes` and in `packages/aides`, and other YAML at its root."""
    monkeypatch.delenv("SCHEMES_RULES", raising=False)
    for place in ("schemes", "packages/aides"):
        shutil.copytree(BASE, tmp_path / place)
    (tmp_path / "mkdocs.yml").write_text("a:   1\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("here", "variable", "found"),
    [
        ("", None, "schemes"),
        ("schemes", None, "."),
        ("packages/aides", None, "."),
        ("packages/aides/sub", None, ".."),
        ("docs", None, RULES_OF_THE_PROGRAM),
        ("docs", "../schemes", "../schemes"),
        ("schemes", "../packages/aides", "../packages/aides"),
    ],
)
def test_the_rules_at_hand(
    repository: Path, monkeypatch: pytest.MonkeyPatch, here: str, variable: str | None, found: str
) -> None:
    (repository / "packages/aides/sub").mkdir()
    monkeypatch.chdir(repository / here)
    assert rules_at_hand({"SCHEMES_RULES": variable} if variable else {}) == found


def test_a_lost_file_does_not_hide_the_rules_at_hand(repository: Path, run: Run) -> None:
    (repository / "schemes/facts.yaml").unlink()
    code, out, err = run("check", "--format", "concise")
    assert code == 1 and "R407" in out and err.endswith("(schemes)\n")


def test_every_summary_names_its_rules(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", "--select", "Y")[2] == "nothing to report (schemes)\n"
    assert run("test")[1].endswith(" 0 failed (schemes)\n")
    assert run("fmt", "--check")[2].endswith(" already formatted (schemes)\n")
    monkeypatch.chdir("docs")
    assert run("check", "--select", "Y")[2] == "nothing to report (the rules of the program)\n"
    assert run("check", "--select", "Y", "../schemes/exemple.yaml")[2] == "nothing to report (../schemes)\n"


def test_the_plain_form_of_eval_takes_the_same_rules(repository: Path, run: Run) -> None:
    (repository / "profile.yaml").write_text("{}\n", encoding="utf-8")
    code, out, _ = run("eval", "profile.yaml", "--on", "2026-03-15")
    assert code == 0
    assert plain_answer(["profile.yaml", "--on", "2026-03-15", "--lang", "en"], {}) == out


def test_the_root_of_a_repository_stands_for_the_rules_below(repository: Path, run: Run) -> None:
    assert run("check", ".", "--select", "Y")[2] == "nothing to report (packages/aides, schemes)\n"
    assert run("fmt", ".")[0] == 0
    assert (repository / "mkdocs.yml").read_text(encoding="utf-8") == "a:   1\n"


@pytest.mark.parametrize(
    "words",
    [
        ("check", "docs"),
        ("check", "--rules", "docs"),
        ("check", "--rules", "."),
        ("list", "--rules", "docs"),
        ("diff", "docs", "schemes"),
    ],
)
def test_a_folder_without_rules_is_refused(repository: Path, run: Run, words: tuple[str, ...]) -> None:
    code, _, err = run(*words)
    assert code == 2 and "there are no rules in `" in err
    assert ("there are some in `packages/aides`, `schemes`" in err) == ("." in words)


def test_a_variable_that_names_no_rules_is_refused(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHEMES_RULES", "nowhere")
    code, _, err = run("list")
    assert code == 2 and "`nowhere` is not a folder" in err and "`SCHEMES_RULES` names a folder of rules" in err


@pytest.mark.parametrize(
    "words",
    [("test", "prime.cases.yaml"), ("check", "elsewhere/prime.yaml"), ("fmt", "prime.yaml")],
)
def test_a_file_that_is_not_there_is_offered_where_it_is(run: Run, repository: Path, words: tuple[str, str]) -> None:
    place = Path("schemes", Path(words[1]).name)
    place.touch()
    code, _, told = run(*words)
    assert (code, f"did you mean `{place}`?" in told) == (2, True)
    code, _, told = run(words[0], words[1].replace("prime", "primes"))
    assert (code, f"did you mean `{place}`?" in told) == (2, True)


def test_the_search_for_rules_ends(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("node_modules/x/schemes", ".venv/schemes", "env/lib/schemes"):
        shutil.copytree(BASE, repository / place)
    (repository / "env/pyvenv.cfg").touch()
    assert run("check", ".", "--select", "Y")[2] == "nothing to report (packages/aides, schemes)\n"
    monkeypatch.setattr(where, "MOST_FOLDERS", 2)
    for command in ("check", "fmt"):
        code, _, told = run(command, ".")
        assert code == 2 and "`.` holds over 2 folders" in told
    assert "there are no rules in `.`" in run("list", "--rules", ".")[2]
