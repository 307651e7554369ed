"""Every answer is what `grammar/result.schema.json` says, and has no key that it does not name."""

import json
import os
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from public_aids import Decision, load
from public_aids.engine.api.facts import horizon_of
from public_aids.engine.cases.load import load_cases
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import profile_from, read_profile
from public_aids.engine.text import Lang

ROOT = Path(__file__).parents[2]
RULES = load()
DAYS = (date(2025, 11, 20), date(2026, 3, 15))


def _closed(schema: Any) -> Any:
    """A schema in which no object has a key that is not named; in the published one keys may be added."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: _closed(one) for key, one in schema.items()}
    return {**inside, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else inside


SCHEMA = _closed(json.loads((ROOT / "grammar/result.schema.json").read_text(encoding="utf-8")))
VALIDATORS: dict[str, Any] = {
    "result": jsonschema.Draft202012Validator(SCHEMA),
    "scheme": jsonschema.Draft202012Validator({"$ref": "#/$defs/scheme", "$defs": SCHEMA["$defs"]}),
}


@cache
def _wrong(what: str, written: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATORS[what].iter_errors(json.loads(written))]


def _check(decision: Decision, lang: Lang = "fr", only: tuple[str, ...] = ()) -> None:
    """Schemes are looked at by themselves, those that are the same in several answers once."""
    result = decision.to_json(lang, only)
    for scheme in result["schemes"]:
        assert _wrong("scheme", json.dumps(scheme)) == []
    assert _wrong("result", json.dumps({**result, "schemes": []})) == []


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples(path: Path) -> None:
    profile = read_profile(path.name, path.read_bytes(), RULES.facts)
    for on in DAYS:
        _check(decide(RULES, profile, on))
    _check(decide(RULES, profile, on, horizon_of(("2026-01-01", "2027-06-30"), on)), "en")


def test_the_cases() -> None:
    cases = load_cases(RULES.at, RULES)
    assert len(cases) > 500
    for case in cases[:: 1 if os.environ.get("SCHEMES_ALL") else 5]:
        _check(decide(RULES, case.profile, case.on), only=(case.scheme,))


def test_the_reference_cases() -> None:
    path = Path(os.environ.get("SCHEMES_SHARED", ROOT.parent / "shared")) / "domain/reference_cases.yaml"
    if not path.is_file():
        pytest.skip(f"the shared documents are not here ({path}); SCHEMES_SHARED names their folder")
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
        profile = profile_from(json.loads(json.dumps(case["situation"]), parse_float=Decimal), RULES.facts)
        _check(decide(RULES, profile, date.fromisoformat(case["on"])))
