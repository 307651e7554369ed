"""What shells are answered, by the protocol of each, and in a real bash."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _asked(shell: str, line: str, at: int, last: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "_SCHEMES_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": str(at)}
    if shell == "fish":
        environment["COMP_CWORD"] = last
    command = [sys.executable, "-m", "public_aids"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")


def _values(line: str) -> list[str]:
    """What bash is answered for the last word of a line, which is `_` where it is empty."""
    words = line.split()
    done = _asked("bash", " ".join(words).removesuffix("_"), len(words) - 1)
    assert done.stderr == ""
    return [one.partition(",")[2] for one in done.stdout.split()]


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("schemes _", ["eval", "completion"]),
        ("schemes ch", ["check"]),
        ("schemes eval --s", ["--set", "--scheme", "--sources"]),
        ("schemes eval --set stat", ["statut="]),
        ("schemes eval --set statut=inst", ["statut=installe_liberal"]),
        ("schemes eval --set statut = inst", ["installe_liberal"]),
        ("schemes eval --set statut =", ["installe_liberal", "remplacant"]),
        ("schemes eval --set conventionne=", ["conventionne=true", "conventionne=false"]),
        ("schemes eval --scheme cot", ["cotram"]),
        ("schemes eval --reading dernier", ["dernier_jour_de_signature=inclus", "dernier_jour_de_signature=exclu"]),
        ("schemes eval --reading dernier_jour_de_signature = ex", ["exclu"]),
        ("schemes eval --format _", ["text", "json"]),
        ("schemes list --lang = f", ["fr"]),
        ("schemes explain R41", ["R410"]),
        ("schemes check --select T303,R41", ["T303,R410"]),
        ("schemes sql --parts status,fa", ["status,failed"]),
        ("schemes sql --have zone_cabinet_p", ["zone_cabinet_principal"]),
        ("schemes show caim", ["caim"]),
        ("schemes rename zone_cabinet_p", ["zone_cabinet_principal"]),
        ("schemes schema pro", ["profile"]),
        ("schemes completion _", ["bash", "zsh", "fish"]),
        ("schemes new x --kind _", ["contract", "one_off"]),
    ],
)
def test_what_may_stand_there(line: str, some: list[str]) -> None:
    assert set(some) <= set(_values(line))


@pytest.mark.parametrize("line", ["schemes nothing _", "schemes eval --set x=", "schemes --rules nowhere show nothing"])
def test_where_nothing_can_nothing_is_said(line: str) -> None:
    assert _values(line) == []


def test_files_and_folders_are_left_to_the_shell() -> None:
    assert _asked("bash", "schemes eval ", 2).stdout.startswith("file,")
    assert _asked("bash", "schemes --rules ", 2).stdout.startswith("dir,")


def test_zsh_and_fish_are_told_what_values_stand_for() -> None:
    done = _asked("zsh", "schemes eval --scheme cotr", 3)
    kind, value, label = done.stdout.splitlines()
    assert (kind, value) == ("plain", "cotram") and label != "_"
    assert _asked("fish", "schemes eval --scheme cotr", 0, "cotr").stdout.startswith("plain,cotram\t")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_source_is_read_by_its_shell(shell: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "public_aids", "completion", shell]
    source = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    environment = {**os.environ, "_SCHEMES_COMPLETE": f"{shell}_source"}
    same = subprocess.run(command[:3], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert source == same.stdout and f"_SCHEMES_COMPLETE={shell}_complete" in source
    assert shell != "fish" or "string split --max 1" in source  # values hold commas
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = tmp_path / "source"
    path.write_text(source)
    subprocess.run([shell, "-n", str(path)], check=True)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "at", "completed"),
    [
        (["schemes", "eval", "--set", "statut", "=", "inst"], 5, ["installe_liberal"]),
        (["schemes", "explain", "R410"], 2, ["R410"]),
        (["schemes", "eval", "--set", "conventionn"], 3, ["conventionne="]),
        (["schemes", "nothing", ""], 2, []),
    ],
)
def test_in_bash(words: list[str], at: int, completed: list[str], tmp_path: Path) -> None:
    command = tmp_path / "schemes"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}/src" exec "{sys.executable}" -m public_aids "$@"\n')
    command.chmod(0o755)
    typed = " ".join(f"'{word}'" for word in words)
    script = (
        'eval "$(schemes completion bash)"; compopt() { :; }\n'
        f'COMP_WORDS=({typed}); COMP_CWORD={at}; _schemes_completion schemes; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script], env={**os.environ, "PATH": path}, capture_output=True, encoding="utf-8"
    )
    assert (done.stderr, done.stdout.split()) == ("", completed)
