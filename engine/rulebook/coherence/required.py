"""What a scheme requires on the days of its window, as expressions that have to be true together."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import assert_never

from public_aids.engine.feel.syntax import And, Boolean, Comparison, ComparisonOp, Expr, Name, Or, Temporal
from public_aids.engine.record import Record
from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.model import Condition, Group, Scheme, Test, Validity


class Moment(Record):
    """From one change of the conditions to the next one; `window` says which days these are."""

    first: date
    last: date
    conditions: tuple[Expr, ...]  # one for each condition of the scheme, in their order

    @property
    def window(self) -> tuple[Expr, ...]:
        return _on(">=", self.first), _on("<=", self.last)


def moments_of(scheme: Scheme) -> Iterator[Moment]:
    """Each time in which the conditions are the same, within the days on which the right can be opened, if any."""
    opens, closes = window_of(scheme.validity)
    if closes < opens:
        return
    changes = {first for _, test in tests_of(scheme) for first, _ in test.when.versions if first is not None}
    starts = sorted({opens, *(day for day in changes if opens < day <= closes)})
    ends = [day - timedelta(days=1) for day in starts[1:]]
    for first, last in zip(starts, [*ends, closes], strict=True):
        yield Moment(first, last, tuple(formula(one, first) for one in scheme.conditions))


def window_of(validity: Validity) -> tuple[date, date]:
    """The first and the last day on which a right can be opened."""
    first = validity.since.versions[0][1] if validity.since else date.min
    return first, validity.until.versions[-1][1] if validity.until else date.max


def formula(condition: Condition, day: date) -> Expr:
    """A condition and all that it is made of, as one expression."""
    match condition:
        case Test(when=when):
            return when.at(day) or Boolean(True)
        case Group(needs=needs, children=children):
            return joined(needs == "all_of", tuple(formula(child, day) for child in children))
        case _:
            assert_never(condition)


def joined(every: bool, parts: tuple[Expr, ...]) -> Expr:
    return And(parts) if every else Or(parts)


@cache  # the same days are asked for again and again
def _on(op: ComparisonOp, day: date) -> Expr:
    return Comparison(op, Name("on"), Temporal(day.isoformat()))
