"""A window that closes before it opens never lets anybody in: as it stands, or under a reading of the sources."""

from collections.abc import Iterator
from datetime import date

from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.coherence.stated import said_by_readings
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("D305",)


def of_scheme(scheme: Scheme, _: Logic) -> Iterator[Finding]:
    since, until = scheme.validity.since, scheme.validity.until
    first, last = since.versions[0][1] if since else None, until.versions[-1][1] if until else None
    standing = tuple(_closed(first, last, ("validity", "until")))
    yield from standing
    for path, about, day in () if standing else said_by_readings(scheme):
        if about == "validity.from" and isinstance(day, date):
            yield from _closed(day, last, path)
        elif about == "validity.until" and isinstance(day, date):
            yield from _closed(first, day, path)


def _closed(first: date | None, last: date | None, path: Path) -> Iterator[Finding]:
    if first is not None and last is not None and last < first:
        message = Text(
            f"le dispositif ferme le {last}, avant de s'ouvrir le {first}",
            f"the scheme closes on {last}, before it opens on {first}",
        )
        cure = Text("corrigez l'un des deux jours", "correct one of the two days")
        yield Finding("D305", path, message, (cure,))
