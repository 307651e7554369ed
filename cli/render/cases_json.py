"""Results of cases for programs."""

from collections.abc import Mapping
from typing import Any

from public_aids.cli.render.case_yaml import case_yaml, changes_of, expected
from public_aids.cli.render.expression_text import expression_text
from public_aids.cli.render.mutation_text import written
from public_aids.cli.render.suggested import Suggestions, names_of
from public_aids.engine.cases.coverage import Gap, SchemeCoverage
from public_aids.engine.cases.model import Boundary, CaseResult, Mismatch
from public_aids.engine.cases.mutation import Mutation, Survivor
from public_aids.engine.cases.places import Places
from public_aids.engine.decide.result_json import plain


def cases_json(
    results: tuple[CaseResult, ...],
    covered: tuple[SchemeCoverage, ...],
    mutated: tuple[Mutation, ...],
    places: Mapping[str, Places],
) -> dict[str, Any]:
    """Counts, every case, what they have shown of conditions and boundaries, and the changes that none notices."""
    return {
        "format": 1,
        "passed": sum(result.passed for result in results),
        "failed": sum(not result.passed for result in results),
        "cases": [_case(result) for result in results],
        "coverage": [
            {"scheme": one.scheme, "condition": "/".join(condition.path), "seen": sorted(condition.seen)}
            for one in covered
            for condition in one.conditions
        ],
        "boundaries": [_boundary(bound) for one in covered for bound in one.boundaries],
        "gaps": [_gap(one, gap) for one in covered for gap in one.gaps],
        "suggestions": [
            {"scheme": scheme, **case}
            for scheme, found in (
                *((one.scheme, one.suggestions) for one in covered),
                *((one.scheme, one.suggestions) for one in mutated),
            )
            for case in _suggestions(found)
        ],
        "mutation": [_mutation(one, places[one.scheme]) for one in mutated],
    }


def _boundary(bound: Boundary) -> dict[str, Any]:
    return {
        "scheme": bound.scheme,
        "at": ".".join(bound.path),
        "comparison": expression_text(bound.comparison),
        "at_bound": bound.at_bound,
        "beyond": bound.beyond,
    }


def _gap(one: SchemeCoverage, gap: Gap) -> dict[str, Any]:
    return {
        "scheme": one.scheme,
        "at": ".".join(gap.path),
        "comparison": expression_text(gap.comparison) if gap.comparison else None,
        "unseen": gap.unseen,
        "case": _named(one.suggestions, gap.shown_by),
    }


def _mutation(one: Mutation, places: Places) -> dict[str, Any]:
    return {
        "scheme": one.scheme,
        "made": one.made,
        "noticed": one.noticed,
        "explained": one.excused,
        "survivors": [_survivor(one, survivor, places) for survivor in one.survivors],
        "stale": [{"at": ".".join(excuse.at), "line": excuse.place.line} for excuse in one.stale],
    }


def _survivor(one: Mutation, survivor: Survivor, places: Places) -> dict[str, Any]:
    place = places.of(survivor.at)
    return {
        "path": place.path,
        "line": place.line,
        "at": ".".join(survivor.at),
        "kind": survivor.kind,
        "before": None if survivor.before is None else written(survivor.before),
        "after": None if survivor.after is None else written(survivor.after),
        "case": _named(one.suggestions, survivor.noticed_by),
    }


def _named(suggestions: Suggestions, index: int | None) -> dict[str, Any] | None:
    """The name of a case that would do."""
    return None if index is None else {"path": suggestions[index].file.path, "id": names_of(suggestions)[index]}


def _suggestions(suggestions: Suggestions) -> list[dict[str, Any]]:
    """The cases that would do, as data and as the text to paste."""
    return [
        {
            "path": one.file.path,
            "id": name,
            "on": one.attempt.on.isoformat(),
            "with": _data(changes_of(one)),
            "expect": _data(expected(one)),
            "yaml": case_yaml(name, one),
        }
        for name, one in zip(names_of(suggestions), suggestions, strict=True)
    ]


def _data(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _data(one) for key, one in value.items()}
    return [_data(one) for one in value] if isinstance(value, (tuple, list)) else plain(value)


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
