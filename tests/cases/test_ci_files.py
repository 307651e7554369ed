"""The workflows of the README and the hooks for pre-commit: they are YAML, and their commands pass on our rules."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def _blocks() -> list[Any]:
    """The YAML of the README, as data."""
    pieces = (ROOT / "README.md").read_text(encoding="utf-8").split("\n```")[1::2]
    return [yaml.safe_load(piece.removeprefix("yaml")) for piece in pieces if piece.startswith("yaml\n")]


def _hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return found


def _texts(data: Any) -> Iterator[str]:
    match data:
        case dict():
            yield from (text for one in data.values() for text in _texts(one))
        case list():
            yield from (text for one in data for text in _texts(one))
        case str():
            yield data


def _commands() -> list[str]:
    """Every command of the workflows and of the hooks; what a shell does with its output is left out."""
    written = [text.partition(" >")[0] for block in _blocks() for text in _texts(block) if text.startswith("schemes ")]
    hooks = [" ".join((hook["entry"], *hook.get("args", ()))) for hook in _hooks()]
    return sorted({command for command in (*written, *hooks) if "diff" not in command and "--mutate" not in command})


def test_there_is_a_workflow_for_each_platform_and_hooks() -> None:
    assert [sorted(map(str, block))[0] for block in _blocks()] == ["True", "rules", "repos"]  # `on` is true in YAML 1.1
    used = {one["id"] for one in _blocks()[2]["repos"][0]["hooks"]}
    assert used == {hook["id"] for hook in _hooks()}


def test_the_readme_pins_the_version_of_the_project() -> None:
    pinned = _blocks()[2]["repos"][0]["rev"]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert pinned == f"v{version}"
    assert f"\n## {version} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_hooks_run_where_a_rule_is_deleted_or_has_another_ending() -> None:
    """pre-commit leaves deleted files out of what it gives a hook, and calls none that is given nothing."""
    for hook in _hooks():
        if hook.get("pass_filenames", True):
            assert re.match(hook["files"], "schemes/convention-2016/caim.yml")
        else:
            assert hook["always_run"] and "files" not in hook


@pytest.mark.parametrize("command", _commands())
def test_the_commands_pass_on_our_rules(command: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "schemes", tmp_path / "schemes")
    words = shlex.split(command)[1:]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(
        [sys.executable, "-m", "public_aids", *words], cwd=tmp_path, env=environment, capture_output=True
    )
    assert run.returncode == 0, run.stderr.decode()
