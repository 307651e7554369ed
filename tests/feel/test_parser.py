"""The parser: trees, names with spaces, and what a wrong text is told (code, underlined text)."""

import pytest

from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.syntax import (
    And,
    Arithmetic,
    Call,
    Comparison,
    Filter,
    For,
    In,
    Interval,
    Name,
    Negation,
    Path,
    UnaryTest,
    free_names,
    walk,
)


def shape(text: str, *names: str) -> str:
    """The tree with a bracket for each operation, so that precedence is seen."""
    return _shape(parse(text, names))


def _shape(expr: object) -> str:
    match expr:
        case Arithmetic(op, left, right) | Comparison(op, left, right):
            return f"({_shape(left)} {op} {_shape(right)})"
        case Negation(operand):
            return f"(-{_shape(operand)})"
        case And(operands):
            return "(" + " and ".join(map(_shape, operands)) + ")"
        case Name(name):
            return name
        case Path(base, name):
            return f"{_shape(base)}.{name}"
        case Filter(base, condition):
            return f"{_shape(base)}[{_shape(condition)}]"
        case In(value, tests):
            return f"({_shape(value)} in {', '.join(map(_shape, tests))})"
        case UnaryTest(op, operand):
            return f"{op} {_shape(operand)}"
        case Interval(low, high, low_in, high_in):
            return f"{'[' if low_in else '('}{_shape(low)}..{_shape(high)}{']' if high_in else ')'}"
        case Call(function, arguments):
            return f"{_shape(function)}({', '.join(map(_shape, arguments))})"
        case For(iterations, body):
            return f"for {', '.join(one.name for one in iterations)}: {_shape(body)}"
        case _:
            return type(expr).__name__


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * c ** d", "(a + (b * (c ** d)))"),
        ("a - b - c", "((a - b) - c)"),
        ("a ** b ** c", "((a ** b) ** c)"),
        ("-a ** b", "((-a) ** b)"),
        ("a = b + c", "(a = (b + c))"),
        ("a and b = c and d", "(a and (b = c) and d)"),
        ("a and (b and c)", "(a and b and c)"),
        ("a.b[c].d", "a.b[c].d"),
        ("a in < b", "(a in < b)"),
        ("a in (b, < c, (d..e])", "(a in b, < c, (d..e])"),
        ("a in b..c", None),
        ("[a..b[", "[a..b)"),
        ("]a..b[", "(a..b)"),
        ("[a..b[c]]", "[a..b[c]]"),
        ("x[a..b]", None),
        ("f(a)(b)", "f(a)(b)"),
        ("for i in a return i + b", "for i: (i + b)"),
        ("a + for i in b return c", "(a + for i: c)"),
    ],
)
def test_precedence(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(FeelError):
            parse(text)
    else:
        assert shape(text) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Monthly Salary * a", ("Monthly Salary",), "(Monthly Salary * a)"),
        ("Monthly  \n Salary", ("Monthly Salary",), "Monthly Salary"),
        ("Date-Time", (), "(Date - Time)"),
        ("Date-Time", ("Date-Time",), "Date-Time"),
        ("Date - Time", ("Date-Time",), "(Date - Time)"),
        ("Date-Time2.time offset", ("Date-Time", "Date-Time2"), "Date-Time2.time offset"),
        ("a b c", ("a b", "a b c"), "a b c"),
        ("for i in days in weekend return i", ("days in weekend",), "for i: i"),
        ("l'aide + 1", ("l'aide",), "(l'aide + Number)"),
        ("a.b c", ("b c",), "a.b c"),
        ("day of week(x)", (), "day of week(x)"),
        ("date and time(x)", (), "date and time(x)"),
        ("for my item in a return my item", (), "for my item: my item"),
        ("été", (), "été"),
    ],
)
def test_names(text: str, names: tuple[str, ...], expected: str) -> None:
    assert shape(text, *names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b.c + f(d)", {"a", "d"}),
        ("for i in a return i + b", {"a", "b"}),
        ("some i in a, j in i satisfies j = k", {"a", "k"}),
        ("{x: a, y: x + b}.y", {"a", "b"}),
        ("function(x) x + a", {"a"}),
        ("a[item.z > b]", {"a", "b"}),
        ("for i in a return partial[-1]", {"a"}),
        ("a in (? > b)", {"a", "b"}),
        ("for i in a..b return i", {"a", "b"}),
        ("1 + 2", set()),
    ],
)
def test_free_names(text: str, expected: set[str]) -> None:
    assert free_names(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "code", "underlined"),
    [
        ("a +", "F101", "+"),
        ("", "F101", ""),
        ("a b", "F101", "b"),
        ("f(a", "F101", "a"),
        ("if a then b", "F101", "b"),
        ("a + )", "F101", ")"),
        ("a = 'b'", None, None),
        ('"abc', "F103", '"abc'),
        (r'"\uD83D"', "F103", r'"\uD83D"'),
        ("a + then", "F104", "then"),
        ("now()", "F105", "now()"),
        ("function() external {a: 1}", "F105", "function() external {a: 1}"),
        ('a = ("b", "c")', "F106", '("b", "c")'),
        ("{a: 1, b: 2, a: 3}", "F107", "a: 3"),
        ("f(x: 1, x: 2)", "F107", "x: 2"),
        ("a instance of nombre", "F108", "nombre"),
        ('@"2025-02-30"', "F109", '@"2025-02-30"'),
        ("1e99999", "F102", "1e99999"),
        ("a \ue020 b", "F101", "\ue020"),
    ],
)
def test_what_is_wrong_is_underlined(text: str, code: str | None, underlined: str | None) -> None:
    with pytest.raises(FeelError) as wrong:
        parse(text)
    start, end = wrong.value.span
    if code is not None:
        assert (wrong.value.code, text[start:end]) == (code, underlined)
    for said in (wrong.value.message, *wrong.value.cures):
        assert said.fr and said.en and not said.fr.endswith(".") and not said.en[0].isupper()


def test_a_tree_holds_plain_data_only() -> None:
    for node in walk(parse('for a b in [1, "x"] return {k: @"P1D", l: a b instance of list<number>}')):
        for name in node._fields:
            assert type(getattr(node, name)).__module__ in ("builtins", "decimal", "public_aids.engine.feel.syntax")
