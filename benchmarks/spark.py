"""Populations by Spark: two workers on this machine, beside Polars in one process and beside generated SQL.

    python benchmarks/spark.py [ROWS]

From Parquet to Parquet, three times each: Java compiles what it runs often, so that the first time is the slowest. CPU
seconds tell more than the clock where other programs run: of this process, of Java, of the Pythons that Java starts.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from population.drawn import draw, run
from public_aids.engine.batch.files import open_population
from public_aids.engine.batch.job import Job
from public_aids.engine.batch.plan import Part
from public_aids.engine.batch.query import query
from public_aids.engine.batch.rules import lower_rules
from public_aids.engine.batch.spark.run import SparkRun
from public_aids.engine.batch.spark.session import spark_session
from public_aids.engine.batch.spark.source import population_for_spark
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook
from rivals.polars_by_hand import ON

PARTS: dict[str, tuple[Part, ...]] = {
    "statuses and amounts": ("status", "amounts"),
    "all but the best set": ("status", "failed", "missing", "amounts", "first_year", "held"),
}
HUGE_METHODS = "-XX:-DontCompileHugeMethods"  # a large SELECT is one Java method, above 8,000 bytes never compiled
TICKS = os.sysconf("SC_CLK_TCK")


def cpu() -> Counter[str]:
    """CPU seconds of this process and of all that it has started (Linux)."""
    found: Counter[str] = Counter()
    waiting = [os.getpid()]
    while waiting:
        pid = waiting.pop()
        name, fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split("(", 1)[1].rsplit(")", 1)
        spent = fields.split()[11:15] if pid != os.getpid() else fields.split()[11:13]
        kind = "this" if pid == os.getpid() else "java" if name == "java" else "workers"
        found[kind] += sum(map(int, spent)) / TICKS
        for thread in Path(f"/proc/{pid}/task").glob("*/children"):
            waiting += map(int, thread.read_text(encoding="utf-8").split())
    return found


def measure(name: str, rows: int, action: Callable[[], object]) -> None:
    for _ in range(3):
        before, start = cpu(), time.perf_counter()
        action()
        taken = time.perf_counter() - start
        spent = ", ".join(f"{kind} {value - before[kind]:.1f}" for kind, value in sorted(cpu().items()))
        print(f"  {name}: {taken:.1f} s, {rows / taken:,.0f} rows/s; CPU seconds: {spent}", flush=True)


def by_polars(rules: Rulebook, source: Path, parts: tuple[Part, ...], rows: int) -> None:
    measure("Polars", rows, lambda: run(rules, source, source.with_name("polars.parquet"), parts))


def by_spark(rules: Rulebook, source: Path, parts: tuple[Part, ...], rows: int) -> None:
    job = Job(rules, ON, parts=parts, keep=("id",))

    def evaluate(session: Any) -> None:
        with population_for_spark(session, str(source), None) as population:
            SparkRun(session, job, population).to_folder(str(source.with_name("spark")))

    with spark_session("local[2]") as session:
        measure("Spark", rows, lambda: evaluate(session))


def by_sql(rules: Rulebook, source: Path, parts: tuple[Part, ...], rows: int) -> None:
    have = open_population(str(source), "parquet").columns

    def evaluate(session: Any) -> None:
        session.read.parquet(str(source)).createOrReplaceTempView("situations")
        text = query(lower_rules(rules, ON, 1, parts, share=False), "situations", "spark", have=have, keys=("id",))
        session.sql(text).write.mode("overwrite").parquet(str(source.with_name("sql")))

    with spark_session("local[2]", {"spark.driver.extraJavaOptions": HUGE_METHODS}) as session:
        measure("SQL in Spark", rows, lambda: evaluate(session))


WAYS = {"polars": by_polars, "spark": by_spark, "sql": by_sql}


def main() -> None:
    """Each way in a process of its own, so that none finds a Java that is warm."""
    if len(sys.argv) > 2:
        way, what, source, rows = sys.argv[1:]
        WAYS[way](load(DEFAULT_RULES), Path(source), PARTS[what], int(rows))
        return
    rows = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    folder = Path(tempfile.mkdtemp())
    draw(load(DEFAULT_RULES), int(rows), folder / "in.parquet")
    for what in PARTS:
        print(f"{what}, {int(rows):,} rows", flush=True)
        for way in WAYS:
            subprocess.run([sys.executable, __file__, way, what, folder / "in.parquet", rows], check=True)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
