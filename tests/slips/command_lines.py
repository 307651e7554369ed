"""Every command with words that are right, every place of a command line where a word can be wrong, and odd words.

Commands, their options and their arguments are found by themselves: one that is new is tried at once. What a command
needs beside the word that is tried stands in `RIGHT`.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import click

from public_aids.cli.main import COMMANDS, group
from public_aids.cli.spoken import Settings

WHOLE = bool(os.environ.get("SCHEMES_ALL"))
INPUTS = Path(__file__).parents[1] / "cli" / "inputs"

RIGHT: dict[str, dict[str, str]] = {
    "eval": {"profiles": "known.yaml"},
    "ask": {"profile": "known.yaml"},
    "plan": {"profile": "known.yaml"},
    "show": {"name": "prime"},
    "feel": {"expr": "1 + 1"},
    "batch": {"source": "people.csv", "--output": "result.csv"},
    "simulate": {"source": "people.csv", "--then": "2027-01-01"},
    "population": {"--output": "drawn.csv", "-n": "3"},
    "diff": {"before": "rules", "after": "rules"},
    "new": {"name": "nouvelle_aide"},
    "rename": {"old": "prime", "new": "prime_de_zone"},
}
"""By the name of an option or argument. Of those that are not required only what makes the command do something."""

LONG = "x" * 10_000
ODD = (
    *("", " ", "'", '"', "''", '"; drop table x; --', "\\", "`", "$(id)", "%s", "{}", "[]", "=", "a=b", "a=", "null"),
    *(
        "-",
        "--",
        "--lang",
        "-o",
        "*",
        "?",
        ".",
        "..",
        "../..",
        "~",
        ",",
        "x,y,,z",
        "a b",
        "a\tb",
        "a\nb",
        "a\\0b",
        "\x01",
        "\x1b[31m",
    ),
    *("é", "😀", "\u202e", "\ufeff", "\udcff", "ﬁ", "İ", "e\u0301"),
    *("0", "-1", "1", "1e6", "1.5", "nan", "inf", "99999999999999999999", "٣", "true", "0x10"),
    *("2026-03-15", "0001-01-01", "9999-12-31", "2026-02-30", "2026-3-1", "2026-W01-1", "20260315", "15/03/2026"),
    *(
        "folder",
        "pipe",
        "pipe.csv",
        "pipe.yaml",
        "/dev/null",
        "/dev/zero",
        "/dev/full",
        "loop",
        "loop.csv",
        "loop.yaml",
    ),
    *("missing", "missing.csv", "missing/there.yaml", "unreadable.yaml", "unreadable.csv", "binary.yaml"),
    *("binary.csv", "folder.csv", "folder.yaml", "empty.csv", "empty.yaml", "/dev/fd/0", "x" * 300 + ".yaml", LONG),
    *(
        "a," * 5_000,
        "fr",
        "en",
        "json",
        "text",
        "prime",
        "facts.yaml",
        "rules",
        "rules/prime.yaml",
        "HEAD",
        "-h",
        "P501",
        "status",
    ),
)


def scene(folder: Path) -> Path:
    """Rules, profiles, populations, and things that are no files. The folder to stand in."""
    here = folder / "there" / "here"
    shutil.copytree(INPUTS / "rules", here / "rules")
    (here / "known.yaml").write_text("zone: rouge\n")
    (here / "people.csv").write_text("id,zone\n1,rouge\n2,\n")
    for name in ("folder", "folder.csv", "folder.yaml"):
        (here / name).mkdir()
    for name in ("pipe", "pipe.csv", "pipe.yaml"):
        os.mkfifo(here / name)
    for name in ("loop", "loop.csv", "loop.yaml"):
        (here / name).symlink_to(name)
    for name in ("empty.csv", "empty.yaml", "unreadable.yaml", "unreadable.csv"):
        (here / name).touch()
    for name in ("unreadable.yaml", "unreadable.csv"):
        (here / name).chmod(0)
    for name in ("binary.yaml", "binary.csv"):
        (here / name).write_bytes(bytes(range(256)) * 40)
    return here


def places() -> Iterator[tuple[str, str]]:
    """Each command with each of its arguments and of its options that take a value."""
    for command in COMMANDS:
        for param in _command(command).params:
            if not getattr(param, "is_flag", False):
                yield command, _name(param)


def line(command: str, place: str = "", word: str = "") -> list[str]:
    """The words of a command line, right but for the word at the place."""
    here = {**RIGHT.get(command, {}), **({place: word} if place else {})}
    found = ["--lang", "en", "--rules", "rules", command]
    positions: list[str] = []
    for param in _command(command).params:
        name = _name(param)
        if name not in here:
            continue
        if isinstance(param, click.Argument):
            positions.append(here[name])
        else:
            found += [name, here[name]]
    return found + positions


def sampled(*parts: str, one_in: int) -> bool:
    """The same choice each time; everything with `SCHEMES_ALL=1`."""
    return WHOLE or crc32("\0".join(parts).encode("utf-8", "surrogatepass")) % one_in == 0


def _command(name: str) -> click.Command:
    found = group.get_command(click.Context(group, obj=Settings("en")), name)
    assert found is not None
    return found


def _name(param: click.Parameter) -> str:
    """The longest name of an option, the name of an argument."""
    assert param.name is not None
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.name
