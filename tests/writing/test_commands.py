"""Whatever stops a command that writes, what was there is there, or what should be there is.

`SCHEMES_ALL=1` stops each command by each signal at many moments.
"""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from writing.commands import COMMANDS, IN_PLACE, OUTPUTS, Writing, files, folder_of_rules, run, started

ALL = "SCHEMES_ALL" in os.environ
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    place.mkdir()
    command = ("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place))
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be made here: that takes the rights of the administrator")
    try:
        yield place
    finally:
        subprocess.run(("umount", str(place)), check=True)


def fill(disk: Path, left: int) -> None:
    """Takes all the room of a disk but so many bytes."""
    with (disk / "filler").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                pass
        except OSError:
            file.truncate(max(0, file.tell() - left))


@pytest.mark.parametrize("left", [0, 12_288] if ALL else [4096])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk(name: str, left: int, tmp_path: Path, cache: Path) -> None:
    with small_disk(tmp_path / "disk", 400) as disk:
        root = folder_of_rules(disk / "rules", COMMANDS[name])
        fill(disk, left)
        before = files(root)
        code, told = run(COMMANDS[name], root, cache)
        assert "nobody foresaw" not in told and "Traceback" not in told
        assert files(root) == before or code == COMMANDS[name].code, told
        if files(root) == before:
            assert code == 2 and "P524" in told and "No space left" in told, told
            assert len([line for line in told.splitlines() if line.startswith("error")]) == 1, told


@pytest.mark.parametrize("name", COMMANDS)
def test_a_stop_at_any_moment(name: str, tmp_path: Path, cache: Path) -> None:
    one = COMMANDS[name]
    whole = folder_of_rules(tmp_path / "whole", one)
    began = time.monotonic()
    assert run(one, whole, cache)[0] == one.code
    lasts, after = time.monotonic() - began, files(whole)
    chance = random.Random()
    for number in range(30 if ALL else 1):
        by = SIGNALS[number % 3] if ALL else chance.choice(SIGNALS)
        root = folder_of_rules(tmp_path / str(number), one)
        before = files(root)
        with started(one, root, cache) as process:
            try:
                process.wait(lasts * chance.uniform(0.5, 1.1))
            except subprocess.TimeoutExpired:
                process.send_signal(by)
            code = process.wait()
        assert code in (one.code, -by, 128 + by), process.stderr
        if by is signal.SIGKILL:
            run(Writing(("list",)), root, cache)
            run(one, root, cache)  # the next one that writes there
            assert files(root) == after
        else:
            partly = {path: data for path, data in after.items() if not path.endswith(".errors.csv")}
            assert files(root) in (before, partly, after)  # of `batch` the result comes before its report


@pytest.mark.parametrize("kind", ["file", "folder"])
@pytest.mark.parametrize("name", IN_PLACE)
def test_one_file_that_is_read_only(name: str, kind: str, tmp_path: Path, cache: Path) -> None:
    root = folder_of_rules(tmp_path / "rules", COMMANDS[name])
    locked = root / "suite.yaml" if kind == "file" else root
    locked.chmod(0o444 if kind == "file" else 0o555)
    before = files(root)
    code, told = run(COMMANDS[name], root, cache)
    locked.chmod(0o755)
    assert code == 2 and "error P523: " in told and "/tmp/schemes" not in told
    assert files(root) == before


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_file_that_is_there(name: str, tmp_path: Path, cache: Path) -> None:
    one = COMMANDS[name]
    root = folder_of_rules(tmp_path / "rules", one)
    assert run(one, root, cache)[0] == one.code
    after = files(root)
    assert run(one, root, cache)[0] == one.code, "the same again"
    assert files(root) == after
    target = root / one.words[one.words.index("-o") + 1]
    target.write_bytes(b"mine")
    code, told = run(one, root, cache)
    assert code == 2 and f"error P520: `{target.name}`" in told and "--overwrite" in told
    assert target.read_bytes() == b"mine"
    target.unlink()
    target.mkdir()
    code, told = run(Writing((*one.words, "--overwrite")), root, cache)
    assert code == 2 and f"error P526: `{target.name}`" in told
    target.rmdir()
    target.write_bytes(b"mine")
    assert run(Writing((*one.words, "--overwrite")), root, cache)[0] == one.code
    assert files(root) == after


@pytest.mark.parametrize("name", ["new", "rename a scheme"])
@pytest.mark.parametrize("ending", ["yaml", "cases.yaml"])
def test_a_name_that_is_taken(name: str, ending: str, tmp_path: Path, cache: Path) -> None:
    root = folder_of_rules(tmp_path / "rules", COMMANDS[name])
    taken = root / {"new": f"etat/loin/prime.{ending}", "rename a scheme": f"apres.{ending}"}[name]
    taken.parent.mkdir(parents=True, exist_ok=True)
    taken.write_bytes((root / f"suite.{ending}").read_bytes() if ending == "yaml" else b"")
    before = files(root)
    code, told = run(COMMANDS[name], root, cache)
    assert code in (2, 3) and "error" in told.lower() and "/tmp/schemes" not in told
    assert files(root) == before


@pytest.mark.parametrize("name", IN_PLACE)
def test_marks_line_ends_rights_and_links_stay(name: str, tmp_path: Path, cache: Path) -> None:
    one = COMMANDS[name]
    plain = folder_of_rules(tmp_path / "plain", one)
    root = folder_of_rules(tmp_path / "rules", one)
    crlf = name != "fmt"  # which writes `\n`
    for path in root.glob("*.yaml"):
        data = path.read_bytes()
        path.write_bytes(b"\xef\xbb\xbf" + (data.replace(b"\n", b"\r\n") if crlf else data))
        path.chmod(0o640)
    (root / ".hidden").mkdir()
    elsewhere = (root / "suite.yaml").rename(root / ".hidden" / "text")
    (root / "suite.yaml").symlink_to(".hidden/text")
    (tmp_path / "other name").hardlink_to(root / "exemple.yaml")
    for folder in (plain, root):
        assert run(one, folder, cache)[0] == one.code
    for path, data in files(plain).items():
        lines = data.replace(b"\n", b"\r\n") if crlf else data
        assert (root / path).read_bytes() == (b"\xef\xbb\xbf" + lines if path.endswith(".yaml") else data)
    assert files(root).keys() == {*files(plain), ".hidden/text"}
    assert (tmp_path / "other name").samefile(root / "exemple.yaml")
    (link,) = (path for path in root.iterdir() if path.is_symlink())
    assert link.resolve() == elsewhere.resolve()
    assert {path.stat().st_mode & 0o777 for path in root.glob("*.yaml")} == {0o640}
