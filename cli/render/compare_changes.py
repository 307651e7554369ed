"""What changes for one person from a day to a later one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.record import Record

Kind = Literal["opens", "closes", "changes"]


class SchemeChange(Record):
    """A scheme whose answer is not the same on the later day; a right that opens or closes, or other changes."""

    kind: Kind
    before: SchemeResult
    after: SchemeResult


def scheme_changes(before: Decision, after: Decision, only: tuple[str, ...]) -> Iterator[SchemeChange]:
    """The schemes whose status, reasons, sums or contract differ, in the order of the rules."""
    for was, now in zip(before.schemes, after.schemes, strict=True):
        if (not only or was.scheme.id in only) and _counts(was) != _counts(now):
            opens = now.status == "eligible" != was.status
            closes = was.status == "eligible" != now.status
            yield SchemeChange("opens" if opens else "closes" if closes else "changes", was, now)


def best_changes(before: Decision, after: Decision) -> bool:
    was, now = before.combination, after.combination
    return (was.best, was.total, was.choice) != (now.best, now.total, now.choice)


def sums_of(result: SchemeResult) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """Each sum of a right, with its rate."""
    return {amount.id: (amount.value, amount.rate) for amount in result.amounts}


def _counts(result: SchemeResult) -> tuple[object, ...]:
    held = result.held
    contract = (held.state, held.renewals, held.remaining == 0) if held else None
    return result.status, result.window, result.failed, result.missing, sums_of(result), contract
