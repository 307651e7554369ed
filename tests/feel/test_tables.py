"""The tables beside the grammar are those that the grammar gives, and the parser read from them is the same parser."""

from collections.abc import Iterator
from typing import Any

import lark
import pytest
from feel_texts import EXAMPLES

from public_aids.engine.feel import parser
from public_aids.engine.feel.builder import Builder
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import GRAMMAR, built, parse
from public_aids.engine.feel.tables import Tables, read_tables, tables_of, usable, written

TEXT = (GRAMMAR / "feel.lark").read_text(encoding="utf-8")
FILE = GRAMMAR / "feel.tables.json"
WRONG = ("", "1 +", "(1", 'a = "b', "if a then b", "a = = b", "a et b", "[1, 2", "1 2", "«a»", "{a: 1, a: 2}", "50 %")


@pytest.fixture
def tables() -> Tables:
    found = read_tables(FILE)
    if found["lark"] != lark.__version__:
        pytest.skip(f"the tables are those of Lark {found['lark']}, here is {lark.__version__}")
    return found


def test_the_file_is_what_the_grammar_gives(tables: Tables) -> None:
    made = tables_of(built(TEXT), TEXT)
    assert written(made) == FILE.read_text(encoding="utf-8"), "run script/tables"


def outcome(text: str) -> Any:
    try:
        tree = parse(text)
    except FeelError as error:
        return error.code, error.span, error.message, error.cures
    return repr(tree)


@pytest.fixture
def from_grammar(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    made = built(TEXT, Builder())
    monkeypatch.setattr(parser, "_parser", lambda: made)
    yield


def test_trees_and_mistakes_are_the_same(tables: Tables, request: pytest.FixtureRequest) -> None:
    tried = (*(text[:size] for text, _ in EXAMPLES for size in (len(text), len(text) // 2)), *WRONG)
    assert usable(tables, TEXT)
    read = [outcome(text) for text in tried]
    request.getfixturevalue("from_grammar")
    assert [outcome(text) for text in tried] == read


def test_tables_of_another_grammar_or_another_lark_are_not_used(tables: Tables) -> None:
    assert not usable(tables, TEXT + "// more\n")
    assert not usable({**tables, "lark": "0.0"}, TEXT)
    assert not usable({}, TEXT)
    assert usable(tables, TEXT.replace("\n", "\r\n"))
