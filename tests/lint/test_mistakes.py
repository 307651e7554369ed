"""What people write by mistake, and what they are told, in French: one mistake at a time.

Each block of `mistakes.txt` is a mistake: its name, the file of `base/` that it is made in, the lines before (`-`) and
after (`+`), and all that `schemes check` says of the rules. `UPDATE_MESSAGES=1` writes what is said again.
"""

import os
import shutil
from pathlib import Path

import pytest

from lint.examples import AS_OF, BASE
from public_aids.cli.render.diagnostics import render
from public_aids.engine.lint.check import check_folder
from public_aids.engine.record import Record

FILE = Path(__file__).parent / "mistakes.txt"
HEAD = "=== "
SHOWN = {"\u00a0": "<nbsp>", "\t": "<tab>", "\u2011": "<nb-hyphen>", "\u200b": "<zero-width>"}


class Mistake(Record):
    name: str
    file: str
    before: str
    after: str
    said: str


def mistakes() -> tuple[Mistake, ...]:
    blocks = FILE.read_text(encoding="utf-8").split(HEAD)[1:]
    return tuple(_mistake(block.split("\n")) for block in blocks)


def _mistake(lines: list[str]) -> Mistake:
    name, file, *rest = lines
    change = [line for line in rest if line[:1] in "-+" and line]
    before, after = ("".join(line[1:] + "\n" for line in change if line[0] == sign) for sign in "-+")
    for char, shown in SHOWN.items():
        after = after.replace(shown, char)
    return Mistake(name, file, before, after, "\n".join(rest[len(change) + 1 :]))


def said_of(mistake: Mistake, folder: Path) -> str:
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    path = folder / mistake.file
    text = path.read_text(encoding="utf-8")
    assert text.count(mistake.before) == 1, mistake.before
    path.write_text(text.replace(mistake.before, mistake.after), encoding="utf-8")
    found = check_folder(folder, AS_OF).diagnostics
    of_rules = [one for one in found if one.place is None or not one.place.path.endswith(".cases.yaml")]
    return render(of_rules, "fr").replace(f"{folder}/", "") + "\n"


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: mistake.name)
def test_mistake_is_told(mistake: Mistake, tmp_path: Path) -> None:
    said = said_of(mistake, tmp_path)
    if os.environ.get("UPDATE_MESSAGES"):
        text = FILE.read_text(encoding="utf-8")
        head, mark, rest = text.partition(f"{HEAD}{mistake.name}\n")
        end = rest.find(HEAD)
        kept = rest[: len(rest) if end < 0 else end].removesuffix(mistake.said)
        FILE.write_text(head + mark + kept + said + ("" if end < 0 else rest[end:]), encoding="utf-8")
    else:
        assert said == mistake.said


def test_no_name_stands_twice() -> None:
    names = [mistake.name for mistake in mistakes()]
    assert len(names) == len(set(names)) >= 40
