"""No name of a fact of our rules stands in the code: which fact plays which part is said by `rules.yaml`."""

import ast
from pathlib import Path

import pytest

from public_aids import engine, load
from public_aids.engine.rulebook.load import manifest_of_the_program

ROOT = Path(engine.__file__).parents[1]
RULES = load()
NAMES = {*RULES.facts, *(field.name for fact in RULES.facts.values() for field in fact.fields)}


@pytest.mark.parametrize("folder", ["engine", "cli"])
def test_no_string_is_the_name_of_a_fact(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in NAMES
    ]
    assert len(NAMES) > 60 and found == []


def test_a_folder_without_a_manifest_is_read_by_that_of_the_program() -> None:
    assert manifest_of_the_program() == RULES.manifest and RULES.roles.names() <= RULES.facts.keys()
