"""What a run costs by rows and by schemes, and the memory of a large one."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from population.drawn import draw, many_schemes, prepared, run
from population.turns import Ratios, take_turns
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook

ROWS = (250_000, 500_000, 1_000_000, 2_000_000)
COPIES = (1, 8, 16, 84)
LARGE = 10_000_000
MEGABYTES = 1500


def by_rows(rules: Rulebook, folder: Path, rounds: int, ratios: Ratios) -> None:
    print("cost by rows")
    sources = {f"{rows:,} rows": draw(rules, rows, folder / f"{rows}.parquet") for rows in ROWS}
    ways = {name: partial(run, rules, source, folder / "out.parquet") for name, source in sources.items()}
    costs = [taken / rows for taken, rows in zip(take_turns(ways, rounds).values(), ROWS, strict=True)]
    for name, cost in zip(ways, costs, strict=True):
        print(f"  {name:>16} {1e6 * cost:6.2f} us a row")
    ratios.at_most(f"a row of {ROWS[-1]:,} beside one of {ROWS[0]:,}", costs[-1] / costs[0], 1.1)


def by_schemes(rules: Rulebook, folder: Path, rounds: int, ratios: Ratios) -> None:
    """The rules are lowered before the clock starts."""
    print(f"cost by schemes, on {ROWS[0]:,} rows")
    source, target = draw(rules, ROWS[0], folder / "schemes.parquet"), folder / "out.parquet"
    made = {copies: prepared(many_schemes(rules, copies), source) for copies in COPIES}
    counts = {copies: sum(one.kind != "information" for one in run.job.rules.schemes) for copies, run in made.items()}
    ways = {f"{counts[copies]:,} schemes": partial(run.to_file, str(target), "parquet") for copies, run in made.items()}
    times = take_turns(ways, min(rounds, 4))
    costs = {count: taken / ROWS[0] / count for taken, count in zip(times.values(), counts.values(), strict=True)}
    for name, cost in zip(ways, costs.values(), strict=True):
        print(f"  {name:>16} {1e9 * cost:6.0f} ns a row and scheme")
    least = counts[1]
    for copies in COPIES[2:]:
        count = counts[copies]
        ratios.at_most(f"a row and scheme of {count:,} beside one of {least}", costs[count] / costs[least], 1.1)


def of_ten_million(folder: Path, ratios: Ratios) -> None:
    """In a process of its own, whose largest memory is read."""
    draw(load(DEFAULT_RULES), LARGE, folder / "large.parquet")
    command = [sys.executable, "-m", "population.large", folder / "large.parquet", folder / "out.parquet"]
    here = Path(__file__).parents[1]
    paths = {**os.environ, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}/src"}
    answer = subprocess.run(command, env=paths, check=True, stdout=subprocess.PIPE, text=True)
    seconds, megabytes = map(float, answer.stdout.split())
    print(f"{LARGE:,} rows: {LARGE / seconds:,.0f} rows/s, {megabytes:,.0f} MB at most")
    ratios.at_most(f"memory beside {MEGABYTES:,} MB", megabytes / MEGABYTES, 1)
