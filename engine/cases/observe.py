"""What a result says of a thing that a case claims, in the words of the claim."""

from datetime import date

from public_aids.engine.cases.model import Claim, Observed, Path
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.feel.values import Value

ABSENT = "absent"  # an amount that is left out of a result, or a contract that is not there


AMOUNT_FIELDS = ("value", "rate", "cap", "missing", "total", "precision", "per", "supplement")
HELD_FIELDS = ("state", "ends_on", "renewals", "paid", "remaining")


def observed(claim: Claim, seen: Observed) -> Value:
    """The value in what was `seen` that `claim` speaks of: days as texts, lists of names in their order."""
    return observed_at(claim.what, seen)


def observed_at(what: Path, seen: Observed) -> Value:
    """The same for the way to a value."""
    result = seen.result
    match what:
        case ("opens",):
            return _as_written(seen.opens)
        case ("pairs", name):
            return seen.pairs.get(name)
        case ("follows",):
            return seen.follows
        case ("status",):
            return result.status
        case ("window",):
            return result.window
        case ("failed",) | ("fails",):
            return result.failed
        case ("missing",):
            return result.missing
        case ("total_first_year",):
            return result.total_first_year
        case ("blocked_by",):
            return tuple(blocker.scheme for blocker in result.blocked_by)
        case ("warns",):
            return _warned(result)
        case ("held",):
            return None if result.held is None else result.held.state
        case ("held", field):
            return ABSENT if result.held is None else _as_written(getattr(result.held, field))
        case ("amounts", name):
            return _of_amount(result, name, "value")
        case ("amounts", name, field):
            return _of_amount(result, name, field)
        case ("readings", name):
            return next((one.decisive for one in result.readings if one.divergence == name), None)
        case _:
            raise AssertionError(f"the shape of cases knows no {what}")


def holds(claim: Claim, got: Value) -> bool:
    """Whether the result says what the case claims.

    Lists of names have no order, and `fails` names some of them only. An amount claimed as `null` has no sum: unknown,
    not quantified, or left out.
    """
    wanted = claim.wanted
    if isinstance(wanted, tuple) and isinstance(got, tuple):
        names = {str(one) for one in got}
        return names.issuperset(map(str, wanted)) if claim.what == ("fails",) else names == set(map(str, wanted))
    if len(claim.what) == 2 and claim.what[0] == "amounts" and wanted is None:
        return got in (None, ABSENT)
    return bool(wanted == got)


def _of_amount(result: SchemeResult, name: str, field: str) -> Value:
    amount = next((one for one in result.amounts if one.id == name), None)
    found: Value = ABSENT if amount is None else getattr(amount, field)
    return found


def _warned(result: SchemeResult) -> tuple[str, ...]:
    """The warnings that are shown, and the obligations that are told not to be kept."""
    shown = (notice.id for notice in result.scheme.warnings if notice.text in result.warnings)
    return (*shown, *dict.fromkeys(one.obligation for one in result.unkept))


def _as_written(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value
