"""What the README shows is what the program does. `UPDATE_EXAMPLES=1` writes its example anew."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"


def _blocks(language: str) -> list[str]:
    """The code blocks of a language, as they stand between the fences."""
    text = README.read_text(encoding="utf-8")
    pieces = text.split("\n```")
    return [piece.partition("\n")[2] + "\n" for piece in pieces[1::2] if piece.partition("\n")[0] == language]


def test_the_example_is_real(tmp_path: Path) -> None:
    (block,) = (block for block in _blocks("") if block.startswith("$ "))
    command = block.partition("\n")[0]
    words = shlex.split(command[2:])
    environment = {**os.environ, "SCHEMES_CACHE": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-m", "public_aids", *words[1:]], cwd=ROOT, env=environment, capture_output=True
    )
    shown = f"{command}\n{run.stdout.decode()}"
    if os.environ.get("UPDATE_EXAMPLES"):
        README.write_text(README.read_text(encoding="utf-8").replace(block, shown), encoding="utf-8")
    assert block == shown


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "aide_premiere_installation_zip undetermined"), (1, "undetermined ┆ annee_etudes_medecine")],
)
def test_the_python_examples_run(number: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = _blocks("python")
    assert len(blocks) == 2
    exec(compile(blocks[number], "README.md", "exec"), {})
    assert said in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("name", ["eval", "test", "setup"])
def test_the_scripts_are_there(name: str) -> None:
    assert os.access(ROOT / "script" / name, os.X_OK)


@pytest.mark.parametrize(
    "page", (README, ROOT / "CONTRIBUTING.md", ROOT / "docs/architecture.md"), ids=lambda one: one.stem
)
def test_every_file_it_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = [part.partition(")")[0] for part in text.split("](")[1:]]
    assert named
    assert [name for name in named if not (page.parent / name).is_file()] == []
