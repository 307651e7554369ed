"""A window that closes before it opens never lets anybody in."""

from collections.abc import Iterator, Mapping

from engine.rulebook.coherence.finding import Finding
from engine.rulebook.model import Fact, Scheme
from engine.text import Text

CODES = ("D305",)


def of_scheme(scheme: Scheme, _: Mapping[str, Fact]) -> Iterator[Finding]:
    since, until = scheme.validity.since, scheme.validity.until
    if since is None or until is None:
        return
    first, last = since.versions[0][1], until.versions[-1][1]
    if last < first:
        message = Text(
            f"le dispositif ferme le {last}, avant de s'ouvrir le {first}",
            f"the scheme closes on {last}, before it opens on {first}",
        )
        cure = Text("corrigez l'un des deux jours", "correct one of the two days")
        yield Finding("D305", ("validity", "until"), message, (cure,))
