"""How long one situation takes in process: generated functions beside `decide`, all schemes, the same profiles.

    python benchmarks/one.py [--rounds N] [--check]

The profiles are those of the cases beside the schemes, known and unknown facts alike; the ways take turns, profile by
profile, so that a busy machine slows them alike. Microseconds at the median and at the 99th percentile; the collector
of cycles is off, as in any loop that is measured. `--check` exits 1 when a target is missed.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from public_aids.engine.cases.load import load_cases
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.quick.quick import Quick
from public_aids.engine.rulebook.load import DEFAULT_RULES, load

ON = date(2026, 3, 15)
TARGETS = {"verdicts": (25, 50), "results": (200, 400)}  # microseconds at the median and at the 99th percentile
EVERY = 40  # profiles between two runs of `decide`, which takes a thousand times as long
Way = Callable[[Mapping[str, Any]], object]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=10)
    arguments.add_argument("--check", action="store_true")
    asked = arguments.parse_args()
    rules = load(DEFAULT_RULES)
    profiles = [case.profile for case in load_cases(DEFAULT_RULES, rules)]
    start = time.perf_counter()
    quick = Quick(rules, ON)
    made = 1000 * (time.perf_counter() - start)
    print(f"{len(rules.schemes)} schemes, {len(profiles)} profiles, made in {made:.0f} ms")
    ways: dict[str, Way] = {"verdicts": quick.verdicts, "missing": quick.missing, "results": quick.results}
    times = measure(ways, lambda profile: whole(decide(rules, profile, ON)), profiles, asked.rounds)
    reference = statistics.median(times["decide"])
    missed = False
    for name, taken in times.items():
        middle, late = statistics.median(taken), statistics.quantiles(taken, n=100)[98]
        most = TARGETS.get(name, (float("inf"), float("inf")))
        missed = missed or middle > most[0] or late > most[1]
        target = f"   target {most[0]} and {most[1]} us" if name in TARGETS else ""
        print(f"{name:9} {middle:9.1f} us   99 %: {late:9.1f} us   {reference / middle:7.1f} times as fast{target}")
    return int(asked.check and missed)


def whole(decision: Decision) -> object:
    """Every part, as an answer in JSON reads them."""
    return decision.__getstate__(), [one.__getstate__() for one in decision.schemes]


def measure(
    ways: Mapping[str, Way], reference: Way, profiles: list[Mapping[str, Any]], rounds: int
) -> dict[str, list[float]]:
    """Microseconds of each way, by profile; the first round is not counted."""
    times: dict[str, list[float]] = {name: [] for name in (*ways, "decide")}
    gc.disable()
    for turn in range(rounds + 1):
        for index, profile in enumerate(profiles):
            chosen = dict(ways) | ({"decide": reference} if (index + turn) % EVERY == 0 else {})
            for name, way in chosen.items():
                start = time.perf_counter_ns()
                way(profile)
                if turn:
                    times[name].append((time.perf_counter_ns() - start) / 1000)
        gc.collect()
    return times


if __name__ == "__main__":
    sys.exit(main())
