"""Populations: rate, memory and growth, beside the same rules written by hand for Polars and for OpenFisca-Core.

    python -m pip install -e .[batch,benchmarks]
    python benchmarks/batch.py [--rows N] [--rounds N] [--copies N] [--ten-million] [--check]

One machine, all its cores. The population is drawn, so that anybody gets the same rows. What is compared takes turns,
run by run, and the shortest run of each counts; every cell is compared too. Without OpenFisca-Core the rest is
measured. `--check` exits 1 when a target is missed.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from population.beside import beside_others
from population.growth import by_rows, by_schemes, of_ten_million
from population.turns import Ratios
from public_aids.engine.rulebook.load import DEFAULT_RULES, load


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--copies", type=int, default=84, help="how often our own schemes are repeated at most")
    arguments.add_argument("--ten-million", action="store_true", help="the memory of ten million rows too")
    arguments.add_argument("--check", action="store_true")
    asked = arguments.parse_args()
    rules, ratios = load(DEFAULT_RULES), Ratios()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        beside_others(rules, folder, asked.rows, asked.rounds, ratios)
        by_rows(rules, folder, asked.rows, asked.rounds, ratios)
        by_schemes(rules, folder, asked.rows // 4, asked.copies, asked.rounds, ratios)
        if asked.ten_million:
            of_ten_million(folder, ratios)
    for missed in ratios.missed:
        print(f"missed: {missed}")
    return int(asked.check and bool(ratios.missed))


if __name__ == "__main__":
    sys.exit(main())
