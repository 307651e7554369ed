"""One text for two things that stand side by side: people cannot tell them apart, and one was probably copied.

Compared are labels of the conditions of one list, of the amounts of a scheme, of facts, of the values of one fact; the
questions of facts; the names and the acronyms of schemes. A scheme may bear the name of the one that it replaces,
but not its acronym, which is what answers call it.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from public_aids.engine.lint.context import Context, Folder
from public_aids.engine.rulebook.coherence.card import Card
from public_aids.engine.rulebook.coherence.conditions import conditions_of
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Fact, Scheme
from public_aids.engine.text import Lang, Text

CODES = ("R471", "R472")
_LANGS: tuple[Lang, Lang] = ("fr", "en")
Named = tuple[Path, str, Text]  # the path to a text, whose it is, the text


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    conditions = sorted(conditions_of(scheme), key=lambda one: (len(one[0]), str(one[0][:-1])))
    for _list, siblings in groupby(conditions, key=lambda one: one[0][:-1]):
        yield from _repeated(((*path, "label"), one.id, one.label) for path, one in siblings)
    yield from _repeated((("amounts", at, "label"), one.id, one.label) for at, one in enumerate(scheme.amounts))


def of_folder(folder: Folder) -> Iterator[Finding]:
    facts, file = folder.facts, folder.facts_card.file
    for key in ("label", "question"):
        yield from _repeated(_of_facts(facts.values(), key), file)
    for name, fact in facts.items():
        labels = enumerate(fact.value_labels)
        yield from _repeated(
            ((("facts", name, "values", at, "label"), value, one) for at, (value, one) in labels), file
        )
    yield from _names(folder.cards)


def _of_facts(facts: Iterable[Fact], key: str) -> Iterator[Named]:
    for fact in facts:
        text: Text = getattr(fact, key)
        if key == "label" or text != fact.label:
            yield ("facts", fact.name, key), fact.name, text


def _repeated(named: Iterable[Named], file: str = "") -> Iterator[Finding]:
    first: dict[tuple[Lang, str], str] = {}
    for path, owner, text in named:
        for lang in _LANGS:
            other = first.setdefault((lang, _folded(text.to(lang))), owner)
            if other != owner:
                message = Text(f"`{other}` a déjà ce texte", f"`{other}` has this text already")
                cure = Text(f"dites en quoi `{owner}` est autre chose", f"say in what `{owner}` is something else")
                yield Finding("R471", (*path, lang), message, (cure,), "warning", file=file)
                break


def _names(cards: tuple[Card, ...]) -> Iterator[Finding]:
    """Of two schemes with one name, the later one in the order of the files is told; the acronym may be the name."""
    first: dict[str, Card] = {}
    for card in cards:
        named = (("acronym",), card.acronym), (("name", "fr"), card.title.fr), (("name", "en"), card.title.en)
        for path, text in named:
            other = first.setdefault(_folded(text), card)
            if other is not card and (path == ("acronym",) or not _related(card, other)):
                message = Text(f"`{other.scheme}` se nomme déjà ainsi", f"`{other.scheme}` is called so already")
                cure = Text(
                    "donnez-lui un nom à lui : les réponses ne montrent que celui-là",
                    "give it a name of its own: answers show nothing else",
                )
                yield Finding("R472", path, message, (cure,), "warning", file=card.file)


def _related(card: Card, other: Card) -> bool:
    return card.scheme in other.replaced_by or other.scheme in card.replaced_by


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
