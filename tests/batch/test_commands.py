"""The commands for populations, as people run them."""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

ON = "2026-03-15"


def schemes(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "public_aids", "--lang", "en", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("population") / "population.parquet"
    assert schemes("population", "-n", 300, "--seed", 7, "--on", ON, "-o", path).returncode == 0
    return path


def test_a_population_is_the_same_for_the_same_seed_and_coherent(population: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.parquet"
    schemes("population", "-n", 300, "--seed", 7, "--on", ON, "-o", again)
    frame = pl.read_parquet(population)
    assert frame.equals(pl.read_parquet(again))
    both = frame.drop_nulls(["date_naissance", "date_installation"])
    assert both.height > 50
    assert (both["date_installation"] >= both["date_naissance"].dt.offset_by("20y")).all()


@pytest.mark.parametrize("suffix", ["parquet", "arrow", "csv"])
def test_every_format_gives_the_same_result(population: Path, tmp_path: Path, suffix: str) -> None:
    frame = pl.read_parquet(population)
    source, target = tmp_path / f"in.{suffix}", tmp_path / "out.csv"
    {"parquet": frame.write_parquet, "arrow": frame.write_ipc, "csv": frame.write_csv}[suffix](source)
    done = schemes("batch", source, "-o", target, "--on", ON, "--parts", "status,missing,amounts,first_year")
    assert done.returncode == 0, done.stderr
    wanted = tmp_path / "wanted.csv"
    schemes("batch", population, "-o", wanted, "--on", ON, "--parts", "status,missing,amounts,first_year")
    assert target.read_text(encoding="utf-8") == wanted.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_a_summary_counts_everybody(population: Path) -> None:
    done = schemes("batch", population, "--on", ON, "--summary", "--format", "json")
    answer = json.loads(done.stdout)
    cesp = next(one for one in answer["figures"] if one["scheme"] == "cesp" and one["group"] is None)
    assert answer["rows"] == cesp["eligible"] + cesp["not_eligible"] + cesp["undetermined"] == 300


def test_the_day_may_differ_from_row_to_row(population: Path, tmp_path: Path) -> None:
    days = ["2025-11-20", "2026-03-15", "2026-03-15"]
    frame = pl.read_parquet(population).with_columns(jour=pl.Series(days * 100))
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    frame.write_parquet(source)
    done = schemes("batch", source, "-o", target, "--on-column", "jour", "--parts", "status")
    assert done.returncode == 0, done.stderr
    found = pl.read_parquet(target)
    for day in dict.fromkeys(days):
        alone = tmp_path / f"{day}.parquet"
        schemes("batch", population, "-o", alone, "--on", day, "--parts", "status")
        rows = frame["jour"] == day
        assert found.filter(rows).drop("jour").equals(pl.read_parquet(alone).filter(rows))


WRONG = "id,secteur,date_installation\n1,1,2020-01-01\n2,7,2020-01-01\n3,2,2020-02-30\n4,abc,\n"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.csv"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_a_wrong_row_stops_the_run_and_leaves_nothing(wrong: Path, tmp_path: Path) -> None:
    done = schemes("batch", wrong, "-o", tmp_path / "out.csv", "--on", ON)
    assert done.returncode == 2
    assert "row 2 (line 3), column `secteur`: `7` is not allowed for `secteur`" in done.stderr
    assert "row 3 (line 4), column `date_installation`: the day `2020-02-30` does not exist" in done.stderr
    assert "row 4 (line 5), column `secteur`" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["wrong.csv"]


def test_wrong_rows_are_left_out_and_told(wrong: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    done = schemes("batch", wrong, "-o", target, "--on", ON, "--parts", "status", "--on-error", "report")
    assert done.returncode == 1
    assert "3 rows of 4 cannot be read and are left out" in done.stderr
    assert pl.read_csv(target)["id"].to_list() == [1]
    assert pl.read_csv(tmp_path / "out.csv.errors.csv")["row"].to_list() == [2, 4, 3]


def test_a_column_that_is_no_fact_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("secteurs,note\n1,a\n", encoding="utf-8")
    done = schemes("batch", source, "-o", tmp_path / "out.csv")
    assert done.returncode == 2
    assert "the column `secteurs` is not a fact" in done.stderr
    assert "did you mean `secteur`?" in done.stderr
    assert "to copy it: `--keep note`" in done.stderr


def test_a_column_of_days_without_a_name_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("secteur\n1\n", encoding="utf-8")
    done = schemes("batch", source, "-o", tmp_path / "out.csv", "--on-column", "")
    assert (done.returncode, done.stderr.partition("\n")[0]) == (2, "error B303: there is no column ``")


def test_a_rule_without_a_column_form_is_told_with_its_place(tmp_path: Path) -> None:
    import shutil

    from public_aids.engine.rulebook.load import DEFAULT_RULES

    folder = tmp_path / "rules"
    shutil.copytree(DEFAULT_RULES, folder)
    cesp = folder / "state" / "cesp.yaml"
    text = cesp.read_text(encoding="utf-8")
    cesp.write_text(
        text.replace("when: accepte_engagement_zone_deficitaire", "when: string length(statut) > 3"), encoding="utf-8"
    )
    done = schemes("--rules", folder, "sql", "--on", ON)
    assert done.returncode == 3
    assert "B101: `string length` cannot be written in columns" in done.stderr
    assert "cesp.yaml:" in done.stderr


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark", "bigquery", "snowflake", "oracle"])
def test_a_query_is_read_back_in_its_dialect(dialect: str) -> None:
    import sqlglot

    done = schemes("sql", "--dialect", dialect, "--on", ON, "--key", "id")
    assert done.returncode == 0, done.stderr
    assert sqlglot.parse_one(done.stdout, dialect=dialect) is not None
    assert "/* " in done.stdout


def test_who_gains_and_who_loses(population: Path) -> None:
    words = ("simulate", population, "--on", "2025-11-20", "--then", ON, "--by", "zone_cabinet_principal")
    answer = json.loads(schemes(*words, "--format", "json").stdout)
    total = next(one for one in answer["groups"] if one["group"] is None)
    assert total["people"] == "300"
    assert float(total["after"]) - float(total["before"]) == pytest.approx(float(total["net"]))
    caim = next(one for one in answer["schemes"] if one["scheme"] == "caim")
    assert caim["after"] == "0" and caim["closed"] == caim["before"]
    assert schemes(*words, "--format", "svg").stdout.startswith("<svg")
    assert "<table>" in schemes(*words, "--format", "html").stdout


def test_the_same_rules_change_nothing(population: Path) -> None:
    done = schemes("simulate", population, "--on", ON, "--then", ON, "--format", "json")
    total = next(one for one in json.loads(done.stdout)["groups"] if one["group"] is None)
    assert (total["gainers"], total["losers"], total["net"]) == ("0", "0", "0")


@pytest.mark.parametrize(("suffix", "another_seed"), [(".parquet", 0), (".csv", 2), (".arrow", 2)])
def test_a_draw_replaces_a_draw(tmp_path: Path, suffix: str, another_seed: int) -> None:
    """The same one in every format, another one where the file says who made it."""
    path = tmp_path / f"drawn{suffix}"
    words = ("population", "-n", 50, "--on", ON, "-o", path)
    assert [schemes(*words, "--seed", seed).returncode for seed in (1, 1, 2)] == [0, 0, another_seed]


def test_a_population_of_the_user_is_not_replaced(population: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.parquet"
    pl.read_parquet(population).head(3).write_parquet(path)
    before = path.read_bytes()
    assert schemes("population", "-n", 50, "--on", ON, "-o", path).returncode == 2
    assert path.read_bytes() == before


def test_a_simulation_shows_the_schemes_that_are_named(population: Path) -> None:
    words = ("simulate", population, "--on", "2025-11-20", "--then", ON, "--format", "json")
    every, some = (json.loads(schemes(*words, *more).stdout) for more in ((), ("--scheme", "cde,caim")))
    assert [one["scheme"] for one in some["schemes"]] == ["caim", "cde"]
    assert some["groups"] == every["groups"]
