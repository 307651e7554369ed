"""The examples of the pages as folders of rules: an example takes the place of what `base/` has there."""

import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from public_aids.engine.decide.profile import read_profile
from public_aids.engine.edit.fmt import formatted
from public_aids.engine.edit.located import located_files
from public_aids.engine.explain.pages import Example
from public_aids.engine.feel.types import BOOLEAN
from public_aids.engine.lint.check import check_folder
from public_aids.engine.quotes.report import sources_report
from public_aids.engine.rulebook.load import load
from public_aids.engine.rulebook.reading import Reader
from public_aids.engine.source.diagnostic import BrokenError, Diagnostic
from public_aids.engine.source.files import read_bytes_as_source
from public_aids.engine.source.json_reader import read_json
from public_aids.engine.source.tree import at
from public_aids.engine.source.yaml_reader import read_yaml

BASE = Path(__file__).parent / "base"
AS_OF = date(2025, 12, 1)
LARGE = 10_000  # repetitions
INVISIBLE = {"null": "\0", "zero-width": "\u200b", "carriage-return": "\r", "old-end": "\r\r"}
FILES = {
    "scheme": "exemple.yaml",
    "other": "suite.yaml",
    "cases": "exemple.cases.yaml",
    "facts": "facts.yaml",
    "sources": "sources.yaml",
    "contacts": "contacts.yaml",
    "rules": "rules.yaml",
    "empty": "exemple.yaml",
}
ALONE = ("yaml", "json", "profile", "console", "lines", "expression", "form")
PROFILE = '{"zone_cabinet_principal": "ZIP"}\n'


def codes_of(examples: tuple[Example, ...], folder: Path) -> set[str]:
    """The codes that a set of examples gives, made in an empty folder."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    alone = [one for one in examples if one.kind in ALONE]
    if any(one.option("git") for one in alone):
        _commit(folder)
    for one in examples if alone else ():
        if one not in alone:
            put(one, folder)
    if alone:
        return {code for one in alone for code in _in_its_own_memory(one, folder)}
    for one in examples:
        put(one, folder)
    return {one.code for one in diagnostics_of(folder)}


def diagnostics_of(folder: Path) -> tuple[Diagnostic, ...]:
    """What is said of a folder, its quotes included where it can be loaded."""
    found = check_folder(folder, AS_OF).diagnostics
    try:
        rules = load(folder)
    except BrokenError:
        return found
    return (*found, *sources_report(located_files(folder)[0], rules.documents, folder).findings)


def put(one: Example, folder: Path) -> None:
    words = one.text.split()
    if one.kind == "rename":
        (folder / words[0]).rename(folder / words[1])
    elif one.kind == "remove":
        (folder / words[0]).unlink()
    elif one.kind == "feel":
        times = int(one.option("wrap") or 0)
        written = "not(" * times + one.text.strip() + ")" * times
        path = folder / FILES["scheme"]
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('zone_cabinet_principal = "ZIP"', f"|\n      {written}"), encoding="utf-8")
    elif one.kind in ("rules", "sources", "contacts", "empty"):
        (folder / FILES[one.kind]).write_text(one.text, encoding="utf-8")
    else:
        path = folder / FILES[one.kind]
        depth = 2 if one.kind == "facts" else 0
        path.write_text(_merged(path.read_text(encoding="utf-8"), one.text, depth), encoding="utf-8")


def _merged(base: str, part: str, depth: int) -> str:
    """The keys of `part` in the place of the same keys of `base`, new ones at its end; comments on top stay on top."""
    blocks = _blocks(base, depth)
    new = _blocks(part, depth)
    top = new.pop("", "") if depth == 0 else ""
    new.pop("", "")
    return top + "".join({**blocks, **new}.values())


def _blocks(text: str, depth: int) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines(keepends=True):
        match = re.match(rf" {{{depth}}}(\w+):", line)
        name = match[1] if match else name
        found[name] = found.get(name, "") + line
    return found


def _in_its_own_memory(one: Example, folder: Path) -> set[str]:
    """A text of a million characters is read by another process: the memory of this one would not shrink again."""
    if int(one.option("repeat") or 1) < LARGE:
        return _alone(one, folder)
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(_alone, one, folder).result()


def _alone(one: Example, folder: Path) -> set[str]:
    if one.kind == "console":
        return _run(one.text, folder)
    if one.kind == "lines":
        command = [sys.executable, "-m", "public_aids", "eval", "--lines", "--rules", str(folder)]
        answer = subprocess.run(command, input=one.text, capture_output=True, text=True, check=False).stdout
        return {"P510"} if '"error"' in answer else set()
    data = text_of(one)
    if one.kind == "profile":
        try:
            read_profile("profil.yaml", data, load(BASE).facts)
        except BrokenError as broken:
            return {problem.code for problem in broken.diagnostics}
        return set()
    if one.kind == "form":
        return {problem.code for problem in formatted("exemple.yaml", data.decode()).problems}
    source = read_bytes_as_source("exemple", data, 1_000_000)
    if isinstance(source, Diagnostic):
        return {source.code}
    if one.kind == "expression":
        node, reader = read_yaml(source)[0], Reader(source, load(BASE).facts)
        reader.expr(at(node, ("when",)), BOOLEAN)
        return {problem.code for problem in reader.problems}
    return {problem.code for problem in (read_json if one.kind == "json" else read_yaml)(source)[1]}


def text_of(one: Example) -> bytes:
    text = one.text * int(one.option("repeat") or 1)
    insert = one.option("insert")
    if insert is not None:
        text = text.rstrip("\n") + INVISIBLE[insert] + "\n"
    return text.encode(one.option("encoding") or "utf-8")


def _commit(folder: Path) -> None:
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "first")):
        names = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(("git", *names, *words), cwd=folder, check=True)


def _run(line: str, folder: Path) -> set[str]:
    """The codes that a command shows."""
    (folder / "profil.json").write_text(PROFILE, encoding="utf-8")
    command = [sys.executable, "-m", "public_aids", *shlex.split(line)[1:], "--lang", "en"]
    answers = "\n" * 20  # to the questions of `ask`; nothing, for another command
    done = subprocess.run(command, cwd=folder, input=answers, capture_output=True, text=True, check=False)
    return set(re.findall(r"(?:error|warning) ([A-Z]\d{3}):", done.stdout + done.stderr))
