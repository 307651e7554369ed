"""`schemes feel`: the protocol of the measure of conformance, and one expression explained."""

import json
from decimal import Decimal

import pytest

from public_aids.cli.errors import StopError
from public_aids.cli.feel import _written, answers, explained

NUMBER = {"type": "number", "value": "41"}


def ask(*lines: bytes) -> list[dict[str, object]]:
    return [json.loads(answer) for answer in answers(lines)]


def test_a_request_has_an_answer() -> None:
    request = {"id": "x", "expression": "my age + 1", "context": {"my age": NUMBER}}
    assert ask(json.dumps(request).encode()) == [{"id": "x", "ok": True, "value": {"type": "number", "value": "42"}}]


def test_an_error_is_an_answer_and_nothing_stops() -> None:
    lines = [
        b'{"id": 1, "expression": "1 +", "context": {}}',
        b"not json",
        b'{"id": 2}',
        b"[]",
        b"\xff\xfe",
        b'{"id": 3, "expression": "1", "context": {"a": {"type": "number", "value": "NaN"}}}',
        b'{"id": 4, "expression": 5, "context": {}}',
        b'{"id": 5, "expression": "1", "context": 7}',
        b"[" * 100_000,
        b'{"id": 6, "expression": "6", "context": {}}',
    ]
    found = ask(*lines)
    assert len(found) == len(lines)
    assert all("error" in answer for answer in found[:-1])
    assert [answer["id"] for answer in found] == [1, None, 2, None, None, 3, 4, 5, None, 6]
    assert found[-1]["ok"]


def test_half_a_character_comes_back_as_it_came() -> None:
    line = rb'{"id": "\ud800", "expression": "x", "context": {"x": {"type": "string", "value": "\udc00"}}}'
    (answer,) = answers([line])
    assert answer.encode()
    assert json.loads(answer) == {"id": "\ud800", "ok": True, "value": {"type": "string", "value": "\udc00"}}


def test_nothing_is_kept_between_lines() -> None:
    first, second = ask(
        b'{"id": 1, "expression": "a", "context": {"a": {"type": "number", "value": "1"}}}',
        b'{"id": 2, "expression": "a", "context": {}}',
    )
    assert first["value"] == {"type": "number", "value": "1"}
    assert second["value"] == {"type": "null", "value": None}


def test_every_typed_value_comes_back() -> None:
    typed = {
        "n": {"type": "null", "value": None},
        "b": {"type": "boolean", "value": True},
        "s": {"type": "string", "value": "é"},
        "d": {"type": "date", "value": "-12024-02-29"},
        "t": {"type": "time", "value": "10:30:00.25+02:00"},
        "m": {"type": "date and time", "value": "2024-02-29T10:30:00@Europe/Paris"},
        "p": {"type": "days and time duration", "value": "-P1DT2H3.5S"},
        "y": {"type": "years and months duration", "value": "P1Y2M"},
        "l": {"type": "list", "value": [NUMBER, {"type": "context", "value": {}}]},
        "r": {"type": "range", "value": {"low": NUMBER, "high": NUMBER, "low_included": True, "high_included": False}},
    }
    for name, value in typed.items():
        line = json.dumps({"id": name, "expression": "x", "context": {"x": value}})
        assert ask(line.encode()) == [{"id": name, "ok": True, "value": value}]


def test_one_expression_is_explained() -> None:
    assert _written(explained("x + 1", {"x": Decimal(2)}), "text", "en") == "3  (number)\n"
    said = _written(explained('1 + "a"', {}), "text", "fr")
    assert said == 'null  (null)\n  `1 + "a"` est nul : `+` entre un nombre et un texte\n'


def test_a_wrong_expression_is_underlined() -> None:
    with pytest.raises(StopError) as stopped:
        explained("a ==\n1", {})
    (diagnostic,) = stopped.value.diagnostics
    assert diagnostic.place is not None
    assert (diagnostic.code, diagnostic.excerpt, str(diagnostic.place)) == ("F111", "a ==", "EXPR:1:3")
