"""What is no file among rule files: pipes, links that lead back or nowhere; and files that are links."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.examples import BASE
from lint.test_check import edit

ROOT = Path(__file__).parents[2]
COMMANDS = ("check", "fmt --check")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    shutil.copytree(BASE, folder)
    return folder


def run(folder: Path, command: str) -> tuple[int, str]:
    words = [sys.executable, "-m", "public_aids", *command.split(), "--rules", str(folder), "--lang", "en"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (os.mkfifo, "is a pipe or a device, not a file"),
        (lambda path: path.symlink_to("/dev/zero"), "is a pipe or a device, not a file"),
        (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
        (lambda path: path.symlink_to("nowhere.yaml"), "No such file or directory"),
    ],
)
@pytest.mark.parametrize("name", ["autre.yaml", "exemple_2.cases.yaml"])
def test_what_is_no_file_is_told(
    rules: Path,
    command: str,
    make: Callable[[Path], None],
    said: str,
    name: str,
) -> None:
    make(rules / name)
    code, err = run(rules, command)
    assert (code == 2 and said in err) or "No such file" in said  # which fmt does not see


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_leads_back_is_read_once(rules: Path, command: str) -> None:
    (rules / "again").symlink_to(rules)
    (rules / "sub").mkdir()
    (rules / "sub" / "up").symlink_to("../..")
    before = run(rules, command)
    (rules / "again").unlink()
    (rules / "sub" / "up").unlink()
    assert run(rules, command) == before and before[0] in (0, 1)


def test_a_file_that_is_a_link_is_checked_and_fixed(rules: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    (rules / "exemple.yaml").rename(outside)
    (rules / "exemple.yaml").symlink_to(outside)
    before = outside.read_text(encoding="utf-8")
    edit(outside, ">=", "≥")
    words = [sys.executable, "-m", "public_aids", "check", str(rules), "--fix", "--as-of", "2025-12-01"]
    subprocess.run(words, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert outside.read_text(encoding="utf-8") == before


def test_a_mark_of_byte_order_before_the_id_hides_no_scheme(rules: Path) -> None:
    path = rules / "exemple.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text("\ufeff" + text[text.index("id: ") :], encoding="utf-8")
    assert run(rules, "list")[0] == 0
