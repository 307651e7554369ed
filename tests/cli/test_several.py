"""`schemes eval` of several profiles: each read, decided and written in turn, and none where one is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from public_aids.cli.main import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "primo_installee_zip.yaml"
ON = ("--on", "2026-03-15")
SCHEMES = (sys.executable, "-m", "public_aids", "--lang", "en", "eval")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["--lang", "en", "eval", *words])
    return int(stopped.value.code or 0), *capsys.readouterr()


@pytest.mark.parametrize("more", [(), ("--and", "2027-01-01")])
def test_a_list_holds_what_each_profile_gives(
    more: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("{}\n")
    paths = (str(EXAMPLE), str(empty), str(EXAMPLE))
    alone = [json.loads(run(capsys, path, *ON, *more, "--format", "json")[1]) for path in paths]
    code, out, _ = run(capsys, *paths, *ON, *more, "--format", "json")
    assert code == 0
    assert out == json.dumps(alone, ensure_ascii=False, indent=2) + "\n"


def test_nothing_is_answered_where_a_profile_in_the_middle_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("secteur: 7\n")
    code, out, err = run(capsys, str(EXAMPLE), str(broken), "missing.yaml", str(EXAMPLE), *ON)
    assert (code, out) == (2, "")
    assert "broken.yaml:1:10: error P503" in err and "P500: cannot read `missing.yaml`" in err


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_pipes_are_read_once_and_files_among_them() -> None:
    command = f"{' '.join(SCHEMES)} {' '.join(ON)} --format json <(echo 'secteur: 1') {EXAMPLE} - <(echo '{{}}')"
    done = subprocess.run(["bash", "-c", command], input=b"secteur: 2\n", capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == 4


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the peak of memory of a process is not told here")
def test_many_profiles_take_the_memory_of_one() -> None:
    words = ["eval", *[str(EXAMPLE)] * 60, *ON, "--format", "json"]
    script = (
        "from public_aids.cli.main import main\n"
        "try: main()\n"
        "finally: print(open('/proc/self/status').read(), file=__import__('sys').stderr)"
    ).replace("main()", f"main({words!r})")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    peak = next(int(line.split()[1]) for line in done.stderr.splitlines() if line.startswith("VmHWM:"))
    assert peak < 45_000  # kilobytes: 29,000, and 800 more for each profile where all are held
