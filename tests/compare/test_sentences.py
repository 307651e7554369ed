"""What changes in the rules, and the sentence that each change is told by."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from public_aids.cli.render.diff_names import Names
from public_aids.cli.render.diff_words import change_sentence, scheme_heading
from public_aids.cli.render.marked import as_text
from public_aids.engine.compare.days import day_changes
from public_aids.engine.compare.model import RuleChanges
from public_aids.engine.compare.rules import rule_changes
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Lang

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
COTRAM = "convention-2016/cotram.yaml"
CAIM = "convention-2016/caim.yaml"
ZAC = "convention-2024/aide_premiere_installation_zac.yaml"


@cache
def ours() -> Rulebook:
    return load(DEFAULT_RULES)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str, str], Rulebook]:
    """Our rules with one text of one file replaced by another."""

    def edit(file: str, before: str, after: str) -> Rulebook:
        shutil.copytree(DEFAULT_RULES, tmp_path / "rules")
        path = tmp_path / "rules" / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        return load(tmp_path / "rules")

    return edit


def told(before: Rulebook, after: Rulebook, lang: Lang, found: RuleChanges | None = None) -> list[str]:
    """The sentences of all that differs."""
    found = found or rule_changes(before, after)
    names = Names(before, after, {}, lang)
    changes = (*(one for scheme in found.schemes for one in scheme.changes), *found.shared)
    return [as_text(change_sentence(one, names)).translate(SPACES) for one in changes]


@pytest.mark.parametrize(
    ("file", "before", "after", "fr", "en"),
    [
        (
            CAIM,
            "  renewal: none\n",
            "  renewal: none\n  kept_if_signed_by: 2025-12-30\n  others_end_on: 2026-01-01\n",
            "dernière signature menée à son terme : désormais 30 décembre 2025",
            "last signature kept to its term: now 30 December 2025",
        ),
        (
            ZAC,
            "    value: 5000\n",
            "    value: 6000\n",
            "montant « Aide forfaitaire unique » : passe de 5 000 € à 6 000 € en une fois",
            "amount “Single lump sum”: from €5,000 to €6,000 once",
        ),
        (
            ZAC,
            "    value: 5000\n",
            "    value:\n      - { is: 5000 }\n      - { from: 2027-01-01, is: 6000 }\n",
            "montant « Aide forfaitaire unique » : passe de 5 000 € à 6 000 € en une fois,"
            " à partir du 1er janvier 2027",
            "amount “Single lump sum”: from €5,000 to €6,000 once, as from 1 January 2027",
        ),
        (
            COTRAM,
            "    rate: 0.10\n",
            "    rate: 0.125\n",
            "montant « Aide à l'activité, 10 % des honoraires conventionnés », taux : passe de 10 % à 12,5 %",
            "amount “Activity aid, 10% of the fees under the agreement”, rate: from 10% to 12.5%",
        ),
        (
            CAIM,
            "  until: 2025-12-31\n",
            "  until: 2025-11-30\n",
            "dernier jour pour l'ouvrir : du 31 décembre 2025 au 30 novembre 2025",
            "last day to open it: from 31 December 2025 to 30 November 2025",
        ),
        (
            ZAC,
            "validity:\n",
            "validity:\n  until: 2027-12-31\n",
            "dernier jour pour l'ouvrir : le 31 décembre 2027 (aucun jusqu'ici)",
            "last day to open it: 31 December 2027 (none so far)",
        ),
        (
            CAIM,
            "jours_par_semaine >= 2.5",
            "jours_par_semaine >= 3",
            "condition « Au moins 2,5 jours par semaine dans la zone » : passe de `jours_par_semaine >= 2.5` à"
            " `jours_par_semaine >= 3`",
            "condition “At least 2.5 days a week in the zone”: from `jours_par_semaine >= 2.5` to"
            " `jours_par_semaine >= 3`",
        ),
        (
            CAIM,
            "  - id: participe_pdsa\n",
            "  - id: carte\n    label: { fr: Avoir une carte, en: Have a card }\n    when: membre_cpts\n"
            "    source: { document: ameli_paps_2025_11_10, lines: 39 }\n  - id: participe_pdsa\n",
            "ajout : condition « Avoir une carte » (`membre_cpts`)",
            "added: condition “Have a card” (`membre_cpts`)",
        ),
        (
            CAIM,
            "      - id: esp\n        label: { fr: Membre d'une équipe de soins primaires,"
            " en: Member of a primary care team }\n        when: membre_esp\n",
            "",
            "retrait : condition « Membre d'une équipe de soins primaires » (`membre_esp`)",
            "removed: condition “Member of a primary care team” (`membre_esp`)",
        ),
        (
            CAIM,
            "  - schemes: [cstm, cotram]\n",
            "  - schemes: [cotram]\n",
            "retrait : ne se cumule pas avec CSTM (sur la même période)",
            "removed: may not be held with CSTM (over the same period)",
        ),
        (
            CAIM,
            "  - schemes: [cstm, cotram]\n    during: same_period\n",
            "  - schemes: [cstm, cotram]\n    during: career\n",
            "ne se cumule pas avec CSTM, portée : passe de sur la même période à sur toute la carrière",
            "may not be held with CSTM, scope: from over the same period to over a whole career",
        ),
        (
            CAIM,
            "  length: P5Y\n",
            "  length: P6Y\n",
            "durée : passe de 5 ans à 6 ans",
            "length: from 5 years to 6 years",
        ),
        (
            CAIM,
            "en: Lump sum }",
            "en: Flat sum }",
            "montant « Aide forfaitaire », libellé : en anglais, passe de « Lump sum » à « Flat sum »",
            "amount “Flat sum”, label: from “Lump sum” to “Flat sum”",
        ),
        (
            CAIM,
            "    applied: inclus\n",
            "    applied: exclu\n",
            "désaccord des sources `dernier_jour_de_signature`, lecture appliquée : passe de"
            " « Le 31 décembre 2025 compris » à « Avant le 31 décembre 2025 »",
            "disagreement of the sources `dernier_jour_de_signature`, reading applied: from"
            " “31 December 2025 included” to “Before 31 December 2025”",
        ),
        (
            "facts.yaml",
            "    maximum: 120\n",
            "    maximum: 110\n",
            "fait « Âge », maximum : passe de 120 à 110",
            "fact “Age”, maximum: from 120 to 110",
        ),
        (
            "contacts.yaml",
            "    email: rps49@assurance-maladie.fr\n",
            "    email: rps@assurance-maladie.fr\n",
            "contact `49`, adresse électronique : passe de « rps49@assurance-maladie.fr » à"
            " « rps@assurance-maladie.fr »",
            "contact `49`, e-mail: from “rps49@assurance-maladie.fr” to “rps@assurance-maladie.fr”",
        ),
        (
            CAIM,
            "      - { share: 0.5, at: signature }\n      - { share: 0.5,",
            "      - { share: 0.6, at: signature }\n      - { share: 0.4,",
            "montant « Aide forfaitaire », calendrier des versements : passe de 50 % le `signature` et 50 % le"
            ' `max(signature, date_installation) + @"P1Y"` à 60 % le `signature` et 40 % le'
            ' `max(signature, date_installation) + @"P1Y"`',
            "amount “Lump sum”, schedule of payments: from 50% on `signature` and 50% on"
            ' `max(signature, date_installation) + @"P1Y"` to 60% on `signature` and 40% on'
            ' `max(signature, date_installation) + @"P1Y"`',
        ),
        (
            "facts.yaml",
            "otherwise: 2026-02-04\n",
            "otherwise: 2026-02-05\n",
            "fait « Premier jour du zonage dans la région », valeur déduite : passe de `2026-02-04` à `2026-02-05`",
            "fact “First day of the zoning in the region”, derived value: from `2026-02-04` to `2026-02-05`",
        ),
    ],
)
def test_a_change_and_its_sentence(
    edited: Callable[[str, str, str], Rulebook], file: str, before: str, after: str, fr: str, en: str
) -> None:
    rules = edited(file, before, after)
    assert fr in told(ours(), rules, "fr")
    assert en in told(ours(), rules, "en")


def test_the_order_and_the_layout_of_files_change_nothing(edited: Callable[[str, str, str], Rulebook]) -> None:
    found = rule_changes(
        ours(),
        edited(CAIM, "label: { fr: Aide forfaitaire, en: Lump sum }", "label: {en: Lump sum, fr: Aide forfaitaire}"),
    )
    assert found.schemes == () and found.shared == ()


def test_schemes_that_come_and_go(tmp_path: Path) -> None:
    shutil.copytree(DEFAULT_RULES, tmp_path / "rules")
    (tmp_path / "rules" / "convention-2024" / "financements_msp.yaml").unlink()
    without = load(tmp_path / "rules")
    (gone,) = rule_changes(ours(), without).schemes
    (come,) = rule_changes(without, ours()).schemes
    names = Names(ours(), without, {}, "fr")
    assert scheme_heading(gone, names) == "MSP, Financements des maisons de santé pluriprofessionnelles (aide retirée)"
    assert scheme_heading(come, names) == "MSP, Financements des maisons de santé pluriprofessionnelles (nouvelle aide)"


def test_two_days_tell_what_opens_and_what_closes() -> None:
    found = day_changes(ours(), date(2025, 12, 31), date(2026, 1, 1))
    names = Names(ours(), ours(), {}, "en")
    sentences = {scheme.id: [change_sentence(one, names) for one in scheme.changes] for scheme in found.schemes}
    assert sentences["caim"] == ["can no longer be opened: the last day was 31 December 2025"]
    assert sentences["aide_premiere_installation_zac"] == ["can be opened since 1 January 2026"]
    assert "cesp" not in sentences
    assert day_changes(ours(), date(2026, 1, 1), date(2026, 1, 2)).schemes == ()


def test_two_days_tell_the_versions_in_force(edited: Callable[[str, str, str], Rulebook]) -> None:
    dated = "    value:\n      - { is: 5000 }\n      - { from: 2027-01-01, is: 6000 }\n"
    rules = edited(ZAC, "    value: 5000\n", dated)
    found = day_changes(rules, date(2026, 12, 31), date(2027, 1, 1))
    (said,) = told(rules, rules, "fr", found)
    assert said == "montant « Aide forfaitaire unique » : passe de 5 000 € à 6 000 € en une fois"
    assert day_changes(rules, date(2026, 12, 30), date(2026, 12, 31)).schemes == ()
