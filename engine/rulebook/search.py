"""Schemes and facts by words: of their names, labels, questions and values, in both languages."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeVar

from public_aids.engine.rulebook.model import Fact, Rulebook, Scheme
from public_aids.engine.text import Text

T = TypeVar("T")
Said = Iterable[str | Text | None]


def schemes_with(rules: Rulebook, words: Iterable[str]) -> tuple[Scheme, ...]:
    """The schemes in whose names all the words stand; those whose id or acronym has them come first."""
    return _best(words, ((one, (one.id, one.acronym), _said_of_scheme(one)) for one in rules.schemes))


def facts_with(rules: Rulebook, words: Iterable[str]) -> tuple[Fact, ...]:
    """The facts of which all the words are said; those whose name or label has them come first."""
    return _best(words, ((one, (one.name, one.label), _said_of_fact(one)) for one in rules.facts.values()))


def plain_words(text: str) -> str:
    """Lower case without accents; what stands between words is a space."""
    letters = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in letters).casefold().split())


def _best(words: Iterable[str], things: Iterable[tuple[T, Said, Said]]) -> tuple[T, ...]:
    """The things, each with its names and what else is said of it, that have all the words; by their names first."""
    wanted = [f" {part}" for word in words for part in plain_words(word).split()]  # the beginning of a word is enough
    near: list[T] = []
    far: list[T] = []
    for one, names, said in things:
        named = _text(names)
        if all(word in named for word in wanted):
            near.append(one)
            continue
        everything = named + _text(said)
        if all(word in everything for word in wanted):
            far.append(one)
    return (*near, *far)


def _text(texts: Said) -> str:
    both = (part for one in texts if one for part in ((one.fr, one.en) if isinstance(one, Text) else (one,)))
    return "".join(f" {plain_words(one)}\n" for one in both)


def _said_of_scheme(scheme: Scheme) -> Iterator[Text]:
    yield scheme.name
    yield from (one.text for one in scheme.other_names)


def _said_of_fact(fact: Fact) -> Iterator[str | Text | None]:
    yield from (fact.question, fact.help, *fact.values, *(label for _, label in fact.value_labels))
    for field in fact.fields:
        yield from (field.name, field.label, *_said_of_fact(field))
