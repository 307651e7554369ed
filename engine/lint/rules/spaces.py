"""Spaces that a text does not need: at its ends, or two where one is meant."""

import re
from collections.abc import Iterable, Iterator

from public_aids.engine.lint.texts import Phrase
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R464",)
_NEEDLESS = re.compile(r"\A\s+|\s+\Z|[ \t\u00a0\u202f]{2,}")


def of_texts(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for one in phrases:
        found = _NEEDLESS.search(one.text.removesuffix("\n"))
        if found is not None and one.text.strip():
            message = Text("il y a ici une espace de trop", "there is a space too many here")
            cure = Text("effacez-la", "delete it")
            yield Finding("R464", one.path, message, (cure,), "warning", part=found.span())
