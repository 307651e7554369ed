"""What a table, an implied value or a calculation writes out for a fact is a value that the fact may have."""

import pytest

from public_aids.engine.feel.check import check
from public_aids.engine.feel.parser import parse
from public_aids.engine.rulebook.expressions import fact_type, names_for
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.text import Text

NO = Text("", "")
POINTS = Fact("points", "number", NO, NO, minimum=0, maximum=100, whole=True)  # type: ignore[arg-type]
SECTOR = Fact("sector", "number", NO, NO, values=("1", "2"))
ZONE = Fact("zone", "choice", NO, NO, values=("ZIP", "ZAC"))
CODE = Fact("code", "code", NO, NO, pattern="^[0-9]{5}$")


@pytest.mark.parametrize(
    ("fact", "written", "never", "cure"),
    [
        (POINTS, "100", (), None),
        (POINTS, "101", ("101",), "at most 100"),
        (POINTS, "-1", ("-1",), "at least 0"),
        (POINTS, "2.5", ("2.5",), "a whole number"),
        (POINTS, "if on > signature then 120 else if on = signature then 7 else -3", ("120", "-3"), "at most 100"),
        (SECTOR, "3", ("3",), "allowed values: `1`, `2`"),
        (SECTOR, "if on > signature then 1 else 2", (), None),
        (ZONE, 'if on > signature then "ZIP" else "XXX"', ('"XXX"',), "allowed values: `ZIP`, `ZAC`"),
        (ZONE, '"zip"', ('"zip"',), 'write `"ZIP"`'),
        (CODE, 'if on > signature then "1234" else "12345"', ('"1234"',), "the form of this code is `^[0-9]{5}$`"),
    ],
)
def test_a_value_that_the_fact_cannot_have(fact: Fact, written: str, never: tuple[str, ...], cure: str | None) -> None:
    found = check(parse(written), names_for((), ("on", "signature")), fact_type(fact), written).problems
    assert [(one.code, one.message.en) for one in found] == [("T303", f"this fact is never `{word}`") for word in never]
    assert cure is None or cure in found[0].cures[0].en
