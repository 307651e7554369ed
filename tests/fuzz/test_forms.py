"""The laws of `schemes fmt`: on texts in styles drawn by chance, and with a comment on any line of a rule file."""

import os
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.forms import FILES, broken_laws, counted, read
from fuzz.styles import lines_of_texts
from public_aids.engine.edit.fmt import formatted

ALL = bool(os.environ.get("SCHEMES_ALL"))
TESTS = Path(__file__).parent.parent
FIXTURES = tuple(
    path
    for folder in ("cli/inputs/rules", "cli/inputs/rules_cases", "lint/base")
    for path in sorted((TESTS / folder).rglob("*.yaml"))
    if read(path.read_text(encoding="utf-8")) is not None
)
STRIDE = 7  # lines from one comment to the next
DEPTHS = (0, 1, 2, 4, 6, 8, 12)


LINES = (
    "a: 1", "b: x # b", "c:", "'d d': {}", "e: []", "- x", "-", "- # f", "- k: 1", "- - m", "# c", "#d", "", "   ",
    "\t", "f: |", "g: |2", "h: |4", "i: >-", "j: >+", "k: |-2", "l: | # l", "m: |+", "- |", "- >2", "text",
    "text # t", "  two\u00a0", "o: [1,", "2] # o", "p: {a: 1,", "b: }", "q: 'x", "z'", 'r: "s \\', 't\\ "',
    'u: "v \\  ', "w: {b, c: }", "- {a: [1", "]}", "aa: [? a : b]", "? n", "? 'n", "? |", "? [", ": v", ":", "---",
    "...", "# yaml-language-server: $schema=scheme.schema.json", "id: z", "kind: x", "label: {fr: a, en: b}",
    "conditions:", "- id: a", "when: b", "amounts: |+",
)  # fmt: skip
NAMES = ("profil.yaml", "facts.yaml", "essai.cases.yaml")


@given(
    path=st.sampled_from(NAMES),
    lines=st.lists(st.tuples(st.integers(0, 6), st.sampled_from(LINES)), max_size=9),
    end=st.sampled_from(("", "\n", "\n\n")),
)
@settings(max_examples=30_000 if ALL else 500, deadline=None)
def test_every_law_holds_for_lines_by_chance(path: str, lines: list[tuple[int, str]], end: str) -> None:
    text = "\n".join(" " * depth + line for depth, line in lines) + end
    assert read(text) is None or broken_laws(path, text) == set()


def test_every_law_holds_for_texts_by_chance() -> None:
    assert not counted(936 if ALL else 5, seed=1)


def with_comments(path: Path, first: int, depth: int | None) -> str:
    """The text of a file with a comment above every seventh line, at some depth or at that of the line."""
    text = path.read_text(encoding="utf-8")
    root = read(text)
    assert root is not None
    taken = lines_of_texts(root)
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if number % STRIDE == first and number not in taken and (line.strip() or depth is not None):
            own = len(line) - len(line.lstrip(" "))
            lines.append(" " * (own if depth is None else depth) + f"# comment {number}")
        lines.append(line)
    return "\n".join(lines) + "\n"


def order(text: str | None) -> list[str]:
    """The lines that are not empty, without their indentation."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def look(path: Path, first: int, depth: int | None) -> None:
    text = with_comments(path, first, depth)
    assert broken_laws(str(path), text) == set()
    if path in FILES:
        found = formatted(str(path), text).text
        assert order(found) == order(text)
        assert depth is not None or found == text


@given(path=st.sampled_from(FILES), first=st.integers(0, STRIDE - 1), depth=st.sampled_from((None, *DEPTHS)))
@settings(max_examples=12, deadline=None)
def test_a_comment_stays_where_it_is(path: Path, first: int, depth: int | None) -> None:
    look(path, first, depth)


@pytest.mark.skipif(not ALL, reason="each line of each file: run with SCHEMES_ALL=1")
@pytest.mark.parametrize("path", (*FILES, *FIXTURES), ids=lambda path: path.name)
def test_a_comment_on_each_line_stays_where_it_is(path: Path) -> None:
    for first, depth in product(range(STRIDE), (None, *DEPTHS)):
        look(path, first, depth)
