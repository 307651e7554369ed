"""A text in which nothing can be read: spaces, also those that do not break, and characters that have no width."""

from collections.abc import Iterable, Iterator
from unicodedata import category

from public_aids.engine.lint.texts import Phrase
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R462",)


def of_texts(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for one in phrases:
        if all(category(char)[0] in "ZC" for char in one.text):
            message = Text("ce texte est vide : il n'y a que des espaces", "this text is blank: it holds only spaces")
            cure = Text("écrivez-le, ou enlevez la clé", "write it, or remove the key")
            yield Finding("R462", one.path, message, (cure,))
