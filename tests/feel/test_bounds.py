"""The bounds of an expression hold whatever its names are, within their own; where they can be found they are tight."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from public_aids.engine.feel.bounds import ANY, Span, span_of
from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.values import Unknown

LIMITS = {
    "months": Span(Decimal(0), Decimal(12)),
    "fees": Span(Decimal(0), None),
    "rate": Span(Decimal("-0.5"), Decimal(1)),
    "any": ANY,
}
UNKNOWN = {name: Unknown(frozenset((name,))) for name in (*LIMITS, "yes")}

# An expression, the smallest and the largest that it can be; None is no bound.
BOUNDED = [
    ("300 * months", 0, 3600),
    ("5000 + 300 * months", 5000, 8600),
    ("2000 - 0.1 * fees", None, 2000),
    ("0.1 * fees", 0, None),
    ("min(0.1 * fees, 20000)", 0, 20000),
    ("max(0, 2000 - 0.1 * fees)", 0, 2000),
    ("-(months - 3)", -9, 3),
    ("0.5 - 0.3 * months", "-3.1", "0.5"),
    ("rate * months", -6, 12),
    ("rate * fees", None, None),
    ("0 * fees", 0, 0),
    ("months / 12", 0, 1),
    ("if yes then 100 else 300 * months", 0, 3600),
    ("if true then 100 else 300 * months", 100, 100),
    ("if fees <= 20000 then 2000 - 0.1 * fees else 0", 0, 2000),
    ("if fees > 20000 then 0 else 2000 - 0.1 * fees", 0, 2000),
    ("if fees > 20000 and yes then fees else 5", 5, None),
    ("any", None, None),
    ("any + 1", None, None),
    ("abs(any)", None, None),
    ("7", 7, 7),
]


@pytest.mark.parametrize(("text", "low", "high"), BOUNDED, ids=[text for text, _, _ in BOUNDED])
def test_bounds(text: str, low: object, high: object) -> None:
    found = span_of(parse(text), UNKNOWN, LIMITS.__getitem__)
    assert (found.low, found.high) == tuple(None if one is None else Decimal(str(one)) for one in (low, high))


@given(
    st.sampled_from([text for text, _, _ in BOUNDED]),
    st.fixed_dictionaries(
        {
            "months": st.decimals(0, 12, places=1),
            "fees": st.decimals(0, 10**6, places=2),
            "rate": st.decimals("-0.5", 1, places=2),
            "any": st.decimals(-1000, 1000, places=2),
            "yes": st.booleans(),
        }
    ),
    st.sets(st.sampled_from([*LIMITS, "yes"])),
)
def test_no_value_is_out_of_bounds(text: str, values: dict[str, object], known: set[str]) -> None:
    scope = {name: values[name] if name in known else UNKNOWN[name] for name in UNKNOWN}
    found, value = span_of(parse(text), scope, LIMITS.__getitem__), evaluate(parse(text), values)  # type: ignore[arg-type]
    assert isinstance(value, Decimal)
    assert found.low is None or value >= found.low
    assert found.high is None or value <= found.high
