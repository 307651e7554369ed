"""`pytest` collects files of cases that lie in a folder of rules."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

INPUTS = Path(__file__).parents[1] / "cli" / "inputs"


def _pytest(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words)
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False
    )


def test_each_case_is_a_test(tmp_path: Path) -> None:
    copytree(INPUTS / "rules", tmp_path / "rules")
    done = _pytest(tmp_path, "-q", "--collect-only")
    assert "rules/prime.cases.yaml::nominal" in done.stdout
    assert _pytest(tmp_path, "-q").returncode == 0


def test_one_case_can_be_named(tmp_path: Path) -> None:
    copytree(INPUTS / "rules", tmp_path / "rules")
    assert "1 passed" in _pytest(tmp_path, "-q", "rules/prime.cases.yaml::nominal").stdout


def test_a_failure_says_what_was_expected_and_why(tmp_path: Path) -> None:
    copytree(INPUTS / "rules_cases", tmp_path / "rules")
    done = _pytest(tmp_path, "-q")
    assert done.returncode == 1
    assert "status: expected undetermined, got not_eligible" in done.stdout
    assert "zone_rouge: false (zone = verte)" in done.stdout
    assert "Traceback" not in done.stdout


def test_cases_that_cannot_be_read_are_told_with_their_place(tmp_path: Path) -> None:
    copytree(INPUTS / "rules_cases_broken", tmp_path / "rules")
    done = _pytest(tmp_path, "-q")
    assert "error C403: unknown fact `zonne`" in done.stdout
    assert "Traceback" not in done.stdout


def test_other_files_of_that_name_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "something.cases.yaml").write_text("- not ours\n", encoding="utf-8")
    assert "no tests ran" in _pytest(tmp_path, "-q").stdout
