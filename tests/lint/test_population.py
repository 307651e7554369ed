"""What `schemes check` says of `population.toml`: one slip at a time, each at its line."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from public_aids.engine.lint.check import check_folder
from public_aids.engine.rulebook.files import SHARES
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.population.reading import distributions_from

RULES = load(DEFAULT_RULES)
RIGHT = """\
[facts.secteur]
known = 0.9
values = { 1 = 70, 2 = 30 }

[facts.date_naissance]
years = [-70, -25]

[facts.date_installation]
years_after = { fact = "date_naissance", years = [25, 40], until = 1 }
when = "secteur = 1"

[facts.jours_par_semaine]
between = [1, 6]
step = 0.5

[facts.conventionne]
true = 0.9

[contracts]
share = 0.1
years = [-7, 0]
values = { caim = 1 }
"""

SLIPS = [
    ("[facts.secteur]", "[facts.secteurr]", 1, "unknown fact `secteurr`"),
    ("[facts.secteur]", "[fact.secteur]", 1, "unknown key `fact`"),
    ("known = 0.9", "knwon = 0.9", 2, "unknown key `knwon`"),
    ("known = 0.9", "known = 1.9", 2, "`1.9` is not a share"),
    ("known = 0.9", "known = true", 2, "`True` is not a share"),
    ("known = 0.9", 'known = "0.9"', 2, "`0.9` is not a share"),
    ("1 = 70,", "4 = 70,", 3, "`4` is not a value of `secteur`"),
    ("1 = 70,", "1 = 60,", 3, "these shares add up to 90, not 100"),
    ("1 = 70,", "1 = 0.7,", 3, "the weight `0.7` is not a whole number"),
    ("1 = 70, 2 = 30", "1 = 0", 3, "one weight must be above zero"),
    ("values = { 1 = 70, 2 = 30 }", "values = 3", 3, "keys and their values are expected here"),
    ("values = { 1 = 70, 2 = 30 }", "true = 0.3", 1, "nothing says how to draw `secteur`"),
    ("values = { 1 = 70, 2 = 30 }", "", 1, "nothing says how to draw `secteur`"),
    ("years = [-70, -25]", "years = [-25, -70]", 6, "this is not a range"),
    ("years = [-70, -25]", "years = [-70.5, -25]", 6, "this is not a range"),
    ("years = [-70, -25]", "years = -70", 6, "this is not a range"),
    ('"date_naissance"', '"date_nissance"', 9, "`date_nissance` is not drawn above"),
    ("until = 1", 'until = "1"', 9, "`1` is not a number of years"),
    ('"secteur = 1"', '"secteurr = 1"', 10, "unknown fact `secteurr`"),
    ('"secteur = 1"', '"secteur = 9"', 10, "this comparison is always false"),
    ("between = [1, 6]", "between = [1, 60]", 13, "`60` is outside the bounds of `jours_par_semaine` (0 … 7)"),
    ("step = 0.5", "step = 0", 14, "the step `0` is not above zero"),
    ("share = 0.1\n", "", 19, "`share` is missing"),
    ("share = 0.1", "share = 10", 20, "`10` is not a share"),
    ("caim = 1", "caim_2 = 1", 22, "`caim_2` is not a value of `dispositif`"),
    ("[contracts]", "[contracts", 1, "this file is not TOML"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "said"), SLIPS, ids=[slip[3] for slip in SLIPS])
def test_a_slip_is_told_at_its_line(right: str, wrong: str, line: int, said: str) -> None:
    text = RIGHT.replace(right, wrong, 1)
    assert text != RIGHT
    problems = distributions_from(SHARES, text.encode(), RULES.facts, RULES.roles.contracts)[1]
    (told,) = problems
    assert told.code == "B401" and told.place is not None and told.place.line == line
    assert told.message.en.startswith(said)


def test_a_right_file_is_read_in_silence() -> None:
    found, problems = distributions_from(SHARES, RIGHT.encode(), RULES.facts, RULES.roles.contracts)
    assert problems == () and found is not None and found.contracts is not None
    assert [draw.fact.name for draw in found.draws][:2] == ["secteur", "date_naissance"]


def test_check_reads_it(tmp_path: Path) -> None:
    shutil.copytree(DEFAULT_RULES, tmp_path / "rules")
    path = tmp_path / "rules" / SHARES
    assert check_folder(tmp_path / "rules", date(2026, 12, 1)).diagnostics == ()
    path.write_text(path.read_text(encoding="utf-8").replace("[facts.secteur]", "[facts.sector]"), encoding="utf-8")
    (told,) = check_folder(tmp_path / "rules", date(2026, 12, 1)).diagnostics
    assert (told.code, told.message.en) == ("B401", "unknown fact `sector`")
