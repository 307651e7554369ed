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
JOINED = {  # how the division stands beside its guard: the value of the guard at which it is never asked
    "{} and {}": False,
    "{} or {}": True,
    "not({}) and {}": True,
    "({} and conventionne) and {}": False,
    "not({} or conventionne) and {}": True,
    "({} or conventionne) and {}": None,  # neither: it may be asked
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


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nombre_cabinets / -2 < 3", []),
        ("max(append(demi_journees_par_mois, 3)) > 2", []),
        ("max(append(demi_journees_par_mois)) > 2", ["T310", "F203"]),
    ],
)
def test_what_is_never_zero_nor_empty(text: str, codes: list[str]) -> None:
    assert [one.code for one in check(parse(text), NAMES, BOOLEAN, text).problems] == codes
