"""The examples of docs/python.md run, print what the page says, and are right for type checkers.

`UPDATE_EXAMPLES=1` writes what they print anew.
"""

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs/python.md"
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<said>.*?)```\n", re.DOTALL)


def test_the_examples_print_what_the_page_says() -> None:
    pytest.importorskip("polars")
    text = PAGE.read_text(encoding="utf-8")
    names: dict[str, Any] = {}

    def run(example: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example["code"], PAGE.name, "exec"), names)
        return f"```python\n{example['code']}```\n\n```text\n{printed.getvalue()}```\n"

    shown = EXAMPLE.sub(run, text)
    assert text.count("```python") == text.count("```text") == len(EXAMPLE.findall(text)) > 10
    if os.environ.get("UPDATE_EXAMPLES"):
        PAGE.write_text(shown, encoding="utf-8")
    assert shown == PAGE.read_text(encoding="utf-8")


def test_the_examples_are_right_for_mypy(tmp_path: Path) -> None:
    program = tmp_path / "examples.py"
    program.write_text("\n".join(example["code"] for example in EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))))
    words = (sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(PAGE.parents[1] / ".mypy_cache"))
    run = subprocess.run([*words, program.name], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout
    program.write_text("import public_aids as aids\n\naids.decide(aids.load(), {'statu': 1}, on='2026-03-15')\n")
    run = subprocess.run([*words, program.name], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert 'expected "Profile"' in run.stdout
