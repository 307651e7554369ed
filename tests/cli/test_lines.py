"""`--lines` answers every line, whatever it holds."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from public_aids.cli.lines import answer_lines
from public_aids.cli.request import Request
from public_aids.engine.decide.profile import MAX_BYTES
from public_aids.engine.feel.values import FIRST_DAY, LAST_DAY
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.files import RULES_OF_THE_PROGRAM
from public_aids.engine.rulebook.model import Fact, Rulebook

RULES = load_cached(RULES_OF_THE_PROGRAM)
ON = date(2026, 3, 15)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def _answers(lines: bytes) -> list[dict[str, Any]]:
    out = BytesIO()
    assert answer_lines(BytesIO(lines), out, RULES, Request(ON), "en") == 0
    return [json.loads(answer) for answer in out.getvalue().decode("utf-8").split("\n")[:-1]]


@given(st.binary(max_size=60).filter(lambda line: b"\n" not in line))
def test_any_bytes_get_one_answer(line: bytes) -> None:
    found = _answers(line + b"\n" + b'{"id": "after", "profile": {"statut": "ailleurs"}}\n')
    assert [answer["id"] for answer in found[-1:]] == ["after"]
    assert len(found) == (1 if line.isspace() or not line else 2)
    assert all(isinstance(answer["error"], str) and "unforeseen" not in answer["error"] for answer in found)


@given(JSON, JSON, JSON, JSON)
def test_any_json_is_answered_under_its_id(profile: Any, on: Any, horizon: Any, other: Any) -> None:
    request = {"id": "x", "profile": profile, "on": on, "horizon": horizon, **({"profil": other} if other else {})}
    (answer,) = _answers(json.dumps(request).encode() + b"\n")
    assert answer["id"] == "x"
    assert "unforeseen" not in answer.get("error", "")
    assert "\n" not in answer.get("error", "")


def _value(fact: Fact) -> st.SearchStrategy[Any]:
    """Every value that a fact may have."""
    match fact.type:
        case "boolean":
            return st.booleans()
        case "number":
            if fact.values:
                return st.sampled_from([int(value) for value in fact.values])
            low, high = int(fact.minimum or 0), int(fact.maximum if fact.maximum is not None else 10**9)
            return st.integers(low, high)
        case "date":
            return st.dates(FIRST_DAY, LAST_DAY).map(date.isoformat)
        case "choice" | "code":
            return st.sampled_from(fact.values or ("44", "49", "75", "autre"))
        case "list":
            return st.lists(st.integers(0, 31), max_size=14)
        case "records":
            required = {field.name: _value(field) for field in fact.fields if field.required}
            optional = {field.name: _value(field) for field in fact.fields if not field.required}
            return st.lists(st.fixed_dictionaries(required, optional=optional), max_size=3)


PROFILE = st.fixed_dictionaries({}, optional={name: _value(fact) for name, fact in RULES.facts.items()})


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example])
@given(PROFILE, st.dates(FIRST_DAY, LAST_DAY) | st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_any_situation_gets_a_result(profile: dict[str, Any], on: date) -> None:
    request = {"id": 1, "on": on.isoformat(), "profile": profile}
    (answer,) = _answers(json.dumps(request).encode() + b"\n")
    assert answer.get("error") is None
    undated = {"contrats"} if any("date_signature" not in one for one in profile.get("contrats", ())) else set()
    for scheme in answer["result"]["schemes"]:
        assert (scheme["missing"] == []) or scheme["status"] == "undetermined"
        assert set(scheme["missing"]) <= set(RULES.facts) - set(profile) | undated
        assert (scheme["status"] == "not_eligible") == bool(scheme["failed"])


@pytest.mark.parametrize("size", [MAX_BYTES - 1, MAX_BYTES, MAX_BYTES + 1])
def test_the_limit_is_on_the_line_without_its_end(size: int) -> None:
    line = b'{"id": "x", "profile": "' + b"y" * (size - 26) + b'"}'
    assert len(line) == size
    (answer,) = _answers(line + b"\n")
    assert answer["id"] == "x"
    assert ("longer than" in answer["error"]) is (size > MAX_BYTES)


def test_ids_come_back_as_they_were() -> None:
    for given_id in ("a", "", "é\u2028", 12, -3, 10**30, None):
        (answer,) = _answers(json.dumps({"id": given_id, "profile": {}}).encode() + b"\n")
        assert answer["id"] == given_id
        assert "result" in answer


def test_money_never_passes_through_a_float() -> None:
    request = b'{"id": 1, "on": "2026-03-15", "profile": {"montant_fmt_socle_annuel_eur": 0.3}}\n'
    (answer,) = _answers(request)
    amounts = [amount for scheme in answer["result"]["schemes"] for amount in scheme["amounts"]]
    known = {Decimal(amount["value"]) for amount in amounts if amount["value"] is not None}
    assert Decimal("0.03") in known


def test_rules_are_never_changed_by_a_request(rules: Rulebook = RULES) -> None:
    before = repr(rules)
    _answers(b'{"id": 1, "profile": {"statut": "remplacant"}}\n' * 3)
    assert repr(rules) == before
