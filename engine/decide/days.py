"""Days and horizons as they are asked for: `2026-03-15`, within the years that rules can speak of."""

from datetime import date

from public_aids.engine.feel.values import FIRST_DAY, LAST_DAY, parse_date
from public_aids.engine.source.diagnostic import Diagnostic, FactsError
from public_aids.engine.text import Text

LONGEST = 50  # years of a horizon

Horizon = tuple[date, date]


class WrongDayError(FactsError):
    """A text that is not a day, or a horizon that is none; says why and what to write."""

    def __init__(self, message: Text, *cures: Text) -> None:
        super().__init__((Diagnostic("P505", message, cures=cures),))
        self.text = message
        self.cures = cures


def day_from(written: str) -> date:
    """The day that is written. Raises `WrongDayError` with the cure."""
    found = parse_date(written)
    if found is None:
        from public_aids.engine.source.wrong_day import wrong_day

        wrong = wrong_day(written)
        raise WrongDayError(wrong.message, *wrong.cures)
    if not FIRST_DAY <= found <= LAST_DAY:
        raise WrongDayError(
            Text(f"le jour `{written}` est hors des années connues", f"the day `{written}` is out of the known years"),
            Text(f"du {FIRST_DAY} au {LAST_DAY}", f"from {FIRST_DAY} to {LAST_DAY}"),
        )
    return found


def horizon_from(start: date | None, end: date | None, on: date, order: Text) -> Horizon | None:
    """The period of totals, both days included; None for the usual one. Raises `WrongDayError`.

    `order`: how to write that a day comes first.
    """
    if start is None and end is None:
        return None
    first = start or on
    last = end or _year_after(first)
    if last < first:
        raise WrongDayError(
            Text(
                f"la période finit le {last}, avant de commencer le {first}",
                f"the period ends on {last}, before it begins on {first}",
            ),
            order,
        )
    if last.year - first.year > LONGEST:
        raise WrongDayError(Text(f"la période dépasse {LONGEST} ans", f"the period is longer than {LONGEST} years"))
    return first, last


def _year_after(day: date) -> date:
    """The last of the twelve months that begin on `day`."""
    from datetime import timedelta

    from public_aids.engine.feel.values import add_months

    return add_months(day, 12) - timedelta(days=1)
