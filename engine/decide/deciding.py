"""Which of several sets is the best for certain, where some sums hang on facts that are missing: by their bounds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from public_aids.engine.decide.amounts import to_cents
from public_aids.engine.decide.money import Presence
from public_aids.engine.feel.bounds import NOTHING, Span, exactly
from public_aids.engine.record import Record

Choice = Literal["stay", "leave", "tie"]
TRIED = 8  # of sets that may come to the same, the largest first


class Weighed(Record):
    """What a set comes to: `total`, None where a fact is missing, and then what each part of it can come to."""

    total: Decimal | None
    parts: Mapping[object, Span]
    leaves: bool

    @property
    def span(self) -> Span:
        """To the cent."""
        if self.total is not None:
            return exactly(self.total)
        found = sum(self.parts.values(), NOTHING)
        return Span(*(None if end is None else to_cents(end) for end in (found.low, found.high)))


def weighed(
    sets: Iterable[tuple[Decimal | None, Sequence[Presence], bool]], bounds: Callable[[Presence], Span]
) -> list[Weighed]:
    """Sets as their totals, what is in them and whether they leave a contract; parts only where a total is missing."""
    listed = list(sets)
    if all(total is not None for total, _, _ in listed):
        return [Weighed(total, {}, leaves) for total, _, leaves in listed]
    return [Weighed(total, {part_of(one): bounds(one) for one in there}, leaves) for total, there, leaves in listed]


def part_of(presence: Presence) -> object:
    return presence.scheme.id, presence.days, presence.opened, presence.stops, presence.signature, presence.without


def surely_best(sets: Sequence[Weighed]) -> int | None:
    """The place of a set that no other can be worth more than, the first of equals; None where that is not known.

    Such a set comes to the most at least, and of those to the most at most.
    """
    promising = [_promise(one.span) for one in sets]
    most = [index for index, one in enumerate(promising) if one == max(promising)]
    most.sort(key=lambda index: -len(sets[index].parts))
    return next((index for index in most[:TRIED] if all(worth_as_much(sets[index], one) for one in sets)), None)


def choice_of(sets: Sequence[Weighed], best: int | None) -> Choice | None:
    """To stay or to leave, where the sets are of both kinds and it is known which pays more."""
    if best is None:
        return None
    others = [one for one in sets if one.leaves != sets[best].leaves]
    rivals = [one for one in others if not worth_as_much(sets[best], one, more=True)]
    if others and not rivals:
        return "leave" if sets[best].leaves else "stay"
    return "tie" if any(worth_as_much(one, sets[best]) for one in rivals) else None


def worth_as_much(one: Weighed, other: Weighed, *, more: bool = False) -> bool:
    """Is a set worth as much as another (or more), whatever the missing facts are? What they share does not count."""
    if one.total is not None and other.total is not None:
        gain = one.total - other.total
    else:
        low = sum((span for part, span in one.parts.items() if part not in other.parts), NOTHING).low
        high = sum((span for part, span in other.parts.items() if part not in one.parts), NOTHING).high
        if low is None or high is None:
            return False
        gain = to_cents(low - high)
    return gain > 0 if more else gain >= 0


def _promise(span: Span) -> tuple[bool, Decimal, bool, Decimal]:
    return span.low is not None, span.low or Decimal(0), span.high is None, span.high or Decimal(0)
