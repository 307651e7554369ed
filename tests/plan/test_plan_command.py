"""`schemes plan`: in words with a chart, as JSON, as an image."""

import json
from datetime import date
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from public_aids.cli.errors import StopError
from public_aids.cli.main import group
from public_aids.cli.spoken import Settings, WrongUsageError
from public_aids.engine.decide.plan_about import about
from public_aids.engine.decide.result import Termination
from public_aids.engine.decide.schedule import Lead, Plan, Strategy, Undetermined

HELD = str(Path(__file__).parents[2] / "examples" / "coscom_en_cours.yaml")
SVG = "{http://www.w3.org/2000/svg}"
Json = dict[str, Any]


def run(*words: str, lang: str = "en") -> Result:
    return CliRunner().invoke(
        group, ["plan", *words], obj=Settings("fr" if lang == "fr" else "en"), standalone_mode=False
    )


def planned(*words: str) -> Json:
    found: Json = json.loads(run(HELD, "--from", "2026-01-01", *words, "--format", "json").stdout)
    return found


def test_strategies_have_months_that_add_up() -> None:
    found = planned("--years", "4")
    assert (found["from"], found["to"]) == ("2026-01-01", "2029-12-31")
    for strategy in found["strategies"]:
        cents = [round(float(month["total"]) * 100) for month in strategy["months"]]
        assert len(cents) == 48 and sum(cents) == round(float(strategy["total"]) * 100)
        years = [round(float(year["total"]) * 100) for year in strategy["years"]]
        assert years == [sum(cents[start : start + 12]) for start in range(0, 48, 12)]


def test_the_best_come_first_and_choices_have_their_totals() -> None:
    found = planned("--years", "2")
    totals = [float(one["total"]) for one in found["strategies"] if not one["unsettled"]]
    assert totals == sorted(totals, reverse=True)
    assert found["choice"] == ("stay" if float(found["stay"]) > float(found["leave"]) else "leave")
    assert found["total"] == found["strategies"][0]["total"]


def test_ties_are_said() -> None:
    found = planned("--years", "1", "--set", "montant_fmt_socle_annuel_eur=68000")
    assert found["choice"] == "tie" and found["best"][:2] == [0, 1]
    assert (
        "strategies tie"
        in run(HELD, "--from", "2026-01-01", "--years", "1", "--set", "montant_fmt_socle_annuel_eur=68000").stdout
    )


def test_the_text_fits_a_terminal_and_draws_blocks() -> None:
    text = run(HELD, "--from", "2026-01-01", "--years", "3", lang="fr").stdout
    chart = text[text.index("Ce qui est versé") : text.index("Faits qui peuvent")]
    assert max(map(len, chart.splitlines())) <= 80
    assert "█" in chart and "└" in chart and "2027-01" in chart


def test_the_chart_is_plain_ascii_on_demand() -> None:
    text = run(HELD, "--from", "2026-01-01", "--years", "3", "--ascii").stdout
    chart = text[text.index("Cumulated total") : text.index("Facts that")]
    assert chart.replace("€", "").isascii() and "#" in chart


def test_each_month_on_demand() -> None:
    text = run(HELD, "--from", "2026-03-15", "--years", "1", "--months").stdout
    assert "  2026-03 " in text and "  2027-02 " in text and "  2027-03 " not in text


def test_bars_are_as_high_as_sums_are_large() -> None:
    from decimal import Decimal

    from public_aids.cli.render.plan_chart import EIGHTHS, band

    values = [Decimal(one) for one in (0, 1, 25, 50, 75, 100)]
    rows = band(values, Decimal(100), EIGHTHS)
    heights = [sum(EIGHTHS.index(row[place]) for row in rows) for place in range(len(values))]
    assert heights == [0, 1, 8, 16, 24, 32]


def test_the_image_holds_a_line_and_a_legend_for_each_strategy() -> None:
    drawn = run(HELD, "--from", "2026-01-01", "--years", "3", "--format", "svg", lang="fr").stdout
    root = ElementTree.fromstring(drawn)
    lines = root.findall(f"{SVG}polyline")
    words = [one.text or "" for one in root.iter(f"{SVG}text")]
    assert root.get("lang") == "fr" and lines
    assert sum(": " in word and "€" in word for word in words) == len(lines)
    assert any(word.startswith("Total cumulé") for word in words) and any(word.endswith("€") for word in words)
    for line in lines:
        heights = [float(point.split(",")[1]) for point in line.get("points", "").split()]
        assert len(heights) == 37 and heights == sorted(heights, reverse=True)  # sums never fall


def test_the_lines_of_the_image_are_the_sums() -> None:
    found = planned("--years", "3")
    root = ElementTree.fromstring(run(HELD, "--from", "2026-01-01", "--years", "3", "--format", "svg").stdout)
    best = root.findall(f"{SVG}polyline")[-1]  # drawn last, above the others
    heights = [float(point.split(",")[1]) for point in best.get("points", "").split()]
    sums = [0.0, *accumulate(float(month["total"]) for month in found["strategies"][0]["months"])]
    scale = (heights[0] - heights[-1]) / sums[-1]
    assert all(abs(heights[0] - height - total * scale) < 0.2 for height, total in zip(heights, sums, strict=True))


