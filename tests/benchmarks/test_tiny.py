"""Each benchmark runs at a tiny size, and what it compares is the same; how long things take is for people to read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
TINY = {
    "batch.py": ("--rows", "200", "--rounds", "1", "--copies", "1"),
    "check.py": ("--files", "5", "--runs", "1"),
    "feel.py": ("1",),
    "one.py": ("--rounds", "1"),
    "plan.py": ("--rounds", "1"),
    "startup.py": ("--rounds", "1"),
}
WITH_JAVA = {"spark.py"}  # tests/batch runs Spark


def test_every_benchmark_has_a_tiny_size() -> None:
    assert {path.name for path in FOLDER.glob("*.py")} - WITH_JAVA == set(TINY)


@pytest.mark.parametrize("name", TINY)
def test_it_runs(name: str, tmp_path: Path) -> None:
    environment = {**os.environ, "SCHEMES_CACHE": str(tmp_path)}
    command = [sys.executable, FOLDER / name, *TINY[name]]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert ": NO\n" not in done.stdout  # cells that are not those of the rival
