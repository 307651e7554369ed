"""What a plan answers: strategies, what each pays month by month, and when the ranking changes with the horizon.

Sums are in euros and to the cent; None is unknown.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from public_aids.engine.decide.relations import Pair
from public_aids.engine.decide.result import Caution, Termination
from public_aids.engine.record import Record
from public_aids.engine.text import Text


class Month(Record):
    """What is due in one month; `by_scheme` in order of their names adds up to `total`, months to the plan's total."""

    start: date
    by_scheme: tuple[tuple[str, Decimal], ...]
    total: Decimal


class Period(Record):
    """When a scheme is there: `until` is the first day it is not, None where it still is at the end of the plan.

    A one-off aid is there on one day: `until` is `since`.
    """

    scheme: str
    since: date
    until: date | None


class Strategy(Record):
    """`total` and `months` are None where facts are `missing`; `unsettled` where no source settles one of the pairs.

    `apart`: pairs of running contracts that are there at once although a source forbids it. `at_least` and `at_most`
    bound a total that is not known (None: no bound). `unquantified`: the schemes whose sum no source gives.
    """

    schemes: tuple[str, ...]
    actions: tuple[Termination, ...]
    periods: tuple[Period, ...]
    total: Decimal | None
    months: tuple[Month, ...] | None
    unsettled: bool
    missing: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    apart: tuple[Pair, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    unquantified: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Sources allow every pair."""
        return not self.unsettled and not self.apart


class Lead(Record):
    """From a horizon that ends at the end of month `since` on, these strategies (by index) are the best ones."""

    since: date
    strategies: tuple[int, ...]


class Undetermined(Record):
    """A scheme that may be open at some time of the plan, and the facts that would decide it."""

    scheme: str
    missing: tuple[str, ...]


class PlanEffect(Record):
    """Another reading of the sources, and the best total under it (None where it is unknown)."""

    divergence: str
    reading: str
    total: Decimal | None
    choice: Literal["stay", "leave", "tie"] | None


class Plan(Record):
    """Strategies with the best first; several when they tie (`best` counts them, 0 when totals are missing).

    `stay` and `leave` are the largest totals without and with a termination, where a contract runs. `missing` holds the
    facts that could still change the plan, `unsettled` the pairs that no source settles, each with the facts that
    a source would settle it by.
    """

    start: date
    end: date
    strategies: tuple[Strategy, ...]
    best: int
    leads: tuple[Lead, ...]
    choice: Literal["stay", "leave", "tie"] | None = None
    stay: Decimal | None = None
    leave: Decimal | None = None
    missing: tuple[str, ...] = ()
    undetermined: tuple[Undetermined, ...] = ()
    unsettled: tuple[tuple[Pair, tuple[str, ...]], ...] = ()
    warnings: tuple[Text, ...] = ()
