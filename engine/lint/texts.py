"""The texts for people that a file holds: each with its key, its language and what stands beside it."""

from collections.abc import Iterator

from public_aids.engine.record import Record
from public_aids.engine.rulebook.coherence.finding import Path
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence
from public_aids.engine.text import Lang

PROSE = frozenset(("title", "quote", "acronym", "body", "because"))  # keys of texts in one language


class Phrase(Record):
    """`key` is that of the whole text (`label`, `quote`), `other` the text in the other language.

    Without a language a text stands in one only.
    """

    path: Path
    key: str
    text: str
    lang: Lang | None = None
    other: str = ""
    of_value: bool = False  # it names a value of a fact

    @property
    def said(self) -> tuple[str, str, Lang | None, str, bool]:
        """All but where it stands: what the rules about texts judge by."""
        return self.key, self.text, self.lang, self.other, self.of_value


def phrases_of(node: Node, path: Path = ()) -> Iterator[Phrase]:
    """Every text of a tree, in the order of the file."""
    if isinstance(node, Sequence):
        for position, item in enumerate(node.items):
            yield from phrases_of(item, (*path, position))
    elif isinstance(node, Mapping):
        fr, en = node.get("fr"), node.get("en")
        if isinstance(fr, Scalar) and isinstance(en, Scalar):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            of_value = "values" in path
            yield Phrase((*path, "fr"), key, fr.text, "fr", en.text, of_value)
            yield Phrase((*path, "en"), key, en.text, "en", fr.text, of_value)
            return
        for name, value in node.entries:
            here = (*path, name.text)
            if isinstance(value, Scalar):
                if name.text in PROSE:
                    yield Phrase(here, name.text, value.text, of_value="values" in path)
            else:
                yield from phrases_of(value, here)