def test_a_missing_fact_is_said() -> None:
    words = ("--from", "2026-01-01", "--set", "montant_fmt_socle_annuel_eur=null")
    found = json.loads(run(HELD, *words, "--format", "json").stdout)
    assert found["best"] == [] and found["total"] is None
    assert "montant_fmt_socle_annuel_eur" in found["missing"]
    text = run(HELD, *words).stdout
    assert "The best strategy is not known" in text and "montant_fmt_socle_annuel_eur" in text
    assert ElementTree.fromstring(run(HELD, *words, "--format", "svg").stdout) is not None


def test_nobody_with_nothing(tmp_path: Path) -> None:
    """A person of whom nothing is known: what could be open is named, and the questions are asked."""
    empty = tmp_path / "vide.yaml"
    empty.write_text("{}\n", encoding="utf-8")
    found = json.loads(run(str(empty), "--from", "2026-01-01", "--format", "json").stdout)
    text = run(str(empty), "--from", "2026-01-01").stdout
    assert "cesp" in {one["scheme"] for one in found["undetermined"]}
    assert "statut" in found["missing"] and "What is your professional situation?" in text


@pytest.mark.parametrize("years", ["0", "31", "dix", "-1", "2.5", "1e3", ""])
def test_years_are_from_one_to_thirty(years: str) -> None:
    assert isinstance(run(HELD, "--years", years).exception, WrongUsageError)


def test_a_wrong_profile_is_told_where() -> None:
    result = run(HELD, "--set", "secteur=4")
    assert isinstance(result.exception, StopError) and result.exception.code == 2


def test_readings_apply_to_plans(tmp_path: Path) -> None:
    older = tmp_path / "p.yaml"
    older.write_text(Path(HELD).read_text(encoding="utf-8").replace("2024-05-02", "2023-05-02"), encoding="utf-8")
    words = (str(older), "--from", "2026-01-01", "--years", "2", "--format", "json")
    usual = json.loads(run(*words).stdout)
    renewed = json.loads(run(*words, "--reading", "reconduction_apres_2025=reconduction").stdout)
    assert renewed["applied"] == {"reconduction_apres_2025": "reconduction"}
    assert float(renewed["stay"]) == 2 * 6800 > float(usual["stay"])
    (effect,) = (one for one in usual["readings"] if one["divergence"] == "reconduction_apres_2025")
    assert (effect["reading"], effect["total"]) == ("reconduction", renewed["total"])
    assert "--reading reconduction_apres_2025=reconduction" in run(*words[:-2]).stdout


def strategy(total: int, *schemes: str, left: str | None = None) -> Strategy:
    actions = (Termination(left, date(2026, 4, 1)),) if left else ()
    return Strategy(schemes, actions, (), Decimal(total), (), unsettled=False)


@pytest.mark.parametrize(
    ("schemes", "totals"),
    [
        (("x",), [50, 30, 20]),  # none has it: the best, the first that leaves, the leader of an earlier horizon
        (("b",), [50, 40, 30, 20]),
        (("d", "b"), [50, 40, 30, 20, 10]),
        (("e",), [50, 30, 20, 5]),  # left, not taken
    ],
)
def test_a_plan_about_some_schemes(schemes: tuple[str, ...], totals: list[int]) -> None:
    """Places name the same strategies as before."""
    all_of_them = (
        strategy(50, "a"),
        strategy(40, "b"),
        strategy(30, "c", left="k"),
        strategy(20, "c"),
        strategy(10, "d"),
        strategy(5, "c", left="e"),
    )
    leads = (Lead(date(2026, 1, 1), (3,)), Lead(date(2026, 6, 1), (0,)))
    undetermined = (Undetermined("b", ("f",)), Undetermined("z", ("f",)))
    unsettled = ((("b", "z"), ()), (("y", "z"), ()))
    whole = Plan(
        *(date(2026, 1, 1), date(2026, 12, 31), all_of_them, 1, leads),
        undetermined=undetermined,
        unsettled=unsettled,
    )
    found = about(whole, schemes)
    assert [one.total for one in found.strategies] == totals
    assert [[found.strategies[place].total for place in lead.strategies] for lead in found.leads] == [[20], [50]]
    assert [one.scheme for one in found.undetermined] == [one for one in ("b",) if one in schemes]
    assert len(found.unsettled) == len(found.undetermined)


def test_a_plan_about_a_scheme_that_is_not_there() -> None:
    with pytest.raises(WrongUsageError, match="unknown scheme `cesq`"):
        raise run(HELD, "--scheme", "coscom,cesq").exception or AssertionError


def test_nothing_is_said_only_where_nothing_may_open() -> None:
    example = str(Path(HELD).with_name("projet_zip_fin_2025.yaml"))
    assert "  A  €0            nothing known yet\n" in run(example, "--from", "2026-03-15", "--years", "2").stdout
    told = ("--set", "medecin_traitant=false", "--set", "aide_premiere_installation_deja_percue=true")
    assert "  A  €0            nothing\n" in run(example, "--from", "2026-03-15", "--years", "2", *told).stdout
