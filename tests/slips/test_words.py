"""Odd words in every place of every command line: an exit code of the table, in time, and little to read."""

import io
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from public_aids.cli.main import main
from slips.command_lines import ODD, line, places, sampled, scene

CODES = (0, 1, 2, 3)
SECONDS = 20
MOST_TOLD = 60_000  # bytes on standard error


class TooLongError(BaseException):
    """Not an `Exception`, which the command line would tell."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = scene(tmp_path)
    monkeypatch.chdir(found)
    monkeypatch.setenv("SCHEMES_CACHE", str(tmp_path / "cache"))
    return found


@pytest.fixture
def bounded() -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def run(words: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """The exit code of a command line on an empty standard input, and what it tells."""
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    for name, stream in (
        ("stdin", io.TextIOWrapper(io.BytesIO())),
        ("stdout", io.TextIOWrapper(io.BytesIO())),
        ("stderr", told),
    ):
        monkeypatch.setattr(sys, name, stream)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    with pytest.raises(SystemExit) as stopped:
        main(words)
    signal.setitimer(signal.ITIMER_REAL, 0)
    told.flush()
    return int(stopped.value.code or 0), told.buffer.getvalue().decode()  # type: ignore[attr-defined]


@pytest.mark.skipif(os.name == "nt", reason="pipes, devices and alarms of POSIX")
@pytest.mark.parametrize(("command", "place"), tuple(places()))
def test_odd_words(command: str, place: str, here: Path, bounded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = []
    for word in ODD:
        if sampled(command, place, word, one_in=40):
            code, told = run(line(command, place, word), monkeypatch)
            if code not in CODES or len(told) > MOST_TOLD or (code == 2 and not told):
                wrong.append((word[:100], code, told[:300]))
    assert wrong == []
