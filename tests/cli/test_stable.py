"""What must not change an answer: the order of facts, the order of files, the locale, the run."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from public_aids.cli.language import language
from public_aids.cli.render.result_text import result_text
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import read_profile
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.files import RULES_OF_THE_PROGRAM
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook

ROOT = Path(__file__).parents[2]
PROFILES = sorted((ROOT / "examples").glob("*.yaml"))
DAYS = (date(2025, 12, 15), date(2026, 1, 15), date(2026, 3, 15))


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_cached(DEFAULT_RULES)


def _facts(path: Path, rules: Rulebook) -> dict[str, Any]:
    return dict(read_profile(str(path), path.read_bytes(), rules.facts))


def _answer(rules: Rulebook, profile: dict[str, Any], day: date) -> str:
    decision = decide(rules, profile, day)
    written = json.dumps(decision.to_json("fr"), ensure_ascii=False)
    return written + result_text(decision, rules, "fr", decision.schemes, sources=True)


@given(st.sampled_from(PROFILES), st.sampled_from(DAYS), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(rules: Rulebook, path: Path, day: date, random: Any) -> None:
    profile = _facts(path, rules)
    names = list(profile)
    random.shuffle(names)
    assert _answer(rules, {name: profile[name] for name in names}, day) == _answer(rules, profile, day)


def test_the_names_and_the_order_of_files_change_nothing(rules: Rulebook, tmp_path: Path) -> None:
    """Files of schemes under names that sort the other way, written in the other order."""
    top = ("rules.yaml", "facts.yaml", "sources.yaml", "contacts.yaml")
    files = [path for path in sorted(DEFAULT_RULES.rglob("*.yaml")) if ".cases." not in path.name]
    for number, path in enumerate(reversed(files)):
        folder = tmp_path if path.name in top else tmp_path / f"{number:02}"
        folder.mkdir(exist_ok=True)
        shutil.copy(path, folder / (path.name if path.name in top else f"{number:02}.yaml"))
    moved = load(tmp_path)
    for path in PROFILES:
        for day in DAYS:
            profile = _facts(path, rules)
            asked = _answer(rules, profile, day).replace(rules.hash, "")
            assert _answer(moved, profile, day).replace(moved.hash, "") == asked


@pytest.mark.parametrize("form", ["text", "json"])
def test_two_runs_and_any_locale_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    words = (
        sys.executable,
        "-m",
        "public_aids",
        "eval",
        str(PROFILES[0]),
        "--on",
        "2026-03-15",
        "--lang",
        "fr",
        "--format",
        form,
    )
    answers = set()
    for seed, locale, zone in (("0", "C", "UTC"), ("1", "fr_FR.ISO-8859-1", "Asia/Tokyo"), ("2", "tr_TR.UTF-8", "UTC")):
        changed = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "SCHEMES_CACHE": str(tmp_path / seed)}
        run = subprocess.run(words, env={**os.environ, **changed, "PYTHONUTF8": "0"}, capture_output=True, check=True)
        answers.add(run.stdout)
    assert len(answers) == 1


def test_a_language_is_asked_for_or_taken_from_the_locale() -> None:
    assert language(["eval", "--lang", "fr"], {}) == "fr"
    assert language(["--lang=en", "eval"], {"LANG": "fr_FR.UTF-8"}) == "en"
    assert language(["eval"], {"LC_ALL": "", "LC_MESSAGES": "fr_FR", "LANG": "en_US"}) == "fr"
    assert language(["eval"], {"LC_ALL": "C", "LANG": "fr_FR"}) == "en"
    assert language(["eval", "--", "--lang", "fr"], {}) == "en"


def test_the_rules_of_the_program_are_the_default_ones() -> None:
    assert Path(RULES_OF_THE_PROGRAM) == DEFAULT_RULES
