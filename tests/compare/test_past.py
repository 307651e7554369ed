"""What a change makes of answers before today, and the passages that a scheme no longer cites."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from compare.test_command import CASES, ZAC, rules, run
from public_aids.cli.since import found_since
from public_aids.engine.compare.passages import no_longer_cited
from public_aids.engine.rulebook.load import load

TODAY = "2026-04-01"
PROFILE = CASES[CASES.index("  statut") : CASES.index("\non: ")].replace("  ", "") + "\n"
PAST = [
    ("6000", (["nominal"], ["zac.yaml"])),
    ("[{ is: 5000 }, { from: 2026-04-01, is: 6000 }]", ([], [])),
    ("[{ is: 5000 }, { from: 2026-12-01, is: 6000 }]", ([], [])),
    ("[{ is: 5000 }, { from: 2026-02-15, is: 6000 }]", (["nominal"], ["zac.yaml"])),
    ("[{ is: 5000 }, { from: 2026-02-16, is: 6000 }]", ([], [])),
    ("[{ is: 5000 }, { from: 2026-03-20, is: 6000, as_of: evaluation }]", ([], ["zac.yaml"])),
    ("5000 + 0", ([], [])),
]


@pytest.mark.parametrize(("value", "touched"), PAST, ids=[value for value, _ in PAST])
def test_answers_of_the_past(value: str, touched: tuple[list[str], list[str]], tmp_path: Path) -> None:
    before, after = rules(tmp_path / "before"), rules(tmp_path / "after", value)
    (tmp_path / "zac.yaml").write_text(PROFILE, encoding="utf-8")
    words = (str(before), str(after), "--rules", str(before), "--on", TODAY, "--profiles", str(tmp_path / "zac.yaml"))
    found = json.loads(run(*words, "--format", "json"))["retroactive"]
    cases, profiles = touched
    assert found == (
        [{"scheme": ZAC.stem, "cases": [f"{ZAC.stem}/{one}" for one in cases], "profiles": profiles}]
        if cases or profiles
        else []
    )
    assert ("Retroactive: also changes answers before today" in run(*words)) == bool(found)


def test_a_text_rewritten_touches_no_answer_of_the_past(tmp_path: Path) -> None:
    before = rules(tmp_path / "before")
    after = rules(tmp_path / "after", "[{ is: 5000 }, { from: 2026-12-01, is: 6000 }]")
    text = (after / ZAC).read_text(encoding="utf-8")
    (after / ZAC).write_text(text.replace("Single lump sum", "One lump sum"), encoding="utf-8")
    assert "Retroactive" not in run(str(before), str(after), "--rules", str(before), "--on", TODAY)


def test_passages_that_are_no_longer_cited(tmp_path: Path) -> None:
    before, after = rules(tmp_path / "before"), rules(tmp_path / "after")
    text = (after / ZAC).read_text(encoding="utf-8")
    start, end = text.index("  - id: zone_zac\n"), text.index("  - id: date_installation\n")
    (after / ZAC).write_text(text[:start] + text[end:], encoding="utf-8")
    found = no_longer_cited(load(before), load(after))
    gone = text[start:end]
    assert found and all(f'"{one.passage.quote}"' in gone for one in found)
    assert "Passages that the scheme no longer cites" in run(str(before), str(after), "--rules", str(before))
    shutil.copyfile(before / ZAC, after / ZAC)
    assert no_longer_cited(load(before), load(after)) == ()


def test_check_since_says_both(tmp_path: Path) -> None:
    before, after = rules(tmp_path / "before"), rules(tmp_path / "after", "6000")
    text = (after / ZAC).read_text(encoding="utf-8")
    start, end = text.index("  - id: zone_zac\n"), text.index("  - id: date_installation\n")
    (after / ZAC).write_text(text[:start] + text[end:], encoding="utf-8")
    found = found_since(after, str(before), date(2026, 4, 1))
    assert {one.code for one in found} == {"R501", "R502"}
    assert all(one.place and one.excerpt == f"id: {ZAC.stem}" for one in found)
    assert any("(2 cases, 0 profiles: Ouvert; En ZIP)" in one.message.en for one in found)
