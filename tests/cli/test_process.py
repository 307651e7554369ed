"""What a whole process does at its edges: pipes, signals, colours, memory, time."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from public_aids.cli.main import COMMANDS

HERE = Path(__file__).parent
INPUTS = HERE / "inputs"
SCHEMES = (sys.executable, "-m", "public_aids")
MEGABYTE = 1_000_000
HEAVY = ("yaml", "lark", "jsonschema", "difflib", "textwrap", "argparse", "logging")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "SCHEMES_CACHE": str(tmp_path), "LC_ALL": "C"}


def _lines(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    words = (*SCHEMES, "eval", "--lines", "--rules", "rules", "--lang", "en")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(words, cwd=INPUTS, env=environment, **pipes)  # type: ignore[call-overload, no-any-return]


def test_each_line_is_answered_at_once(environment: dict[str, str]) -> None:
    with _lines(environment) as process:
        assert process.stdin and process.stdout
        for name in ("one", "two"):
            process.stdin.write(json.dumps({"id": name, "profile": {}}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the peak of memory of a process is not told here")
def test_a_line_of_fifty_megabytes_takes_no_memory(environment: dict[str, str]) -> None:
    with _lines(environment) as process:
        assert process.stdin and process.stdout
        process.stdin.write(b'{"id": "long", "profile": {"zone": "')
        for _ in range(50):
            process.stdin.write(b"x" * MEGABYTE)
        process.stdin.write(b'"}}\n{"id": "next", "profile": {}}\n')
        process.stdin.flush()
        long, following = (json.loads(process.stdout.readline()) for _ in range(2))
        status = Path(f"/proc/{process.pid}/status").read_text()
        process.stdin.close()
    assert long == {"id": "long", "error": "the line is longer than 1000000 bytes"}
    assert "result" in following
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    assert peak < 100_000  # kilobytes; Python and the rules take about 35 000


def test_an_id_behind_a_profile_that_is_too_long_comes_back(environment: dict[str, str]) -> None:
    with _lines(environment) as process:
        request = b'{"profile": {"zone": "' + b"x" * 2 * MEGABYTE + b'"}, "id": "last"}\n'
        out, _ = process.communicate(request)
    assert json.loads(out)["id"] == "last"


def test_a_profile_of_fifty_megabytes_is_refused(environment: dict[str, str]) -> None:
    words = (*SCHEMES, "eval", "-", "--rules", "rules", "--lang", "en")
    run = subprocess.run(words, cwd=INPUTS, env=environment, input=b"# " + b"x" * 50 * MEGABYTE, capture_output=True)
    assert run.returncode == 2
    assert run.stderr.startswith(b"-:1:1: error Y104: the file is too long")


def test_a_reader_that_goes_away_is_no_error(environment: dict[str, str]) -> None:
    with _lines(environment) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        process.stdin.write(b'{"id": "one", "profile": {}}\n')
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interruption_is_quiet(environment: dict[str, str]) -> None:
    with _lines(environment) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b'{"id": "one", "profile": {}}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
@pytest.mark.parametrize(("more", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colours_are_for_terminals(environment: dict[str, str], more: dict[str, str], colored: bool) -> None:
    import pty

    leader, follower = pty.openpty()
    plain = {name: value for name, value in environment.items() if name not in ("NO_COLOR", "TERM")}
    words = (*SCHEMES, "eval", "fautes2.yaml", "--rules", "rules")
    subprocess.run(words, cwd=INPUTS, env={**plain, "TERM": "xterm", **more}, stderr=follower, check=False)
    os.close(follower)
    assert (b"\x1b[" in os.read(leader, 65536)) is colored
    os.close(leader)


def test_a_warm_run_imports_nothing_heavy(environment: dict[str, str]) -> None:
    words = (
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "public_aids",
        "eval",
        "rouge.yaml",
        "--rules",
        "rules",
        "--on",
        "2026-03-15",
    )
    for _ in range(2):
        run = subprocess.run(words, cwd=INPUTS, env=environment, capture_output=True, encoding="utf-8", check=True)
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines()}
    assert "click" in imported
    assert imported.isdisjoint(HEAVY)


@pytest.mark.parametrize("words", [(), ("--lang", "en"), ("--help",)])
def test_without_a_command_there_is_help(words: tuple[str, ...], environment: dict[str, str]) -> None:
    run = subprocess.run((*SCHEMES, *words), env=environment, capture_output=True, encoding="utf-8", check=True)
    listed = run.stdout.partition("Commands:\n")[2].partition("\n\n")[0]
    assert {line.split()[0] for line in listed.splitlines() if line[2] != " "} == set(COMMANDS)


def test_an_unexpected_error_is_one_sentence(environment: dict[str, str]) -> None:
    failing = (
        "from public_aids.cli import list as listing\n"
        "def fail(*_): raise RuntimeError('odd')\n"
        "listing.load_rules = fail\n"
        "from public_aids.cli.main import main\n"
        "main(['list', '--lang', 'en'])\n"
    )
    run = subprocess.run((sys.executable, "-c", failing), env=environment, capture_output=True, encoding="utf-8")
    assert run.returncode == 70
    assert run.stderr.count("\n") == 1
    assert "RuntimeError: odd" in run.stderr
    shown = subprocess.run(
        (sys.executable, "-c", failing),
        env={**environment, "SCHEMES_DEBUG": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert "Traceback" in shown.stderr
