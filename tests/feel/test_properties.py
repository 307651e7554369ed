"""Laws that hold for every expression: the unknown is honest, nothing but FeelError is raised."""

from collections.abc import Mapping

import pytest
from feel_texts import NAMES, broken_examples, expressions, known_scopes, unknown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.syntax import free_names, walk
from public_aids.engine.feel.values import Function, Value, needs_of

MORE = 10  # these are cheap: ten times the examples of the profile
often = settings(max_examples=MORE * settings().max_examples, suppress_health_check=[HealthCheck.too_slow])


@often
@given(expressions, known_scopes, st.sets(st.sampled_from(NAMES), min_size=1))
def test_an_answer_with_unknowns_holds_for_all_their_values(
    text: str, scope: dict[str, Value], hidden: set[str]
) -> None:
    expr = parse(text)
    answer = evaluate(expr, {**scope, **{name: unknown(name) for name in hidden}})
    needs = needs_of(answer)
    if needs is None:
        assert _same(answer, evaluate(expr, scope))
    else:
        assert needs
        assert needs <= hidden & free_names(expr)


@often
@given(expressions, known_scopes)
def test_with_every_name_known_every_answer_is_known(text: str, scope: dict[str, Value]) -> None:
    assert needs_of(evaluate(parse(text), scope)) is None


@often
@given(expressions)
def test_every_place_lies_in_the_text_and_inside_its_parent(text: str) -> None:
    expr = parse(text)
    for node in walk(expr):
        start, end = node.span
        assert 0 <= start < end <= len(text)
        assert parse(text[start:end]) == node


@often
@given(
    st.one_of(
        st.text(max_size=60),
        st.text(alphabet='abix01.,:;()[]{}<>=!+-*/"@? \n', max_size=40),
        st.lists(
            st.sampled_from(
                [
                    *(
                        "if",
                        "then",
                        "else",
                        "for",
                        "in",
                        "return",
                        "some",
                        "satisfies",
                        "between",
                        "and",
                        "or",
                        "x",
                        "1",
                    ),
                    *("1", "not", "(", ")", "[", "]", "{", "}", "..", ",", ":", "<", "=", "-", "**", '"s"', "function"),
                    *(
                        ".",
                        "instance of",
                        "date and time",
                        "list<",
                        "context<",
                        ">",
                        '@"P1D"',
                        "external",
                        "/*",
                        "//",
                        "\\",
                    ),
                ]
            ),
            max_size=20,
        ).map(" ".join),
    )
)
def test_any_text_gives_a_value_or_a_located_error(text: str) -> None:
    try:
        expr = parse(text)
    except FeelError as error:
        start, end = error.span
        assert 0 <= start <= end <= max(len(text), 1)
        assert error.message.fr and error.message.en
        return
    evaluate(expr, {"x": None})


def _has_function(value: Value) -> bool:
    match value:
        case Function():
            return True
        case tuple() | list():
            return any(_has_function(item) for item in value)
        case Mapping():
            return any(_has_function(item) for item in value.values())
        case _:
            return False


def _same(one: Value, other: Value) -> bool:
    return (_has_function(one) and _has_function(other)) or (one == other and repr(one) == repr(other))


@often
@given(broken_examples())
def test_a_broken_example_gives_a_value_or_an_error(text: str) -> None:
    try:
        expr = parse(text)
    except FeelError:
        return
    evaluate(expr, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("false and u", False),
        ("true or u", True),
        ("null and u", {"u"}),
        ("true and u and v", {"u", "v"}),
        ("u and v and false", False),
        ("if u then 1 else 1", None),
        ("if u then 1 else 1.0", {"u"}),
        ("if u then 1 else v", {"u", "v"}),
        ("1 in (1, u)", True),
        ("2 in (1, u)", {"u"}),
        ("5 between 6 and u", False),
        ("5 between 1 and u", {"u"}),
        ("some x in [1, u] satisfies x = 1", True),
        ("every x in [1, u] satisfies x = 2", False),
        ("some x in u satisfies x = v", {"u", "v"}),
        ("count([1, u])", None),
        ("count(u)", {"u"}),
        ("max(1, u)", {"u"}),
        ('max(1, "x", u)', None),
        ("list contains([1, u], 1)", True),
        ("[1, u][1]", None),
        ("[{k: 1}, {k: u}][k = 1]", {"u"}),
        ("[1, u] = [2, u]", False),
        ("u + v", {"u", "v"}),
        ("{p: u, q: 2}.q", None),
        ("for x in u return x + v", {"u", "v"}),
        ("u.year = 2024 and false", False),
        ("known and u", {"u"}),
        ("count([][k = u])", None),
        ("[][u]", {"u"}),
    ],
)
def test_what_is_decided_and_what_is_needed(text: str, expected: object) -> None:
    """Sets are needs; None is any decided value."""
    found = evaluate(parse(text), {"u": unknown("u"), "v": unknown("v"), "known": True})
    needs = needs_of(found)
    if isinstance(expected, set):
        assert needs == expected
    else:
        assert needs is None
        assert expected is None or found is expected
