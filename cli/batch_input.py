"""What the commands for populations need before they begin: libraries, files of a known format."""

import os
import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from public_aids.cli.errors import ExitCode, StopError, wrong_input
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from public_aids.engine.batch.files import Format, Population

FORMATS = ".parquet, .arrow, .csv"


def need(*libraries: str, extra: str = "batch") -> None:
    """Stops the run, with how to install it, where a library of an extra is missing."""
    from importlib.util import find_spec

    for library in libraries:
        if find_spec(library) is None:
            install = f"pip install 'public-aids[{extra}]'"
            message = Text(f"il manque la bibliothèque `{library}`", f"the library `{library}` is missing")
            raise wrong_input("B301", message, Text(install, install))


def format_named(path: str) -> "Format":
    from public_aids.engine.batch.files import format_of

    found = format_of(path)
    if found is None:
        raise wrong_input(
            "B302",
            Text(f"`{path}` n'a pas de format connu", f"`{path}` has no known format"),
            Text(f"formats : {FORMATS}", f"formats: {FORMATS}"),
        )
    return found


def population_in(path: str) -> "Population":
    import polars as pl

    from public_aids.engine.batch.files import OtherColumnsError, open_population

    form = format_named(path)
    _check_is_on_disk(path)
    try:
        return open_population(path, form)
    except BrokenError as error:
        raise StopError(ExitCode.WRONG_INPUT, error.diagnostics) from None
    except (OSError, ValueError, OtherColumnsError, pl.exceptions.PolarsError) as error:
        raise unreadable(path, error) from None


def check_named(named: Iterable[str], columns: tuple[str, ...]) -> None:
    """Columns that options name are there."""
    for name in named:
        if name not in columns:
            message = Text(f"il n'y a pas de colonne `{name}`", f"there is no column `{name}`")
            raise wrong_input("B303", message, *did_you_mean(name, columns))


def check_no_others(columns: tuple[str, ...], rules: Rulebook, named: Iterable[str], option: str, to: Text) -> None:
    """A column is a fact, or an option names it: that one, for what it does."""
    from public_aids.engine.batch.columns import check_columns

    def cure(name: str) -> Text:
        shown = shlex.quote(name)
        return Text(f"pour {to.fr} : `{option} {shown}`", f"to {to.en}: `{option} {shown}`")

    try:
        check_columns(columns, rules, frozenset(named), cure)
    except BrokenError as error:
        raise StopError(ExitCode.WRONG_INPUT, error.diagnostics) from None


@contextmanager
def refusals(*folders: Path) -> Iterator[None]:
    """What cannot be read or evaluated in columns ends the run; `folders` hold the rules."""
    from public_aids.engine.batch.lowered import NoColumnForm

    try:
        yield
    except BrokenError as error:
        raise StopError(ExitCode.WRONG_INPUT, error.diagnostics) from None
    except NoColumnForm as error:
        from public_aids.engine.batch.places import diagnostic

        raise StopError(ExitCode.BROKEN_RULES, (diagnostic(error, folders),)) from None


def _check_is_on_disk(path: str) -> None:
    """A population is read more than once, which a pipe or a device does not allow."""
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):  # noqa: PTH110, PTH112, PTH113
        raise wrong_input(
            "P500",
            Text(f"`{path}` n'est pas un fichier sur un disque", f"`{path}` is not a file on a disk"),
            Text("écrivez d'abord la population dans un fichier", "write the population to a file first"),
        )


def unreadable(path: str, error: Exception) -> StopError:
    """A population that cannot be opened."""
    if isinstance(error, FileNotFoundError):
        if os.path.isdir(path):  # noqa: PTH112
            return wrong_input("P500", Text(f"`{path}` ne contient aucun fichier", f"`{path}` holds no file"))
        return wrong_input("P500", Text(f"`{path}` n'existe pas", f"`{path}` does not exist"))
    said = _said(error)
    return wrong_input("P500", Text(f"impossible de lire `{path}` : {said.fr}", f"cannot read `{path}`: {said.en}"))


def failed(error: Exception) -> StopError:
    """Reading or writing that failed on the way."""
    said = _said(error)
    message = Text(f"la lecture ou l'écriture a échoué : {said.fr}", f"reading or writing failed: {said.en}")
    return wrong_input("B305", message)


def _said(error: Exception) -> Text:
    """Why, in words of our own where the system has none: those of Polars speak of its own parts."""
    import polars as pl

    from public_aids.engine.batch.files import OtherColumnsError

    match error:
        case OSError() if error.strerror:
            return Text(error.strerror, error.strerror)
        case OtherColumnsError(path=path, first=first):
            return Text(
                f"`{path}` n'a pas les colonnes de `{first}`, ou pas leurs types",
                f"`{path}` does not have the columns of `{first}`, or not their types",
            )
        case pl.exceptions.PolarsError():
            return Text(
                "le fichier n'est pas du format que dit son nom, ou il est coupé",
                "the file is not of the format that its name says, or it is cut short",
            )
        case _:
            said = str(error).split("\n", 1)[0][:200]
            return Text(said, said)
