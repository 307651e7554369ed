"""`schemes diff`: folders, revisions and days; text, markdown, JSON and the changelog."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from public_aids.cli.errors import StopError
from public_aids.cli.main import group
from public_aids.cli.spoken import Settings, WrongUsageError
from public_aids.engine.rulebook.load import DEFAULT_RULES

ZAC = Path("convention-2024/aide_premiere_installation_zac.yaml")
CASES = """\
base:
  statut: installe_liberal
  conventionne: true
  secteur: 1
  zone_cabinet_principal: ZAC
  date_installation: 2026-02-15
  premiere_installation_liberale: true
  aide_premiere_installation_deja_percue: false
  contrats: []
on: 2026-03-15
cases:
  - id: nominal
    title: Ouvert
    expect: { status: eligible }
  - id: en_zip
    title: En ZIP
    with: { zone_cabinet_principal: ZIP }
    expect: { status: not_eligible }
"""


def rules(place: Path, value: str = "5000") -> Path:
    """Our rules with one file of cases, and the sum of one aid."""
    shutil.copytree(DEFAULT_RULES, place, ignore=shutil.ignore_patterns("*.cases.yaml"))
    (place / ZAC).with_suffix(".cases.yaml").write_text(CASES, encoding="utf-8")
    text = (place / ZAC).read_text(encoding="utf-8")
    (place / ZAC).write_text(text.replace("    value: 5000\n", f"    value: {value}\n"), encoding="utf-8")
    return place


def run(*words: str, lang: str = "en") -> str:
    outcome = CliRunner().invoke(group, ["diff", *words], obj=Settings(lang), standalone_mode=False)  # type: ignore[arg-type]
    if outcome.exception:
        raise outcome.exception
    return outcome.output.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def both(tmp_path: Path) -> tuple[str, str]:
    return str(rules(tmp_path / "before")), str(rules(tmp_path / "after", "6000"))


def test_text_for_a_person(both: tuple[str, str]) -> None:
    output = run(*both, "--rules", both[0])
    lines = output.splitlines()
    assert lines[lines.index("") + 1 :] == [
        "Première installation ZAC, First set-up aid in a ZAC",
        "  - amount “Single lump sum”: from €5,000 to €6,000 once",
        "",
        "Cases whose answer changes",
        "  - Première installation ZAC, Single lump sum: €5,000 once, becomes €6,000 once; total of the",
        "    first year: €5,000, becomes €6,000",
        "      cases: Ouvert",
        "",
        "changes in the rules: 1; cases that change: 1 of 2; profiles that change: 0 of 0",
    ]


def test_profiles_change_with_their_best_combination(both: tuple[str, str], tmp_path: Path) -> None:
    profile = tmp_path / "zac.yaml"
    profile.write_text(
        CASES[CASES.index("  statut") : CASES.index("\non: ")].replace("  ", "") + "\n", encoding="utf-8"
    )
    output = run(*both, "--profiles", str(profile), "--on", "2026-03-15", "--rules", both[0], lang="fr")
    assert "Profil zac.yaml\n" in output
    assert "meilleure combinaison, Première installation ZAC (5 000 €, devient 6 000 €)" in output
    assert "profils changés : 1 sur 1" in output.replace("\n", " ")


def test_markdown_is_a_comment(both: tuple[str, str]) -> None:
    output = run(*both, "--format", "markdown", "--rules", both[0])
    assert "\n\n### Première installation ZAC, First set-up aid in a ZAC\n\n" in output
    assert "\n- amount “Single lump sum”: from €5,000 to €6,000 once\n" in output


def test_the_changelog_entry(both: tuple[str, str]) -> None:
    entry = "### Rules\n\n- `aide_premiere_installation_zac`: amount “Single lump sum”: from €5,000 to €6,000 once\n"
    assert run(*both, "--changelog", "--rules", both[0]) == entry
    assert run(both[0], both[0], "--changelog", "--rules", both[0]) == ""


def test_json_for_programs(both: tuple[str, str]) -> None:
    answer = json.loads(run(*both, "--format", "json", "--rules", both[0]))
    (scheme,) = answer["schemes"]
    assert scheme["changes"][0]["path"] == ["amounts", "forfait", "value"]
    (effect,) = answer["effects"]
    assert (effect["name"], effect["before"]["status"]) == ("aide_premiere_installation_zac/nominal", "eligible")
    assert (effect["before"]["amounts"], effect["after"]["amounts"]) == ({"forfait": "5000"}, {"forfait": "6000"})


def test_nothing_changes(both: tuple[str, str]) -> None:
    assert run(both[0], both[0], "--rules", both[0]).endswith("nothing changes (2 cases, 0 profiles)\n")


def test_two_days(both: tuple[str, str]) -> None:
    output = run("2025-12-31", "2026-01-01", "--rules", both[0])
    assert output.startswith("From 31 December 2025 to 1 January 2026\n")
    assert "CAIM, Doctors' set-up contract\n  - can no longer be opened" in output


def test_two_revisions(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", str(tmp_path), *identity, *words], check=True, capture_output=True)

    git("init", "-q")
    folder = rules(tmp_path / "schemes")
    git("add", ".")
    git("commit", "-qm", "first")
    path = folder / ZAC
    path.write_text(
        path.read_text(encoding="utf-8").replace("    value: 5000\n", "    value: 6000\n"), encoding="utf-8"
    )
    git("commit", "-qam", "second")
    output = run("HEAD~1", "HEAD", "--rules", str(folder))
    assert "from €5,000 to €6,000 once" in output and "cases that change: 1 of 2" in output
    assert "from €6,000 to €5,000 once" in run(str(folder), "HEAD~1", "--rules", str(folder))
    assert not list(tmp_path.glob("schemes-*"))
    path.write_text("id: 1\n", encoding="utf-8")
    git("commit", "-qam", "broken")
    with pytest.raises(StopError) as stop:
        run("HEAD~1", "HEAD", "--rules", str(folder))
    assert f"HEAD:{ZAC}" in {one.place.path for one in stop.value.diagnostics if one.place}


def test_wrong_words(both: tuple[str, str]) -> None:
    with pytest.raises(WrongUsageError):
        run("2025-12-31", both[0], "--rules", both[0])
    with pytest.raises(WrongUsageError):
        run("2025-02-30", "2026-01-01", "--rules", both[0])
    with pytest.raises(StopError) as stop:
        run("no-such-revision", both[0], "--rules", both[0])
    assert "a day or a revision; git says: not a git repository" in stop.value.diagnostics[0].message.en


def test_some_schemes_alone() -> None:
    days = ("2025-12-31", "2026-01-01", "--format", "json")
    whole, part = (json.loads(run(*days, *more)) for more in ((), ("--scheme", "caim, cde")))
    assert [one["id"] for one in part["schemes"]] == ["caim"]
    assert part["effects"] == [one for one in whole["effects"] if one["scheme"] in ("caim", "cde")]
    assert (part["shared"], part["best"]) == ([], []) and len(part["effects"]) < len(whole["effects"])
    with pytest.raises(WrongUsageError, match="unknown scheme `cdf`"):
        run(*days, "--scheme", "cdf")
