"""One run; prints its seconds and the most memory it took, in MB (Linux).

    python -m population.large IN.parquet OUT.parquet

The kernel also counts for a child what its parent had when it was started, in `getrusage`, but not in `VmHWM`.
"""

import re
import sys
import time
from pathlib import Path

from population.drawn import run
from public_aids.engine.rulebook.load import DEFAULT_RULES, load


def main(source: str, target: str) -> None:
    rules, start = load(DEFAULT_RULES), time.perf_counter()
    run(rules, Path(source), Path(target))
    seconds = time.perf_counter() - start
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    print(seconds, int(peak[1]) / 1024 if peak else float("inf"))


if __name__ == "__main__":
    main(*sys.argv[1:])
