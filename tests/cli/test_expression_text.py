"""An expression written out reads back as the same expression."""

import pytest

from public_aids.cli.render.expression_text import expression_text
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.rulebook.model import Condition, Group

WRITTEN = (
    "a + b * c - (d - e)",
    "(a + b) * -c ** 2",
    "(-a) ** b",
    "a and (b or not(c)) and d = e",
    "(a and b) or c",
    "(a or b) and c",
    "(a < b) = (c != d)",
    "x between 1 and 2 + 3",
    'x in (1, < 2, [3..4), "a")',
    "x in [1..2]",
    "x in <= 3",
    'if a = null then @"2026-01-01" else @"P1Y" + d',
    "(if a then b else c) + 1",
    "for n in list, m in 1..3 return min(200 * n, m)",
    "some x in list satisfies x > 2",
    "every x in [1, 2], y in list satisfies x = y",
    'contrats[dispositif = "caim"].date_signature',
    "list[item > 2][1]",
    "{a: 1, b: {c: true}}.b",
    "substring(string: s, start position: 2)",
    "x instance of list<number>",
    "(x instance of number) = true",
    "function(a: number, b) a + b",
    'string length("é\\"\\\\\\n")',
    "date and time(d).year",
    "years and months duration(date_naissance, on).years",
)


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_written_reads_back_the_same(written: str) -> None:
    expr = parse(written)
    assert parse(expression_text(expr)) == expr


def test_every_expression_of_the_rules_reads_back_the_same() -> None:
    rules = load_cached(DEFAULT_RULES)
    found = [expr for scheme in rules.schemes for condition in scheme.conditions for expr in _expressions(condition)]
    assert len(found) > 50
    for expr in found:
        assert parse(expression_text(expr), tuple(rules.facts)) == expr


def _expressions(condition: Condition) -> list[Expr]:
    if isinstance(condition, Group):
        return [expr for child in condition.children for expr in _expressions(child)]
    return [expr for _, expr in condition.when.versions]
