"""`-o`: where a result may go, and `--overwrite`."""

from collections.abc import Callable
from glob import glob
from typing import Any, TypeVar

from public_aids.cli.options import option

F = TypeVar("F", bound=Callable[..., Any])


def overwrite_option() -> Callable[[F], F]:
    return option(
        "--overwrite",
        is_flag=True,
        fr="Remplace un fichier que la commande n'a pas écrit elle-même",
        en="Replace a file that the command has not written itself",
    )


def inputs_of(*sources: str | None) -> tuple[str, ...]:
    """The files that arguments stand for; one may be a pattern."""
    return tuple(path for one in sources if one is not None for path in (one, *glob(one)))  # noqa: PTH207  # as Polars reads it
