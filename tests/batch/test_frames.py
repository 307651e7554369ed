"""Frames of Polars in, frames out."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from public_aids.engine.api.frames import evaluate_frame
from public_aids.engine.batch.evaluate import Evaluator
from public_aids.engine.batch.files import open_population
from public_aids.engine.batch.job import Job, JobRun
from public_aids.engine.batch.on_polars import last_before
from public_aids.engine.batch.random_columns import drawn
from public_aids.engine.feel.syntax import Number
from public_aids.engine.feel.values import add_months
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Dated, Rulebook

ON = date(2026, 3, 15)


def test_a_frame_in_a_frame_out(rules: Rulebook) -> None:
    frame = pl.DataFrame(
        {
            "statut": ["etudiant_medecine", "etudiant_medecine", None],
            "annee_etudes_medecine": [5, None, 2],
            "accepte_engagement_zone_deficitaire": [True, True, False],
            "contrats": [[], [], []],
        }
    )
    found = evaluate_frame(rules, frame, ON, ("status", "missing"))
    assert found["cesp_status"].to_list() == ["eligible", "undetermined", "not_eligible"]
    assert found["cesp_missing"].to_list() == ["", "annee_etudes_medecine", ""]


def test_a_frame_of_pandas_comes_back_as_one(rules: Rulebook) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame(
        {
            "statut": ["etudiant_medecine", "installe_liberal"],
            "annee_etudes_medecine": [5, None],
            "date_installation": [None, pandas.Timestamp("2026-03-01")],
            "accepte_engagement_zone_deficitaire": [True, None],
            "nombre_contrats": [0, 0],
        },
        index=[7, 9],
    )
    found = evaluate_frame(rules, frame, ON, ("status", "amounts"))
    assert isinstance(found, pandas.DataFrame)
    assert found["cesp_status"].to_list() == ["eligible", "not_eligible"]
    assert found.index.to_list() == [7, 9]


BASE = "majoration_fmt_deja_installes"


def generous(rules: Rulebook, *rates: tuple[date | None, str]) -> Rulebook:
    """One amount is so many times what it is a share of, from a day on."""
    dated = Dated(tuple((first, Number(Decimal(rate))) for first, rate in rates))
    schemes = tuple(
        replace(one, amounts=tuple(replace(amount, rate=dated) for amount in one.amounts)) if one.id == BASE else one
        for one in rules.schemes
    )
    return replace(rules, schemes=schemes)


@pytest.mark.parametrize(
    ("rate", "digits", "paid"),
    [("0.1", 18, "123456789.01"), ("1000000000", 38, "1234567890120000000.00")],
    ids=["eight bytes are enough", "a sum of nineteen digits is whole"],
)
def test_a_column_of_sums_is_as_wide_as_it_has_to_be(rules: Rulebook, rate: str, digits: int, paid: str) -> None:
    frame = pl.DataFrame({"montant_fmt_socle_annuel_eur": [Decimal("1234567890.12"), None]})
    found = evaluate_frame(generous(rules, (None, rate)), frame, ON, ("amounts",))[f"{BASE}_amount_majoration"]
    assert found.dtype == pl.Decimal(digits, 2)
    assert found.to_list() == [Decimal(paid), None]


def test_what_a_list_pays_has_no_bound(rules: Rulebook) -> None:
    """A list of months is decided row by row, and its sums may be larger than those of the columns."""
    schema = Evaluator(rules, ("amounts",)).schema(ON)
    assert schema["consultations_avancees_amount_forfait"] == pl.Decimal(38, 2)
    assert schema["cesp_amount_allocation"] == pl.Decimal(18, 2)


def test_sums_of_several_days_are_in_one_type(rules: Rulebook, tmp_path: Path) -> None:
    """On the first of two days the rate is one that fits eight bytes, on the second one that does not."""
    changed = generous(rules, (None, "0.1"), (date(2026, 6, 1), "1000000000"))
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    days = [date(2026, 3, 15), date(2026, 7, 1)]
    pl.DataFrame({"montant_fmt_socle_annuel_eur": [Decimal("1234567890.10")] * 2, "jour": days}).write_parquet(source)
    job = Job(changed, ON, on_column="jour", parts=("amounts",))
    population = open_population(str(source), "parquet")
    JobRun(job).to_file(population, str(target), "parquet")
    found = pl.read_parquet(target)[f"{BASE}_amount_majoration"]
    assert found.to_list() == [Decimal("123456789.01"), Decimal("1234567890100000000.00")]


def test_a_frame_with_a_wrong_cell_is_refused(rules: Rulebook) -> None:
    with pytest.raises(ValueError, match="row 2, column `secteur`: `7` is not allowed"):
        evaluate_frame(rules, pl.DataFrame({"secteur": [1, 7]}), ON)


def test_no_rows_give_no_rows(rules: Rulebook) -> None:
    found = evaluate_frame(rules, pl.DataFrame({"secteur": []}, schema={"secteur": pl.Int64}), ON)
    assert found.height == 0


@pytest.mark.parametrize("months", [1, 11, 12, 36, -1])
@pytest.mark.parametrize("included", [True, False])
def test_months_move_to_the_known_side(months: int, included: bool) -> None:
    """For limits around the ends of months, the last day is the last one, and there is none after it."""
    for limit in pl.date_range(date(2024, 1, 25), date(2024, 4, 5), eager=True):
        last = last_before(limit, months, included=included)
        after = date.fromordinal(last.toordinal() + 1)
        moved, next_moved = add_months(last, months), add_months(after, months)
        assert moved <= limit if included else moved < limit
        assert next_moved > limit if included else next_moved >= limit


def test_numbers_drawn_do_not_depend_on_the_pieces() -> None:
    whole = drawn(1, "secteur", 0, 1000)
    pieces = pl.concat([drawn(1, "secteur", 0, 300), drawn(1, "secteur", 300, 700)])
    assert whole.equals(pieces)
    assert whole.n_unique() == 1000
    assert not whole.equals(drawn(2, "secteur", 0, 1000))
