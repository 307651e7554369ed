"""How often a sum is paid: one table says it, for a person and for populations alike."""

import sys
from datetime import date
from pathlib import Path
from typing import get_args

import polars as pl
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from situations import by_id, nominal, rules

from public_aids.engine.api.frames import evaluate_frame
from public_aids.engine.decide.decide import decide
from public_aids.engine.feel.parser import parse
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import PERIODS, Dated, Per, Period, Rulebook
from public_aids.engine.text import Text

ON = date(2026, 3, 15)


def test_the_table_has_a_row_for_each_period() -> None:
    assert tuple(PERIODS) == get_args(Per)


def paid_every(months: int, per: str, lasting: int) -> Rulebook:
    """The rules, with the allowance of the CESP, 1,200 euros a month, paid for several months at once, and how long."""
    cesp = rules().scheme("cesp")
    assert cesp is not None
    value = Dated(((None, parse(str(1200 * months))),))
    amount = replace(cesp.amounts[0], per=per, value=value, periods=parse(str(lasting // months)))
    others = (one for one in rules().schemes if one is not cesp)
    return replace(rules(), schemes=(*others, replace(cesp, amounts=(amount,))))


@pytest.mark.parametrize(
    ("months", "per", "lasting", "brings"),
    [(1, "month", 6, 7200), (3, "quarter", 24, 14400), (3, "quarter", 6, 7200), (12, "year", 24, 14400)],
)
def test_a_sum_for_several_months_brings_in_a_year_what_its_months_do(
    months: int, per: str, lasting: int, brings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PERIODS, per, Period(months, Text(per, per)))
    changed, profile = paid_every(months, per, lasting), nominal("cesp")
    assert by_id(decide(changed, profile, ON))["cesp"].total_first_year == brings
    row = {name: str(value).lower() for name, value in profile.items() if name != "contrats"}
    found = evaluate_frame(changed, pl.DataFrame([{**row, "nombre_contrats": 0}]), ON)
    assert found["cesp_first_year"].to_list() == [brings]
