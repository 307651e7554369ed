"""Facts that are stated against others: counted for a population as they are told to one person."""

import random
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from drawn_situations import draw, frame_of

from public_aids.cli.main import main
from public_aids.engine.batch.contradictions import of_profiles
from public_aids.engine.batch.evaluate import Evaluator
from public_aids.engine.decide.profile import profile_from
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.load import DEFAULT_RULES

RULES = load_cached(DEFAULT_RULES)
ON = date(2026, 3, 15)
PEOPLE = """id,age_ans,date_naissance,secteur,conventionne,cree_cabinet_secondaire,zone_cabinet_secondaire,statut,jour
1,40,,1,true,,,installe_liberal,2026-03-15
2,40,1950-01-01,3,true,false,ZIP,installe_liberal,2026-03-15
3,75,1950-01-01,3,true,false,,remplacant,2026-03-16
4,76,1950-01-01,3,false,true,ZIP,installe_liberal,2026-03-17
"""
SAID = {
    "row 2 (line 3) and 1 more, column `age_ans`: does not go with the other facts",
    "row 2 (line 3) and 1 more, column `conventionne`: does not go with the other facts",
    "row 2 (line 3), column `zone_cabinet_secondaire`: does not go with the other facts",
}


def test_as_many_as_are_told_one_by_one() -> None:
    rng = random.Random(11)
    drawn = [draw(RULES, rng) for _ in range(150)]
    profiles = [profile_from(one, RULES.facts) for one in drawn]
    evaluator = Evaluator(RULES, ("held",))
    evaluator.evaluate(frame_of(drawn, RULES), ON)
    assert evaluator.against == of_profiles(profiles, RULES, ON, pl.Series(range(1, 151)))
    assert {"age_ans", "conventionne", "zone_cabinet_secondaire"} <= evaluator.against.keys()


@pytest.mark.parametrize(
    "words",
    [
        ("batch", "--on", ON, "--summary", "--keep", "jour"),
        ("batch", "--on-column", "jour", "--summary"),
        ("simulate", "--on", ON, "--then", "2026-06-01", "--ignore", "jour"),
    ],
)
def test_they_are_told_by_column_and_first_row(words: tuple[Any, ...], tmp_path: Path, capsys: Any) -> None:
    source = tmp_path / "people.csv"
    source.write_text(PEOPLE, "utf-8")
    command, *rest = words
    with pytest.raises(SystemExit) as stopped:
        main(["--lang", "en", command, str(source), *map(str, rest)])
    assert stopped.value.code == 0
    assert set(capsys.readouterr().err.splitlines()) >= SAID
