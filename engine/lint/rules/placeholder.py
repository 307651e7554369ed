"""A text that someone meant to write later: `TODO`, `à compléter`, dots alone, the title of a suggested case."""

import re
from collections.abc import Iterable, Iterator

from public_aids.engine.lint.texts import Phrase
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R461",)
_ANYWHERE = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX+|À REMPLIR|A REMPLIR|TO FILL IN)\b"
    r"|\blorem ipsum\b|\b(?i:[àa] (?:compl[ée]ter|remplir|d[ée]finir|r[ée]diger|traduire)|to be (?:completed|defined"
    r"|translated|written|filled in))\b(?=\W*$)"
)
_WHOLE = re.compile(
    r"(?i:à (?:décrire|préciser|compléter|remplir|traduire)\b.*|\W*(?:[?_*–—-]|\.\.|…)\W*|nom complet du dispositif"
    r"|full name of the scheme|première condition|first condition|ce que le médecin doit savoir"
    r"|what the doctor should know|\W*(?:todo|fixme|tbd|tbc|xxx+|lorem|foo|bar|asdf|test)\W*|lorem\b.*)",
    re.DOTALL,
)


def of_texts(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for one in phrases:
        if one.key == "quote" and not re.search(r"TODO|FIXME|REMPLIR", one.text):
            continue  # words of a document, dots where it is cut
        if _WHOLE.fullmatch(one.text.strip()) or _ANYWHERE.search(one.text):
            message = Text("ce texte reste à écrire", "this text is still to be written")
            cure = Text("écrivez ce que le lecteur doit lire ici", "write what people are to read here")
            yield Finding("R461", one.path, message, (cure,))
