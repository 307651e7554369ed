"""Where git refuses, its own reason is given, with the cure."""

import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.examples import BASE
from public_aids.cli.main import main

Said = Callable[..., str]


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *names, *words), cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits of rules, on the branch `main`."""
    folder = tmp_path / "origin"
    shutil.copytree(BASE, folder / "schemes")
    git(folder, "init", "-q", "-b", "main")
    for message in ("first", "second"):
        (folder / "note.txt").write_text(message, encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", message)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def said(*words: str) -> str:
        with pytest.raises(SystemExit) as stop:
            main([*words, "--lang", "en"])
        assert stop.value.code == 2
        return capsys.readouterr().err

    return said


COMMANDS = (("check", "--since", "main~1"), ("diff", "main~1", "HEAD"), ("diff", "main~1", "schemes"))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_shallow_clone_says_what_to_fetch(
    repository: Path, said: Said, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository.parent, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    monkeypatch.chdir(repository.parent / "shallow")
    told = said(*words)
    assert "`main~1` is neither a folder nor a revision" in told
    assert "this clone is shallow" in told and "`fetch-depth: 0`" in told
    git(Path(), *shlex.split(told.partition("shallow: `git ")[2].partition("`")[0]))
    with pytest.raises(SystemExit) as stop:  # what is to be fetched is enough
        main([*words])
    assert not stop.value.code


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_branch_that_only_the_origin_has(
    repository: Path, said: Said, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "branch", "work")
    git(repository.parent, "clone", "-q", "--branch", "work", repository.as_uri(), "branch")
    monkeypatch.chdir(repository.parent / "branch")
    assert "write `origin/main~1`" in said(*words)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_repository_of_somebody_else(
    repository: Path, said: Said, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    told = said(*words)
    assert "git says: detected dubious ownership in repository" in told
    assert "git config --global --add safe.directory " in told


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_machine_without_git(
    repository: Path, said: Said, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in said(*words)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_folder_outside_any_repository(
    repository: Path, said: Said, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(BASE, repository.parent / "alone/schemes")
    monkeypatch.chdir(repository.parent / "alone")
    told = said(*words)
    assert "git says: not a git repository" in told and "`schemes` is not in a repository of git" in told


def test_rules_that_a_revision_does_not_have(repository: Path, said: Said) -> None:
    git(repository, "mv", "schemes", "rules")
    assert "git refuses: pathspec 'rules' did not match any files" in said("diff", "HEAD", "rules")


def test_check_since_a_revision_without_these_rules(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "mv", "schemes", "rules")
    with pytest.raises(SystemExit) as stop:
        main(["check", "--since", "HEAD", "rules", "--lang", "en"])
    assert stop.value.code == 0 and "nothing to report" in capsys.readouterr().err


def test_a_folder_named_as_a_revision_is_not_one(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "main").mkdir()
    path = repository / "schemes/exemple.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 10000", "value: 12000"), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["check", "--since", "main", "--select", "R501", "--lang", "en"])
    assert "retroactive: also changes answers before today (1 case, 0 profiles: En zone" in capsys.readouterr().out


def test_what_git_sets_for_a_hook_is_not_in_the_way(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    with pytest.raises(SystemExit) as stop:
        main(["check", "--since", "main~1", "--lang", "en"])
    assert stop.value.code == 0 and "nothing to report" in capsys.readouterr().err


def test_rules_at_the_top_of_a_repository(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = repository / "schemes"
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as stop:
        main(["diff", "HEAD", ".", "--lang", "en"])
    assert stop.value.code == 0 and "nothing changes" in capsys.readouterr().out


@pytest.fixture
def broken(repository: Path) -> Path:
    """Rules that are broken on the disk, and were not in the last commit; `--rules` can only mean the latter."""
    (repository / "schemes" / "exemple.yaml").write_text("id: [", encoding="utf-8")
    (repository / "person.csv").write_text("id,zone_cabinet_principal\na,ZIP\n", encoding="utf-8")
    (repository / "person.yaml").write_text("zone_cabinet_principal: ZIP\n", encoding="utf-8")
    return repository


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("list", "--rules", "main~1"), "An aid"),
        (("--rules", "main~1", "show", "exemple"), "An aid"),
        (("eval", "person.yaml", "--rules", "main~1"), "The next one"),
        (("check", "--rules", "main"), "nothing to report (main)"),
        (("test", "--rules", "main~1"), "2 cases, 0 failed (main~1)"),
        (("sources", "--rules", "main"), "guide"),
        (("diff", "2025-12-31", "2026-01-01", "--rules", "main"), "EX, An aid"),
        (("diff", "main~1", "main", "--rules", "main"), "nothing changes"),
        (("batch", "person.csv", "--summary", "--on", "2025-06-01", "--rules", "main"), "exemple"),
        (("simulate", "person.csv", "--since", "main~1", "--ignore", "id", "--rules", "main"), "exemple"),
    ],
    ids=" ".join,
)
def test_rules_are_those_of_a_revision(
    broken: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    shown: str,
) -> None:
    if words[0] in ("batch", "simulate"):
        pytest.importorskip("polars", reason="the extra `batch` is not installed")
    places = broken.parent / "places"
    places.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(places))
    with pytest.raises(SystemExit) as stop:
        main([*words, "--lang", "en"])
    told = capsys.readouterr()
    assert stop.value.code == 0 and shown in told.out + told.err
    assert not list(places.iterdir())  # what was unpacked is gone


@pytest.mark.parametrize("words", [("check",), ("list",), ("test",), ("check", "--format", "concise")], ids=" ".join)
def test_a_fault_of_a_revision_is_told_at_its_place_there(
    broken: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    git(broken, "commit", "-qam", "broken")
    with pytest.raises(SystemExit) as stop:
        main([*words, "--rules", "main", "--lang", "en"])
    told = capsys.readouterr()
    assert stop.value.code in (1, 3) and "main:exemple.yaml:1:" in told.out + told.err


def test_a_case_that_fails_in_a_revision_is_told_at_its_place_there(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / "schemes" / "exemple.cases.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("window: open", "window: closed"), encoding="utf-8")
    git(repository, "commit", "-qam", "a wrong case")
    with pytest.raises(SystemExit) as stop:
        main(["test", "--rules", "HEAD", "--lang", "en"])
    assert stop.value.code == 1 and "HEAD:exemple.cases.yaml:4: en_zone" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("fmt",),
        ("new", "autre"),
        ("rename", "exemple", "autre"),
        ("check", "--fix"),
        ("check", "--since", "main~1"),
        ("sources", "--texts", ".", "--update"),
    ],
    ids=" ".join,
)
def test_a_revision_is_only_read(repository: Path, said: Said, words: tuple[str, ...]) -> None:
    assert "`main` is a revision, which is only read" in said(*words, "--rules", "main")


def test_rules_that_are_neither_a_folder_nor_a_revision(repository: Path, said: Said) -> None:
    told = said("list", "--rules", "shcemes")
    assert "`shcemes` is neither a folder nor a revision" in told and "repository of `schemes`" in told
