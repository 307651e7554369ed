"""Populations that cannot be read: what is wrong, where, and what to write instead, in words of our own."""

import os
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from public_aids.cli.main import main
from public_aids.cli.render.diagnostics import render
from public_aids.engine.batch.reading import read_frame
from public_aids.engine.batch.wrong_cells import wrong_cells
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.load import DEFAULT_RULES

RULES = load_cached(DEFAULT_RULES)
ON = ("--on", "2026-03-15", "--parts", "status")
FEES = "honoraires_conventionnes_annuels_eur"

FILES: list[tuple[bytes, str, str]] = [
    (b"id;statut;secteur\n1;zip;1\n", ":1:1: error B310: columns are separated by `;`", "with the comma as separator"),
    (b"id\tstatut\n1\tzip\n", ":1:1: error B310: columns are separated by a tab", "or as Parquet"),
    (b"id,statut,\n1,zip,\n", ":1:1: error B312: column 3 has no name", "the separator too"),
    (b"id,statut,statut\n1,,\n", ":1:1: error B312: two columns have the name `statut`", "keep one"),
    (b"", ":1:1: error B312: the file has no header", "the first line names the columns"),
    (b"id,statut\n1,,3\n", ":2:1: error B311: row 1: 3 cells, where the header names 2 columns", "between quotes"),
    (b"id,statut\n1\n", ":2:1: error B311: row 1: 1 cell, where the header names 2 columns", "with its comma"),
    (b'id,note\n1,"a\nb"\n\n', ":4:1: error B311: row 2: the line is empty", "take it out"),
    (b'id,note\n1,"a\n2,b\n', ":2:1: error B313: a quote that is opened is not closed", '""quoted""'),
    (b'id,note\n1,a "b" c\n', ":2:1: error B313: row 1: a quote in the middle of a cell", '""quoted""'),
    (b'id,note\n1,"a"b\n', ":2:1: error B313: a quote in the middle of a cell", '""quoted""'),
    (b"id,note\r1,a\r", ":1:1: error B313: the line ends are those of old Macs", "line ends `\\n`"),
    ("id,note\n1,élève\n".encode("cp1252"), ":2:3: error Y101: the file is not UTF-8", 'save it as "UTF-8"'),
    ("id,note\n1,a\n".encode("utf-16"), ":1:1: error Y102: the file is UTF-16", 'save it as "UTF-8"'),
    (b"id,note\n1,a\0b\n", ":2:1: error Y103", "saved as UTF-8"),
]


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["--lang", "en", *map(str, words)])
    return int(stopped.value.code or 0), capsys.readouterr().err


