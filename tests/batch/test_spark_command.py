"""`schemes batch --engine spark`, as people run it."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest
from engines import in_parts

from public_aids.cli.main import main
from public_aids.engine.batch.spark.session import LIBRARIES, has_java

ON = "2026-03-15"
HERE = all(find_spec(name) for name in LIBRARIES) and has_java()
WITH_SPARK = [
    pytest.mark.heavy,
    pytest.mark.skipif(not HERE, reason="the extra `spark` is not installed, or there is no Java"),
]


def words(*more: object, lang: str = "en") -> list[str]:
    return ["--lang", lang, "batch", *map(str, more), "--on", ON, "--engine", "spark"]


def schemes(*more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "public_aids", *words(*more, "--master", "local[2]")]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("population") / "population.parquet"
    with pytest.raises(SystemExit):
        main(["population", "-n", "2000", "--seed", "7", "--on", ON, "-o", str(path)])
    return path


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestRuns:
    pytestmark = WITH_SPARK

    def test_partitions_in_partitions_out_and_a_summary(self, population: Path, tmp_path: Path) -> None:
        in_parts(pl.read_parquet(population), tmp_path / "in", 5)
        done = schemes(tmp_path / "in", "-o", tmp_path / "out", "--summary", "--format", "json")
        assert done.returncode == 0, done.stderr
        command = [sys.executable, "-m", "public_aids", "batch", population, "-o", tmp_path / "one.parquet", "--on", ON]
        other = subprocess.run(
            [*map(str, command), "--summary", "--format", "json", "--lang", "en"],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert (json.loads(done.stdout), done.stderr) == (json.loads(other.stdout), other.stderr)
        assert "rows of 2000 evaluated one by one" in done.stderr
        found, expected = (pl.read_parquet(tmp_path / name).sort("id") for name in ("out", "one.parquet"))
        assert found.equals(expected.with_columns(pl.col(pl.Enum).cast(pl.String)))
        assert left_in(tmp_path) == ["in", "one.parquet", "out"]

    def test_a_wrong_cell_stops_the_run_with_its_file_row_and_column(self, tmp_path: Path) -> None:
        in_parts(pl.DataFrame({"id": [1, 2, 3, 4], "secteur": [1, 2, 1, 7]}), tmp_path / "in")
        done = schemes(tmp_path / "in", "-o", tmp_path / "out")
        assert done.returncode == 2
        assert done.stderr.startswith(
            "error P503: part-1.parquet, row 2, column `secteur`: `7` is not allowed for `secteur`\n"
        )
        assert left_in(tmp_path) == ["in"]

    def test_wrong_rows_of_a_csv_are_left_out_and_told(self, tmp_path: Path) -> None:
        (tmp_path / "in.csv").write_text("id,secteur\n1,1\n2,7\n3,2\n", encoding="utf-8")
        done = schemes(tmp_path / "in.csv", "-o", tmp_path / "out", "--parts", "status", "--on-error", "report")
        assert done.returncode == 1, done.stderr
        assert "1 rows of 3 cannot be read and are left out" in done.stderr
        assert sorted(pl.read_parquet(tmp_path / "out")["id"]) == ["1", "3"]
        assert pl.read_csv(tmp_path / "out.errors.csv").select("row", "column").rows() == [(2, "secteur")]
        assert left_in(tmp_path) == ["in.csv", "out", "out.errors.csv"]

    def test_an_interruption_leaves_nothing(self, population: Path, tmp_path: Path) -> None:
        in_parts(pl.concat([pl.read_parquet(population)] * 50), tmp_path / "in", 10)
        command = [sys.executable, "-m", "public_aids", *words(tmp_path / "in", "-o", tmp_path / "out")]
        running = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
        wait_for(lambda: any(name.endswith(".partial") for name in left_in(tmp_path)), 120)
        time.sleep(1)
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(60) == 130
        assert left_in(tmp_path) == ["in"]
        wait_for(lambda: not is_alive(running.pid), 30)

    def test_a_folder_with_other_things_is_not_replaced(self, tmp_path: Path) -> None:
        in_parts(pl.DataFrame({"secteur": [1, 2]}), tmp_path / "in")
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "letter.txt").touch()
        for target, code in (("out", "P520"), ("in", "P521"), ("in/out", "P521"), (".", "P521")):
            done = schemes(tmp_path / "in", "-o", tmp_path / target, "--overwrite")
            assert (done.returncode, done.stderr[:12]) == (2, f"error {code}: "[:12]), done.stderr
        assert left_in(tmp_path) == ["in", "out"] and left_in(tmp_path / "out") == ["letter.txt"]

    def test_a_file_system_that_is_not_known(self, population: Path) -> None:
        done = schemes(population, "-o", "nowhere://machine/out")
        assert done.returncode == 2
        assert done.stderr.startswith("error B305: reading or writing failed: No FileSystem for scheme")

    def test_spark_that_does_not_start(self, population: Path, tmp_path: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "public_aids",
            *words(population, "-o", tmp_path / "out", "--master", "nowhere"),
        ]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)
        assert done.returncode == 2
        assert done.stderr.startswith("error B307: Spark did not start: ")
        assert "  = SCHEMES_DEBUG=1 shows what Spark writes\n" in done.stderr

    def test_a_file_that_is_no_parquet(self, tmp_path: Path) -> None:
        (tmp_path / "in.parquet").write_text("id,secteur\n", encoding="utf-8")
        done = schemes(tmp_path / "in.parquet", "-o", tmp_path / "out")
        assert done.returncode == 2
        assert "P500: cannot read" in done.stderr and done.stderr.count("\n") == 2


def wait_for(is_so, seconds: float) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


# What is told before Spark starts


def told(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    return capsys.readouterr().err


def pretend_that_all_is_installed(monkeypatch: pytest.MonkeyPatch, but: str = "") -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == but else name)


def test_spark_that_is_not_installed(
    population: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend_that_all_is_installed(monkeypatch, but="pyspark")
    assert told(capsys, words(population, "-o", "out")) == (
        "error B301: the library `pyspark` is missing\n  = pip install 'public-aids[spark]'\n  = schemes explain B301\n"
    )


@pytest.mark.parametrize("home", [None, "/nowhere"])
def test_java_that_is_not_installed(
    population: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: str | None
) -> None:
    pretend_that_all_is_installed(monkeypatch)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    if home:
        monkeypatch.setenv("JAVA_HOME", home)
    assert told(capsys, words(population, "-o", "out", lang="fr")) == (
        "erreur B306: Spark demande Java, introuvable ici\n"
        "  = installez Java 17 ou plus récent, ou donnez son dossier dans JAVA_HOME\n"
        "  = schemes explain B306\n"
    )


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation that looks whole, where Spark must not be reached."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    pretend_that_all_is_installed(monkeypatch)


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("population", "out.csv", "B302: Spark does not write `out.csv`: its result is a folder of Parquet partitions"),
        ("population", "nowhere/out", "B305: the folder `{here}/nowhere` does not exist"),
        ("absent.parquet", "out", "P500: `absent.parquet` does not exist"),
        ("mixed", "out", "B302: `mixed` is neither a file of a known format nor a folder of files of one"),
    ],
)
@pytest.mark.usefixtures("installed")
def test_what_cannot_be_is_told_before_spark_starts(
    population: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    source: str,
    target: str,
    message: str,
) -> None:
    (tmp_path / "mixed").mkdir()
    for name in ("a.csv", "b.parquet"):
        (tmp_path / "mixed" / name).touch()
    monkeypatch.chdir(tmp_path)
    named = str(population) if source == "population" else source
    assert told(capsys, words(named, "-o", target)).startswith(f"error {message.format(here=tmp_path)}\n")


def test_a_master_goes_with_spark(population: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, ["--lang", "en", "batch", str(population), "-o", "out.csv", "--master", "local"])
    assert "`--master` goes with `--engine spark`" in said


@pytest.mark.parametrize(("lang", "word"), [("fr", "un dossier de partitions"), ("en", "a folder of partitions")])
def test_help_speaks_both_languages(capsys: pytest.CaptureFixture[str], lang: str, word: str) -> None:
    with pytest.raises(SystemExit):
        main(["batch", "--help", "--lang", lang])
    shown = " ".join(capsys.readouterr().out.split())
    assert "--engine polars|spark" in shown and "--master URL" in shown and word in shown
