"""What the commands for populations need before they begin: libraries, files of a known format."""

from typing import TYPE_CHECKING

from cli.errors import StopError, wrong_input
from engine.text import Text

if TYPE_CHECKING:
    from engine.batch.files import Format, Population

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
    from engine.batch.files import format_of

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

    from engine.batch.files import open_population

    form = format_named(path)
    try:
        return open_population(path, form)
    except FileNotFoundError:
        raise wrong_input("P500", Text(f"`{path}` n'existe pas", f"`{path}` does not exist")) from None
    except (OSError, pl.exceptions.PolarsError) as error:
        said = str(error).split("\n", 1)[0][:200]
        message = Text(f"impossible de lire `{path}` : {said}", f"cannot read `{path}`: {said}")
        raise wrong_input("P500", message) from None


def failed(error: Exception) -> StopError:
    """Reading or writing that failed on the way."""
    said = str(error).split("\n", 1)[0][:200]
    message = Text(f"la lecture ou l'écriture a échoué : {said}", f"reading or writing failed: {said}")
    return wrong_input("B305", message)
