"""Standard streams that are closed, full, or that nobody reads: the exit codes of the table, and never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from public_aids.cli.main import COMMANDS
from slips.command_lines import line, sampled, scene

STATES = {
    "<&-": (0, 1, 2),
    ">&-": (0, 1, 2),
    "2>&-": (0, 1, 2),
    "<&- >&- 2>&-": (0, 1, 2),
    ">/dev/full": (0, 1, 2),
    "2>/dev/full": (0, 1, 2),
    ">/dev/full 2>&1": (0, 1, 2),
    "| :": (0, 1, 2, 141),
    "2>&1 | :": (0, 1, 2, 141),
    "| (sleep 1; cat)": (0, 1, 2),
}


@pytest.mark.skipif(os.name == "nt", reason="a shell and devices of POSIX")
@pytest.mark.parametrize("command", COMMANDS)
def test_odd_streams(command: str, tmp_path: Path) -> None:
    here = scene(tmp_path)
    for state, codes in STATES.items():
        if sampled(command, state, one_in=8):
            code, told = run(command, state, here)
            assert code in codes, (state, told)
            assert "Traceback" not in told and "unexpected" not in told, state


@pytest.mark.parametrize(("state", "message"), [(">&-", "standard output is closed"), (">/dev/full", "No space left")])
@pytest.mark.parametrize("command", ["eval", "list"])
def test_an_answer_that_nobody_gets_is_an_error(command: str, state: str, message: str, tmp_path: Path) -> None:
    code, told = run(command, state, scene(tmp_path))
    assert code == 2
    assert message in told


def run(command: str, state: str, here: Path) -> tuple[int, str]:
    """The exit code of a command under a shell's redirection, and what is on its standard error."""
    words = [sys.executable, "-m", "public_aids", *line(command)]
    script = f'"$@" {state}; exit "${{PIPESTATUS[0]}}"'
    environment = {**os.environ, "SCHEMES_CACHE": str(here.parent / "cache")}
    done = subprocess.run(
        ["bash", "-c", script, "bash", *words],
        cwd=here,
        env=environment,
        input=b"\n" * 20,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr.decode("utf-8", "replace")
