"""Many aids open at once, which a solver combines: nothing but the answer is written on standard output."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lint.examples import BASE

ROOT = Path(__file__).parents[2]
SCHEME = """\
id: {name}
acronym: {name}
name: {{ fr: {name}, en: {name} }}
kind: one_off
rules_as_of: evaluation
reviewed_on: 2025-11-01
review_before: 2027-06-30

validity:
  from: 2020-01-01
  source: {{ document: guide, lines: 1 }}

conditions:
  - id: conventionne
    label: {{ fr: Sous convention, en: Under the agreement }}
    when: conventionne
    source: {{ document: guide, lines: 2 }}

amounts:
  - id: forfait
    label: {{ fr: Somme, en: Sum }}
    value: {value}
    unit: EUR
    per: once
    precision: exact
    source: {{ document: guide, lines: 3 }}
{apart}"""
APART = """
incompatible_with:
  - schemes: [{other}]
    during: same_period
    source: {{ document: guide, lines: 4 }}
"""
TOGETHER = """
compatible_with:
  - schemes: [{others}]
    during: same_period
    source: {{ document: guide, lines: 5 }}
"""


@pytest.fixture(params=[21, 100, 300])
def rules(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, int]:
    """So many schemes, each of an even number apart from the one after it, which is worth ten euros less."""
    count: int = request.param
    folder = tmp_path / "rules"
    shutil.copytree(BASE, folder)
    for path in folder.glob("*.yaml"):
        if path.name.partition(".")[0] in ("exemple", "suite"):
            path.unlink()
    for number in range(count):
        even = number % 2 == 0 and number + 1 < count
        apart = APART.format(other=f"aide_{number + 1}") if even else ""
        if others := [f"aide_{other}" for other in range(number + 1 + even, count)]:
            apart += TOGETHER.format(others=", ".join(others))
        text = SCHEME.format(name=f"aide_{number}", value=100 - 10 * (number % 2), apart=apart)
        (folder / f"aide_{number}.yaml").write_text(text, encoding="utf-8")
    return folder, count


def test_json_is_json(rules: tuple[Path, int], tmp_path: Path) -> None:
    pytest.importorskip("highspy", reason="the extra `analysis` is not installed")
    folder, count = rules
    profile = tmp_path / "p.yaml"
    profile.write_text("conventionne: true\ncontrats: []\n", encoding="utf-8")
    words = ["eval", str(profile), "--on", "2026-03-15", "--rules", str(folder), "--format", "json"]
    line = json.dumps({"id": "1", "on": "2026-03-15", "profile": {"conventionne": True, "contrats": []}})
    answer = json.loads(_run(words))
    streamed = json.loads(_run(["eval", "--lines", "--rules", str(folder)], line))
    assert streamed["result"]["combination"] == answer["combination"]
    assert answer["combination"]["total"] == str(100 * ((count + 1) // 2))
    plan = _run(
        ["plan", str(profile), "--from", "2026-03-15", "--years", "1", "--rules", str(folder), "--format", "json"]
    )
    assert json.loads(plan)


def _run(words: list[str], given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "public_aids", *words],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
