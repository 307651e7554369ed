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
    output = run(*both, "--on", "2026-03-15", "--rules", both[0])
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
    assert "neither a folder nor a revision; git says: not a git repository" in stop.value.diagnostics[0].message.en


def test_some_schemes_alone() -> None:
    days = ("2025-12-31", "2026-01-01", "--format", "json")
    whole, part = (json.loads(run(*days, *more)) for more in ((), ("--scheme", "caim, cde")))
    assert [one["id"] for one in part["schemes"]] == ["caim"]
    assert part["effects"] == [one for one in whole["effects"] if one["scheme"] in ("caim", "cde")]
    assert (part["shared"], part["best"]) == ([], []) and len(part["effects"]) < len(whole["effects"])
    with pytest.raises(WrongUsageError, match="unknown scheme `cdf`"):
        run(*days, "--scheme", "cdf")


@pytest.mark.parametrize(
    ("file", "was", "now", "said"),
    [
        (ZAC.with_suffix(".cases.yaml"), "title: Ouvert", "title: Tout va", "title: from “Ouvert” to “Tout va”"),
        (
            ZAC.with_suffix(".cases.yaml"),
            "{ status: eligible }",
            "{ opens: 2026-03-15 }",
            "expects `status`: dropped (was `eligible`)",
        ),
        (
            ZAC.with_suffix(".cases.yaml"),
            "{ status: eligible }",
            "{ status: eligible, opens: 2026-03-15 }",
            "expects `opens`: now `2026-03-15`",
        ),
        (ZAC.with_suffix(".cases.yaml"), "principal: ZIP", "principal: null", "dropped (was `ZIP`)"),
        (ZAC.with_suffix(".cases.yaml"), "secteur: 1", "secteur: 2", "situation, Fee sector: from `1` to `2`"),
        (ZAC.with_suffix(".cases.yaml"), "on: 2026-03-15", "on: 2026-03-16", "day: from `2026-03-15` to `2026-03-16`"),
        (ZAC.with_suffix(".cases.yaml"), "id: en_zip", "id: en_zip_2", "case added"),
        (Path("population.toml"), "true = 0.97", "true = 0.5", "`facts.conventionne.true`: from 0.97 to 0.5"),
        (Path("population.toml"), "known = 0.97", "", "removed: draw of a population `facts.date_naissance.known`"),
    ],
)
def test_what_is_beside_the_rules(tmp_path: Path, file: Path, was: str, now: str, said: str) -> None:
    before, after = rules(tmp_path / "before"), rules(tmp_path / "after")
    text = (after / file).read_text(encoding="utf-8")
    (after / file).write_text(text.replace(was, now, 1), encoding="utf-8")
    output = " ".join(run(str(before), str(after), "--rules", str(before)).split())
    assert said in output and "nothing changes" not in output


def test_a_note_is_told_with_the_title_of_its_document(tmp_path: Path) -> None:
    before, after = rules(tmp_path / "before"), rules(tmp_path / "after")
    text = (after / "sources.yaml").read_text(encoding="utf-8")
    (after / "sources.yaml").write_text(text.replace("This document describes 2026", "This describes 2026", 1), "utf-8")
    output = " ".join(run(str(before), str(after), "--rules", str(before)).split())
    assert "document “Aides à l'installation en zones sous-dotées”, note “This describes 2026" in output
