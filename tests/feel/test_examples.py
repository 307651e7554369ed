"""The examples of examples.txt: an expression and its value."""

import pytest
from feel_texts import EXAMPLES

from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.text_of import literal_of, text_of


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_example(text: str, expected: str) -> None:
    value = evaluate(parse(text), {})
    assert expected in (text_of(value), literal_of(value)) or _literal(expected) == literal_of(value)


def _literal(expected: str) -> str:
    return literal_of(evaluate(parse(expected), {}))


def test_no_example_twice() -> None:
    assert len({text for text, _ in EXAMPLES}) == len(EXAMPLES) > 200
