"""Populations: rate, memory and growth, beside the same rules written by hand in Polars.

    python benchmarks/batch.py [ROWS] [--ten-million]

One machine, all its cores. The population is drawn, so that anybody gets the same rows. What is compared goes from
Parquet to Parquet with statuses and amounts; both give the same cells, which is checked.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from rivals import polars_by_hand

from engine.batch.distributions import FILE, read_distributions
from engine.batch.files import CHUNK, open_population, write_frames
from engine.batch.job import Job, Run
from engine.batch.population import Population
from engine.batch.query import query
from engine.batch.rules import lower_rules
from engine.record import replace
from engine.rulebook.load import DEFAULT_RULES, load
from engine.rulebook.model import Rulebook

ON = polars_by_hand.ON
PARTS = ("status", "amounts")


def draw(rules: Rulebook, rows: int, path: Path) -> None:
    drawn = Population(rules, read_distributions(DEFAULT_RULES / FILE, rules), ON, seed=1)
    write_frames(str(path), "parquet", dict(drawn.frame(0, 0).schema), lambda: drawn.frames(rows, CHUNK))


def run(rules: Rulebook, source: Path, target: Path, parts: tuple[str, ...] = PARTS) -> Run:
    job = Job(rules, ON, parts=parts, keep=("id",))  # type: ignore[arg-type]
    done = Run(job, open_population(str(source), "parquet"), lambda _: None)
    done.to_file(str(target), "parquet")
    return done


def best_of(times: int, action: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def same(one: Path, other: Path) -> bool:
    mine, by_hand = pl.read_parquet(one), pl.read_parquet(other)
    names = [name for name in mine.columns if name in by_hand.columns]
    return all(mine[name].cast(pl.String).equals(by_hand[name].cast(pl.String), null_equal=True) for name in names)


def beside_polars(rules: Rulebook, folder: Path, rows: int) -> None:
    source, ours, theirs = folder / "in.parquet", folder / "ours.parquet", folder / "theirs.parquet"
    draw(rules, rows, source)
    mine = best_of(5, lambda: run(rules, source, ours))
    by_hand = best_of(5, lambda: polars_by_hand.evaluate(str(source), str(theirs)))
    print(f"{rows:,} rows, statuses and amounts: {rows / mine:,.0f} rows/s")
    share = f"{100 * by_hand / mine:.0f} % of it here"
    print(f"  Polars by hand: {rows / by_hand:,.0f} rows/s; {share}; same cells: {same(ours, theirs)}")
    everything = ("status", "failed", "missing", "amounts", "first_year", "held")
    rate = rows / best_of(2, lambda: run(rules, source, ours, everything))
    print(f"  with failed, missing, first year, held: {rate:,.0f} rows/s")
    sample = folder / "sample.parquet"
    pl.scan_parquet(source).head(20_000).sink_parquet(sample)
    start = time.perf_counter()
    done = run(rules, sample, ours, (*everything, "best"))
    rate = 20_000 / (time.perf_counter() - start)
    print(f"  with the best set too: {rate:,.0f} rows/s ({done.outcome.row_by_row} of 20,000 rows one by one)")


def growth_in_rows(rules: Rulebook, folder: Path) -> None:
    for rows in (250_000, 500_000, 1_000_000, 2_000_000):
        source = folder / f"{rows}.parquet"
        draw(rules, rows, source)
        taken = best_of(2, lambda source=source: run(rules, source, folder / "out.parquet"))  # type: ignore[misc]
        print(f"  {rows:>9,} rows: {1e6 * taken / rows:.2f} us a row")


def growth_in_schemes(rules: Rulebook, folder: Path, rows: int) -> None:
    source = folder / f"{rows}.parquet"
    for copies in (1, 4, 16, 84):
        many = many_schemes(rules, copies)
        count = sum(one.kind != "information" for one in many.schemes)
        start = time.perf_counter()
        lower_rules(many, ON, 1, PARTS)  # type: ignore[arg-type]
        made = time.perf_counter() - start
        taken = best_of(1, lambda many=many: run(many, source, folder / "out.parquet"))  # type: ignore[misc]
        print(f"  {count:>5} schemes: {1e9 * (taken - made) / rows / count:.0f} ns a row and scheme, plan {made:.2f} s")


def many_schemes(rules: Rulebook, copies: int) -> Rulebook:
    """The same schemes again and again, each under a name of its own; relations stay with the first ones."""
    again = (
        replace(scheme, id=f"{scheme.id}_{index}", relations=(), limits=())
        for index in range(1, copies)
        for scheme in rules.schemes
        if scheme.kind != "information"
    )
    return replace(rules, schemes=(*rules.schemes, *again))


def in_duckdb(rules: Rulebook, source: Path, rows: int) -> None:
    import duckdb

    with duckdb.connect() as connection:
        have = open_population(str(source), "parquet").columns
        plan = lower_rules(rules, ON, 1, PARTS, share=False)  # type: ignore[arg-type]
        text = query(plan, "situations", "duckdb", have=have, keys=("id",))
        connection.execute(f"create view situations as select * from read_parquet('{source}')")
        taken = best_of(2, lambda: connection.execute(f"copy ({text}) to '{source}.out' (format parquet)"))
        print(f"  generated SQL in DuckDB: {rows / taken:,.0f} rows/s")


def ten_million(folder: Path) -> None:
    """In a process of its own, whose largest memory is read."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "import batch; from pathlib import Path; import resource, time\n"
        "rules = batch.load(batch.DEFAULT_RULES); folder = Path(sys.argv[3]); s = time.perf_counter()\n"
        "batch.run(rules, folder / 'ten.parquet', folder / 'out.parquet'); t = time.perf_counter() - s\n"
        "print(f'  10,000,000 rows: {1e7 / t:,.0f} rows/s,"
        " {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most')\n"
    )
    draw(load(DEFAULT_RULES), 10_000_000, folder / "ten.parquet")
    here = Path(__file__).parent
    subprocess.run([sys.executable, "-c", code, here, here.parent, folder], check=True)


def main() -> None:
    rows = next((int(word) for word in sys.argv[1:] if word.isdecimal()), 1_000_000)
    rules = load(DEFAULT_RULES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        beside_polars(rules, folder, rows)
        in_duckdb(rules, folder / "in.parquet", rows)
        print("cost by rows")
        growth_in_rows(rules, folder)
        print("cost by schemes")
        growth_in_schemes(rules, folder, 250_000)
        if "--ten-million" in sys.argv:
            ten_million(folder)
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")


if __name__ == "__main__":
    main()
