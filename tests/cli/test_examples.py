"""Examples of the command line, as files: a command, its input, its exact output.

Each file of `examples/` holds `$ ` and the command, `< ` and a line of standard input where there is one, `= ` and the
exit code, then what came out, `1 ` before a line of standard output and `2 ` before one of standard error. Commands run
in `inputs/`. `UPDATE_EXAMPLES=1` writes the files anew: read the difference before you keep it.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted((HERE / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder of compiled rules for all examples."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_example(file: Path, cache: Path) -> None:
    written = file.read_text(encoding="utf-8")
    shown = _run(written, cache)
    if os.environ.get("UPDATE_EXAMPLES"):
        file.write_text(shown, encoding="utf-8")
    assert shown == written


def test_there_are_examples_of_every_exit_code() -> None:
    codes = {line[2:] for file in FILES for line in file.read_text(encoding="utf-8").splitlines() if line[:2] == "= "}
    assert {"0", "1", "2", "3"} <= codes


def _run(written: str, cache: Path) -> str:
    """The text of the example, with what the command answers now."""
    given = [line for line in written.splitlines() if line[:2] in ("# ", "$ ", "< ")]
    command = next(line[2:] for line in given if line[:2] == "$ ")
    words = shlex.split(command)
    assert words[0] == "schemes"
    done = subprocess.run(
        [sys.executable, "-m", "public_aids", *words[1:]],
        input="".join(line[2:] + "\n" for line in given if line[:2] == "< ").encode(),
        capture_output=True,
        cwd=HERE / "inputs",
        env={**os.environ, "LC_ALL": "C", "SCHEMES_CACHE": str(cache), "GITHUB_WORKSPACE": str(HERE / "inputs")},
        check=False,
    )
    came = [f"= {done.returncode}", *_marked("1", done.stdout), *_marked("2", done.stderr)]
    return "\n".join([*given, *came]) + "\n"


def _marked(stream: str, output: bytes) -> list[str]:
    """The lines of a stream; a stream that does not end with a newline says so."""
    text = output.decode("utf-8")
    lines = [f"{stream} {line}".rstrip(" ") for line in text.split("\n")]
    return lines[:-1] if text.endswith("\n") or not text else [*lines, f"{stream} (no end of line)"]
