"""What is contradictory and what only looks so: parts of a scheme, and the codes that they give.

Each row takes the place of a part of `base/exemple.yaml`. False positives are worse than misses: most rows are right.
"""

import shutil
from pathlib import Path

import pytest

from lint.examples import AS_OF, BASE
from public_aids.engine.lint.check import check_folder

EXEMPLE = "exemple.yaml"
SUM = "    value: 10000\n"
RATE = "    rate: {}\n    base: honoraires_annuels_eur\n"
PAID = SUM + "    payments:\n      - {{ share: 1, at: '{}' }}\n"
DATED = """\
    value:
      - {{ is: 5000 }}
      - {{ from: {}, is: 20000 }}
    cap:
      - {{ is: {} }}
      - {{ from: {}, is: {} }}
"""
PER_CONTRACT, PER_YEAR = "    unit: EUR\n    per: contract", "    unit: EUR\n    per: year"

AMOUNTS = [
    ("    value: 0\n", ["R456"]),
    ("    value: -1\n", ["R430"]),
    ("    value: if membre_cpts then 5000 else -5000\n", ["R430"]),
    ("    value: 5000 - 200 * nombre_cabinets\n", ["R430"]),
    ("    value: if membre_cpts then 5000 else 0\n", []),
    (SUM + "    cap: 10000\n", []),
    (SUM + "    cap: 9999.99\n", ["R432"]),
    ("    value: if membre_cpts then 20000 else 500\n    cap: 10000\n", []),
    ("    value: 500 * nombre_cabinets\n    cap: 10000\n", []),
    (DATED.format("2024-01-01", 5000, "2024-01-01", 20000), []),
    (DATED.format("2024-01-01", 5000, "2024-02-01", 20000), ["R432"]),
    (DATED.format("2024-02-01", 5000, "2024-01-01", 20000), []),
    (DATED.format("2024-02-01", 4000, "2024-01-01", 10000), ["R432", "R432"]),
    (PAID.format("signature"), []),
    (PAID.format('signature - @"P1D"'), ["R433"]),
    (PAID.format('@"2019-12-31"'), ["R433"]),
    (PAID.format('@"2020-01-01"'), []),
    (PAID.format('max(signature, date_installation) - @"P1Y"'), []),
    (PAID.format("date_installation"), []),
    (PAID.format("on"), []),
    (PAID.format('if signature < @"2022-01-01" then @"2022-01-01" else signature'), []),
]
RATES = [("0", ["R456"]), ("1", []), ("0.25", []), ("25", ["R431"]), ("1.01", ["R431"]), ("-0.1", ["R431"])]
READING = """\
divergences:
  - id: lecture
    about: {about}
    readings:
      - id: une
        label: {{ fr: Une, en: One }}
        value: {applied}
        source: {{ document: guide, lines: 2 }}
      - id: autre
        label: {{ fr: Autre, en: Other }}
        value: {other}
        source: {{ document: guide, lines: 3 }}
    applied: une
    because: {{ fr: Parce que, en: Because }}
"""
READINGS = [
    ("validity.until", "2025-12-31", "2020-01-01", []),
    ("validity.until", "2025-12-31", "2019-12-31", ["D305"]),
    ("validity.from", "2020-01-01", "2026-01-01", ["D305"]),
    ("amounts.forfait.value", "10000", "-10000", ["R430"]),
    ("amounts.forfait.value", "10000", "12000", []),
]


def codes(tmp_path: Path, before: str, after: str) -> list[str]:
    folder = tmp_path / "rules"
    shutil.copytree(BASE, folder)
    text = (folder / EXEMPLE).read_text(encoding="utf-8")
    assert before in text
    (folder / EXEMPLE).write_text(text.replace(before, after, 1), encoding="utf-8")
    found = check_folder(folder, AS_OF).diagnostics
    return [one.code for one in found if one.place is not None and one.place.path.endswith(EXEMPLE)]


@pytest.mark.parametrize(("written", "said"), AMOUNTS)
def test_amounts(written: str, said: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, SUM, written) == said


@pytest.mark.parametrize(("rate", "said"), RATES)
def test_rates(rate: str, said: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, SUM + PER_CONTRACT, RATE.format(rate) + PER_YEAR) == said


@pytest.mark.parametrize(("about", "applied", "other", "said"), READINGS)
def test_readings(about: str, applied: str, other: str, said: list[str], tmp_path: Path) -> None:
    written = READING.format(about=about, applied=applied, other=other)
    assert codes(tmp_path, "replaced_by: [suite]\n", written) == said
