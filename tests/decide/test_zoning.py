"""The day from which the zoning of a region applies: a table by département, a parameter of the rules (D-01)."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.notices import warned
from public_aids.engine.decide.profile import profile_from
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.decide.situation import Situation
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.readings import rules_under
from public_aids.engine.source.diagnostic import BrokenError, Diagnostic

ZIP = "aide_premiere_installation_zip"
SOURCE = "source: { document: aides_zones_sous_dotees_2026, lines: 97-98 }"
ROWS = f"""      rows:
        - {{ for: ["44", "49"], is: 2026-01-01, {SOURCE} }}
        - {{ for: ["17"], is: 2026-03-01, {SOURCE} }}
"""
Folder = Callable[[str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Our rules with one text of the facts replaced by another."""

    def edited(before: str, after: str) -> Path:
        shutil.copytree(DEFAULT_RULES, tmp_path / "rules")
        path = tmp_path / "rules" / "facts.yaml"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        return tmp_path / "rules"

    return edited


@pytest.fixture
def by_region(folder: Folder) -> Rulebook:
    return load(folder("      otherwise: 2026-02-04\n", f"{ROWS}      otherwise: 2026-02-04\n"))


def result(rules: Rulebook, day: str, departement: str | None) -> SchemeResult:
    facts: dict[str, Any] = {"statut": "installe_liberal", "conventionne": True, "secteur": 1, "contrats": []}
    facts |= {"zone_cabinet_principal": "ZIP", "date_installation": day, "premiere_installation_liberale": True}
    facts |= {"aide_premiere_installation_deja_percue": False}
    facts |= {"departement_exercice": departement} if departement else {}
    found = decide(rules, profile_from(facts, rules.facts), on=date(2026, 3, 15))
    return next(one for one in found.schemes if one.scheme.id == ZIP)


@pytest.mark.parametrize(
    ("departement", "day", "status", "missing"),
    [
        ("44", "2026-01-01", "eligible", ()),
        ("49", "2025-12-31", "not_eligible", ()),
        ("17", "2026-02-10", "not_eligible", ()),
        ("17", "2026-03-01", "eligible", ()),
        ("35", "2026-02-03", "not_eligible", ()),
        ("35", "2026-02-04", "eligible", ()),
        (None, "2026-02-10", "undetermined", ("departement_exercice",)),
    ],
)
def test_under_the_reading_of_the_zoning_each_region_has_its_day(
    by_region: Rulebook, departement: str | None, day: str, status: str, missing: tuple[str, ...]
) -> None:
    found = result(rules_under(by_region, {"date_de_debut": "quatre_fevrier_2026"}), day, departement)
    assert (found.status, found.missing) == (status, missing)


@pytest.mark.parametrize(
    ("departement", "day", "told"),
    [("44", "2026-01-15", False), ("17", "2026-02-10", True), ("35", "2026-02-10", False), ("35", "2026-02-03", True)],
)
def test_the_national_right_stays_open_and_is_told_before_the_day_of_the_region(
    by_region: Rulebook, departement: str, day: str, told: bool
) -> None:
    found = result(by_region, day, departement)
    (reading,) = (one for one in found.readings if one.divergence == "date_de_debut")
    assert found.status == "eligible"
    assert any("jour fixé par la région" in warning.fr for warning in found.warnings) == told
    assert reading.decisive == told


@pytest.mark.parametrize(
    ("on", "fired", "to_check"),
    [
        ("2025-12-31", True, False),
        ("2026-01-01", False, True),
        ("2026-02-28", False, True),
        ("2026-03-01", False, False),
    ],
)
def test_a_day_before_or_after_all_rows_needs_no_region(
    by_region: Rulebook, on: str, fired: bool, to_check: bool
) -> None:
    scheme = by_region.scheme("consultations_avancees")
    assert scheme is not None
    told = warned(scheme, Situation(by_region, {}), date.fromisoformat(on), None)
    about = "zonage_applicable_le_4_fevrier_2026"
    assert (about in {one.id for one in told.fired}, about in {one.id for one in told.to_check}) == (fired, to_check)


def test_without_rows_the_day_of_the_only_source_holds_everywhere() -> None:
    strict = rules_under(load(DEFAULT_RULES), {"date_de_debut": "quatre_fevrier_2026"})
    for departement in (None, "44", "17"):
        assert [result(strict, day, departement).status for day in ("2026-02-03", "2026-02-04")] == [
            "not_eligible",
            "eligible",
        ]


def problems_of(rules: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(BrokenError) as broken:
        load(rules)
    return broken.value.diagnostics


@pytest.mark.parametrize(
    ("before", "after", "code", "said"),
    [
        ("by: departement_exercice", "by: departement", "F201", "departement"),
        ("otherwise: 2026-02-04", "otherwise: 2026-02-30", "D301", "2026-02-30"),
        ("otherwise: 2026-02-04", f"{ROWS.strip().replace('17', '44')}\n      otherwise: 2026-02-04", "F208", "44"),
        ("otherwise: 2026-02-04", f"{ROWS.strip().replace('17', '440')}\n      otherwise: 2026-02-04", "T303", "440"),
    ],
)
def test_a_wrong_table_is_told_at_its_place(folder: Folder, before: str, after: str, code: str, said: str) -> None:
    found = problems_of(folder(before, after))
    assert [(one.code, f"`{said}`" in one.message.en) for one in found] == [(code, True)]
    assert found[0].place is not None and found[0].place.path.endswith("facts.yaml")
