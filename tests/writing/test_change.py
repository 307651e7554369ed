"""All files of a change or none, wherever it stops; what was there keeps its rights, its links, its names."""

import json
import os
import signal
import stat
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from public_aids.engine.source.diagnostic import NotWrittenError
from public_aids.engine.writing import DO
from public_aids.engine.writing.change import FileChange, write_all
from public_aids.engine.writing.journal import settle
from public_aids.engine.writing.signals import temporary_folder
from public_aids.engine.writing.staged import clean
from writing.changes import (
    SETS,
    Files,
    at_call,
    contents,
    disk_is_full,
    folder_of_files,
    in_another_process,
    killed,
    several,
)


@pytest.fixture(params=SETS)
def changes(request: pytest.FixtureRequest) -> Callable[[Path], list[FileChange]]:
    return SETS[request.param]


def states(tmp_path: Path, changes: Callable[[Path], list[FileChange]]) -> tuple[Files, Files]:
    """What a folder holds before a change, and after."""
    root = folder_of_files(tmp_path / "whole")
    before = contents(root)
    write_all(changes(root))
    return before, contents(root)


def next_command(root: Path) -> None:
    for folder in [root, *(path for path in root.iterdir() if path.is_dir())]:
        settle(str(folder))
        clean(str(folder))


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In memory where that can be: a disk takes its time to keep what is written."""
    with TemporaryDirectory(dir=memory if (memory := Path("/dev/shm")).is_dir() else None) as place:
        (Path(place) / "whole").mkdir()
        yield Path(place)


def fresh(tmp_path: Path, number: int) -> Path:
    (tmp_path / str(number)).mkdir()
    return folder_of_files(tmp_path / str(number))


def test_a_change(tmp_path: Path) -> None:
    root = folder_of_files(tmp_path / "whole")
    write_all(several(root))
    assert contents(root) == {
        "a/elsewhere": b"MOVED",
        "a/link": b"-> ../b/target",
        "a/plain": b"PLAIN" * 2000,
        "b/other": b"HARD" * 3000,
        "b/target": b"TARGET",
        "c/hard": b"HARD" * 3000,
        "d/new": b"NEW",
    }
    assert stat.S_IMODE((root / "a" / "plain").stat().st_mode) == 0o640
    assert (root / "c" / "hard").samefile(root / "b" / "other")


def test_a_call_that_fails_changes_nothing(tmp_path: Path, changes: Callable[[Path], list[FileChange]]) -> None:
    before, after = states(tmp_path, changes)
    for number in count(1):
        root = fresh(tmp_path, number)
        with at_call(number, disk_is_full) as calls:
            try:
                write_all(changes(root))
                assert contents(root).items() >= after.items(), number  # a file of the program's own may be left
            except NotWrittenError as refused:
                assert refused.diagnostics[0].code in ("P524", "P525")
                if refused.diagnostics[0].code == "P524":
                    assert contents(root).items() >= before.items() and "a/elsewhere" not in contents(root), number
        next_command(root)
        leave_own_process_out(root)
        assert contents(root) in (before, after), number
        if calls() < number:
            return


def leave_own_process_out(root: Path) -> None:
    """A run removes what it has left itself at its end only: the next one has another number."""
    for path in root.rglob(".schemes-*.tmp"):
        path.unlink()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_a_run_that_is_stopped_at_any_call(
    tmp_path: Path, changes: Callable[[Path], list[FileChange]], by: signal.Signals
) -> None:
    before, after = states(tmp_path, changes)
    seen: list[Files] = []
    for number in count(1):
        root = fresh(tmp_path, number)

        def work(root: Path = root, number: int = number) -> None:
            with at_call(number, killed(by)) as calls:
                write_all(changes(root))
                if calls() < number:
                    os._exit(42)

        code = in_another_process(work)
        if code == 42:
            break
        assert code == (130 if by is signal.SIGINT else -by), number
        if by is signal.SIGKILL:
            next_command(root)
        assert contents(root) in (before, after), number
        seen.append(contents(root))
    assert before in seen and after in seen


def test_a_stop_while_the_pending_change_is_completed(tmp_path: Path) -> None:
    """Killed at the last but one call, then at each call of the next command."""
    before, after = states(tmp_path, several)

    def work(root: Path, number: int) -> int:
        def run() -> None:
            with at_call(number, killed(signal.SIGKILL)):
                write_all(several(root))

        return in_another_process(run)

    first = next(
        number
        for number in count(1)
        if work(root := fresh(tmp_path, number), number) == -signal.SIGKILL and (root / "a" / DO).exists()
    )
    for number in count(1):
        root = fresh(tmp_path, 10_000 + number)
        work(root, first + 2)

        def again(root: Path = root, number: int = number) -> None:
            with at_call(number, killed(signal.SIGKILL)):
                next_command(root)

        code = in_another_process(again)
        next_command(root)
        assert contents(root) == after != before
        if code == 0:
            return


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "saved meanwhile": (lambda root: (root / "b" / "target").write_bytes(b"mine"), "P522"),
    "gone meanwhile": (lambda root: (root / "c" / "hard").unlink(), "P524"),
    "read-only file": (lambda root: (root / "c" / "hard").chmod(0o444), "P523"),
    "read-only folder": (lambda root: (root / "b").chmod(0o555), "P523"),
    "name that is taken": (lambda root: (root / "a" / "elsewhere").write_bytes(b"mine"), "P520"),
    "new file that is there": (lambda root: [(root / "d").mkdir(), (root / "d" / "new").touch()], "P520"),
    "link in the place of a new file": (
        lambda root: [(root / "d").mkdir(), (root / "d" / "new").symlink_to("x")],
        "P520",
    ),
    "folder": (lambda root: [(root / "c" / "hard").unlink(), (root / "c" / "hard").mkdir()], "P526"),
    "pipe": (lambda root: [(root / "c" / "hard").unlink(), os.mkfifo(root / "c" / "hard")], "P526"),
    "link to itself": (lambda root: [(root / "a" / "link").unlink(), (root / "a" / "link").symlink_to("link")], "P524"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_one_file_in_the_way_and_none_is_written(tmp_path: Path, name: str) -> None:
    root = folder_of_files(tmp_path / "whole")
    spoil, code = REFUSED[name]
    spoil(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(NotWrittenError) as refused:
        write_all(several(root))
    assert refused.value.diagnostics[0].code == code
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_name_that_no_disk_takes_leaves_nothing_behind(tmp_path: Path) -> None:
    root = folder_of_files(tmp_path / "whole")
    before = contents(root)
    with pytest.raises(NotWrittenError) as refused:
        write_all([*several(root), FileChange(str(root / "b" / ("x" * 300)), None, b"new")])
    assert refused.value.diagnostics[0].code == "P524"
    assert contents(root) == before


FORGED = {
    "no json": b"{",
    "deep": b"[" * 100_000,
    "a list": b"[]",
    "wrong types": b'{"id": 1, "process": 1, "first": 1, "folders": 1, "steps": 1}',
    **{
        name: json.dumps({"id": "1", "process": 0, "first": first, "folders": [first], "steps": steps}).encode()
        for name, first, steps in (
            ("another folder", ".", [["Move", "plain", "../x"]]),
            ("a foreign file", ".", [["Content", "plain", "moved", None, False]]),
            ("no such step", ".", [["Erase", "plain"]]),
            ("no text", 1, []),
        )
    },
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_journal_does_nothing(tmp_path: Path, name: str) -> None:
    root = folder_of_files(tmp_path / "whole")
    (root / "a" / DO).write_bytes(FORGED[name])
    before = contents(root)
    with pytest.raises(NotWrittenError) as refused:
        settle(str(root / "a"))
    assert refused.value.diagnostics[0].code == "P525" and contents(root) == before


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("asked", ["SIGTERM", "SIGHUP"])
def test_a_temporary_folder_is_gone_where_the_process_is_stopped(asked: str) -> None:
    number, places = getattr(signal, asked), list[str]()
    signal.signal(number, signal.SIG_DFL)  # a run that outlives its terminal ignores SIGHUP
    with pytest.raises(SystemExit) as stop, temporary_folder() as outer, temporary_folder() as inner:
        places += (outer, inner)
        signal.raise_signal(number)
    assert stop.value.code == 128 + number
    assert places and not any(map(os.path.exists, places))
    assert signal.getsignal(number) is signal.SIG_DFL
