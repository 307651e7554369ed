"""Each command that writes files, on a small folder that is made for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile

from public_aids.engine.record import Record

BASE = Path(__file__).parents[1] / "lint" / "base"
SHARES = "[facts.secteur]\nvalues = { 1 = 2, 2 = 1 }\n[facts.jours_par_semaine]\nbetween = [1, 5]\n"
PEOPLE = "id,secteur,jours_par_semaine\n" + "".join(f"{row},{row % 4 + 1},2.5\n" for row in range(500))


class Writing(Record):
    """The words of a command, run in a folder of rules whose texts are first changed; the code it ends with."""

    words: tuple[str, ...]
    code: int = 0
    spoilt: tuple[str, str] = ("\n\n", "\n\n\n")  # what stands in the rules, and what takes its place


COMMANDS: dict[str, Writing] = {
    "fmt": Writing(("fmt", ".")),
    "rename a fact": Writing(("rename", "zone_cabinet_principal", "zone")),
    "rename a scheme": Writing(("rename", "suite", "apres")),
    "check --fix": Writing(("check", "--fix", "."), spoilt=("00\n", "_00\n")),
    "new": Writing(("new", "prime", "--folder", "etat/loin")),
    "ask -o": Writing(("ask", "--on", "2025-06-01", "-o", "profil")),
    "schema": Writing(("schema", "facts", "-o", "facts.schema.json")),
    "population": Writing(("population", "-n", "3000", "--on", "2025-06-01", "-o", "tirage.parquet")),
    "batch": Writing(("batch", "gens.csv", "-o", "sortie.csv", "--on", "2025-06-01", "--on-error", "report"), code=1),
}
IN_PLACE = ("fmt", "rename a fact", "rename a scheme", "check --fix")
OUTPUTS = ("ask -o", "schema", "population", "batch")


def folder_of_rules(root: Path, one: Writing) -> Path:
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for path in root.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace(*one.spoilt)
        path.write_text(f"# {path.name}\n{text}", encoding="utf-8", newline="")
    (root / "population.toml").write_text(SHARES, encoding="utf-8")
    (root / "gens.csv").write_text(PEOPLE, encoding="utf-8")
    return root


def started(one: Writing, root: Path, cache: Path) -> subprocess.Popen[str]:
    with TemporaryFile() as answers:  # each of them empty
        answers.write(b"\n" * 50)
        answers.seek(0)
        return subprocess.Popen(
            (sys.executable, "-m", "public_aids", *one.words, "--rules", ".", "--lang", "en"),
            cwd=root,
            env={**os.environ, "SCHEMES_CACHE": str(cache), "PYTHONPATH": str(BASE.parents[2] / "src")},
            stdin=answers,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )


def run(one: Writing, root: Path, cache: Path) -> tuple[int, str]:
    """The exit code, and what is said."""
    with started(one, root, cache) as process:
        answer, told = process.communicate()
    return process.returncode, answer + told


def files(root: Path) -> Mapping[str, bytes]:
    """All files below a folder, those of the program too."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
