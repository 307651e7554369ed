"""Every situation of the shared reference cases, through `schemes eval --lines`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from labels import differences, horizon_of

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SCHEMES_SHARED", ROOT.parent / "shared"))
CASES = SHARED / "domain" / "reference_cases.yaml"

Json = dict[str, Any]


def _cases() -> list[Json]:
    return yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"] if CASES.is_file() else []


@pytest.fixture(scope="module")
def answers() -> dict[str, Json]:
    requests = [
        {"id": case["id"], "on": case["on"], "profile": case["situation"], "horizon": horizon_of(case)}
        for case in _cases()
    ]
    run = subprocess.run(
        [sys.executable, "-m", "public_aids", "eval", "--lines"],
        input="".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {answer["id"]: answer for answer in map(json.loads, run.stdout.splitlines())}


def test_there_are_reference_cases() -> None:
    if not CASES.is_file():
        pytest.skip(f"the shared documents are not here ({CASES}); SCHEMES_SHARED names their folder")
    assert _cases()


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_reference_case(case: Json, answers: dict[str, Json]) -> None:
    answer = answers[case["id"]]
    assert "error" not in answer, answer["error"]
    assert list(differences(case, answer["result"])) == []
