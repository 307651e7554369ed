"""Days that cannot be: what is still to come was not done, and rules are not read again in a hundred years."""

from collections.abc import Iterator
from datetime import date

from public_aids.engine.lint.context import Context, Folder
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R477", "R478")
FAR = 20  # years


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    yield from _to_come(("reviewed_on",), scheme.reviewed_on, context.as_of)
    due, done = scheme.review_before, scheme.reviewed_on or context.as_of
    if due is not None and due.year > done.year + FAR:
        message = Text(
            f"le {due} est dans {due.year - done.year} ans : d'ici là, rien ne rappelle de relire ces règles",
            f"{due} is {due.year - done.year} years away: until then nothing calls for reading these rules again",
        )
        cure = Text("corrigez l'année, ou donnez un jour plus proche", "correct the year, or give a nearer day")
        yield Finding("R478", ("review_before",), message, (cure,), "warning")


def of_folder(folder: Folder) -> Iterator[Finding]:
    for at, document in enumerate(folder.documents):
        yield from _to_come(("documents", at, "updated_on"), document.updated_on, folder.as_of, "sources.yaml")


def _to_come(path: Path, day: date | None, as_of: date, file: str = "") -> Iterator[Finding]:
    if day is not None and day > as_of:
        message = Text(f"le {day} n'est pas encore venu", f"{day} has not come yet")
        cure = Text("donnez le jour où cela a été fait", "give the day when it was done")
        yield Finding("R477", path, message, (cure,), "warning", file=file)
