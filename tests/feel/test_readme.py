"""The table of what is in and out, in grammar/README.md, is true."""

import re
from pathlib import Path

import pytest

from public_aids.engine.feel.compiled import compile_expr
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.text_of import literal_of, text_of

README = Path(__file__).parents[2] / "grammar" / "README.md"
ROW = re.compile(r"\| (?P<clause>10\.3[\d.]*) \| (?P<what>.+?) \| `(?P<example>.+?)` \| `?(?P<value>.+?)`? \|")
ROWS = [match for line in README.read_text(encoding="utf-8").splitlines() if (match := ROW.fullmatch(line))]


def test_the_table_is_read_whole() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert len(ROWS) == sum(line.startswith("| 10.3") for line in lines) > 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['clause']} {row['what']}")
def test_each_example_has_its_value(row: re.Match[str]) -> None:
    try:
        value = compile_expr(parse(row["example"]))({})
    except FeelError as error:
        assert error.code == row["value"]
    else:
        assert row["value"] in (text_of(value), literal_of(value))
