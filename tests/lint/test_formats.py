"""The forms in which `schemes check` answers, each against what its readers ask for."""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from lint.examples import BASE
from public_aids.cli.main import main

WRONG = """\
  - id: encore
    label: { fr: Encore, en: Again }
    when: zone_cabinet_principal = "ZIB"
    source: { document: guide, lines: 4 }
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an error (T303), a warning (C410) and the current folder around it."""
    folder = tmp_path / "règles, 2026"
    shutil.copytree(BASE, folder)
    path = folder / "exemple.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\namounts:", f"{WRONG}\namounts:", 1), encoding="utf-8")
    (folder / "suite.cases.yaml").unlink()
    monkeypatch.chdir(tmp_path)
    return Path(folder.name)


def check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--on", "2025-12-01", "--lang", "en", *words])
    assert isinstance(stop.value.code, int)
    return stop.value.code, capsys.readouterr().out


def test_concise_is_one_line_a_finding(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = check(capsys, str(rules), "--format", "concise")
    assert code == 1
    assert out.splitlines() == [
        f'{rules}/exemple.yaml:30:36: error T303: `zone_cabinet_principal` is never `ZIB` = did you mean `"ZIP"`?',
        f"{rules}/suite.yaml:1:5: warning C410: `suite` has no cases"
        " = write `suite.cases.yaml` beside it, with at least one case",
    ]


def test_a_message_of_many_places_is_said_once_and_errors_come_first(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five expressions name a fact that `facts.yaml` misspells; the first file has a warning, too."""
    facts = rules / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("membre_cpts:", "membre_cptz:"), encoding="utf-8")
    scheme = rules / "exemple.yaml"
    text = scheme.read_text(encoding="utf-8").replace("Exercer en zone", "Exercer  en zone")
    more = "".join(
        WRONG.replace("encore", f"n{n}").replace('zone_cabinet_principal = "ZIB"', "membre_cpts") for n in "abc"
    )
    scheme.write_text(text.replace(WRONG, more.replace("Encore", "Ou")), encoding="utf-8")
    for form in ("text", "concise"):
        out = check(capsys, str(rules), "--format", form, "--select", "F201")[1]
        assert out.count("unknown fact `membre_cpts`") == 1 and "in 5 places" in out
    assert f"also {rules}/exemple.yaml:34:11, " in check(capsys, str(rules), "--select", "F201")[1]
    listed = json.loads(check(capsys, str(rules), "--format", "json", "--select", "F201")[1])
    assert len(listed) == 5
    lines = check(capsys, str(rules), "--format", "concise", "--select", "F,R464")[1].splitlines()
    assert [line.split(": ")[1] for line in lines] == ["error F201", "warning R464"]


def test_the_summary_counts_by_code(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--on", "2025-12-01", "--lang", "en", str(rules)])
    assert capsys.readouterr().err == f"1 error, 1 warning (1 C410, 1 T303) ({rules})\n"


def test_json_has_place_message_and_cures(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(check(capsys, str(rules), "--format", "json")[1])
    assert [one["code"] for one in found] == ["T303", "C410"]
    assert (found[0]["line"], found[0]["column"], found[0]["end_column"]) == (30, 36, 41)
    assert found[0]["cures"][0] == 'did you mean `"ZIP"`?'


def test_github_commands(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`::error file=…,line=…::message`; commas, colons and ends of line are escaped."""
    lines = check(capsys, str(rules), "--format", "github")[1].splitlines()
    form = re.compile(r"::(error|warning) ((?:\w+=[^,:]*)(?:,\w+=[^,:]*)*)::(.+)")
    parsed = [form.fullmatch(line) for line in lines]
    assert all(parsed) and len(lines) == 2
    first = parsed[0]
    assert first is not None
    properties = dict(part.split("=", 1) for part in first[2].split(","))
    assert properties["file"] == "règles%2C 2026/exemple.yaml"
    assert (properties["line"], properties["col"], properties["endColumn"], properties["title"]) == (
        "30", "36", "41", "T303",
    )  # fmt: skip
    assert '%0Adid you mean `"ZIP"`?' in first[3]


def test_gitlab_code_quality(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(check(capsys, str(rules), "--format", "gitlab")[1])
    for issue in report:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not Path(issue["location"]["path"]).is_absolute()
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    assert len({issue["fingerprint"] for issue in report}) == len(report)
    path = rules / "exemple.yaml"
    path.write_text("# a line more\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    moved = json.loads(check(capsys, str(rules), "--format", "gitlab")[1])
    assert [one["fingerprint"] for one in moved] == [one["fingerprint"] for one in report]


def test_sarif_2_1_0(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log: dict[str, Any] = json.loads(check(capsys, str(rules), "--format", "sarif")[1])
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] and run["columnKind"] == "unicodeCodePoints"
    for rule in driver["rules"]:
        assert rule["id"] and rule["shortDescription"]["text"] and rule["help"]["text"]
    assert len(run["results"]) == 2
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error") and result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%,-]+", place["artifactLocation"]["uri"])
        region = place["region"]
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
        assert min(region.values()) >= 1


def test_junit_has_one_test_a_file(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = ElementTree.fromstring(check(capsys, str(rules), "--format", "junit")[1])
    assert root.tag == "testsuites"
    (suite,) = root
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases)) == "6" and suite.get("failures") == "1"
    failed = [case for case in cases if case.find("failure") is not None]
    assert [case.get("name") for case in failed] == ["règles, 2026/exemple.yaml"]
    warned = [case for case in cases if case.find("system-out") is not None]
    assert [case.get("name") for case in warned] == ["règles, 2026/suite.yaml"]


def test_strict_makes_a_warning_a_failure(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, str(rules), "--select", "C")[0] == 0
    assert check(capsys, str(rules), "--select", "C", "--strict")[0] == 1
    out = check(capsys, str(rules), "--select", "C", "--strict", "--format", "junit")[1]
    assert 'failures="1"' in out


@pytest.mark.parametrize("where", ["repository", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_are_those_of_the_repository(
    rules: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """In a sub-folder, the platforms still look from the root of what they check."""
    root = Path.cwd().parent
    inside = f"{Path.cwd().name}/{rules}/exemple.yaml"
    if where == "repository":
        (root / ".git").mkdir()
    else:
        monkeypatch.setenv(where, str(root))
    shown = {form: check(capsys, str(rules), "--format", form)[1] for form in ("github", "gitlab", "sarif")}
    assert f"file={inside.replace(',', '%2C')}," in shown["github"]
    assert json.loads(shown["gitlab"])[0]["location"]["path"] == inside
    place = json.loads(shown["sarif"])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == inside


@pytest.mark.parametrize("command", ["test", "list", "diff"])
def test_every_form_is_complete_where_rules_are_broken(
    rules: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    words = (command, str(rules), str(rules)) if command == "diff" else (command, "--rules", str(rules))
    forms = {"test": ("json", "junit", "github"), "list": ("json",), "diff": ("json", "markdown")}[command]
    for form in forms:
        with pytest.raises(SystemExit) as stop:
            main([*words, "--format", form, "--lang", "en"])
        out = capsys.readouterr().out
        assert stop.value.code == 3 and "T303" in out
        match form:
            case "json":
                assert [one["code"] for one in json.loads(out)["errors"]] == ["T303"]
            case "junit":
                assert ElementTree.fromstring(out)[0].get("failures") == "1"
            case "github":
                assert out.startswith("::error file=")
            case _:
                assert out.startswith("```\n") and out.endswith("```\n")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--select", "T3"), ["T303"]),
        (("--select", "c410,t303"), ["T303", "C410"]),
        (("--ignore", "T"), ["C410"]),
        (("--ignore", "T303 C410"), []),
    ],
)
def test_select_and_ignore(
    rules: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], codes: list[str]
) -> None:
    out = check(capsys, str(rules), "--format", "json", *words)[1]
    assert [one["code"] for one in json.loads(out)] == codes


def test_paths_choose_files(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = check(capsys, str(rules / "suite.yaml"), "--format", "json")[1]
    assert [one["code"] for one in json.loads(out)] == ["C410"]
