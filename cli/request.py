"""What to answer about a situation, apart from the situation itself."""

from datetime import date

from public_aids.engine.decide.days import Horizon
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.record import Record


class Request(Record):
    on: date
    horizon: Horizon | None = None
    only: tuple[str, ...] = ()  # ids of the schemes to show; none: all
    form: str = "text"
    sources: bool = False
    brief: bool = False  # the text on one screen
    readings: tuple[tuple[str, str], ...] = ()  # those asked for: ids of disagreements and of readings

    def shown(self, decision: Decision) -> tuple[SchemeResult, ...]:
        return tuple(one for one in decision.schemes if not self.only or one.scheme.id in self.only)
