"""The path of a reading leads to something in the file: else the reading could change nothing."""

from collections.abc import Iterator

from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.model import Divergence, Scheme
from public_aids.engine.rulebook.readings import AMOUNT_KEYS, leads_nowhere, standing_value
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

CODES = ("R421",)


def of_scheme(scheme: Scheme, _: Logic) -> Iterator[Finding]:
    for position, divergence in enumerate(scheme.divergences):
        for path, about in _paths(divergence, ("divergences", position)):
            if leads_nowhere(scheme, about):
                message = Text(
                    f"rien ne se trouve à `{about}` dans ce fichier", f"nothing stands at `{about}` in this file"
                )
                cure = Text(
                    "un chemin s'écrit `validity.until`, `conditions.ID.when` ou `amounts.ID.value`",
                    "a path is written `validity.until`, `conditions.ID.when` or `amounts.ID.value`",
                )
                yield Finding("R421", path, message, (*did_you_mean(about, _known(scheme)), cure))


def _paths(divergence: Divergence, path: Path) -> Iterator[tuple[Path, str]]:
    if divergence.about is not None:
        yield (*path, "about"), divergence.about
    for at, reading in enumerate(divergence.readings):
        for n, also in enumerate(reading.also):
            yield (*path, "readings", at, "also", n, "about"), also.about


def _known(scheme: Scheme) -> Iterator[str]:
    """The paths of a scheme at which something stands."""
    conditions = (f"conditions.{test.id}.when" for _, test in tests_of(scheme))
    amounts = (f"amounts.{amount.id}.{key}" for amount in scheme.amounts for key in AMOUNT_KEYS)
    for about in ("validity.from", "validity.until", "opens_on", *conditions, *amounts):
        if standing_value(scheme, about) is not None:
            yield about
