"""An error of syntax hides no error of another part of its file, and makes none up there.

Laws over our own files of schemes: one block of the top level is broken below its key in a way that parsers give up at.
"""

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lint.examples import BASE
from public_aids.engine.record import replace
from public_aids.engine.rulebook.files import RuleFile, rule_files
from public_aids.engine.rulebook.load import DEFAULT_RULES, known_names, read_shared
from public_aids.engine.rulebook.references import Known
from public_aids.engine.rulebook.scheme_reading import read_scheme
from public_aids.engine.source.diagnostic import Diagnostic, by_place

KEY = re.compile(r"^[A-Za-z_][\w-]*:", re.MULTILINE)
LONG = 11_000
CITED = re.compile(r"document: \w+")


@cache
def ours() -> tuple[tuple[RuleFile, ...], Known]:
    """The shorter files: once something is wrong a file is read by a slower parser."""
    files = rule_files(DEFAULT_RULES)
    schemes = tuple(file for file in files if file.role == "scheme" and len(file.data) < LONG)
    return schemes, known_names(files, read_shared(DEFAULT_RULES, files)[0])


def said_of(file: RuleFile, blocks: list[str]) -> tuple[Diagnostic, ...]:
    return read_scheme(replace(file, data="".join(blocks).encode()), ours()[1]).problems


def blocks_of(file: RuleFile) -> list[str]:
    """What stands before the first key, and the text of each key."""
    text = file.data.decode()
    starts = [0, *(match.start() for match in KEY.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


@st.composite
def broken(draw: st.DrawFn) -> tuple[RuleFile, list[str], int]:
    """A file, its blocks, and which of them cannot be read."""
    file = draw(st.sampled_from(ours()[0]))
    blocks = blocks_of(file)
    at = draw(st.sampled_from([at for at, block in enumerate(blocks) if "\n " in block]))
    lines = blocks[at].split("\n")
    row = draw(st.sampled_from([row for row, line in enumerate(lines) if line.startswith(" ")]))
    lines[row] = draw(st.sampled_from(broken_lines(lines[row])))
    blocks[at] = "\n".join(lines)
    return file, blocks, at


def broken_lines(line: str) -> list[str]:
    bare = line.lstrip()
    signs = [at for at, char in enumerate(line) if char in "\"'{}[]:"]
    without = [line[:at] + line[at + 1 :] for at in signs]
    return ["\t" + bare, " " + line, line[1:], bare, f'{line} "', f"{line} {{", f"{line} ]", f"- {line}", *without]


@given(broken())
def test_nothing_is_made_up_elsewhere(drawn: tuple[RuleFile, list[str], int]) -> None:
    file, blocks, at = drawn
    found = said_of(file, blocks)
    assume(any(one.code.startswith("Y") for one in found))
    first = "".join(blocks[:at]).count("\n") + 1
    last = first + blocks[at].count("\n")
    for one in found:
        assert one.place is not None and first <= one.place.line <= last, (one.code, one.place)


@given(broken(), st.data())
def test_nothing_is_hidden_elsewhere(drawn: tuple[RuleFile, list[str], int], data: st.DataObject) -> None:
    file, blocks, at = drawn
    assume(any(one.code.startswith("Y") for one in said_of(file, blocks)))
    others = [other for other, block in enumerate(blocks) if other != at and CITED.search(block)]
    assume(others)
    other = data.draw(st.sampled_from(others))
    blocks[other] = CITED.sub("document: nulle_part", blocks[other], count=1)
    assert sum(one.code == "Q601" for one in said_of(file, blocks)) == 1


UNTIL = {"until: 2025-12-31": "until: 31/12/2025"}
FACT = {'when: zone_cabinet_principal = "ZIP"': "when: x"}
EXAMPLES: list[tuple[str, dict[str, str], list[str]]] = [
    ("a tab", {"    when: jours": "\twhen: jours", "only_if: membre_cpts": "only_if: membre"}, ["Y106", "F201"]),
    ("a number, and the item beside it", {"value: 10000": "value: 10 000", "_if: membre_": "_if: "}, ["Y134", "F201"]),
    ("a yes", {"value: 10000": "value: yes", "until: 2025-12-31": "until: 2025-02-30"}, ["D301", "Y130"]),
    ("a brace", {"en: Lump sum }": "en: Lump sum", "renewal:": "renewwal:"}, ["S201", "Y116"]),
    ("a quote", {"renewal: none": 'renewal: "none', **FACT}, ["Y115", "F201"]),
    ("a dash that is lost", {"  - id: jours": "    id: jours", "lines: 3 }": "lines: 3-2 }"}, ["Q604", "Y150"]),
    (
        "a line at the margin spoils what is above it",
        {"    when: jours": "when: jours", **FACT, **UNTIL},
        ["S205", "Y153"],
    ),
    ("a broken key", {"amounts:": "amounts", **FACT, **UNTIL}, ["S205", "Y111"]),
    ("two of them", {"renewal: none": 'renewal: "none', **FACT, "value: 10": "value 10"}, ["Y115", "F201", "Y111"]),
    ("no key is missing", {"kind: contract": "kind: “contract”", "when: jours": "when: [\n"}, ["Y135", "Y116"]),
    ("another document is not read", {"conditions:": "---\nconditions:", **FACT, **UNTIL}, ["S205", "Y124"]),
]


@pytest.mark.parametrize(("changes", "codes"), [one[1:] for one in EXAMPLES], ids=[one[0] for one in EXAMPLES])
def test_examples(changes: dict[str, str], codes: list[str]) -> None:
    files = rule_files(BASE)
    known = known_names(files, read_shared(BASE, files)[0])
    file = next(file for file in files if file.inside == "exemple.yaml")
    text = file.data.decode()
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after, 1)
    found = read_scheme(replace(file, data=text.encode()), known).problems
    assert [one.code for one in sorted(found, key=by_place)] == codes
