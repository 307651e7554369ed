"""The cases beside the schemes: they pass, each of their claims can fail, and they show what conditions can answer."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from public_aids.engine.cases.load import load_cases
from public_aids.engine.cases.model import CaseResult, Claim
from public_aids.engine.cases.observe import holds, observed
from public_aids.engine.cases.run import coverage_of, run_case
from public_aids.engine.feel.values import Value
from public_aids.engine.record import replace
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.source.place import Place

AVERAGE = 12  # cases a scheme


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load(DEFAULT_RULES)


@pytest.fixture(scope="module")
def results(rules: Rulebook) -> tuple[CaseResult, ...]:
    return tuple(run_case(case, rules) for case in load_cases(DEFAULT_RULES, rules))


def test_every_case_passes(results: tuple[CaseResult, ...]) -> None:
    failed = [(one.case.id, mismatch.claim.what, mismatch.got) for one in results for mismatch in one.mismatches]
    assert failed == []


def test_there_are_enough_cases(results: tuple[CaseResult, ...], rules: Rulebook) -> None:
    decided = [scheme.id for scheme in rules.schemes if scheme.kind != "information"]
    assert len(results) >= AVERAGE * len(decided)
    assert {one.case.scheme for one in results} >= set(decided)


def test_every_claim_can_fail(results: tuple[CaseResult, ...]) -> None:
    """A claim about another value does not hold: no claim is true whatever the rules answer."""
    for one in results:
        for claim in one.case.claims:
            wrong = replace(claim, wanted=_another(claim.wanted))
            assert not holds(wrong, observed(wrong, one.seen)), (one.case.id, claim.what)


def test_every_condition_was_seen_true_false_and_unknown(results: tuple[CaseResult, ...], rules: Rulebook) -> None:
    unseen = [
        ("/".join((one.scheme, *one.path)), sorted({"true", "false", "unknown"} - one.seen))
        for one in coverage_of(results, rules)
        if not {"true", "false", "unknown"} <= one.seen
    ]
    assert unseen == []


def _another(value: Value) -> Value:
    match value:
        case tuple():
            return (*value, "something_else")
        case Decimal():
            return value + 1
        case bool():
            return not value
        case None:
            return "something"
        case _:
            return f"{value}_else"


@pytest.mark.parametrize(
    ("what", "wanted", "got", "expected"),
    [
        (("failed",), ("b", "a"), ("a", "b"), True),
        (("failed",), ("a",), ("a", "b"), False),
        (("fails",), ("a",), ("a", "b"), True),
        (("fails",), ("c",), ("a", "b"), False),
        (("missing",), (), (), True),
        (("amounts", "sum"), None, "absent", True),
        (("amounts", "sum"), None, None, True),
        (("amounts", "sum"), None, Decimal(0), False),
        (("amounts", "sum", "value"), None, "absent", False),
        (("amounts", "sum"), Decimal("10.50"), Decimal("10.5"), True),
        (("total_first_year",), None, Decimal(0), False),
        (("held",), None, "running", False),
        (("held", "ends_on"), "2027-01-01", "2027-01-01", True),
    ],
)
def test_what_a_claim_asks_for(what: tuple[str, ...], wanted: Value, got: Value, expected: bool) -> None:
    assert holds(Claim(what, wanted, Place("", 1, 1, 1, 1)), got) is expected


def test_a_case_without_a_scheme_is_refused(rules: Rulebook, tmp_path: Path) -> None:
    text = f"base: {{}}\non: {date(2026, 3, 15)}\ncases: [{{ id: a, title: A, expect: {{ status: eligible }} }}]\n"
    (tmp_path / "caym.cases.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenError) as caught:
        load_cases(tmp_path, rules)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.cures[0].en) == ("C401", "did you mean `caim.cases.yaml`?")


SIGNED_TOO_LATE = """\
base: { statut: installe_liberal }
on: 2025-12-31
cases:
  - id: exclu
    title: Le dernier jour n'y est plus
    reading: { dernier_jour_de_signature: exclu }
    expect: { window: closed }
"""


@pytest.mark.parametrize(
    ("was", "now", "at", "said", "cure"),
    [
        (
            ": exclu }",
            ": exlu }",
            (6, 43),
            "`dernier_jour_de_signature` has no reading `exlu`",
            "did you mean `exclu`?",
        ),
        ("{ dernier_", "{ derniere_", (6, 16), "unknown disagreement `derniere_jour_de_signature`", "did you mean"),
    ],
)
def test_a_reading_that_nobody_records_is_refused(
    rules: Rulebook, tmp_path: Path, was: str, now: str, at: tuple[int, int], said: str, cure: str
) -> None:
    (tmp_path / "caim.cases.yaml").write_text(SIGNED_TOO_LATE.replace(was, now), encoding="utf-8")
    with pytest.raises(BrokenError) as broken:
        load_cases(tmp_path, rules)
    (problem,) = broken.value.diagnostics
    assert problem.place is not None and (problem.place.line, problem.place.column) == at
    assert (problem.code, problem.message.en) == ("C404", said) and problem.cures[0].en.startswith(cure)


def test_a_case_under_another_reading(rules: Rulebook, tmp_path: Path) -> None:
    """It is played as `--reading` answers, and shows nothing of the reading that is applied."""
    (tmp_path / "caim.cases.yaml").write_text(SIGNED_TOO_LATE, encoding="utf-8")
    (case,) = load_cases(tmp_path, rules)
    assert run_case(case, rules).passed
    assert not run_case(replace(case, readings={}), rules).passed
    assert not any(one.seen for one in coverage_of([run_case(case, rules)], rules))
