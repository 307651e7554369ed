"""Bad edits of sense: the file keeps its form, and says something that nobody means. Who notices?

Each block of `slips.txt` is one edit of our own rules: its name, its kind, the file, who sees it (`check`, `test` for
the cases alone, `nobody`), the text before (`-`) and after (`+`), `@@` between two places. `SCHEMES_ALL=1` makes every
edit, else a sample is made; `UPDATE_MESSAGES=1` with it writes again who sees each.
"""

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from public_aids.engine.record import Record
from public_aids.engine.rulebook.load import DEFAULT_RULES
from slips.eyes import Eye, eye
from slips.typed import all_seen, table

FILE = Path(__file__).parent / "slips.txt"
HEAD = "=== "
SAMPLE = 1 if os.environ.get("SCHEMES_ALL") else 16  # one in so many
TABLE = Path(__file__).parent / "typed.txt"
OF_TABLE, OF_TEST = 5, 150  # one slip of the hand in so many
TYPED_BY_CHECK, TYPED_BY_NOBODY = 60, 5  # per cent
BY_CHECK, BY_CHECK_OR_TEST = 0.75, 0.90


class Slip(Record):
    name: str
    kind: str
    file: str
    seen: str
    changes: tuple[tuple[str, str], ...]


def slips() -> tuple[Slip, ...]:
    blocks = FILE.read_text(encoding="utf-8").split(HEAD)[1:]
    return tuple(_slip(block.split("\n")) for block in blocks)


def _slip(lines: list[str]) -> Slip:
    name, kind, file, seen, *rest = lines
    return Slip(name, kind, file, seen, tuple(_change(part) for part in "\n".join(rest).split("\n@@\n")))


def _change(part: str) -> tuple[str, str]:
    before, after = ("\n".join(line[1:] for line in part.split("\n") if line.startswith(sign)) for sign in "-+")
    return before, after


def who_sees(slip: Slip, folder: Path) -> Eye:
    shutil.copytree(DEFAULT_RULES, folder)
    path = folder / slip.file
    text = path.read_text(encoding="utf-8")
    for before, after in slip.changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    return eye(folder, path.stem)


@pytest.mark.parametrize("slip", slips()[::SAMPLE], ids=lambda slip: slip.name)
def test_slip_is_seen_by(slip: Slip, tmp_path: Path) -> None:
    seen = who_sees(slip, tmp_path / "rules")
    if os.environ.get("UPDATE_MESSAGES"):
        text = FILE.read_text(encoding="utf-8")
        told = f"{HEAD}{slip.name}\n{slip.kind}\n{slip.file}\n"
        FILE.write_text(text.replace(f"{told}{slip.seen}\n", f"{told}{seen}\n"), encoding="utf-8")
    else:
        assert seen == slip.seen


def test_enough_are_seen() -> None:
    seen = Counter(slip.seen for slip in slips())
    assert set(seen) <= set(get_args(Eye))
    assert seen["check"] >= BY_CHECK * seen.total()
    assert seen["check"] + seen["test"] >= BY_CHECK_OR_TEST * seen.total()


def test_slips_of_the_hand_are_seen(tmp_path: Path) -> None:
    seen = tuple(all_seen(OF_TABLE if SAMPLE == 1 else OF_TEST, tmp_path / "rules"))
    if os.environ.get("UPDATE_MESSAGES") and SAMPLE == 1:
        TABLE.write_text(table(seen), encoding="utf-8")
    told, unseen = (part.splitlines() for part in TABLE.read_text(encoding="utf-8").split("\n\n"))
    assert [str(slip) for slip, eye in seen if eye == "nobody" and str(slip) not in unseen] == []
    check, _, neither = (float(share) for share in told[-1].split()[-3:])
    assert check >= TYPED_BY_CHECK and neither <= TYPED_BY_NOBODY


def test_no_name_stands_twice() -> None:
    names = [slip.name for slip in slips()]
    assert len(names) == len(set(names)) >= 60
