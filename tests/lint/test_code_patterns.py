"""The pattern of a code: those that are taken are matched alike and quickly, the others are refused at their place."""

import time
from pathlib import Path

import pytest

from lint.examples import BASE
from public_aids.engine.decide.profile import read_profile
from public_aids.engine.feel.values import LONGEST_CODE, fits
from public_aids.engine.rulebook.code_pattern import refusal
from public_aids.engine.rulebook.load import load
from public_aids.engine.source.diagnostic import BrokenError

REFUSED = (
    r"([0-9]+)+x", "(a|a)*b", "(a*)*", "((a?){20}){20}", "(.*)(.*)(.*)(.*)x", "a?" * 30 + "a" * 30, "(foo|bar)+",
    r"(?=[0-9])[0-9]{2}", r"(?![0-9])x", r"(?<=a)b", r"(?i)ab", r"(?P<n>a)", r"(a)\1", r"\d{2}", r"\w+", r"[\d]{2}",
    r"\bx", r"a\Z", "[a&&b]", "[a--b]", "a{1000}" * 20,
)  # fmt: skip
TAKEN = (
    "^(0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[1-6]|autre)$", "[0-9]{2}", "[0-9]+", "[A-Z]{2}-[0-9]{1,4}[a-z]?",
    "([0-9]{2} ){3}[0-9]{2}", r"[0-9]{1,3}\.[0-9]", "(?:FR|BE)[0-9]{11}", "[0-9]*[A-Z]*",
)  # fmt: skip
CODES = (
    "44",
    "2A",
    "01",
    "AB-12c",
    "FR12345678901",
    "12 34 56 78",
    "1.5",
    "autre",
    "",
    "44\n",
    "é",
    "4" * 90,
    "4" * 101,
)


@pytest.mark.parametrize("pattern", REFUSED)
def test_refused(pattern: str) -> None:
    assert refusal(pattern) is not None


@pytest.mark.parametrize("pattern", TAKEN)
def test_taken_and_matched_alike(pattern: str) -> None:
    pl = pytest.importorskip("polars")
    assert refusal(pattern) is None
    column = pl.Series(CODES).str.contains(f"^(?:{pattern})$").to_list()
    by_one = [fits(pattern, code) for code in CODES]
    assert by_one == [found and len(code) <= LONGEST_CODE for found, code in zip(column, CODES, strict=True)]


@pytest.mark.parametrize("pattern", TAKEN)
@pytest.mark.parametrize("code", ["1" * 99 + "x", "A" * 99 + "!", "12 " * 33, "a" * 1_000_000])
def test_matching_takes_no_time(pattern: str, code: str) -> None:
    began = time.process_time()
    fits(pattern, code)
    assert time.process_time() - began < 10  # without the check: hours


def test_a_long_code_is_refused_by_eval(tmp_path: Path) -> None:
    facts = load(BASE).facts
    with pytest.raises(BrokenError) as broken:
        read_profile("p.yaml", b"departement_exercice: '" + b"4" * 10_000 + b"'\n", facts)
    assert [one.code for one in broken.value.diagnostics] == ["P503"]
