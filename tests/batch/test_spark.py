"""Spark as an engine of `schemes batch`: partitions on disk in and out, two workers. It gives what Polars gives."""

import random
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from drawn_situations import draw, frame_of
from engines import in_parts
from polars.testing import assert_frame_equal

from public_aids.engine.batch.files import open_population
from public_aids.engine.batch.job import Job, JobRun
from public_aids.engine.batch.outcome import Outcome
from public_aids.engine.batch.wrong_cells import WrongRowsError
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Rulebook

pytestmark = pytest.mark.heavy
ON = date(2026, 3, 15)


@pytest.fixture
def job(rules: Rulebook) -> Job:
    return Job(rules, ON, parts=("status", "missing", "amounts"), keep=("id",))


def by_spark(session: Any, job: Job, source: Path | str, target: Path | str) -> Outcome:
    from public_aids.engine.batch.spark.run import SparkRun
    from public_aids.engine.batch.spark.source import population_for_spark

    with population_for_spark(session, str(source), None) as population:
        return SparkRun(session, job, population).to_folder(str(target))


def by_polars(job: Job, frame: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """What comes out of one file on one machine, words as text."""
    frame.write_parquet(folder / "one.parquet")
    population = open_population(str(folder / "one.parquet"), "parquet")
    JobRun(job).to_file(population, str(folder / "by_polars.parquet"), "parquet")
    return pl.read_parquet(folder / "by_polars.parquet").with_columns(pl.col(pl.Enum).cast(pl.String))


def assert_same(session: Any, job: Job, frame: pl.DataFrame, folder: Path) -> None:
    in_parts(frame, folder / "in", 3)
    by_spark(session, job, folder / "in", folder / "out")
    assert_frame_equal(pl.read_parquet(folder / "out").sort("id"), by_polars(job, frame, folder).sort("id"))


def numbered(**columns: list[Any]) -> pl.DataFrame:
    return pl.DataFrame({"id": range(len(next(iter(columns.values())))), **columns})


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# The same result


def test_contracts_are_counted_in_the_data(spark: Any, job: Job, tmp_path: Path) -> None:
    """As a list of records; one person has more than the columns cover, and is evaluated alone."""
    kind = pl.List(pl.Struct({"dispositif": pl.String, "date_signature": pl.Date}))
    signed = [{"dispositif": "caim", "date_signature": date(2024, 10, 1)}]
    other = [{"dispositif": "cotram", "date_signature": date(2020, 1, year + 1)} for year in range(5)]
    contracts = pl.Series("contrats", [None, [], signed, [*signed, other[0]], other, signed], dtype=kind)
    frame = numbered(zone_cabinet_principal=["ZIP"] * 6).with_columns(contracts)
    assert_same(spark, replace(job, parts=("status", "held", "failed")), frame, tmp_path)


def test_the_day_may_differ_from_row_to_row(spark: Any, rules: Rulebook, job: Job, tmp_path: Path) -> None:
    rng = random.Random(3)
    frame = frame_of([draw(rules, rng) for _ in range(30)], rules).with_columns(id=pl.int_range(30))
    days = [date(2025, 11, 20), date(2026, 3, 15), date(2028, 2, 29)] * 10
    by_day = replace(job, on_column="jour", keep=("id", "jour"), summary=True)
    assert_same(spark, by_day, frame.with_columns(jour=pl.Series(days)), tmp_path)


def test_columns_that_are_kept_come_out_as_they_are(spark: Any, job: Job, tmp_path: Path) -> None:
    frame = numbered(
        secteur=[1, 2, None],
        moment=[datetime(2026, 1, 1, 12, 30), None, datetime(1900, 1, 1)],
        somme=[Decimal("1.250"), Decimal("-3.000"), None],
        texte=["é\n«", "", None],
        liste=[[1, 2], [], None],
        fiche=[{"a": 1, "b": "x"}, {"a": None, "b": "y"}, None],
    )
    assert_same(spark, replace(job, keep=tuple(name for name in frame.columns if name != "secteur")), frame, tmp_path)


def test_partitions_may_have_different_columns(spark: Any, job: Job, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    frames = [numbered(secteur=[1, 2]), pl.DataFrame({"id": [2], "statut": ["installe_liberal"]})]
    for index, frame in enumerate(frames):
        frame.write_parquet(tmp_path / "in" / f"part-{index}.parquet")
    by_spark(spark, job, tmp_path / "in", tmp_path / "out")
    expected = by_polars(job, pl.concat(frames, how="diagonal"), tmp_path)
    assert_frame_equal(pl.read_parquet(tmp_path / "out").sort("id"), expected)


def test_a_folder_named_by_a_value_gives_it_as_it_is_written(spark: Any, job: Job, tmp_path: Path) -> None:
    """The département 01 is not a number, though it is the name of a folder."""
    part = tmp_path / "in" / "departement_exercice=01"
    part.mkdir(parents=True)
    numbered(secteur=[1, 7]).write_parquet(part / "a.parquet")
    numbered(secteur=[2]).write_parquet(part / "b.parquet")
    by_code = replace(job, keep=("id", "departement_exercice"), on_error="skip")
    outcome = by_spark(spark, by_code, tmp_path / "in", tmp_path / "out")
    assert pl.read_parquet(tmp_path / "out")["departement_exercice"].to_list() == ["01", "01"]
    assert [(one.file, one.row) for one in outcome.problems] == [("departement_exercice=01/a.parquet", 2)]


@pytest.mark.parametrize("suffix", ["csv", "arrow"])
def test_other_formats_are_read_as_on_one_machine(spark: Any, job: Job, tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "in [1] %20 é"
    folder.mkdir()
    for index in range(2):
        frame = pl.DataFrame({"id": [str(index)], "departement_exercice": ["01"], "secteur": ["1"]})
        {"csv": frame.write_csv, "arrow": frame.write_ipc}[suffix](folder / f"{index}.{suffix}")
    outcome = by_spark(spark, replace(job, keep=("id", "departement_exercice")), folder, tmp_path / "out")
    assert (outcome.rows, outcome.written) == (2, 2)
    assert pl.read_parquet(tmp_path / "out")["departement_exercice"].to_list() == ["01", "01"]
    assert left_in(tmp_path) == [folder.name, "out"]


def test_an_address_of_hadoop_is_read_and_written(spark: Any, job: Job, tmp_path: Path) -> None:
    """As on a cluster: here `viewfs`, which leads back to this disk."""
    spark.sparkContext._jsc.hadoopConfiguration().set("fs.viewfs.mounttable.tests.link./data", f"file://{tmp_path}")
    in_parts(numbered(secteur=[1, 2, 1, 2]), tmp_path / "in")
    by_spark(spark, job, "viewfs://tests/data/in", "viewfs://tests/data/out")
    assert left_in(tmp_path) == ["in", "out"]
    assert pl.read_parquet(tmp_path / "out").height == 4


def test_no_rows_give_no_rows(spark: Any, job: Job, tmp_path: Path) -> None:
    in_parts(pl.DataFrame({"id": [], "secteur": []}, schema={"id": pl.Int64, "secteur": pl.Int64}), tmp_path / "in")
    assert by_spark(spark, job, tmp_path / "in", tmp_path / "out").rows == 0
    assert pl.read_parquet(tmp_path / "out").height == 0


# What is wrong


WRONG = [1, 2, 1, 2, 7, 1, 2, 9, 1]
"""Sectors: the fifth and the eighth do not exist. In three partitions, each has its row of its file."""


def test_wrong_cells_stop_the_run_and_leave_nothing(spark: Any, job: Job, tmp_path: Path) -> None:
    in_parts(numbered(secteur=WRONG), tmp_path / "in", 3)
    with pytest.raises(WrongRowsError) as caught:
        by_spark(spark, job, tmp_path / "in", tmp_path / "out")
    places = {(one.file, one.row, one.column) for one in caught.value.problems}
    assert places and places <= {("part-1.parquet", 2, "secteur"), ("part-2.parquet", 2, "secteur")}
    assert left_in(tmp_path) == ["in"]


def test_wrong_rows_are_left_out_and_told_with_their_file(spark: Any, job: Job, tmp_path: Path) -> None:
    in_parts(numbered(secteur=WRONG), tmp_path / "in", 3)
    outcome = by_spark(spark, replace(job, on_error="report"), tmp_path / "in", tmp_path / "out")
    assert [(one.file, one.row) for one in outcome.problems] == [("part-1.parquet", 2), ("part-2.parquet", 2)]
    assert outcome.problems[0].message.en == "`7` is not allowed for `secteur`"
    assert (outcome.rows, outcome.written, outcome.left_out) == (9, 7, 2)
    assert sorted(pl.read_parquet(tmp_path / "out")["id"]) == [0, 1, 2, 3, 5, 6, 8]


@pytest.fixture
def small_tasks(spark: Any) -> Iterator[None]:
    """Spark cuts files, so that several workers read one."""
    for name in ("spark.sql.files.maxPartitionBytes", "spark.sql.files.openCostInBytes"):
        spark.conf.set(name, "2000")
    yield
    for name in ("spark.sql.files.maxPartitionBytes", "spark.sql.files.openCostInBytes"):
        spark.conf.unset(name)


def test_rows_are_numbered_in_a_file_that_several_workers_read(
    spark: Any, small_tasks: None, job: Job, tmp_path: Path
) -> None:
    wrong = {17, 1203, 3999}
    frame = numbered(secteur=[7 if row in wrong else 1 for row in range(4000)])
    frame.write_parquet(tmp_path / "in.parquet", row_group_size=500)
    outcome = by_spark(spark, replace(job, on_error="skip"), tmp_path / "in.parquet", tmp_path / "out")
    assert len(left_in(tmp_path / "out")) > 2
    assert [(one.file, one.row) for one in outcome.problems] == [("", 18), ("", 1204), ("", 4000)]


def test_a_failure_of_a_worker_is_told_in_a_line_and_leaves_nothing(spark: Any, job: Job, tmp_path: Path) -> None:
    """Here a partition whose rows are damaged, between a beginning and an end that are sound."""
    from public_aids.engine.batch.spark.failure import SparkFailedError

    in_parts(numbered(secteur=[1, 2] * 500), tmp_path / "in")
    damaged = tmp_path / "in" / "part-1.parquet"
    data = damaged.read_bytes()
    damaged.write_bytes(data[:4] + bytes(200) + data[204:])
    with pytest.raises(SparkFailedError) as caught:
        by_spark(spark, job, tmp_path / "in", tmp_path / "out")
    assert "\n" not in str(caught.value) and "part-1.parquet" in str(caught.value)
    assert left_in(tmp_path) == ["in"]


def test_an_error_of_python_is_told_without_its_trace() -> None:
    from public_aids.engine.batch.spark.failure import one_line

    trace = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\nValueError: no\nmore\n\n\tat x.Y'
    assert one_line(f"An exception was thrown from the Python worker:\n{trace}") == "ValueError: no"


# The place of the result


def test_an_earlier_result_is_replaced_and_nothing_else(spark: Any, job: Job, tmp_path: Path) -> None:
    from public_aids.engine.batch.spark.storage import Storage, may_be_replaced

    in_parts(numbered(secteur=[1, 2]), tmp_path / "in")
    in_parts(numbered(secteur=[1, 2, 1]), tmp_path / "more")
    for source in ("in", "more"):
        by_spark(spark, job, tmp_path / source, f"{tmp_path}/out/")
    assert pl.read_parquet(tmp_path / "out").height == 3
    assert left_in(tmp_path) == ["in", "more", "out"]
    storage = Storage(spark)
    assert may_be_replaced(storage, str(tmp_path / "out"))
    assert may_be_replaced(storage, str(tmp_path / "absent"))
    assert not may_be_replaced(storage, str(tmp_path))
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    assert not may_be_replaced(storage, str(tmp_path / "out"))


def test_an_earlier_result_stays_where_a_run_fails(spark: Any, job: Job, tmp_path: Path) -> None:
    in_parts(numbered(secteur=[1, 2]), tmp_path / "in")
    in_parts(numbered(secteur=[7]), tmp_path / "wrong")
    by_spark(spark, job, tmp_path / "in", tmp_path / "out")
    with pytest.raises(WrongRowsError):
        by_spark(spark, job, tmp_path / "wrong", tmp_path / "out")
    assert pl.read_parquet(tmp_path / "out").height == 2
    assert left_in(tmp_path) == ["in", "out", "wrong"]
