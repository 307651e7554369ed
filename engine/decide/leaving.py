"""The days on which it can be best to leave a running contract.

Between two days on which something changes (a right opens or closes, a rate steps, a share is paid) every monthly sum
is constant, so a total is a straight line of the day of leaving, and the best day is at one end of a line. A sum paid
at once is lost when its time is over, and a contract when it closes: the last month before that counts too.
What a new contract pays moves with the day it is signed, so that the days before its steps count as well.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from public_aids.engine.decide.ledger import Ledger
from public_aids.engine.decide.timeline import Stay, Timeline


def days_worth_leaving(timeline: Timeline, ledger: Ledger, alone: Sequence[Stay]) -> tuple[date, ...]:
    """First days of months, and the day that the person has in mind. `alone`: each scheme as without the others."""
    months = timeline.months
    turning = {0, len(months)}
    for stay in alone:
        turning |= set(_turns(stay, ledger, months))
    for scheme in timeline.takeable:
        opened = [*timeline.open_months(scheme), False]
        at_once = any(not amount.recurs for amount in scheme.amounts)
        for index, (before, now) in enumerate(pairwise(opened), 1):
            if before != now:
                in_time = at_once or (scheme.kind == "contract" and index < len(months))
                turning |= {index - 1, index} if before and in_time else {index}
    moved = {turn - length for turn in turning for length in _lengths(alone, ledger, months)}
    days = {months[index] for index in turning | moved if 0 <= index < len(months)}
    wished = timeline.rights.situation.leaving
    if isinstance(wished, date) and wished in timeline.horizon:
        days.add(wished)
    return tuple(sorted(days))


def _turns(stay: Stay, ledger: Ledger, months: Sequence[date]) -> Iterator[int]:
    """The months in which a scheme pays another sum than the month before, or comes or goes."""
    due, there = ledger.due(stay.presence) or (), set(stay.presence.days)
    for index, (before, now) in enumerate(pairwise(due), 1):
        if before != now or (months[index - 1] in there) != (months[index] in there):
            yield index


def _lengths(alone: Sequence[Stay], ledger: Ledger, months: Sequence[date]) -> set[int]:
    """How many months after its signing a new contract ends or pays another sum; sums of two, for one after another."""
    found: set[int] = {0}
    for stay in alone:
        presence = stay.presence
        if stay.scheme.kind == "contract" and presence.signature is None and presence.opened is not None:
            signed = max((i for i, month in enumerate(months) if month <= presence.opened), default=0)
            found |= {turn - signed for turn in _turns(stay, ledger, months) if turn > signed}
            found |= {stay.scheme.term.months} if stay.scheme.term else set()
    return found | {one + other for one in found for other in found}
