"""What a run costs by rows and by schemes, and the memory of a large one."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from population.drawn import draw, many_schemes, prepared, run
from population.turns import Ratios, take_turns
from public_aids.engine.batch.files import open_population
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook

SHARES_OF_ROWS = (0.25, 0.5, 1, 2)
COPIES = (1, 8, 16, 84)
LARGE = 10_000_000
MEGABYTES = 1500


def by_rows(rules: Rulebook, folder: Path, rows: int, rounds: int, ratios: Ratios) -> None:
    """Of a quarter of the rows to twice as many."""
    print("cost by rows")
    counts = [int(share * rows) for share in SHARES_OF_ROWS]
    sources = {f"{count:,} rows": draw(rules, count, folder / f"{count}.parquet") for count in counts}
    ways = {name: partial(run, rules, source, folder / "out.parquet") for name, source in sources.items()}
    costs = [taken / count for taken, count in zip(take_turns(ways, rounds).values(), counts, strict=True)]
    for name, cost in zip(ways, costs, strict=True):
        print(f"  {name:>16} {1e6 * cost:6.2f} us a row")
    ratios.at_most(f"a row of {counts[-1]:,} beside one of {counts[0]:,}", costs[-1] / costs[0], 1.1)


def by_schemes(rules: Rulebook, folder: Path, rows: int, most: int, rounds: int, ratios: Ratios) -> None:
    """Of our own rules to `most` copies of them. They are lowered before the clock starts."""
    print(f"cost by schemes, on {rows:,} rows")
    source, target = draw(rules, rows, folder / "schemes.parquet"), folder / "out.parquet"
    made = {copies: prepared(many_schemes(rules, copies)) for copies in COPIES if copies <= most}
    counts = {
        copies: sum(scheme.kind != "information" for scheme in one.job.rules.schemes) for copies, one in made.items()
    }
    population = open_population(str(source), "parquet")
    ways = {
        f"{counts[copies]:,} schemes": partial(one.to_file, population, str(target), "parquet")
        for copies, one in made.items()
    }
    times = take_turns(ways, min(rounds, 4))
    costs = {count: taken / rows / count for taken, count in zip(times.values(), counts.values(), strict=True)}
    for name, cost in zip(ways, costs.values(), strict=True):
        print(f"  {name:>16} {1e9 * cost:6.0f} ns a row and scheme")
    least = counts[1]
    for copies in sorted(made)[2:]:
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
