"""What `eval` refuses of a person, `batch`, `simulate`, `evaluate_frame` and `sql` refuse of a population."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any

import polars as pl
import pytest

from public_aids.cli.main import main
from public_aids.engine.api.frames import evaluate_frame
from public_aids.engine.batch.reading import read_frame
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import profile_from
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.source.diagnostic import BrokenError

RULES = load_cached(DEFAULT_RULES)
ON = date(2026, 3, 15)
HALF_DAYS = "demi_journees_consultations_avancees_par_mois"
COTRAM = {"dispositif": "cotram", "date_signature": "2024-06-01"}


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["--lang", "en", *map(str, words)])
    captured = capsys.readouterr()
    return int(stopped.value.code or 0), captured.out, captured.err


def told_by_eval(fact: str, value: object) -> set[tuple[str, str]]:
    with pytest.raises(BrokenError) as caught:
        profile_from({fact: value}, RULES.facts)
    return {(one.code, one.message.en.removeprefix(f"{fact}: ")) for one in caught.value.diagnostics}


CONTRACTS: list[Any] = [
    [{"dispositf": "cotram"}],
    [{**COTRAM, "date_signatur": "2024-06-01"}],
    ["cotram"],
    [["cotram"]],
    [None],
    [COTRAM, None],
    [{"date_signature": "2024-06-01"}],
    [{}],
    [{"dispositif": None}],
    [{"dispositif": "cotrame"}],
    [{"dispositif": 3}],
    [{"dispositif": "cotram", "date_signature": "2024-02-30"}],
    [{"dispositif": "cotram", "date_signature": 2024}],
    [{"dispositif": "cotram", "reconductions": "1"}],
    [{"dispositif": "cotram", "reconductions": True}],
    [{"dispositif": "cotram", "montant_accorde_eur": -1}],
    [COTRAM] * 5 + [{"dispositif": "cotrame"}],
    {"dispositif": "cotram"},
    "cotram",
    False,
    12,
]


@pytest.mark.parametrize("value", CONTRACTS, ids=repr)
def test_contracts_in_json(value: object) -> None:
    found = read_frame(pl.DataFrame({"contrats": ["[]", json.dumps(value), None]}), RULES)
    assert {(one.code, one.message.en.removeprefix("contrats: ")) for one in found.problems} == told_by_eval(
        "contrats", value
    )
    assert found.wrong.to_list() == [False, True, False]
    assert {(one.row, one.column) for one in found.problems} == {(2, "contrats")}


@pytest.mark.parametrize("value", [[1, 2, None], ["1"], [True], [1, [2]], {"a": 1}, 3, [-1], "x"], ids=repr)
def test_lists_of_numbers_in_json(value: object) -> None:
    """Whatever parts of the result are asked for."""
    found = read_frame(pl.DataFrame({HALF_DAYS: [json.dumps(value)]}), RULES)
    assert {(one.code, one.message.en) for one in found.problems} == told_by_eval(HALF_DAYS, value)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('[{"dispositif": "cotram", "dispositif": "caim"}]', "Y120"),
        ("[{'dispositif': 'cotram'}]", "Y142"),
        ('[{"dispositif": "cotram"}', "Y116"),
        ('[], "x": 1', "Y148"),
        ("[" * 2000, "Y127"),
    ],
)
def test_cells_that_are_not_json(cell: str, code: str) -> None:
    found = read_frame(pl.DataFrame({"contrats": [cell]}), RULES)
    assert code in {one.code for one in found.problems}
    assert found.wrong.all()


TYPES: list[tuple[str, pl.Series, str, str]] = [
    ("contrats", pl.Series([["cotram"]]), "B331", "`contrats` holds lists (texts), where a list of records is needed"),
    ("contrats", pl.Series([{"dispositif": "cotram"}]), "B331", "`contrats` holds keys and values, where a list"),
    ("contrats", pl.Series([[{"dispositf": "cotram"}]]), "P501", "column `contrats`: unknown fact `dispositf`"),
    ("contrats", pl.Series([[{**COTRAM, "x": 1}], []]), "P501", "column `contrats`: unknown fact `x`"),
    ("contrats", pl.Series([[{"date_signature": "2024-06-01"}]]), "P508", "column `contrats`: `dispositif` is missing"),
    (
        "contrats",
        pl.Series([[{"dispositif": 1}]]),
        "B331",
        "`contrats.dispositif` holds numbers, where a text",
    ),
    ("contrats", pl.Series([1, 2]), "B331", "`contrats` holds numbers, where a list of records is needed"),
    (HALF_DAYS, pl.Series([["1"]]), "B331", "holds lists (texts), where a list of numbers is needed"),
    ("secteur", pl.Series([date(2026, 1, 1)]), "B331", "`secteur` holds days, where a number is needed"),
    ("secteur", pl.Series([True]), "B331", "`secteur` holds true or false, where a number is needed"),
    ("conventionne", pl.Series([1, 0]), "B331", "`conventionne` holds numbers, where true or false is needed"),
    ("statut", pl.Series([["installe_liberal"]]), "B331", "`statut` holds lists (texts), where a text is needed"),
    ("date_installation", pl.Series([20260101]), "B331", "holds numbers, where a day YYYY-MM-DD is needed"),
    ("contrat_2_date_signature", pl.Series([1]), "B331", "holds numbers, where a day YYYY-MM-DD is needed"),
]


@pytest.mark.parametrize(("name", "column", "code", "message"), TYPES)
@pytest.mark.parametrize("on_error", ["stop", "skip"])
def test_a_column_is_wrong_as_a_whole(
    name: str, column: pl.Series, code: str, message: str, on_error: str, tmp_path: Path, capsys: Any
) -> None:
    source = tmp_path / "in.parquet"
    column.to_frame(name).write_parquet(source)
    for words in (("batch", source, "--summary"), ("simulate", source, "--then", "2027-01-01")):
        status, _, told = run(capsys, *words, "--on", ON, "--on-error", on_error)
        assert status == 2
        assert f"error {code}: " in told and message in told
        assert told.count(message) == 1
    with pytest.raises(BrokenError, match=code):
        evaluate_frame(RULES, column.to_frame(name), ON)


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([None, None], dtype=pl.Float64),
        pl.Series([[], None]),
        pl.Series([[COTRAM], []]),
        pl.Series(['[{"dispositif": "cotram", "montant_accorde_eur": 1e3}]', "null", "", " [] "]),
        pl.Series([[{**COTRAM, "date_signature": date(2024, 6, 1)}], None]),
        pl.Series([[{"dispositif": "cotram", "reconductions": 1, "montant_accorde_eur": 0.1 + 0.2}]]),
    ],
)
def test_columns_of_contracts_that_are_right(column: pl.Series) -> None:
    found = read_frame(column.to_frame("contrats"), RULES)
    assert not found.problems and not found.wrong.any()


def status(frame: pl.DataFrame, **facts: object) -> list[object]:
    plain = {"statut": "installe_liberal", "conventionne": True, "zone_cabinet_principal": "ZIP"}
    held = evaluate_frame(RULES, frame.with_columns(**{k: pl.lit(v) for k, v in (plain | facts).items()}), ON)
    return list(held["cotram_held"])


@pytest.mark.parametrize("number", [1, 2, 4, 7, 9, 120])
def test_contracts_have_any_number(number: int) -> None:
    """Also where the first columns are there and empty, and in more columns than a plan has."""
    alone = {f"contrat_{number}_{name}": [value, None] for name, value in COTRAM.items()}
    assert status(pl.DataFrame(alone)) == ["running", ""]
    before = {f"contrat_{one}_dispositif": [None, "caim"] for one in range(1, min(number, 8))}
    assert status(pl.DataFrame({**before, **alone}, schema_overrides=dict.fromkeys(before, pl.String))) == [
        "running",
        "",
    ]
    known = evaluate_frame(RULES, pl.DataFrame({**before, **alone}), ON, ("missing",))
    assert "contrats" not in known.row(0, named=True)["aide_premiere_installation_zip_missing"]


@pytest.mark.parametrize("length", [1, 4, 5, 12])
def test_lists_have_any_length(length: int) -> None:
    old = {"dispositif": "caim", "date_signature": "2010-01-01"}
    assert status(pl.DataFrame({"contrats": [[old] * (length - 1) + [COTRAM]]})) == ["running"]


FLAT: list[tuple[dict[str, list[Any]], str, str]] = [
    ({"contrat_1_dispositif": [None], "contrat_1_date_signature": ["2024-06-01"]}, "P508", "contrat_1_dispositif"),
    ({"contrat_1_dispositif": [""], "contrat_1_reconductions": [1]}, "P508", "contrat_1_dispositif"),
    ({"contrat_7_montant_accorde_eur": [1]}, "P508", "contrat_7_dispositif"),
    ({"contrat_6_dispositif": ["cotrame"]}, "P503", "contrat_6_dispositif"),
    (
        {**{f"contrat_{n}_dispositif": ["caim"] for n in range(1, 6)}, "contrat_6_dispositif": ["x"]},
        "P503",
        "contrat_6_d",
    ),
    ({"nombre_contrats": [2], "contrat_1_dispositif": ["cotram"]}, "B332", "nombre_contrats"),
    ({"nombre_contrats": [1]}, "B332", "nombre_contrats"),
    ({"nombre_contrats": [0], "contrats": [[COTRAM]]}, "B332", "nombre_contrats"),
    ({"nombre_contrats": ["two"]}, "P502", "nombre_contrats"),
    ({"nombre_contrats": [-1]}, "P504", "nombre_contrats"),
]


@pytest.mark.parametrize(("columns", "code", "column"), FLAT)
def test_contracts_in_columns_of_their_own(columns: dict[str, list[Any]], code: str, column: str) -> None:
    found = read_frame(pl.DataFrame(columns), RULES)
    assert [one.code for one in found.problems] == [code]
    assert found.problems[0].column.startswith(column)


NAMES: list[tuple[dict[str, Any], str]] = [
    ({"Statut": ["x"]}, "did you mean `statut`?"),
    ({"zone_cabinet_principale": ["ZIP"]}, "did you mean `zone_cabinet_principal`?"),
    ({"contrat_1_dispositf": ["cotram"]}, "did you mean `contrat_1_dispositif`?"),
    ({"contrat_0_dispositif": ["cotram"]}, "did you mean `contrat_1_dispositif`?"),
    ({"contrat_99999999_dispositif": ["cotram"]}, "the column `contrat_99999999_dispositif` is not a fact"),
    ({"nom de famille": ["x"]}, "'nom de famille'`"),
    ({"contrats": ["[]"], "contrat_2_dispositif": ["cotram"]}, "contracts are in `contrats`, and in `contrat_2_disp"),
]


@pytest.mark.parametrize(("columns", "message"), NAMES)
def test_names_of_columns(columns: dict[str, Any], message: str, tmp_path: Path, capsys: Any) -> None:
    source = tmp_path / "in.parquet"
    pl.DataFrame(columns).write_parquet(source)
    for words in (
        ("batch", source, "--summary"),
        ("simulate", source, "--then", "2027-01-01"),
        ("sql", "--have", f"@{source}"),
    ):
        code, out, told = run(capsys, *words, "--on", ON)
        assert (code, out) == (2, "")
        assert message in told
    with pytest.raises(BrokenError):
        evaluate_frame(RULES, pl.DataFrame(columns), ON)


def test_columns_may_be_left_aside(tmp_path: Path, capsys: Any) -> None:
    source = tmp_path / "in.parquet"
    frame = pl.DataFrame({"id": [1], "note": ["x"], "statut": ["remplacant"]})
    frame.write_parquet(source)
    code, _, told = run(capsys, "simulate", source, "--on", ON, "--then", "2027-01-01")
    assert code == 2 and "to leave it aside: `--ignore note`" in told
    assert run(capsys, "simulate", source, "--on", ON, "--then", "2027-01-01", "--ignore", "note")[0] == 0
    assert evaluate_frame(RULES, frame, ON, ("status",), ignore=("note",)).height == 1


@pytest.mark.parametrize("parts", [("statut",), "statut", ("status", "amount"), ["missings"]])
def test_parts_that_do_not_exist(parts: Any) -> None:
    with pytest.raises(BrokenError, match="B333"):
        evaluate_frame(RULES, pl.DataFrame({"secteur": [1]}), ON, parts)


def test_simulate_never_leaves_a_row_out_in_silence(tmp_path: Path, capsys: Any) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,statut\n1,remplacant\n2,zip\n3,zip\n")
    words = ("simulate", source, "--on", ON, "--then", "2027-01-01", "--format", "json")
    code, out, told = run(capsys, *words)
    assert (code, out) == (2, "")
    assert "row 2 (line 3) and 1 more, column `statut`: `zip` is not allowed" in told
    code, out, told = run(capsys, *words, "--on-error", "skip")
    assert code == 1 and json.loads(out)["left_out"] == 2
    assert "2 rows of 3 cannot be read and are left out (`statut` 2)" in told
    code, _, told = run(capsys, *words, "--on-error", "report")
    assert code == 1 and f"see `{source}.errors.csv`" in told
    assert pl.read_csv(f"{source}.errors.csv")["line"].to_list() == [3, 4]


def test_rows_decided_one_by_one_read_cells_as_columns_do() -> None:
    """A list of half-days sends a row to `decide`."""
    row = {
        HALF_DAYS: [[1, 2]],
        "date_installation": [datetime(2026, 3, 1)],
        "secteur": ["1"],
        "conventionne": ["true"],
        "honoraires_conventionnes_annuels_eur": [0.1 + 0.2],
        "contrat_3_dispositif": ["cotram"],
        "contrat_3_montant_accorde_eur": [Decimal("12.5")],
    }
    assert evaluate_frame(RULES, pl.DataFrame(row), ON).height == 1


HAVE: list[tuple[str, int, str]] = [
    ("statut,contrat_1_dispositif", 0, "contrat_1_dispositif"),
    ("statut,contrat_1_dispositif,contrat_2_dispositif", 0, "contrat_2_dispositif"),
    ("contrat_9_dispositif", 0, "contrat_9_dispositif"),
    ("contrat_10_dispositif", 2, "names contract 10, and the query reads 9 at most"),
    ("contrat_2_dispositif --contracts 1", 2, "names contract 2, and the query reads 1 at most\n   = `--contracts 2`"),
    ("contrats", 0, "CAST(contrat_1_dispositif AS TEXT)"),
    ("contrats --contracts 3", 0, "CAST(contrat_3_dispositif AS TEXT)"),
    ("contrats", 0, "CAST(nombre_contrats AS INT)"),
    ("contrat_1_dispositf", 2, "did you mean `contrat_1_dispositif`?"),
    ("statuts", 2, "did you mean `statut`?"),
]


@pytest.mark.parametrize(("have", "code", "message"), HAVE)
def test_what_a_table_has(have: str, code: int, message: str, capsys: Any) -> None:
    found = run(capsys, "sql", "--on", ON, "--parts", "held", "--have", *have.split())
    assert found[0] == code
    assert message in found[1] + found[2]


def test_a_table_like_a_file(tmp_path: Path, capsys: Any) -> None:
    source = tmp_path / "people.parquet"
    pl.DataFrame({"id": [1], "contrat_2_dispositif": ["cotram"], "nombre_contrats": [1]}).write_parquet(source)
    code, out, _ = run(capsys, "sql", "--on", ON, "--parts", "held", "--have", f"@{source}")
    assert code == 0
    assert "CAST(contrat_2_dispositif AS TEXT)" in out and "CAST(contrat_1_dispositif" not in out


def test_many_days_are_decided_without_a_plan_for_each() -> None:
    """Few rows of a day go one by one; the answers are those of each day alone."""
    from public_aids.engine.batch.evaluate import Evaluator

    days = pl.date_range(date(2025, 6, 1), date(2026, 7, 25), eager=True)
    frame = pl.DataFrame({"jour": days}).with_columns(statut=pl.lit("installe_liberal"), secteur=pl.lit(1))
    evaluator = Evaluator(RULES, ("status", "held"))
    found = evaluator.evaluate(frame, ON, on_column="jour")
    assert found.row_by_row == frame.height == 420
    for at in (0, 213, 214, 419):
        alone = Evaluator(RULES, ("status", "held")).evaluate(frame[at : at + 1].drop("jour"), days[at])
        assert alone.result.with_columns(pl.all().cast(pl.String)).equals(
            found.result[at : at + 1].with_columns(pl.all().cast(pl.String))
        )


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (pl.Series([None]), "P505"),
        (pl.Series([""]), "P505"),
        (pl.Series(["2026-02-30"]), "P505"),
        (pl.Series(["15/03/2026"]), "P505"),
        (pl.Series([20260315]), "P502"),
        (pl.Series([datetime(2026, 3, 15, 1)]), "P505"),
    ],
)
def test_a_day_of_a_row_that_is_none(days: pl.Series, code: str) -> None:
    found = read_frame(days.to_frame("jour"), RULES, day="jour")
    assert [(one.code, one.column) for one in found.problems] == [(code, "jour")]


NO_COLUMNS = [
    (
        "convention-2016/coscom.yaml",
        "\nterm:",
        '\nterm:\n  ends_when: some c in contrats satisfies c.dispositif = "caim"',
    ),
    ("state/cesp.yaml", "when: accepte_engagement_zone_deficitaire", "when: string length(statut) > 3"),
    ("facts.yaml", "derived: years and months", "derived: sum([0]) + years and months"),
]


@pytest.mark.parametrize(("path", "written", "instead"), NO_COLUMNS)
def test_rules_that_have_no_columns_are_answered_row_by_row(
    path: str, written: str, instead: str, tmp_path: Path, capsys: Any
) -> None:
    folder = tmp_path / "rules"
    copytree(DEFAULT_RULES, folder)
    file = folder / path
    text = file.read_text("utf-8")
    assert written in text
    file.write_text(text.replace(written, instead, 1), "utf-8")
    coscom = {"dispositif": "coscom", "date_signature": "2024-03-01"}
    people: list[dict[str, Any]] = [
        {"statut": "etudiant_medecine", "annee_etudes_medecine": 5, "contrats": []},
        {"statut": "installe_liberal", "date_naissance": "1960-01-01", "contrats": [coscom]},
        {"contrats": [coscom, {"dispositif": "caim", "date_signature": "2023-01-10"}]},
    ]
    source, target = tmp_path / "people.csv", tmp_path / "out.csv"
    names = sorted({name for one in people for name in one})
    rows = [{name: one.get(name) for name in names} for one in people]
    pl.DataFrame(
        {name: [json.dumps(row[name]) if name == "contrats" else row[name] for row in rows] for name in names}
    ).write_csv(source)
    code, _, told = run(capsys, "--rules", folder, "batch", source, "-o", target, "--on", ON)
    assert code == 0
    assert "3 rows of 3 evaluated one by one: `" in told
    found = list(pl.read_csv(target, infer_schema=False).iter_rows(named=True))
    answers = [decide(load_cached(folder), profile_from(one, RULES.facts), ON) for one in people]
    for row, answer in zip(found, answers, strict=True):
        assert Decimal(row["best_total"] or -1) == (-1 if (total := answer.combination.total) is None else total)
        for result in answer.schemes:
            if result.status is not None:
                assert row[f"{result.scheme.id}_status"] == result.status
                assert (row.get(f"{result.scheme.id}_held") or "") == (result.held.state if result.held else "")
    assert run(capsys, "--rules", folder, "simulate", source, "--on", "2025-12-15", "--then", ON)[0] == 0
    assert run(capsys, "--rules", folder, "sql", "--on", ON, "--have", "@" + str(source))[0] == 3
