"""The public cases of the DMN TCK, where they are at hand: all of the core profile, all but the clock of the rest."""

import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from public_aids.cli.feel import answers

SHARED = Path(os.environ.get("SCHEMES_SHARED", Path(__file__).parents[3] / "shared")) / "feel_tck"
OUT_ON_PURPOSE = {"now() instance of date and time", "today() instance of date"}


@pytest.fixture(scope="module")
def score() -> ModuleType:
    if not SHARED.is_dir():
        pytest.skip(f"the cases are not at {SHARED}; SCHEMES_SHARED names another place")
    sys.path.insert(0, str(SHARED))
    try:
        import score  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(SHARED))
    found: ModuleType = score
    return found


def test_every_public_case_but_the_clock(score: ModuleType) -> None:
    cases: list[dict[str, Any]] = score.load([SHARED / "cases_public.jsonl"])
    found = dict(zip((case["id"] for case in cases), map(json.loads, answers(map(_request, cases))), strict=True))
    failed = {case["expression"] for case in cases if score.judge(case, found[case["id"]]) is not None}
    assert failed == OUT_ON_PURPOSE


def _request(case: dict[str, Any]) -> bytes:
    return json.dumps({"id": case["id"], "expression": case["expression"], "context": case["context"]}).encode()
