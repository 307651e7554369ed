"""`--scheme`: the schemes that an answer is about."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

import click

from public_aids.cli.options import option
from public_aids.cli.spoken import WrongUsageError
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

F = TypeVar("F", bound=Callable[..., Any])


def scheme_option(fr: str, en: str) -> Callable[[F], F]:
    """An option that may be repeated, or hold several ids with `,` between them."""
    return option("--scheme", "only", multiple=True, metavar="SCHEME,...", callback=_parted, fr=fr, en=en)


def _parted(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for one in written for part in one.strip(" ,").split(",")))


def check_schemes(only: tuple[str, ...], known: Collection[str]) -> None:
    """Refuses an id that no scheme has."""
    for scheme_id in only:
        if scheme_id not in known:
            raise WrongUsageError(
                Text(f"aide inconnue `{scheme_id}`", f"unknown scheme `{scheme_id}`"),
                *did_you_mean(scheme_id, tuple(known)),
                Text("`schemes list` les nomme", "`schemes list` names them"),
            )
