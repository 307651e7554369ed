"""Is a scheme open to new rights on a day that differs from row to row?"""

from datetime import date

from public_aids.engine.batch.algebra import DAY, Column, Const
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    both,
    case,
    compare,
)
from public_aids.engine.decide.window import window_on
from public_aids.engine.rulebook.model import Dated, Scheme


def open_window(scheme: Scheme, day: Column) -> Column:
    """True or false, never null: as `window_on` says."""
    if isinstance(day, Const):
        assert isinstance(day.value, date)
        return TRUE if window_on(scheme, day.value) == "open" else FALSE
    since = _bounded(scheme.validity.since, day, ">=", FALSE)
    return both(since, _bounded(scheme.validity.until, day, "<=", TRUE))


def _bounded(bounds: Dated[date] | None, day: Column, op: str, before: Column) -> Column:
    """The day against the version in force on it; `before` stands where there is none yet."""
    if bounds is None:
        return TRUE
    value = before
    for first, bound in bounds.versions:
        held = compare(op, day, Const(bound, DAY))  # type: ignore[arg-type]
        value = held if first is None else case(((compare(">=", day, Const(first, DAY)), held),), value)
    return value
