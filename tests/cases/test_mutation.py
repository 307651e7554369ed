"""Changes of the rules: which are made, which the cases notice, and the cases that would notice the others."""

import os
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from public_aids.cli.render.case_yaml import case_yaml
from public_aids.cli.render.expression_text import expression_text
from public_aids.cli.render.suggested import names_of
from public_aids.engine.cases.load import load_case_files
from public_aids.engine.cases.model import CaseFile
from public_aids.engine.cases.mutation import Mutation, mutate
from public_aids.engine.cases.places import Places
from public_aids.engine.cases.run import played
from public_aids.engine.cases.stage import Stage
from public_aids.engine.cases.variants import Slips
from public_aids.engine.cases.work import mutations_of
from public_aids.engine.feel.parser import parse
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook

TOY = Path(__file__).parents[1] / "cli" / "inputs" / "rules"


def _read(folder: Path) -> tuple[Rulebook, Mapping[str, CaseFile]]:
    rules = load(folder)
    return rules, {file.scheme: file for file in load_case_files(folder, rules)}


def _mutations(folder: Path) -> dict[str, Mutation]:
    rules, files = _read(folder)
    return {one.scheme: one for one in mutations_of(rules, files, tuple(files), workers=2)}


@pytest.fixture(scope="module")
def slips() -> Slips:
    return Slips(load(DEFAULT_RULES).facts)


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("jours_par_semaine >= 2.5", ["> 2.5", "< 2.5", ">= 2.4", ">= 2.6"]),
        ('zone_cabinet_principal = "ZIP"', ['!= "ZIP"', '= "ZAC"', '= "hors_zone"']),
        ("conventionne and membre_cpts", ["or membre_cpts", "membre_cpts", "conventionne", "not(conventionne) and"]),
        ('on < date_installation + @"P1Y"', ["<=", ">=", "P11M", "P1Y1M", '- @"P1Y"', "on < date_installation"]),
        ('on < @"2026-02-04"', ["2026-02-03", "2026-02-05"]),
        ("not(conventionne)", ["conventionne", "not(not(conventionne))"]),
        ("secteur in (1, 2)", ["secteur in 1", "secteur in 2", "not(secteur in (1, 2))"]),
        ("if conventionne then 0.5 else 0.3", ["0.5", "0.3", "then 0.3 else 0.5", "0.4", "0.6"]),
        ("min(200 * demi_journees_consultations_avancees_mois, 1200)", ["max(", "1199", "1201", "201", "199"]),
        ("annee_etudes_medecine between 4 and 6", ["in (4..6]", "in [4..6)", "between 3", "and 7"]),
    ],
)
def test_the_slips_of_an_expression(slips: Slips, written: str, changed: list[str]) -> None:
    found = [expression_text(expr) for _, expr in slips.of(parse(written))]
    assert written not in found
    assert len(found) == len(set(found))
    for part in changed:
        assert any(part in text for text in found), (part, found)


def test_what_check_refuses_is_not_a_slip(slips: Slips) -> None:
    """A date is never compared with a length of time, nor a sector with one that does not exist."""
    found = [expression_text(expr) for _, expr in slips.of(parse('on < date_installation + @"P1Y"'))]
    assert 'on < @"P1Y"' not in found
    assert "secteur = 0" not in [expression_text(expr) for _, expr in slips.of(parse("secteur = 1"))]


@pytest.mark.skipif("SCHEMES_ALL" not in os.environ, reason="script/test runs `schemes test --mutate`, which says it")
def test_the_cases_of_our_rules_notice_every_change() -> None:
    found = _mutations(DEFAULT_RULES)
    assert sum(one.made for one in found.values()) > 1000
    left = [(one.scheme, survivor.at, survivor.kind) for one in found.values() for survivor in one.survivors]
    assert left == []
    assert [excuse.at for one in found.values() for excuse in one.stale] == []


def test_the_cases_to_paste_pass_and_notice(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "rules")
    before = _mutations(tmp_path / "rules")
    assert any(one.suggestions for one in before.values())
    for one in before.values():
        for name, suggestion in zip(names_of(one.suggestions), one.suggestions, strict=True):
            with Path(suggestion.file.path).open("a", encoding="utf-8") as file:
                file.write(case_yaml(name, suggestion))
    rules, files = _read(tmp_path / "rules")
    stage = Stage(rules)
    assert all(played(case, stage).passed for file in files.values() for case in file.cases)
    after = _mutations(tmp_path / "rules")
    assert [survivor for one in after.values() for survivor in one.survivors if survivor.noticed_by is not None] == []


def test_the_first_day_of_a_new_sum_is_shown_by_two_cases(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "rules")
    path = tmp_path / "rules" / "prime.yaml"
    versions = "value:\n      - { is: 10000 }\n      - { from: 2026-07-01, is: 12000 }\n"
    text = path.read_text(encoding="utf-8").replace("rules_as_of: evaluation", "rules_as_of: opening")
    path.write_text(text.replace("value: 10000\n", versions), encoding="utf-8")
    found = _mutations(tmp_path / "rules")["prime"]
    moved = [one for one in found.survivors if one.at == ("amounts", "forfait", "value", "2", "from")]
    shown = [found.suggestions[one.noticed_by].attempt.profile for one in moved if one.noticed_by is not None]
    assert {profile["date_installation"] for profile in shown} == {date(2026, 6, 30), date(2026, 7, 1)}


def test_an_explained_change_is_no_survivor_and_a_stale_explanation_is_told(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "rules")
    path = tmp_path / "rules" / "prime.cases.yaml"
    explained = (
        "unnoticed:\n"
        "  - { at: conditions.presence.any_of.jours.when, becomes: jours > 2.5, because: nul ne travaille tant }\n"
        "  - { at: conditions.zone_rouge.when, becomes: zone = 3, because: elle ne sert plus }\n"
        "  - { at: validity.from, because: la date ne compte pas }\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + explained, encoding="utf-8")
    rules, files = _read(tmp_path / "rules")
    scheme = rules.scheme("prime")
    assert scheme is not None
    found = mutate(scheme, rules, files)
    assert found.excused == 2
    assert [excuse.at for excuse in found.stale] == [("conditions", "zone_rouge", "when")]
    assert ("validity", "from") not in [one.at for one in found.survivors if one.kind == "removed"]


def test_one_process_finds_what_two_find() -> None:
    rules, files = _read(TOY)
    alone = tuple(mutations_of(rules, files, tuple(files), workers=1))
    assert alone == tuple(_mutations(TOY).values())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("conditions", "secteur", "when"), "when: secteur = 1"),
        (("conditions", "exercice_coordonne", "any_of", "cpts", "when"), "when: membre_cpts"),
        (("validity", "until"), "until: 2025-12-31"),
        (("incompatible_with", "cstm"), "schemes: [cstm, cotram]"),
        (("incompatible_with", "cstm+cotram", "during"), "during: same_period"),
        (("amounts", "forfait", "payments", "2", "share"), "share: 0.5, at: 'max"),
        (("limits", "caim", "taken_if"), "limits:"),
    ],
)
def test_the_place_of_a_part(path: tuple[str, ...], text: str) -> None:
    file = DEFAULT_RULES / "convention-2016" / "caim.yaml"
    line = Places(file).of(path).line
    assert text in file.read_text(encoding="utf-8").splitlines()[line - 1]
