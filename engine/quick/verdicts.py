"""The answers about one person at once: plain tuples, since a thousand of them are made in the time of one decision."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from public_aids.engine.decide.result import ConditionResult, Outcome, SchemeResult, Status
from public_aids.engine.rulebook.model import State

Truth = bool | None  # None: unknown
OUTCOMES: dict[Outcome, Truth] = {"true": True, "false": False, "unknown": None}


class Verdict(NamedTuple):
    """The status of a right (None for a sheet of information) and the outcome of each of its conditions.

    `outcomes` are in the order of `Quick.conditions[scheme]`.
    """

    scheme: str
    status: Status | None
    outcomes: tuple[Truth, ...]


class Sum(NamedTuple):
    """An amount: euros for one period, to the cent; None where facts are missing, or where it is not quantified."""

    id: str
    value: Decimal | None
    missing: tuple[str, ...]


class Result(NamedTuple):
    """A scheme for one person, as `SchemeResult` says it; `held` is the state of the contract that is shown."""

    scheme: str
    status: Status | None
    outcomes: tuple[Truth, ...]
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    amounts: tuple[Sum, ...]
    held: State | None


def from_decision(results: Iterable[SchemeResult]) -> tuple[Result, ...]:
    """The same, from what `decide` says."""
    return tuple(
        Result(
            one.scheme.id,
            one.status,
            tuple(outcomes_of(one.conditions)),
            one.failed,
            one.missing,
            tuple(Sum(amount.id, amount.value, amount.missing) for amount in one.amounts),
            one.held.state if one.held else None,
        )
        for one in results
    )


def outcomes_of(conditions: Iterable[ConditionResult]) -> Iterator[Truth]:
    """The outcome of each condition, a group before its parts."""
    for one in conditions:
        yield OUTCOMES[one.outcome]
        yield from outcomes_of(one.children)
