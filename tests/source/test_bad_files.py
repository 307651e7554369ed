"""Each broken file of `bad/` stands beside what is said of it, in English and in French.

The text is what the terminal shows: code, line and column, and the underlined characters.
"""

from pathlib import Path

import pytest

from public_aids.cli.render.diagnostics import render
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.files import read_bytes_as_source
from public_aids.engine.source.json_reader import read_json
from public_aids.engine.source.place import Source
from public_aids.engine.source.problems import PROBLEMS
from public_aids.engine.source.yaml_reader import read_yaml

BAD = Path(__file__).parent / "bad"
FILES = sorted(path for path in BAD.iterdir() if path.suffix in (".yaml", ".json"))


def diagnostics_of(path: Path) -> tuple[Diagnostic, ...]:
    source = read_bytes_as_source(path.name, path.read_bytes())
    assert isinstance(source, Source)
    return (read_json if path.suffix == ".json" else read_yaml)(source)[1]


def said_of(path: Path) -> str:
    found = diagnostics_of(path)
    return render(found, "en") + "\n" + render(found, "fr")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_says_what_stands_beside_it(path: Path) -> None:
    assert said_of(path) == Path(f"{path}.txt").read_text(encoding="utf-8")


def test_every_problem_of_a_text_has_a_file() -> None:
    shown = {diagnostic.code for path in FILES for diagnostic in diagnostics_of(path)}
    of_whole_files = {"Y101", "Y102", "Y103", "Y104", "Y128", "Y129"}
    assert shown | of_whole_files == set(PROBLEMS)
