"""Amendments of the shipped rules as files in and answers out: each file holds the edits, and what must be said then.

A part of an answer (`cde: { status: eligible }`) is what the JSON of `eval` has there, `says` a line of its text.
"""

import json
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from public_aids.cli.main import main
from public_aids.engine.lint.check import check_folder
from public_aids.engine.rulebook.load import DEFAULT_RULES

HERE = Path(__file__).parent
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
JOBS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.yaml"))}
ANSWERS = [(job, at) for job, data in JOBS.items() for at in range(len(data["answers"]))]
SLIPS = [(job, at) for job, data in JOBS.items() for at in range(len(data["slips"]))]


def amended(job: str, folder: Path) -> Path:
    """A copy of the shipped rules with the edits of a job; each must find its text once."""
    shutil.copytree(DEFAULT_RULES, folder)
    for edit in JOBS[job]["edits"]:
        path = folder / edit["file"]
        if "copy" in edit:
            shutil.copy(folder / edit["copy"], path)
        elif "text" in edit:
            path.write_text(edit["text"], encoding="utf-8")
        else:
            swap(path, edit["before"], edit["after"])
    return folder


def swap(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, (path.name, before)
    path.write_text(text.replace(before, after), encoding="utf-8")


@cache
def rules(job: str, root: Path) -> Path:
    return amended(job, root / job)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("amended")


def codes(folder: Path) -> set[str]:
    return {one.code for one in check_folder(folder, date(2026, 12, 1)).diagnostics}


@pytest.mark.parametrize("job", JOBS)
def test_check_finds_nothing_else_to_do(job: str, root: Path) -> None:
    assert codes(rules(job, root)) <= set(JOBS[job].get("codes", ()))


@pytest.mark.parametrize(("job", "at"), SLIPS)
def test_check_finds_what_was_forgotten(job: str, at: int, tmp_path: Path) -> None:
    slip = JOBS[job]["slips"][at]
    folder = amended(job, tmp_path / "rules")
    path = next(one for one in folder.rglob("*.yaml") if slip["left"] in one.read_text(encoding="utf-8"))
    swap(path, slip["left"], slip["instead"])
    assert slip["code"] in codes(folder)


@pytest.mark.parametrize(("job", "at"), ANSWERS)
def test_answers(job: str, at: int, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted: dict[str, Any] = dict(JOBS[job]["answers"][at])
    profile = root / "profile.json"
    profile.write_text(json.dumps({**JOBS[job]["person"], **wanted.pop("with", {})}, default=str), encoding="utf-8")
    words = ["eval", str(profile), "--on", str(wanted.pop("day")), "--rules", str(rules(job, root))]
    for lang, said in wanted.pop("says", {}).items():
        assert said in " ".join(printed(capsys, *words, "--lang", lang).translate(SPACES).split())
    del wanted["title"]
    found = json.loads(printed(capsys, *words, "--format", "json"))
    parts = {**{one["id"]: one for one in found["schemes"]}, **found["combination"]}
    assert _as_far_as(wanted, parts) == wanted


@pytest.mark.parametrize(("job", "scheme"), [(job, one) for job, data in JOBS.items() for one in data.get("shows", ())])
def test_what_a_reader_of_the_rules_is_shown(
    job: str, scheme: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("show", scheme, "--rules", str(rules(job, root)), "--on", "2026-12-01", "--lang", "fr")
    assert JOBS[job]["shows"][scheme] in " ".join(printed(capsys, *words).translate(SPACES).split())


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit):
        main(list(words))
    return capsys.readouterr().out


def _as_far_as(wanted: Any, found: Any) -> Any:
    """What was found, but for the keys that nobody asked for."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {name: _as_far_as(one, found.get(name)) for name, one in wanted.items()}
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [_as_far_as(*pair) for pair in zip(wanted, found, strict=True)]
    return found
