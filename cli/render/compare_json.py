"""Several days for one person as JSON: the result of each day, and what changes from one to the next."""

from itertools import pairwise
from typing import Any

from public_aids.cli.render.compare_changes import SchemeChange, best_changes, scheme_changes
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.decide.result_json import day, money

FORMAT = 1

Json = dict[str, Any]


def compare_json(decisions: list[Decision], results: list[Json], only: tuple[str, ...]) -> Json:
    return {
        "format": FORMAT,
        "days": [day(one.on) for one in decisions],
        "changes": [_between(before, after, only) for before, after in pairwise(decisions)],
        "results": results,
    }


def _between(before: Decision, after: Decision, only: tuple[str, ...]) -> Json:
    best = [
        {"best": list(one.combination.best), "total": money(one.combination.total), "choice": one.combination.choice}
        for one in (before, after)
    ]
    return {
        "from": day(before.on),
        "to": day(after.on),
        "schemes": [_scheme(one) for one in scheme_changes(before, after, only)],
        "combination": {"before": best[0], "after": best[1]} if best_changes(before, after) else None,
    }


def _scheme(change: SchemeChange) -> Json:
    return {
        "id": change.before.scheme.id,
        "change": change.kind,
        "before": _side(change.before),
        "after": _side(change.after),
    }


def _side(result: SchemeResult) -> Json:
    return {
        "status": result.status,
        "window": result.window,
        "failed": list(result.failed),
        "missing": list(result.missing),
        "total_first_year": money(result.total_first_year),
        "held": result.held.state if result.held else None,
    }
