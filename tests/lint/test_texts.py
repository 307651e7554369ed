"""What is said of one text: a table of texts in both languages, with the codes that they get, and laws over our own."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from public_aids.engine.lint.days import days_of
from public_aids.engine.lint.figures import figures_of
from public_aids.engine.lint.registry import of_texts
from public_aids.engine.lint.texts import Phrase, phrases_of
from public_aids.engine.record import replace
from public_aids.engine.rulebook.files import rule_files
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.rulebook.scheme_reading import shaped
from public_aids.engine.text import Lang

TEXTS = [
    ("OPTAM-CO", "OPTAM-CO", ""),
    ("CAIM", "CAIM", ""),
    ("Aide 001", "Aide 001", ""),
    ("Ce document écrit « zone »", "This document writes “sous-dotée”, “déficitaire”", ""),
    ("Où ? Dans une zone", "Where? In a zone", ""),
    ("Le CÔTÉ droit, à l’étranger…", "The right side, abroad…", ""),
    ("10 000 € en 2026", "€10,000 in 2026", ""),
    ("À compter du 1er janvier 2026", "From 1 January 2026", ""),
    ("Cinq ans dans la zone", "5 years in the zone", ""),
    ("Test de grossesse", "Pregnancy test", ""),
    ("XXX", "An aid", "R461"),
    ("–", "An aid", "R461"),
    ("Aide (à compléter)", "An aid", "R461"),
    ("Aide", "To be translated", "R461"),
    ("\u200b", "An aid", "R462"),
    ("\u202f \u00a0", "An aid", "R462"),
    ("Câ€™est une aide", "This is an aid", "R463"),
    ("Prim\ufffd", "A bonus", "R463"),
    ("Aide Ã domicile", "Aid at home", "R463"),
    ("Aide ? domicile", "Aid at home", "R463"),
    ("Aide\u00a0 au loyer", "Rent aid", "R464"),
    ("44", "Forty-four", "R465"),
    ("31/12/2025", "The last day", "R465"),
    ("secteur >= 2", "Sector 2", "R465"),
    ("zone_cabinet_principal", "Main practice", "R465"),
    ("Lump sum for the doctor", "Lump sum for the doctor", "R467"),
    ("Lump sum", "Forfait pour le médecin", "R468"),
    ("Aide de 10 000 €", "Aid of €12,000", "R469"),
    ("Avant le 1er janvier 2026", "Before 1 January 2027", "R469"),
    ("Deux jours et demi", "Three days and a half", "R469"),
]


def codes_of(one: Phrase) -> set[str]:
    other: Lang = "en"
    both = (one, replace(one, path=("name", "en"), lang=other, text=one.other, other=one.text))
    return {finding.code for rule in of_texts() for finding in rule(both)}


@pytest.mark.parametrize(("fr", "en", "code"), TEXTS, ids=[fr or "-" for fr, _, _ in TEXTS])
def test_a_text_gets_its_code_and_no_other(fr: str, en: str, code: str) -> None:
    assert codes_of(Phrase(("name", "fr"), "name", fr, "fr", en)) == ({code} if code else set())


def ours() -> tuple[Phrase, ...]:
    trees = (shaped(file)[1] for file in rule_files(DEFAULT_RULES))
    return tuple(one for node in trees if node is not None for one in phrases_of(node) if one.lang == "fr")


SPOILT: list[tuple[str, Callable[[Phrase], tuple[str, str]], float]] = [
    ("swapped", lambda one: (one.other, one.text), 0.95),
    ("French twice", lambda one: (one.text, one.text), 0.95),
    ("English twice", lambda one: (one.other, one.other), 0.90),
    ("read as Windows", lambda one: (one.text.encode().decode("cp1252", "replace"), one.other), 1),
    ("accents lost", lambda one: (one.text.encode("ascii", "replace").decode(), one.other), 0.94),
]


@pytest.mark.parametrize(("spoil", "least"), [(spoil, least) for _, spoil, least in SPOILT], ids=[s[0] for s in SPOILT])
def test_nearly_all_of_our_texts_are_seen_once_spoilt(spoil: Callable[[Phrase], tuple[str, str]], least: float) -> None:
    changed = [(one, *spoil(one)) for one in ours() if spoil(one) != (one.text, one.other)]
    seen = [bool(codes_of(replace(one, text=fr, other=en))) for one, fr, en in changed]
    assert len(seen) > 300 and sum(seen) >= least * len(seen)


FIGURES: list[tuple[str, Lang, list[str]]] = [
    ("Au moins 2,5 jours", "fr", ["2.5"]),
    ("At least 2.5 days", "en", ["2.5"]),
    ("12 000 € ou 1 200,50 €", "fr", ["1200.50", "12000"]),
    ("€12,000 or €1,200.50", "en", ["1200.50", "12000"]),
    ("Deux jours et demi par semaine", "fr", ["2.5"]),
    ("L'un des deux", "fr", []),
    ("Convention 2024-2029", "fr", []),
    ("Article L.162-5", "fr", []),
]


@pytest.mark.parametrize(("text", "lang", "figures"), FIGURES)
def test_figures_of_a_text(text: str, lang: Lang, figures: list[str]) -> None:
    assert figures_of(text, lang) == tuple(map(Decimal, figures))


def test_days_of_a_text() -> None:
    assert [str(day) for day in days_of("Du 1er mars 2026 au 31 février 2026")] == ["2026-03-01"]
