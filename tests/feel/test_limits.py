"""What is bounded, and that a bound is reached at once."""

import time
from collections.abc import Iterator
from decimal import Decimal

import pytest

from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import MAX_DEPTH, MAX_LENGTH, parse

SECONDS = 30  # of a processor: what is not bounded takes minutes; how quick the rest is, benchmarks say


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "10 ** 999999999",
        "9 ** 9 ** 9 ** 99",
        "10 ** 6000 * 10 ** 6000",
        "for i in 1..10**9 return i",
        "for i in 1..10000, j in 1..10000 return i",
        "count(for i in 1..1000 return for j in 1..1000 return for k in 1..1000 return k)",
        "some i in 1..9000, j in 1..9000 satisfies i + j < 0",
        "for i in 1..100 return [partial[-1], partial[-1]]",
        "{a: [1, 1], b: [a, a], c: [b, b], d: [c, c], e: [d, d], f: [e, e], g: [f, f], h: [g, g], i: [h, h],"
        " j: [i, i], k: [j, j], l: [k, k], m: [l, l], n: [m, m], o: [n, n], p: [o, o], q: [p, p], r: [q, q]}.r",
        "(function(f) f(f))(function(f) f(f))",
        "(function(f, n) f(f, n + 1))(function(f, n) f(f, n + 1), 0)",
        '@"2025-01-01" + @"P999999999999Y"',
        '@"P999999999999Y" * 10 ** 30',
        "date(10 ** 300, 1, 1)",
        'substring("abc", 10 ** 6000)',
        "[1, 2][10 ** 6000]",
        "decimal(1, 10 ** 6000)",
        'matches("' + "a" * 30 + '", "(a*)*b(a|a)*\\1\\1c{1000}{1000}")',
        'matches("' + "a" * 5000 + '", "(x+x+)+y|(a|aa)+(a|aa)+(a|aa)+$b") = null or null',
    ],
)
def test_a_calculation_out_of_bounds_is_null_at_once(text: str) -> None:
    why: list[object] = []
    assert evaluate(parse(text), {}, why) in (None, False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('matches("' + "a" * 2000 + '", "(a*)*b")', False),
        ('matches("' + "a" * 2000 + '", "(a|a|aa)+$")', True),
        ('string length(replace("' + "a" * 2000 + '", "a", "bb"))', Decimal(4000)),
        ("count(for i in 1..9999 return i)", Decimal(9999)),
        ("sum(for i in 1..300 return sum(for j in 1..300 return j))", Decimal(300 * 45150)),
    ],
)
def test_large_but_within_bounds(text: str, expected: object) -> None:
    assert evaluate(parse(text), {}) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 + " * 3000 + "1", "F102"),
        ("1 + " * (MAX_DEPTH + 1) + "1", "F102"),
        ("-" * 5000 + "1", "F102"),
        ("[" * 4000, "F101"),
        ("(" * 4000 + "1" + ")" * 4000, None),
        ("[" * 200 + "]" * 200, "F102"),
        ("]" * 9000, "F101"),
        ("a," * 4000, "F101"),
        ("function(" + "a," * 4000, "F101"),
        ("{" * 4000, "F101"),
        ('"' + "\\" * 9000, "F103"),
        ("/*" * 4000, "F101"),
        ("if " * 3000, "F101"),
        ("x" * (MAX_LENGTH + 1), "F102"),
        ("[" + "1," * 4990 + "1]", None),
        ("[" + ",".join("1" * 1 for _ in range(4999)) + "]", None),
        ("1e999999999", "F102"),
        ("1e-999999999", None),
        ("a and " * 1000 + "b", None),
        ("a or b and " * 400 + "c", None),
    ],
)
def test_a_text_out_of_bounds_is_refused_at_once(text: str, code: str | None) -> None:
    if code is None:
        evaluate(parse(text), {})
    else:
        with pytest.raises(FeelError) as refused:
            parse(text)
        assert refused.value.code == code
