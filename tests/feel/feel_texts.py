"""Expressions and scopes for properties: texts that parse, over names with known and unknown values."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from public_aids.engine.feel.values import Unknown, Value

NAMES = ("a", "b", "c", "d")
PLAIN: list[Value] = [
    None, True, False, Decimal(0), Decimal(1), Decimal("2.5"), Decimal(-3), "x", "yz", date(2024, 2, 29),
    (), (Decimal(1), Decimal(2)), ("x", None), (Decimal(2),), {"k": Decimal(1)}, {"k": "x", "b": True},
    ({"k": Decimal(1)}, {"k": Decimal(2)}), (True, False),
]  # fmt: skip
LITERALS = [
    "null", "true", "false", "0", "1", "2", "-1", "2.5", '"x"', '"yz"', '@"2024-02-29"', '@"P1M"', '@"PT36H"',
    "[]", "[1, 2, 3]", '["x", 1, null]', "[1..3]", "(1..3)", '["a".."z"]', "{k: 1}", "[{k: 1}, {k: 2}]",
    '@"10:30:00"', '@"2024-02-29T10:00:00"', "[true, false]",
]  # fmt: skip

values = st.sampled_from(PLAIN)

EXAMPLES = [
    tuple(line.rpartition(" => ")[::2])
    for line in (Path(__file__).parent / "examples.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
TOKENS = [re.findall(r'"(?:\\.|[^"\\])*"|\w+|\.\.|\S|\s+', text) for text, _ in EXAMPLES]


@st.composite
def broken_examples(draw: st.DrawFn) -> str:
    """An example with a few tokens taken from other examples in place of its own."""
    tokens = list(draw(st.sampled_from(TOKENS)))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(tokens)))
        other = draw(st.sampled_from(TOKENS))
        first = draw(st.integers(0, len(other)))
        tokens[start : start + draw(st.integers(0, 2))] = other[first : first + draw(st.integers(0, 3))]
    return "".join(tokens)


def _extended(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    three = st.tuples(inner, inner, inner)
    return st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), inner).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
        two.map(lambda t: f"({t[0]} and {t[1]})"),
        two.map(lambda t: f"({t[0]} or {t[1]})"),
        three.map(lambda t: f"({t[0]} and {t[1]} and {t[2]})"),
        three.map(lambda t: f"({t[0]} between {t[1]} and {t[2]})"),
        two.map(lambda t: f"({t[0]} in {t[1]})"),
        three.map(lambda t: f"({t[0]} in ({t[1]}, {t[2]}))"),
        three.map(lambda t: f"({t[0]} in [{t[1]}..{t[2]}))"),
        two.map(lambda t: f"({t[0]} in (>= {t[1]}))"),
        three.map(lambda t: f"(if {t[0]} then {t[1]} else {t[2]})"),
        st.tuples(st.sampled_from(["some", "every"]), inner, inner).map(
            lambda t: f"({t[0]} a in {t[1]} satisfies {t[2]})"
        ),
        two.map(lambda t: f"(for b in {t[0]} return {t[1]})"),
        two.map(lambda t: f"[{t[0]}, {t[1]}]"),
        two.map(lambda t: f"{{k: {t[0]}, c: {t[1]}}}"),
        two.map(lambda t: f"({t[0]})[{t[1]}]"),
        inner.map(lambda t: f"({t})[item > 1]"),
        inner.map(lambda t: f"({t})[k = 1]"),
        inner.map(lambda t: f"({t}).k"),
        inner.map(lambda t: f"({t}).month"),
        inner.map(lambda t: f"(-{t})"),
        inner.map(lambda t: f"({t} instance of number)"),
        st.tuples(
            st.sampled_from(
                ["not", "count", "min", "max", "sum", "all", "any", "string", "abs", "floor", "distinct values"]
            ),
            inner,
        ).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(
            st.sampled_from(["list contains", "append", "concatenate", "min", "is", "contains", "index of", "union"]),
            inner,
            inner,
        ).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        two.map(lambda t: f"(function(a) {t[0]})({t[1]})"),
        two.map(lambda t: f"(function(a: number) {t[0]})({t[1]})"),
    )


expressions = st.recursive(st.sampled_from([*LITERALS, *NAMES, *NAMES, *NAMES]), _extended, max_leaves=12)
known_scopes = st.fixed_dictionaries(dict.fromkeys(NAMES, values))


def unknown(name: str) -> Unknown:
    return Unknown(frozenset({name}))
