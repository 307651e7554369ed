"""How a contract stands on a day: it runs, it is over, it was terminated, or nothing tells."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from public_aids.engine.decide.conditions import NO_NEEDS, combined, outcome_of
from public_aids.engine.decide.contracts import Contract
from public_aids.engine.decide.result import Outcome
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.values import Unknown, add_months
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Scheme, State, Term

Verdict = tuple[Outcome, frozenset[str]]
NOT_OVER: Verdict = ("false", NO_NEEDS)


class Standing(Record):
    """A contract on a day; `ends_on` ends the period that runs on it (None: no term, or not known).

    `needs`: the facts that tell how it stands, where its state is unknown.
    """

    state: State
    ends_on: date | None
    renewals: int
    needs: frozenset[str] = NO_NEEDS


def standing(contract: Contract, scheme: Scheme | None, situation: Situation, day: date) -> Standing | None:
    """How a contract stands on a day; None before it is signed.

    It runs as long as `day < ends_on`, and no longer from the day of its termination.
    """
    signed, left = contract.signed_on, contract.terminated_on
    if signed is not None and day < signed:
        return None
    last = min(day, left) if left else day
    stopped = left is not None and left <= day
    over, needs = _over(contract, scheme, situation, last)
    if signed is None:
        state: State = "terminated" if stopped else "ended" if over == "true" else "unknown"
        return Standing(state, None, 0, situation.rules.roles.untold() if state == "unknown" else NO_NEEDS)
    term = scheme.term if scheme else None
    ends_on, renewals = _period(contract, signed, term, last, _end_by_facts(contract, scheme, situation, signed))
    if over == "true" or (ends_on is not None and ends_on <= last):
        return Standing("ended", ends_on if ends_on is not None and ends_on <= last else None, renewals)
    if stopped:
        return Standing("terminated", ends_on, renewals)
    if over == "unknown" and not _runs_for_sure(term, situation, signed, day):
        return Standing("unknown", ends_on, renewals, needs)
    return Standing("running", ends_on, renewals)


def _over(contract: Contract, scheme: Scheme | None, situation: Situation, day: date) -> Verdict:
    """Is the contract over on a day by what facts say, whatever its length?"""
    if scheme is None or scheme.term is None:
        return NOT_OVER
    parts = tuple(_parts(contract, scheme, scheme.term, situation, day))
    return combined("any_of", parts) if parts else NOT_OVER if scheme.term.length else _untold(situation)


def _untold(situation: Situation) -> Verdict:
    """Only the day of its termination would tell."""
    return "unknown", situation.rules.roles.untold()


def _parts(contract: Contract, scheme: Scheme, term: Term, situation: Situation, day: date) -> Iterator[Verdict]:
    signature = contract.signed_on or Unknown(situation.rules.roles.untold())
    if term.ends_when is not None:
        found = outcome_of(situation.value(term.ends_when, day, signature))
        yield NOT_OVER if found[0] == "true" and _of_an_earlier_one(contract, term, situation) else found
    if (months := months_paid(scheme, situation, day, signature)) is not None:
        match months, contract.signed_on:
            case int(), date() as signed:
                yield "true" if add_months(signed, months) <= day else "false", NO_NEEDS
            case Unknown(needs), _:
                yield "unknown", needs
            case _:
                yield _untold(situation)


def _of_an_earlier_one(contract: Contract, term: Term, situation: Situation) -> bool:
    """A contract that could be signed is not over on the day it is: what the facts say of one is of an earlier one."""
    signed = contract.signed_on
    return (
        contract.new
        and signed is not None
        and term.ends_when is not None
        and situation.value(term.ends_when, signed, signed) is True
    )


def months_paid(scheme: Scheme, situation: Situation, day: date, signature: date | Unknown) -> int | Unknown | None:
    """The months in which a contract without a length pays; None where its amounts do not say for how many periods."""
    exprs = [(amount.periods, amount.months) for amount in scheme.amounts if amount.periods is not None]
    if scheme.term is None or scheme.term.length or not exprs or len(exprs) < len(scheme.amounts):
        return None
    found = [(situation.value(expr, day, signature), months) for expr, months in exprs]
    known = [int(one) * months for one, months in found if isinstance(one, Decimal)]
    needs = frozenset[str]().union(*(one.needs for one, _ in found if isinstance(one, Unknown)))
    return max(known) if len(known) == len(found) else Unknown(needs)


def _runs_for_sure(term: Term | None, situation: Situation, signed: date, day: date) -> bool:
    return term is not None and term.runs_while is not None and situation.value(term.runs_while, day, signed) is True


def _end_by_facts(contract: Contract, scheme: Scheme | None, situation: Situation, signed: date) -> date | None:
    """The first day on which facts end a contract; None where there is none, or where it is not known."""
    if scheme is None or scheme.term is None:
        return None
    months = months_paid(scheme, situation, signed, signed)
    ends = [add_months(signed, months)] if isinstance(months, int) else []
    if scheme.term.ends_when is not None and (first := situation.first_day(scheme.term.ends_when, signed)) is not None:
        ends.append(first)
    return min(ends, default=None)


def _period(
    contract: Contract, signed: date, term: Term | None, day: date, end: date | None
) -> tuple[date | None, int]:
    """The end of the period that runs on `day`, or of the last one, and how many renewals came before it.

    No period goes beyond `end`, where facts end the contract.
    """
    if term is None or not term.months:
        return end, 0
    cut = min(term.cut_short_on(signed) or date.max, end or date.max)
    renewals = 0
    ends_on = add_months(signed, term.months)
    while ends_on <= day and ends_on < cut and _renewed(contract, term, renewals, ends_on):
        renewals += 1
        ends_on = add_months(signed, term.months * (renewals + 1))
    return min(ends_on, cut), renewals


def _renewed(contract: Contract, term: Term, renewals: int, day: date) -> bool:
    """Does the renewal that falls on `day` happen, after so many others?

    The profile says how many have; else a tacit one happens by itself before `renewals_before`, a single one does not.
    """
    match term.renewal:
        case "none":
            return False
        case "once":
            return contract.renewals is not None and renewals < min(contract.renewals, 1)
        case "tacit":
            if contract.renewals is not None:
                return renewals < contract.renewals
            return term.renewals_before is None or day < term.renewals_before
