"""`schemes check` on a thousand schemes: cold, when nothing has changed, and check-jsonschema on the same files.

    python benchmarks/check.py [--files 1000] [--check-jsonschema PATH]

The files are copies of our own schemes with other ids, so they are of real size; expressions and texts repeat more than
a thousand real schemes would. check-jsonschema looks at the shape alone; it is taken from another environment, where
there is one. Times are of whole processes, in seconds, the best of several runs.
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "schemes"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check-jsonschema", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        rules, cache = Path(place, "rules"), Path(place, "cache")
        size = copies(rules, asked.files)
        print(f"{asked.files} schemes, {size / 1e6:.1f} MB, {os.cpu_count()} processors")
        cold = min(timed(rules, cache / str(run)) for run in range(asked.runs))
        unchanged = min(timed(rules, cache / "0") for _ in range(asked.runs))
        print(f"schemes check, cold       {cold:6.2f} s")
        if shutil.which("taskset"):
            print(f"  on one processor        {timed(rules, cache / 'one', on_one_processor=True):6.2f} s")
        print(f"schemes check, unchanged  {unchanged:6.2f} s")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"largest process           {peak:6.0f} MB")
        if asked.check_jsonschema:
            print(f"check-jsonschema          {other(asked.check_jsonschema, rules):6.2f} s   (shape only)")


def copies(folder: Path, count: int) -> int:
    """Writes the files, and gives their size. Relations lead from each copy to the copies of its own turn."""
    folder.mkdir()
    size = 0
    for name in ("facts.yaml", "sources.yaml", "contacts.yaml"):
        (folder / name).write_bytes((RULES / name).read_bytes())
    ours = sorted(path for path in RULES.glob("*/*.yaml") if not path.name.endswith(".cases.yaml"))
    ids = re.compile(r"(?<![\w./-])(" + "|".join(path.stem for path in ours) + r")(?=[\s,\]]|$)")
    for number in range(count):
        path, turn = ours[number % len(ours)], number // len(ours)
        text = ids.sub(rf"\g<1>_{turn}", path.read_text(encoding="utf-8"))
        size += (folder / f"{path.stem}_{turn}.yaml").write_text(text, encoding="utf-8")
    return size


def timed(rules: Path, cache: Path, *, on_one_processor: bool = False) -> float:
    command = [
        sys.executable,
        "-m",
        "public_aids",
        "check",
        str(rules),
        "--ignore",
        "C410,D313,R401",
        "--format",
        "concise",
    ]
    if on_one_processor:
        command = ["taskset", "-c", "0", *command]
    start = time.perf_counter()
    subprocess.run(
        command, cwd=ROOT, env={**os.environ, "SCHEMES_CACHE": str(cache)}, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def other(program: Path, rules: Path) -> float:
    files = sorted(str(path) for path in rules.iterdir() if path.stem not in ("facts", "sources", "contacts"))
    start = time.perf_counter()
    schema = str(ROOT / "grammar" / "scheme.schema.json")
    subprocess.run([str(program), "--schemafile", schema, *files], check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
