"""Units: what they are written as, and what converts into what."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from public_aids.engine.feel.units import PURE, Unit, converted, over, parse_unit, ratio, times, to_the

BASES = st.sampled_from(("EUR", "year", "month", "quarter", "day", "half_day", "week", "%"))
UNITS = st.dictionaries(BASES, st.sampled_from((-2, -1, 1, 2))).map(lambda powers: Unit(tuple(sorted(powers.items()))))


@pytest.mark.parametrize("written", ["EUR", "EUR/year", "days/week", "half_days/month", "%", "months/year", "1/month"])
def test_written_as_it_is_read(written: str) -> None:
    assert str(parse_unit(written)) == written


def test_singular_and_plural_are_one() -> None:
    assert parse_unit("year") == parse_unit("years")
    assert parse_unit("days/week") == parse_unit("day/weeks")


@pytest.mark.parametrize("text", ["", "EUR/", "EUR per year", "2 EUR", "/"])
def test_refuses_what_is_no_unit(text: str) -> None:
    with pytest.raises(ValueError, match="is not a unit"):
        parse_unit(text)


@pytest.mark.parametrize(
    ("start", "end", "by"),
    [
        ("EUR/month", "EUR/year", Fraction(12)),
        ("EUR/year", "EUR/month", Fraction(1, 12)),
        ("days/quarter", "days/year", Fraction(4)),
        ("half_days/week", "days/week", Fraction(1, 2)),
        ("days/quarter", "half_days/month", Fraction(2, 3)),
        ("years", "months", Fraction(12)),
        ("semesters", "quarters", Fraction(2)),
        ("weeks", "days", Fraction(7)),
        ("hours", "minutes", Fraction(60)),
        ("minutes", "seconds", Fraction(60)),
        ("%", "1", Fraction(1, 100)),
        ("EUR/year", "EUR", None),
        ("days/week", "days/month", None),
    ],
)
def test_conversion(start: str, end: str, by: Fraction | None) -> None:
    assert ratio(parse_unit(start), parse_unit(end)) == by


@pytest.mark.parametrize(
    ("by", "written"),
    [(Fraction(12), "12 * x"), (Fraction(1, 12), "x / 12"), (Fraction(2, 3), "x * 2 / 3")],
)
def test_conversion_as_an_expression(by: Fraction, written: str) -> None:
    assert converted("x", by) == written


def test_a_sum_is_converted_as_a_whole() -> None:
    assert converted("a + b", Fraction(12)) == "12 * (a + b)"


@given(UNITS)
def test_text_gives_the_unit_back(unit: Unit) -> None:
    assert parse_unit(str(unit) or "1") == unit


@given(UNITS, UNITS)
def test_products_and_quotients(one: Unit, other: Unit) -> None:
    assert times(one, other) == times(other, one)
    assert over(times(one, other), other) == one
    assert over(one, one) == PURE == to_the(one, 0)
    assert to_the(one, 2) == times(one, one)


@given(UNITS, UNITS)
def test_conversions_there_and_back(one: Unit, other: Unit) -> None:
    by, back = ratio(one, other), ratio(other, one)
    assert (by is None) == (back is None)
    assert by is None or back is None or by * back == 1
