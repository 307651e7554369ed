"""A name changes in `population.toml` wherever it is meant, and nowhere else."""

from pathlib import Path

import pytest

from public_aids.engine.edit.located import LocatedFile
from public_aids.engine.edit.occurrences import Edit
from public_aids.engine.edit.shares import located_shares, shares_of_fact, shares_of_scheme

# what is in the file, with the places of `a` between guillemets
FACTS = r"""
# a: a comment names nothing
[facts.«a»]  # nor does a
values = { a = 1, b = 2 }
when = "«a» = 1 and b = \"a\" and some a in «a» satisfies a"
[facts."«a»"]
known = 1
[facts.'«a»'.values]
a = 1
[facts.b]
years_after = { fact = "«a»", years = [1, 2] }
note = 'a\'
when = '«a» and not("a" = b)'
known = 1 # a
[facts.c]
when = \"\"\"
  «a» = 1 \
  and «a» = \"a\" \u0061nd «a»\"\"\"
[facts.d]
when = '''«a»'''
values = { "a" = 1, "when" = 2 }
facts = "a"
[contracts.values]
a = 1
[a.facts]
a = "a"
"""
SCHEMES = r"""
[facts.a]
values = { a = 1 }
when = "some c in contrats satisfies c.dispositif = \"«a»\" and b = \"a\""
[contracts.values]
«a» = 1  # a
ab = 2
[contracts]
a = 1
"""


def located(folder: Path, text: str) -> LocatedFile:
    (folder / "population.toml").write_text(text.replace("«", "").replace("»", ""), encoding="utf-8")
    (found,) = located_shares(folder)
    return found


def marked(file: LocatedFile, edits: list[Edit]) -> str:
    text = file.source.text
    for edit in sorted(edits, key=lambda one: -one.start):
        text = f"{text[: edit.start]}«{text[edit.start : edit.end]}»{text[edit.end :]}"
    return text


def statements(text: str) -> list[str]:
    """A file for each of the parts, since a table may stand once only."""
    head, *tables = text.replace('\\"\\"\\"', '"""').strip("\n").split("\n[")
    return [head, *(f"[{one}" for one in tables)]


@pytest.mark.parametrize("text", statements(FACTS))
def test_a_fact(tmp_path: Path, text: str) -> None:
    file = located(tmp_path, text)
    assert marked(file, list(shares_of_fact(file, "a", "new", frozenset()))) == text


@pytest.mark.parametrize("text", statements(SCHEMES))
def test_a_scheme(tmp_path: Path, text: str) -> None:
    file = located(tmp_path, text)
    assert marked(file, list(shares_of_scheme(file, "a", "new", "dispositif"))) == text


def test_no_file_and_a_broken_one(tmp_path: Path) -> None:
    assert located_shares(tmp_path) == ()
    (tmp_path / "population.toml").write_text("[", encoding="utf-8")
    assert located_shares(tmp_path) == ()
