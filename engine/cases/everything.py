"""All that a case could claim of what was seen, as claims would say it."""

from __future__ import annotations

from public_aids.engine.cases.model import Observed, Path
from public_aids.engine.cases.observe import ABSENT, AMOUNT_FIELDS, HELD_FIELDS, observed_at
from public_aids.engine.feel.values import Value


def everything(seen: Observed) -> dict[Path, Value]:
    """What each claim would be worth; an amount or a contract that is not there has one claim, that it is not."""
    result = seen.result
    paths: list[Path] = [("status",), ("window",), ("failed",), ("missing",), ("total_first_year",), ("blocked_by",)]
    paths += [("warns",), ("follows",), ("opens",)]
    paths += [("pairs", other) for other in seen.pairs]
    there = {amount.id for amount in result.amounts}
    for amount in result.scheme.amounts:
        paths += [("amounts", amount.id, field) for field in AMOUNT_FIELDS] if amount.id in there else []
        paths += [("amounts", amount.id)] if amount.id not in there else []
    paths += [("held", field) for field in HELD_FIELDS] if result.held else [("held",)]
    found = {path: observed_at(path, seen) for path in paths}
    return {path: None if value == ABSENT else value for path, value in found.items()}


def differences(seen: Observed, other: Observed) -> dict[Path, Value]:
    """What `seen` shows that `other` does not, as claims."""
    mine, theirs = everything(seen), everything(other)
    return {path: value for path, value in mine.items() if path not in theirs or theirs[path] != value}
