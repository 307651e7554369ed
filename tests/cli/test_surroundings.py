"""What a run takes from where it runs: the language, colours, the width of the terminal."""

import os
import subprocess
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest

from public_aids.cli.language import language
from public_aids.cli.system_language import system_language
from public_aids.cli.terminal import wants_color
from public_aids.engine.text import Lang

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "environment", "spoken"),
    [
        ("list --lang fr", {"SCHEMES_LANG": "en", "LC_ALL": "en_GB"}, "fr"),
        ("--lang=en list", {"SCHEMES_LANG": "fr"}, "en"),
        ("list", {"SCHEMES_LANG": "fr", "LC_ALL": "en_GB.UTF-8", "LANGUAGE": "en"}, "fr"),
        ("list", {"SCHEMES_LANG": "FR_fr.UTF-8"}, "fr"),
        ("list", {"SCHEMES_LANG": "de", "LANG": "fr_FR"}, "fr"),
        ("list", {"SCHEMES_LANG": "", "LANG": "fr_CA"}, "fr"),
        ("list", {"LANGUAGE": "fr", "LANG": "en_US.UTF-8"}, "fr"),
        ("list", {"LANGUAGE": "fr"}, "fr"),
        ("list", {"LANGUAGE": "de:fr:en", "LANG": "C.UTF-8"}, "fr"),
        ("list", {"LANGUAGE": "de:nl", "LANG": "fr_FR"}, "fr"),
        ("list", {"LANGUAGE": "en_GB:fr", "LANG": "fr_FR"}, "en"),
        ("list", {"LANGUAGE": "fr", "LC_ALL": "C"}, "en"),
        ("list", {"LC_ALL": "de_DE", "LANG": "fr_FR"}, "en"),
        ("list", {"LC_MESSAGES": "fr_FR", "LANG": "en_US"}, "fr"),
        ("list", {}, "en"),
        ("-- --lang fr", {}, "en"),
    ],
)
def test_the_language(words: str, environment: Mapping[str, str], spoken: Lang) -> None:
    assert language(words.split(), environment) == spoken


@pytest.mark.parametrize(
    ("value", "noted"), [("de", True), ("deutsch", True), ("C", True), ("fr_CA", False), ("EN", False), ("", False)]
)
@pytest.mark.parametrize("words", [("list",), ("list", "-q"), ("eval", "examples/primo_installee_zip.yaml")])
def test_a_language_that_is_not_spoken_is_noted(words: tuple[str, ...], value: str, noted: bool) -> None:
    done = subprocess.run(
        (sys.executable, "-m", "public_aids", *words),
        env={**os.environ, "SCHEMES_LANG": value, "LC_ALL": "C"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stderr == ("`SCHEMES_LANG` can only be `fr` or `en`\n" if noted and "-q" not in words else "")


@pytest.mark.parametrize(("told", "spoken"), [(0x040C, "fr"), (0x0C0C, "fr"), (0x0809, "en"), (0x0407, "en")])
def test_windows(told: int, spoken: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    _windows(monkeypatch, told)
    assert language([], {"LC_CTYPE": "UTF-8"}) == spoken
    assert language([], {"LANG": "en_US.UTF-8"}) == "en"
    assert language(["--lang", "en"], {}) == "en"


def test_a_windows_that_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr("ctypes.windll", raising=False)
    assert system_language() is None and language([], {}) == "en"


def _windows(monkeypatch: pytest.MonkeyPatch, told: int) -> None:
    class Kernel:
        @staticmethod
        def GetUserDefaultUILanguage() -> int:  # noqa: N802 (its name)
            return told

    class Libraries:
        kernel32 = Kernel

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("ctypes.windll", Libraries, raising=False)


@pytest.mark.parametrize(
    ("told", "spoken"),
    [
        ('(\n    "fr-FR",\n    "en-GB"\n)\n', "fr"),
        ('(\n    "en-FR",\n    "fr-FR"\n)\n', "en"),
        ("(\n    fr\n)\n", "fr"),
        ("", "en"),
    ],
)
def test_macos(told: str, spoken: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    done = subprocess.CompletedProcess((), 0, stdout=told)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert language([], {}) == spoken


def test_a_macos_that_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", fail)
    assert system_language() is None


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("asked", "stream", "environment", "colored"),
    [
        (None, Terminal(), {}, True),
        (None, StringIO(), {}, False),
        (None, None, {}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", Terminal(), {"CLICOLOR": "0"}, False),
        ("auto", StringIO(), {"FORCE_COLOR": "1"}, True),
        ("auto", StringIO(), {"FORCE_COLOR": "0"}, False),
        ("auto", StringIO(), {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True),
        ("auto", StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(asked: str | None, stream: StringIO | None, environment: Mapping[str, str], colored: bool) -> None:
    assert wants_color(asked, stream, environment) is colored


@pytest.mark.parametrize("words", [["--color", "always"], ["--color=always"]])
def test_colours_reach_a_pipe(words: list[str]) -> None:
    rules = str(ROOT / "tests/cli/inputs/rules_broken")
    for line, stream in ((["check", rules], "stdout"), (["list", "--rules", rules], "stderr")):
        done = subprocess.run([sys.executable, "-m", "public_aids", *line, *words], cwd=ROOT, capture_output=True)
        assert b"\x1b[1;31m" in getattr(done, stream)


PAGES = (
    "eval examples/primo_installee_zip.yaml --sources",
    "eval examples/primo_installee_zip.yaml --then 2027-06-01",
    "plan examples/primo_installee_zip.yaml --years 3",
    "show caim",
    "show statut",
    "list",
    "sources",
    "explain R410",
    "explain",
    "diff 2025-12-31 2026-01-01",
)


@pytest.mark.parametrize("page", PAGES)
def test_pages_follow_the_width_of_the_terminal(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from public_aids.cli.main import group
    from public_aids.cli.spoken import Settings

    monkeypatch.chdir(ROOT)
    words = page.split() if page.split()[0] in ("explain", "sources", "diff") else [*page.split(), "--on", "2026-03-15"]
    for columns in (40, 60):
        shown = CliRunner(env={"COLUMNS": str(columns)}).invoke(group, words, obj=Settings("fr")).stdout
        code = page.startswith("explain R")  # an example is shown as it is
        lines = [line for line in shown.splitlines() if not (code and line.startswith("    "))]
        assert [line for line in lines if len(line) > columns and " " in line.strip()] == []
