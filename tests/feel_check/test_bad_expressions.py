"""Each broken expression of `bad/` stands beside what is said of it, in English and in French.

The text is what the terminal shows: code, line and column, the underlined characters, the cures.
"""

import re
from pathlib import Path

import pytest
from rules import HERE, read

from public_aids.cli.render.diagnostics import render
from public_aids.engine import feel

FILES = sorted((HERE / "bad").glob("*.yaml"))


def said_of(path: Path) -> str:
    problems = read(path)[1]
    return render(problems, "en") + "\n" + render(problems, "fr")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_says_what_stands_beside_it(path: Path) -> None:
    assert said_of(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in FILES if path.stem[1:4].isdigit()], ids=lambda path: path.stem)
def test_says_one_thing_under_the_code_it_is_named_after(path: Path) -> None:
    codes = {problem.code for problem in read(path)[1]}
    assert codes == {path.stem[:4].upper()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_speaks_both_languages(path: Path) -> None:
    for problem in read(path)[1]:
        for text in (problem.message, *problem.cures):
            assert text.fr and text.en
            assert not text.fr.endswith(".") and not text.en.endswith(".")


def test_every_code_has_a_file() -> None:
    """The codes that stand in the sources of the language are those that the broken files show."""
    folder = Path(feel.__file__).parent
    written = {code for path in folder.rglob("*.py") for code in re.findall(r'"([FT]\d{3})"', path.read_text("utf-8"))}
    shown = {problem.code for path in FILES for problem in read(path)[1]}
    assert written | {"F100"} == shown
