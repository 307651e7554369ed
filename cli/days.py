"""Days on the command line."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from public_aids.engine.decide.days import WrongDayError, day_from
from public_aids.engine.text import Text

if TYPE_CHECKING:
    import click

F = TypeVar("F", bound=Callable[..., Any])
ORDER = Text("`--from` vient avant `--to`", "`--from` comes before `--to`")
TODAY = Text("aujourd'hui", "today")


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
        raise WrongUsageError(Text(f"`{name}` : {said.fr}", f"`{name}`: {said.en}"), *error.cures) from None
