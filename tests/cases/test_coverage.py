"""What cases have shown: outcomes of conditions, sides of boundaries, and the situations that would show the rest."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from public_aids.cli.render.case_yaml import case_yaml
from public_aids.cli.render.suggested import names_of
from public_aids.engine.cases.boundaries import Probe, boundaries_of
from public_aids.engine.cases.coverage import SchemeCoverage, coverage
from public_aids.engine.cases.load import load_case_files
from public_aids.engine.cases.run import played
from public_aids.engine.cases.search import Attempt
from public_aids.engine.cases.stage import Stage
from public_aids.engine.decide.decide import decide
from public_aids.engine.edit.fmt import formatted
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.syntax import Comparison
from public_aids.engine.record import replace
from public_aids.engine.rulebook.load import DEFAULT_RULES, load

TOY = Path(__file__).parents[1] / "cli" / "inputs" / "rules"


def _coverage(folder: Path) -> list[SchemeCoverage]:
    rules = load(folder)
    stage, found = Stage(rules), []
    for file in load_case_files(folder, rules):
        scheme = rules.scheme(file.scheme)
        assert scheme is not None
        found.append(coverage(scheme, rules, file, [played(case, stage) for case in file.cases]))
    return found


def test_our_cases_leave_no_gap() -> None:
    gaps = [(one.scheme, gap.path, gap.unseen) for one in _coverage(DEFAULT_RULES) for gap in one.gaps]
    assert gaps == []


def test_the_cases_to_paste_fill_the_gaps(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "rules")
    before = _coverage(tmp_path / "rules")
    assert any(one.gaps for one in before)
    for one in before:
        for name, suggestion in zip(names_of(one.suggestions), one.suggestions, strict=True):
            with Path(suggestion.file.path).open("a", encoding="utf-8") as file:
                file.write(case_yaml(name, suggestion))
    after = _coverage(tmp_path / "rules")
    assert [(one.scheme, gap.path) for one in after for gap in one.gaps if gap.shown_by is not None] == []


def test_a_case_to_paste_is_in_form() -> None:
    suggestion = next(suggestion for one in _coverage(TOY) for suggestion in one.suggestions)
    claims = {
        ("pairs", "a"): "exclude",
        ("opens",): "2026-01-01",
        ("amounts", "a", "cap"): None,
        ("amounts", "a", "value"): 1,
    }
    pasted = case_yaml("essai", replace(suggestion, claims=claims))
    assert "pairs: { a: exclude }" in pasted
    assert formatted("essai.cases.yaml", f"cases:\n{pasted}").text == f"cases:\n{pasted}"


@pytest.mark.parametrize(
    ("written", "facts", "expected"),
    [
        ("jours_par_semaine >= 2.5", {"jours_par_semaine": "2.5"}, {"at_bound"}),
        ("jours_par_semaine >= 2.5", {"jours_par_semaine": "2.4"}, {"beyond"}),
        ("jours_par_semaine >= 2.5", {"jours_par_semaine": "2.6"}, set()),
        ("jours_par_semaine >= 2.5", {"jours_par_semaine": "2.3"}, set()),
        ("jours_par_semaine > 2.5", {"jours_par_semaine": "2.6"}, {"beyond"}),
        ("annee_etudes_medecine >= 4", {"annee_etudes_medecine": "3"}, {"beyond"}),
        ("annee_etudes_medecine >= 4", {}, set()),
        ('on < @"2026-03-15"', {}, {"at_bound"}),
        ('on < @"2026-03-16"', {}, {"beyond"}),
    ],
)
def test_the_sides_of_a_boundary(written: str, facts: dict[str, str], expected: set[str]) -> None:
    rules = load(DEFAULT_RULES)
    near = load_case_files(DEFAULT_RULES, rules)[0].cases[0]
    expr = parse(written)
    assert isinstance(expr, Comparison)
    attempt = Attempt(near, {name: Decimal(value) for name, value in facts.items()}, date(2026, 3, 15))
    assert Probe(expr, rules).sides(attempt) == expected


def test_a_window_is_a_boundary() -> None:
    scheme = load(DEFAULT_RULES).scheme("caim")
    assert scheme is not None
    assert ("validity", "until") in [path for path, _ in boundaries_of(scheme)]


def test_a_case_is_answered_as_a_whole_decision_answers_it() -> None:
    """A stage answers for one scheme alone."""
    rules = load(DEFAULT_RULES)
    stage = Stage(rules)
    for case in [case for file in load_case_files(DEFAULT_RULES, rules) for case in file.cases][::7]:
        whole = decide(rules, case.profile, case.on)[case.scheme]
        assert stage.answer(case.scheme, case.profile, case.on).result == whole
