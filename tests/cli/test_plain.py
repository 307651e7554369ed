"""The plain form of `schemes eval`: the same bytes as through click, and nothing that is wrong is answered there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from public_aids.cli.main import main
from public_aids.cli.plain import plain_answer

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(str(path) for path in (ROOT / "examples").glob("*.yaml"))
ON = ("--on", "2026-03-15")
RIGHT: tuple[tuple[str, ...], ...] = (
    (),
    ("--lang", "fr"),
    ("--lang=en", "--format=json"),
    ("--format", "json", "--lang", "fr"),
)
WRONG: tuple[tuple[str, ...], ...] = (
    (),
    ("-",),
    ("nothing_here.yaml",),
    ("--", EXAMPLES[0]),
    (EXAMPLES[0], EXAMPLES[0]),
    (EXAMPLES[0], "--on"),
    (EXAMPLES[0], "--on", "2026-02-30"),
    (EXAMPLES[0], *ON, *ON),
    (EXAMPLES[0], "--onn", "2026-03-15"),
    (EXAMPLES[0], "--lang", "de"),
    (EXAMPLES[0], "--format", "xml"),
    (EXAMPLES[0], "--format="),
    (EXAMPLES[0], "--sources"),
    (EXAMPLES[0], "--set", "age_ans=40"),
    (EXAMPLES[0], "--help"),
    (str(ROOT / "README.md"),),
)


@pytest.mark.parametrize("profile", EXAMPLES)
@pytest.mark.parametrize("options", RIGHT)
def test_both_ways_write_the_same(
    profile: str, options: tuple[str, ...], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    words = (profile, *ON, *options)
    page = plain_answer(words, os.environ)
    with pytest.raises(SystemExit) as stop:
        main(("eval", *words))
    assert stop.value.code == 0
    assert page is not None
    assert page.encode() == capsysbinary.readouterr().out


@pytest.mark.parametrize("words", WRONG)
def test_anything_else_is_for_the_command_line_proper(words: tuple[str, ...]) -> None:
    assert plain_answer(words, os.environ) is None


def test_click_is_not_loaded(tmp_path: Path) -> None:
    run = (sys.executable, "-X", "importtime", "-m", "public_aids", "eval", EXAMPLES[0], *ON)
    environment = {**os.environ, "SCHEMES_CACHE": str(tmp_path)}
    subprocess.run(run, env=environment, cwd=ROOT, check=True, capture_output=True)
    told = subprocess.run(run, env=environment, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    assert "public_aids.engine.decide.decide" in loaded
    assert not loaded & {
        "click",
        "yaml",
        "lark",
        "jsonschema",
        "inspect",
        "pathlib",
        "public_aids.engine.rulebook.coherence",
    }
