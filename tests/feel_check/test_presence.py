"""What stands before a division keeps zero out of it or does not: the check agrees with the guard's value at zero."""

import pytest
from rules import facts

from public_aids.engine.feel.check import check
from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.types import BOOLEAN
from public_aids.engine.rulebook.expressions import names_for

NAMES = names_for(facts().values(), ())
DIVISOR = "nombre_cabinets"
JOINED = {  # how the division stands beside its guard: the value of the guard that keeps the division from being asked
    "{} and {}": False,
    "{} or {}": True,
    "not({}) and {}": True,
    "if {} then {} else false": False,
    "if {} then true else {}": True,
}


@pytest.mark.parametrize("joined", JOINED)
@pytest.mark.parametrize("bound", ["-1", "0", "1"])
@pytest.mark.parametrize("guard", ["{} = {}", "{} != {}", "{} < {}", "{} <= {}", "{} > {}", "{} >= {}"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_guard_counts_where_it_keeps_zero_out(joined: str, bound: str, guard: str, turned: bool) -> None:
    def of(divisor: str) -> str:
        return guard.format(*((bound, divisor) if turned else (divisor, bound)))

    text = joined.format(of(DIVISOR), f"1 / {DIVISOR} > 3")
    found = [one.code for one in check(parse(text), NAMES, BOOLEAN, text).problems if one.code == "T309"]
    assert (found == []) == (evaluate(parse(of("0")), {}) is JOINED[joined]), text
