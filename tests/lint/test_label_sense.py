"""Labels that mean the contrary of their condition, and labels that name another fact."""

from datetime import date

import pytest

from lint.examples import BASE
from public_aids.engine.feel.parser import parse
from public_aids.engine.lint.context import Context
from public_aids.engine.lint.rules import label_fact, label_sense
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.load import load
from public_aids.engine.rulebook.model import Dated, Scheme, Test, Validity
from public_aids.engine.text import Text

RULES = load(BASE)
SENSE = """
Au moins deux jours            | jours_par_semaine >= 2        |
Au moins deux jours            | jours_par_semaine > 2         | >
Au moins deux jours            | jours_par_semaine <= 2        | <=
Au moins deux jours            | 2 <= jours_par_semaine        |
Au moins deux jours            | 2 >= jours_par_semaine        | <=
Plus de 60 ans                 | age_ans > 60                  |
Plus de 60 ans                 | age_ans >= 60                 | >=
Plus de 60 ans                 | age_ans >= 61                 |
Moins de 50 ans                | age_ans < 50                  |
Moins de 50 ans                | age_ans > 50                  | >
Moins de 50 ans                | not(age_ans >= 50)            |
Cinq jours au plus             | jours_par_semaine <= 5        |
Cinq jours au plus             | jours_par_semaine < 5         | <
Entre 2 et 5 jours             | jours_par_semaine >= 5        |
Moins de 50 ans, à partir de 2 | age_ans > 50                  |
À partir du 1er mars 2024      | date_installation >= @"2024-03-01" |
À partir du 1er mars 2024      | date_installation > @"2024-03-01"  | >
À partir du 1er mars 2024      | date_installation <= @"2024-03-01" | <=
Avant 2026                     | date_installation <= @"2025-12-31" |
Avant 2026                     | date_installation >= @"2025-12-31" | >=
Cabinet en ZIP                 | zone_cabinet_principal = "ZIP"  |
Cabinet en ZIP                 | zone_cabinet_principal != "ZIP" | !=
Cabinet hors ZIP               | zone_cabinet_principal != "ZIP" |
N'être pas en ZIP              | zone_cabinet_principal != "ZIP" |
"""
FACTS = """
Membre d'une CPTS              | membre_cpts          |
Membre d'une CPTS              | conventionne         | membre_cpts
Une maison de santé            | conventionne         |
Âge du médecin                 | age_ans > 3          |
Jours par semaine au cabinet   | jours_par_semaine > 3 |
Membre, et sous convention     | membre_cpts and conventionne |
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    found = (line.split("|") for line in table.strip().split("\n"))
    return [(label.strip(), when.strip(), said.strip()) for label, when, said in found]


def scheme(label: str, when: str) -> Scheme:
    test = Test("x", Text(label, ""), Dated(((None, parse(when)),)))
    return Scheme("x", "X", Text("", ""), "one_off", validity=Validity(), conditions=(test,))


CONTEXT = Context(Logic(RULES.facts), date(2026, 12, 1), RULES)


@pytest.mark.parametrize(("label", "when", "sign"), rows(SENSE))
def test_sense_of_a_label(label: str, when: str, sign: str) -> None:
    said = [one.message.en.split("`")[1] for one in label_sense.of_scheme(scheme(label, when), CONTEXT)]
    assert said == ([sign] if sign else [])


@pytest.mark.parametrize(("label", "when", "fact"), rows(FACTS))
def test_fact_of_a_label(label: str, when: str, fact: str) -> None:
    said = [one.message.en.split("`")[3] for one in label_fact.of_scheme(scheme(label, when), CONTEXT)]
    assert said == ([fact] if fact else [])