@pytest.mark.parametrize(("content", "message", "cure"), FILES)
def test_a_file_that_is_not_csv(
    content: bytes, message: str, cure: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    for words in (("batch", source, "-o", target, *ON), ("simulate", source, *ON[:2], "--then", "2027-01-01")):
        code, told = run(capsys, *words)
        assert code == 2
        assert message in told and cure in told
    assert not target.exists()


@pytest.mark.parametrize("suffix", ["csv", "parquet", "arrow"])
@pytest.mark.parametrize("what", ["folder", "pipe", "device", "loop", "noise", "cut"])
def test_what_is_no_file_of_its_format(
    what: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / f"in.{suffix}"
    match what:
        case "folder":
            source.mkdir()
        case "pipe":
            os.mkfifo(source)
        case "device":
            source.symlink_to("/dev/zero")
        case "loop":
            source.symlink_to(source)
        case "noise":
            source.write_bytes(bytes(range(256)) * 10)
        case _:
            pl.DataFrame({"id": range(1000)}).write_parquet(source)
            source.write_bytes(source.read_bytes()[:-50])
    code, told = run(capsys, "batch", source, "-o", tmp_path / "out.csv", *ON)
    assert code == 2
    name = str(source)[:60]  # a long path is cut
    assert name in told and "olars" not in told and "arrow" not in told.replace(str(source), "").replace(".arrow", "")


CELLS: list[tuple[pl.Series, str]] = [
    *(
        (pl.Series([text]), "leave the value empty if it is not known")
        for text in ("nan", "NaN", "sNaN", "inf", "-inf")
    ),
    *((pl.Series([value]), "leave the value empty") for value in (float("nan"), float("-inf"))),
    *((pl.Series([text]), "write `100000`") for text in ("1e5", "+100000", " 100000", "100000.", "100 000 €")),
    (pl.Series(["123456,78"]), "write `123456.78`"),
    (pl.Series([1000 / 3]), "has more than 4 decimals\n  = round to 4 decimals: `333.3333`"),
    (pl.Series(["0.00001"]), "round to 4 decimals: `0.0000`"),
    (pl.Series(["12345678901.5"]), "`12345678901.5` does not fit a column\n  = 10000000000 at most"),
    (pl.Series([10**30], dtype=pl.Decimal(38, 0)), "does not fit a column\n  = 10000000000 at most"),
    (pl.Series([-1], dtype=pl.Decimal(38, 18)), "is out of the bounds"),
    (pl.Series([2**64 - 1], dtype=pl.UInt64), "does not fit a column"),
    (pl.Series(["x" * 10_000]), "takes a number, not the text"),
]


@pytest.mark.parametrize(("cells", "message"), CELLS)
def test_a_number_that_is_none(cells: pl.Series, message: str) -> None:
    found = read_frame(pl.DataFrame({FEES: cells}), RULES)
    told = render(wrong_cells(found.problems, 1), "en")
    assert f"row 1, column `{FEES}`: " in told and message in told
    assert len(told) < 500


@pytest.mark.parametrize("scale", [2, 13, 14, 18, 28])
def test_decimals_of_any_scale_are_read_as_they_are(scale: int) -> None:
    """Those of Spark have 18 decimals."""
    values = [Decimal("98000.5"), Decimal("0"), Decimal("9.22"), Decimal("9999999999"), None]
    found = read_frame(pl.DataFrame({FEES: pl.Series(values, dtype=pl.Decimal(38, scale))}), RULES)
    assert not found.wrong.any()
    assert found.inputs[FEES].to_list() == [980005000, 0, 92200, 99999999990000, None]


@pytest.mark.parametrize("on_error", ["skip", "report"])
@pytest.mark.parametrize("good", [0, 1])
def test_rows_that_are_all_wrong_in_a_piece(
    good: int, on_error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a column `id` the rows that are left have their numbers."""
    monkeypatch.setattr("public_aids.engine.batch.job.Job.chunk", 3)
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("statut\n" + "zip\n" * 6 + "remplacant\n" * good)
    parts = ("--parts", "failed") if good else ()
    code, told = run(capsys, "batch", source, "-o", target, *ON[:2], *parts, "--on-error", on_error)
    assert code == 1
    assert f"6 rows of {6 + good} cannot be read and are left out (`statut` 6)" in told
    assert pl.read_csv(target)["row"].to_list() == [7][:good]
    errors = tmp_path / "out.csv.errors.csv"
    assert errors.exists() == (on_error == "report")
    if errors.exists():
        assert pl.read_csv(errors)["line"].to_list() == [2, 3, 4, 5, 6, 7]


def test_a_report_of_nothing_replaces_the_last_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,statut\n1,remplacant\n")
    errors = tmp_path / "out.csv.errors.csv"
    errors.write_text("row,column,code,message\n1,statut,P503,of the last run\n")
    assert run(capsys, "batch", source, "-o", target, *ON, "--on-error", "report") == (0, "")
    assert errors.read_text() == "row,column,code,message\n"


def test_many_wrong_cells_are_folded_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.csv"
    rows = [f"{number},zip,{4 + number}" for number in range(30)] + ["30,,1", "31,zip,1"]
    source.write_text("id,statut,secteur\n" + "\n".join(rows) + "\n")
    code, told = run(capsys, "batch", source, "-o", tmp_path / "out.csv", *ON)
    assert code == 2
    assert "row 1 (line 2) and 30 more, column `statut`: `zip` is not allowed" in told
    assert told.count("column `secteur`") == 19
    assert "61 cells that cannot be read in the 32 rows read, 50 of them above: `statut` 31, `secteur` 30" in told


def test_folders_that_name_a_value_are_a_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("01", "44"):
        folder = tmp_path / f"departement_exercice={code}"
        folder.mkdir()
        (folder / "part.csv").write_text("id,statut\n1,remplacant\n2,zip\n")
    target = tmp_path / "out.csv"
    words = ("-o", target, *ON, "--keep", "departement_exercice", "--on-error", "report")
    code, _ = run(capsys, "batch", tmp_path / "*" / "part.csv", *words)
    assert code == 1
    assert pl.read_csv(target, infer_schema=False)["departement_exercice"].to_list() == ["01", "44"]
    errors = pl.read_csv(tmp_path / "out.csv.errors.csv")
    assert errors["line"].to_list() == [3, 3]
    assert [Path(one).parent.name[-2:] for one in errors["file"]] == ["01", "44"]


@pytest.mark.parametrize(
    "other", ["id\n1\n", "id,note\n1,a\n", "statut,id\nremplacant,1\n", "id,statut,secteur\n1,,2\n"]
)
def test_one_of_several_files_with_other_columns(
    other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("id,statut\n1,remplacant\n")
    (tmp_path / "b.csv").write_text(other)
    code, told = run(capsys, "batch", tmp_path / "*.csv", *ON, "-o", tmp_path / "out.parquet")
    assert code == 2
    assert f"`{tmp_path}/b.csv` does not have the columns of `{tmp_path}/a.csv`" in told


@pytest.mark.parametrize("address", ["s3://bucket/out.csv", "file:///tmp/out.parquet", "https://example.org/o.arrow"])
def test_an_address_is_not_a_folder_to_make(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("id,statut\n1,remplacant\n")
    for words in (("batch", "a.csv", *ON), ("population", "-n", 5)):
        assert run(capsys, *words, "-o", address) == (
            2,
            f"error P526: `{address}` is an address, not a file\n  = name a file\n  = schemes explain P526\n",
        )
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("weight", ["a", "", "-1", "nan"])
def test_a_weight_that_is_none(weight: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.csv"
    source.write_text(f"id,w,statut\n1,2.5,remplacant\n2,{weight},remplacant\n")
    code, told = run(capsys, "simulate", source, *ON[:2], "--then", "2027-01-01", "--weight", "w")
    assert code == 2
    assert "error B314: `w`, row 2: " in told


@pytest.mark.parametrize("name", ['"', ".", "..", "", " ", "a.", '"a"b', "a.b.c.d", "a\nb", "a\0b", "\udcff", "``"])
def test_what_is_no_table(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, "sql", "--table", name)
    assert code == 2
    assert "is not the name of a table" in told


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("situations", "situations"),
        ("base.situations", "base.situations"),
        ('"my base".`Été`', '"my base"."Été"'),
        ("a.b; drop table c", 'a."b; drop table c"'),
        ("a--b", '"a--b"'),
        ("'", '"\'"'),
        ('"a""b"', '"a""b"'),
    ],
)
def test_names_of_tables(name: str, written: str) -> None:
    from public_aids.engine.batch.query import table_named

    assert table_named(name).sql("postgres") == written
