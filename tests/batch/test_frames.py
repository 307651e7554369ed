"""Frames of Polars in, frames out."""

from datetime import date

import polars as pl
import pytest

from engine.batch.evaluate import evaluate_frame
from engine.batch.on_polars import last_before
from engine.batch.random_columns import drawn
from engine.feel.values import add_months
from engine.rulebook.model import Rulebook

ON = date(2026, 3, 15)


def test_a_frame_in_a_frame_out(rules: Rulebook) -> None:
    frame = pl.DataFrame(
        {
            "statut": ["etudiant_medecine", "etudiant_medecine", None],
            "annee_etudes_medecine": [5, None, 2],
            "accepte_engagement_zone_deficitaire": [True, True, False],
        }
    )
    found = evaluate_frame(frame, ON, rules, ("status", "missing"))
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
        },
        index=[7, 9],
    )
    found = evaluate_frame(frame, ON, rules, ("status", "amounts"))
    assert isinstance(found, pandas.DataFrame)
    assert found["cesp_status"].to_list() == ["eligible", "not_eligible"]
    assert found.index.to_list() == [7, 9]


def test_a_frame_with_a_wrong_cell_is_refused(rules: Rulebook) -> None:
    with pytest.raises(ValueError, match="row 2, secteur: `7` is not allowed"):
        evaluate_frame(pl.DataFrame({"secteur": [1, 7]}), ON, rules)


def test_no_rows_give_no_rows(rules: Rulebook) -> None:
    found = evaluate_frame(pl.DataFrame({"secteur": []}, schema={"secteur": pl.Int64}), ON, rules)
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
