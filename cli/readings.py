"""`--reading DIVERGENCE=READING`: the same rules under another reading of the sources."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from public_aids.cli.options import option
from public_aids.cli.spoken import WrongUsageError
from public_aids.engine.rulebook.model import Divergence, Rulebook
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

F = TypeVar("F", bound=Callable[..., Any])
Chosen = Mapping[str, str]

SHOW = Text("`schemes show` d'une aide les nomme", "`schemes show` of a scheme names them")


def reading_option(
    name: str = "--reading",
    into: str = "readings",
    fr: str = "Applique une autre lecture des sources",
    en: str = "Apply another reading of the sources",
) -> Callable[[F], F]:
    return option(name, into, multiple=True, metavar="DIVERGENCE=READING", callback=_split, fr=fr, en=en)


def _split(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> Chosen:
    chosen: dict[str, str] = {}
    for one in written:
        divergence, equals, reading = (part.strip() for part in one.partition("="))
        if not (divergence and equals and reading):
            raise WrongUsageError(
                Text(f"`{one}` n'est pas de la forme `divergence=lecture`", f"`{one}` is not `divergence=reading`"),
                Text("par exemple `dernier_jour_de_signature=exclu`", "such as `dernier_jour_de_signature=exclu`"),
            )
        if chosen.setdefault(divergence, reading) != reading:
            raise WrongUsageError(
                Text(f"deux lectures demandées pour `{divergence}`", f"two readings are asked for `{divergence}`"),
                Text("n'en gardez qu'une", "keep one of them"),
            )
    return chosen


_READ: list[tuple[Rulebook, Chosen, Rulebook]] = []  # the last ones: what is made ready for them is worth keeping


def rules_read(rulebook: Rulebook, chosen: Chosen) -> Rulebook:
    """The rules under the readings asked for. Raises `WrongUsageError` for a name that no scheme records."""
    if not chosen:
        return rulebook
    for rules, readings, read in _READ:
        if rules is rulebook and readings == chosen:
            return read
    from public_aids.engine.rulebook.readings import rules_under

    recorded = [one for scheme in rulebook.schemes for one in scheme.divergences]
    for divergence, reading in chosen.items():
        _check(divergence, reading, recorded)
    _READ[:] = [*_READ[-7:], (rulebook, dict(chosen), rules_under(rulebook, chosen))]
    return _READ[-1][2]


def _check(divergence: str, reading: str, recorded: list[Divergence]) -> None:
    same = [one for one in recorded if one.id == divergence]
    if not same:
        raise WrongUsageError(
            Text(f"divergence inconnue `{divergence}`", f"unknown disagreement `{divergence}`"),
            *did_you_mean(divergence, tuple(one.id for one in recorded)),
            SHOW,
        )
    readings = tuple(dict.fromkeys(known.id for one in same for known in one.readings))
    if reading not in readings:
        listed = ", ".join(f"`{name}`" for name in readings)
        raise WrongUsageError(
            Text(f"`{divergence}` n'a pas de lecture `{reading}`", f"`{divergence}` has no reading `{reading}`"),
            *did_you_mean(reading, readings),
            Text(f"lectures : {listed}", f"readings: {listed}"),
        )
