"""Days on the command line and in requests: `2026-03-15`, within the years that rules can speak of."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from engine.text import Text

if TYPE_CHECKING:
    import click

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST = 50  # years of a horizon

F = TypeVar("F", bound=Callable[..., Any])
Horizon = tuple[date, date]

WRITTEN = Text("un jour s'écrit AAAA-MM-JJ : `2026-03-15`", "a day is written YYYY-MM-DD: `2026-03-15`")


class WrongDayError(Exception):
    """A text that is not a day, or a horizon that is none; says why and what to write."""

    def __init__(self, message: Text, *cures: Text) -> None:
        super().__init__(message.en)
        self.text = message
        self.cures = cures


def day_from(written: str) -> date:
    """The day that is written. Raises `WrongDayError` with the cure."""
    if not _looks_like_a_day(written):
        raise WrongDayError(Text(f"`{written}` n'est pas un jour", f"`{written}` is not a day"), WRITTEN)
    try:
        found = date.fromisoformat(written)
    except ValueError:
        message = Text(f"le jour `{written}` n'existe pas", f"the day `{written}` does not exist")
        raise WrongDayError(message, *_last_of_month(written), WRITTEN) from None
    if not FIRST <= found <= LAST:
        raise WrongDayError(
            Text(f"le jour `{written}` est hors des années connues", f"the day `{written}` is out of the known years"),
            Text(f"du {FIRST} au {LAST}", f"from {FIRST} to {LAST}"),
        )
    return found


def horizon_from(start: date | None, end: date | None, on: date) -> Horizon | None:
    """The period of totals, both days included; None for the usual one. Raises `WrongDayError`."""
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
            Text("`--from` vient avant `--to`", "`--from` comes before `--to`"),
        )
    if last.year - first.year > LONGEST:
        raise WrongDayError(Text(f"la période dépasse {LONGEST} ans", f"the period is longer than {LONGEST} years"))
    return first, last


def _year_after(day: date) -> date:
    """The last of the twelve months that begin on `day`."""
    from datetime import timedelta

    from engine.feel.values import add_months

    return add_months(day, 12) - timedelta(days=1)


def _looks_like_a_day(written: str) -> bool:
    parts = written.split("-")
    return [len(part) for part in parts] == [4, 2, 2] and all(part.isascii() and part.isdecimal() for part in parts)


def _last_of_month(written: str) -> tuple[Text, ...]:
    """Where only the day of the month is too high, the last one there is."""
    from calendar import monthrange

    year, month = int(written[:4]), int(written[5:7])
    if not (1 <= month <= 12 and year >= 1 and written[8:] > "28"):
        return ()
    last = f"{written[:8]}{monthrange(year, month)[1]}"
    return (Text(f"le dernier jour de ce mois est `{last}`", f"the last day of that month is `{last}`"),)


def day_option(name: str, *names: str, fr: str, en: str, **named: Any) -> Callable[[F], F]:
    """An option that holds a day, or days where it is `multiple`."""
    from cli.options import option

    return option(name, *names, metavar="YYYY-MM-DD", callback=_read_days, fr=fr, en=en, **named)


def _read_days(_: "click.Context", param: "click.Parameter", written: Any) -> date | tuple[date, ...] | None:
    if isinstance(written, tuple):
        return tuple(_read_day(param, one) for one in written)
    return None if written is None else _read_day(param, written)


def _read_day(param: "click.Parameter", written: str) -> date:
    try:
        return day_from(written)
    except WrongDayError as error:
        from cli.options import WrongUsageError

        name, said = param.opts[0], error.text
        raise WrongUsageError(Text(f"`{name}`\u00a0: {said.fr}", f"`{name}`: {said.en}"), *error.cures) from None
