"""How long a whole process of `schemes eval` takes, beside `python -c pass`.

    python benchmarks/startup.py [--rounds N] [--check]

Warm is with the compiled rules in the cache, cold with an empty cache. All commands take turns, so that a busy machine
slows them alike; medians and ratios are of one run. `--check` exits 1 when a target is missed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "examples" / "primo_installee_zip.yaml"
EVAL = (sys.executable, "-m", "public_aids", "eval", str(PROFILE), "--on", "2026-03-15", "--lang", "en")
TARGETS = {"warm": 6, "cold": 40}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=15)
    arguments.add_argument("--check", action="store_true")
    asked = arguments.parse_args()
    medians = measure(asked.rounds)
    for name, seconds in medians.items():
        target = f"   target {TARGETS[name]}" if name in TARGETS else ""
        print(f"{name:8} {seconds * 1000:7.1f} ms {seconds / medians['pass']:6.1f} x{target}")
    missed = [name for name, most in TARGETS.items() if medians[name] > most * medians["pass"]]
    return int(asked.check and bool(missed))


def measure(rounds: int) -> dict[str, float]:
    """The median time of each command, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        warm = Path(folder, "warm")
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        kept = {**environment, "SCHEMES_CACHE": str(warm)}
        run(EVAL, kept)
        times: dict[str, list[float]] = {"pass": [], "click": [], "warm": [], "cold": []}
        for turn in range(rounds):
            times["pass"].append(run((sys.executable, "-c", "pass"), environment))
            times["click"].append(run((sys.executable, "-c", "import click"), environment))
            times["warm"].append(run(EVAL, kept))
            times["cold"].append(run(EVAL, {**environment, "SCHEMES_CACHE": str(Path(folder, f"cold{turn}"))}))
    return {name: statistics.median(measured) for name, measured in times.items()}


def run(command: tuple[str, ...], environment: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
