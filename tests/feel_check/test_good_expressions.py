"""Expressions that are right, with their types and units; and every expression of the rules themselves."""

from pathlib import Path

import pytest
from rules import HERE, facts

from public_aids import engine
from public_aids.engine.feel.check import check
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.types import NumberType, kind
from public_aids.engine.feel.units import parse_unit
from public_aids.engine.rulebook.expressions import names_for
from public_aids.engine.rulebook.load import diagnose

ROWS = [
    line.split("\t")
    for line in (HERE / "good.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "wanted", "unit"), ROWS, ids=[row[0] for row in ROWS])
def test_type_and_unit(text: str, wanted: str, unit: str) -> None:
    checked = check(parse(text), names_for(facts().values(), ("on", "signature", "contract_state")), text=text)
    assert not checked.problems
    assert kind(checked.type) == wanted
    if isinstance(checked.type, NumberType):
        assert checked.type.unit == (parse_unit(unit) if unit else None)


def test_every_expression_of_the_rules_is_right() -> None:
    folder = Path(engine.__file__).parent.parent / "schemes"
    if not any(folder.rglob("*.yaml")):
        pytest.skip("the rules are not beside the engine")
    assert [str(problem.place) for problem in diagnose(folder) if problem.code[0] in "FT"] == []
