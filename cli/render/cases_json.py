"""Results of cases for programs."""

from typing import Any

from cli.render.result_json import plain
from engine.cases.model import CaseResult, Coverage, Mismatch


def cases_json(results: tuple[CaseResult, ...], covered: tuple[Coverage, ...]) -> dict[str, Any]:
    """Counts, every case, and the outcomes that each condition has shown."""
    return {
        "format": 1,
        "passed": sum(result.passed for result in results),
        "failed": sum(not result.passed for result in results),
        "cases": [_case(result) for result in results],
        "coverage": [
            {"scheme": one.scheme, "condition": "/".join(one.path), "seen": sorted(one.seen)} for one in covered
        ],
    }


def _case(result: CaseResult) -> dict[str, Any]:
    case = result.case
    return {
        "id": case.id,
        "scheme": case.scheme,
        "path": case.place.path,
        "line": case.place.line,
        "passed": result.passed,
        "mismatches": [_mismatch(one) for one in result.mismatches],
    }


def _mismatch(mismatch: Mismatch) -> dict[str, Any]:
    claim = mismatch.claim
    return {
        "what": ".".join(claim.what),
        "line": claim.place.line,
        "expected": plain(claim.wanted),
        "got": plain(mismatch.got),
    }
