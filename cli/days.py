"""Days on the command line and in requests: `2026-03-15`, within the years that rules can speak of."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from public_aids.engine.text import Text

if TYPE_CHECKING:
    import click

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST = 50  # years of a horizon

F = TypeVar("F", bound=Callable[..., Any])
Horizon = tuple[date, date]

TODAY = Text("aujourd'hui", "today")


class WrongDayError(Exception):
    """A text that is not a day, or a horizon that is none; says why and what to write."""

    def __init__(self, message: Text, *cures: Text) -> None:
        super().__init__(message.en)
        self.text = message
        self.cures = cures


def day_from(written: str) -> date:
    """The day that is written. Raises `WrongDayError` with the cure."""
    try:
        if len(written) != 10 or written[7] != "-":  # other forms of ISO 8601
            raise ValueError
        found = date.fromisoformat(written)
    except ValueError:
        from public_aids.engine.source.wrong_day import wrong_day

        wrong = wrong_day(written)
        raise WrongDayError(wrong.message, *wrong.cures) from None
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

    from public_aids.engine.feel.values import add_months

    return add_months(day, 12) - timedelta(days=1)


def day_option(name: str, *names: str, fr: str, en: str, **named: Any) -> Callable[[F], F]:
    """An option that holds a day, or days where it is `multiple`."""
    from public_aids.cli.options import option

    return option(name, *names, metavar="YYYY-MM-DD", callback=_read_days, fr=fr, en=en, **named)


def _read_days(_: "click.Context", param: "click.Parameter", written: Any) -> date | tuple[date, ...] | None:
    if isinstance(written, tuple):
        return tuple(_read_day(param, one) for one in written)
    return None if written is None else _read_day(param, written)


def _read_day(param: "click.Parameter", written: str) -> date:
    try:
        return day_from(written)
    except WrongDayError as error:
        from public_aids.cli.spoken import WrongUsageError

        name, said = param.opts[0], error.text
        raise WrongUsageError(Text(f"`{name}`\u00a0: {said.fr}", f"`{name}`: {said.en}"), *error.cures) from None
