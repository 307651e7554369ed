"""Which strategies of a plan are shown, in which order, and which lead when the horizon ends sooner."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from public_aids.engine.decide.amounts import CENT, to_cents
from public_aids.engine.decide.ledger import MonthlySums
from public_aids.engine.decide.money import ZERO
from public_aids.engine.decide.relations import Pair
from public_aids.engine.decide.result import Termination
from public_aids.engine.decide.schedule import Lead
from public_aids.engine.decide.timeline import Frame
from public_aids.engine.record import Record


class Draft(Record):
    """A strategy before its months are written; `sums` is what is due by the end of each month, None if unknown."""

    stays: Frame
    schemes: tuple[str, ...]
    actions: tuple[Termination, ...]
    unsettled: bool
    sums: MonthlySums | None
    apart: tuple[Pair, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """To the cent."""
        return None if self.sums is None else to_cents(self.sums[-1])

    @property
    def settled(self) -> bool:
        """Sources allow every pair."""
        return not self.unsettled and not self.apart


def rank(draft: Draft) -> tuple[object, ...]:
    """The best first: settled, known totals, larger totals, fewer actions, more schemes; then whatever opens sooner."""
    total = draft.total
    actions = tuple((action.terminate, action.on) for action in draft.actions)
    opened = tuple(sorted((stay.presence.opened or date.min, stay.scheme.id) for stay in draft.stays))
    largest = (not draft.settled, total is None, -(total or ZERO))
    return *largest, len(actions), -len(draft.schemes), draft.schemes, actions, opened


def worth_showing(ranked: Sequence[Draft], settled: Sequence[Draft]) -> list[Draft]:
    """Of strategies that leave the same contracts, none that takes only a part of what a better or equal one takes.

    Those that lead when the horizon ends sooner are shown too: one for each time without a leader among the others.
    """
    shown = list(_largest(ranked))
    months = len(settled[0].sums or ()) if settled else 0
    for index in range(months):
        leaders = _leaders(settled, index)
        if not any(one is other for one in leaders for other in shown):
            shown.append(max(leaders, key=lambda one: _lasts(one, settled, index)))
    return [draft for draft in ranked if any(draft is one for one in shown)]


def leads_of(shown: Sequence[Draft], settled: Sequence[Draft], months: Sequence[date]) -> Iterator[Lead]:
    """Which of the strategies shown lead among all, each time that changes with the end of the horizon."""
    leading: tuple[int, ...] = ()
    for index, month in enumerate(months):
        leaders = _leaders(settled, index)
        now = tuple(number for number, draft in enumerate(shown) if any(draft is one for one in leaders))
        if now != leading:
            leading = now
            yield Lead(month, now)


def _largest(ranked: Sequence[Draft]) -> Iterator[Draft]:
    seen: list[tuple[tuple[bool, bool], tuple[str, ...], frozenset[str]]] = []
    for draft in ranked:
        left, schemes = tuple(action.terminate for action in draft.actions), frozenset(draft.schemes)
        doubts = draft.unsettled, bool(draft.apart)
        if not any((doubts, left) == (doubt, other) and schemes <= better for doubt, other, better in seen):
            seen.append((doubts, left, schemes))
            yield draft


def _leaders(settled: Sequence[Draft], index: int) -> list[Draft]:
    """Those with the largest sum by the end of a month."""
    known = [(draft.sums[index], draft) for draft in settled if draft.sums]
    top = max(total for total, _ in known)
    return [draft for total, draft in known if top - total < CENT and to_cents(total) == to_cents(top)]


def _lasts(draft: Draft, settled: Sequence[Draft], since: int) -> int:
    """How many months a strategy goes on leading."""
    months = len(draft.sums or ())
    return next((i for i in range(since, months) if not any(draft is one for one in _leaders(settled, i))), months)
