"""Where a quote stands in a text, whatever happened to its spaces, its apostrophes and its ligatures."""

import pytest

from public_aids.engine.quotes.passage import nearest_passage, passages

DOCUMENT = passages(
    """ AIDES À L’INSTALLATION EN \r
ZONES SOUS‑DOTÉES
Favoriser l’ouverture de cabinets
a\ufffdn d’améliorer l’accès   aux soins, de façon e\ufffdective et di\ufffdérente.

• Exercer en ZIP
• Participer à la « permanence » des soins sous-
dotés
Un barème coe\ufffdcient ; l’oﬃce public
Exercer en ZIP
"""
)


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        ("AIDES À L'INSTALLATION EN ZONES", ((1, 2),)),
        ("zones sous-dotées", ()),
        ("ZONES SOUS-DOTÉES", ((2, 2),)),
        ("afin d'améliorer l'accès aux soins", ((4, 4),)),
        ("afin d’améliorer l’accès aux soins", ((4, 4),)),
        ("façon effective et différente", ((4, 4),)),
        ("a\ufffdn d'améliorer", ((4, 4),)),
        ("Exercer en ZIP", ((6, 6), (10, 10))),
        ("Exercer en ZIP Participer", ((6, 7),)),
        ('la "permanence" des soins', ((7, 7),)),
        ("la « permanence » des soins sous-dotés", ((7, 8),)),
        ("barème coefficient", ((9, 9),)),
        ("l'office public", ((9, 9),)),
        ("l'oﬃce public", ((9, 9),)),
        ("ouverture de cabinets secondaires", ()),
        ("améliorer l'acces", ()),
    ],
)
def test_where_a_quote_stands(quote: str, places: tuple[tuple[int, int], ...]) -> None:
    assert DOCUMENT.standing(quote) == places


def test_lines_are_counted_as_an_editor_does() -> None:
    assert DOCUMENT.count == 10
    assert passages("a\nb").count == 2
    assert passages("a\nb\n").count == 2


def test_a_quote_must_stand_wholly_within_its_lines() -> None:
    assert DOCUMENT.stands_within("Exercer en ZIP Participer", 6, 7)
    assert not DOCUMENT.stands_within("Exercer en ZIP Participer", 6, 6)
    assert DOCUMENT.stands_within("Exercer en ZIP", 9, 10)


def test_the_words_of_a_document_that_are_most_like_a_quote() -> None:
    near = nearest_passage("Favoriser fortement l'ouverture de cabinets", DOCUMENT)
    assert near == (2, "SOUS-DOTÉES Favoriser l'ouverture de cabinets")
    assert nearest_passage("Participer à la permanence de soins", DOCUMENT) == (
        7,
        'Participer à la "permanence" des soins',
    )
    assert nearest_passage("Rien de tout cela", DOCUMENT) is None
