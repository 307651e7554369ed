"""Sums, days and lengths in words."""

from datetime import date
from decimal import Decimal

import pytest

from public_aids.cli.render.layout import WIDTH, wrap
from public_aids.cli.render.words import euros, figure, joined, length, long_day, percent
from public_aids.engine.decide.result_json import money, number
from public_aids.engine.text import Lang


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        ("50000", "50\u202f000\u00a0€", "€50,000"),
        ("31250.5", "31\u202f250,50\u00a0€", "€31,250.50"),
        ("0.333", "0,33\u00a0€", "€0.33"),
        ("0", "0\u00a0€", "€0"),
        ("-1200", "-1\u202f200\u00a0€", "-€1,200"),
        ("1E+4", "10\u202f000\u00a0€", "€10,000"),
    ],
)
def test_sums(value: str, fr: str, en: str) -> None:
    assert (euros(Decimal(value), "fr"), euros(Decimal(value), "en")) == (fr, en)


@pytest.mark.parametrize(
    ("value", "as_money", "as_number"),
    [
        ("50000", "50000", "50000"),
        ("50000.00", "50000", "50000"),
        ("31250.5", "31250.50", "31250.5"),
        ("1E+4", "10000", "10000"),
        ("0.10", "0.10", "0.1"),
        ("0.00", "0", "0"),
    ],
)
def test_sums_and_numbers_of_the_json_result(value: str, as_money: str, as_number: str) -> None:
    assert (money(Decimal(value)), number(Decimal(value))) == (as_money, as_number)


def test_numbers_days_and_lengths() -> None:
    assert figure(Decimal("2.50"), "fr") == "2,5"
    assert percent(Decimal("0.1"), "fr") == "10\u00a0%"
    assert percent(Decimal("0.125"), "en") == "12.5%"
    assert long_day(date(2027, 10, 1), "fr") == "1er octobre 2027"
    assert long_day(date(2027, 10, 1), "en") == "1 October 2027"


@pytest.mark.parametrize(
    ("lang", "written", "said"),
    [("fr", "P5Y", "5 ans"), ("fr", "P1Y", "1 an"), ("en", "P18M", "18 months"), ("en", "P1Y6M", "P1Y6M")],
)
def test_lengths(lang: Lang, written: str, said: str) -> None:
    assert length(written, lang) == said


def test_lists_of_words() -> None:
    assert [joined(words, "fr") for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a et b",
        "a, b et c",
    ]


def test_what_stands_in_backticks_stays_as_it_is() -> None:
    assert wrap("écrire : `a ? « b` !", WIDTH) == ["écrire\u00a0: `a ? « b`\u00a0!"]


def test_lines_are_not_cut_before_a_mark() -> None:
    lines = wrap("mot " * 22 + "sept mots : « oui » ; " + "mot " * 30, WIDTH)
    assert all(len(line) <= WIDTH for line in lines)
    assert all(line[0] not in ":;»" for line in lines)
