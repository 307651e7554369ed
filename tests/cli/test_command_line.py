"""What holds of every command and option: help in both languages, defaults, examples, old names, wrong usage."""

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import click
import pytest
from click.testing import CliRunner

from public_aids.cli.help import FRENCH
from public_aids.cli.main import COMMANDS, group
from public_aids.cli.spoken import Command, Option, Settings
from public_aids.cli.usage import explain
from public_aids.engine.text import Lang

ROOT = Path(__file__).parents[2]
LANGS: tuple[Lang, ...] = ("fr", "en")
ALL = [(), *((name,) for name in COMMANDS)]


def _command(words: tuple[str, ...]) -> Command:
    found = group if not words else group.get_command(click.Context(group), words[0])
    assert isinstance(found, Command)
    return found


def _page(words: tuple[str, ...], lang: Lang, **environment: str) -> str:
    done = CliRunner(env=environment).invoke(group, [*words, "-h"], obj=Settings(lang))
    assert done.exit_code == 0
    return done.stdout


@pytest.mark.parametrize("words", ALL, ids=str)
def test_help_in_french_has_nothing_english(words: tuple[str, ...]) -> None:
    page = _page(words, "fr")
    assert all(f"{part}\u00a0:" in page for part in ("Usage", "Options", "Exemples"))
    english = {word for word, french in FRENCH.items() if word != french}
    described = page.replace("/help", "").partition("Exemples")[0]
    assert english.isdisjoint(re.findall("[A-ZÉÈ]+(?:-[A-Z]+)*", described))
    assert not re.search(r"\[default|Commands:|Options:", page)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_help_fits_the_terminal_and_cuts_nothing(lang: Lang, columns: int) -> None:
    for words in ALL:
        page = _page(words, lang, COLUMNS=str(columns))
        too_long = [line for line in page.splitlines() if len(line) > columns and " " in line.strip()]
        assert too_long == []
        told = " ".join(page.replace("\u00a0", " ").split())
        for name in COMMANDS if not words else ():
            said = _command((name,)).text.to(lang)
            first = " ".join(page_sentence.split()) if (page_sentence := re.split(r"(?<!\.)\. ", said)[0]) else ""
            assert f"{name} {first.rstrip('.').replace(chr(0xA0), ' ')}." in told


@pytest.mark.parametrize("words", ALL, ids=str)
def test_help_shows_the_default_of_each_option(words: tuple[str, ...]) -> None:
    told = " ".join(_page(words, "en").split())
    for option in (one for one in _command(words).params if isinstance(one, Option)):
        default = option.otherwise.en if option.otherwise else option.default
        if isinstance(default, str) and default:
            assert f"[default: {default}]" in told.partition(option.long_name)[2]


@pytest.mark.parametrize("command", ["eval", "ask", "check", "batch", "sql", "simulate", "rename"])
def test_an_old_name_is_read_with_a_note_and_hidden(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for option in (one for one in _command((command,)).params if isinstance(one, Option) and one.old):
        for old in option.old:
            assert old not in _page((command,), "en").replace(f"{old}-column", "")
            word = [] if option.is_flag else ["2026-03-15"]
            seen = _seen(command, [old, *word])
            assert seen == [option.long_name, *word]
            assert _seen(command, [f"{old}=x"]) == [f"{option.long_name}=x"]
            assert _seen(command, ["--", old]) == ["--", old]


def _seen(command: str, words: list[str]) -> list[str]:
    found = _command((command,))
    return found._seen(click.Context(found), words)


def test_the_note_is_on_standard_error_and_quiet_leaves_it_out() -> None:
    words = ["check", "--as-of", "2026-03-15", str(ROOT / "tests/cli/inputs/rules")]
    loud = CliRunner().invoke(group, words, obj=Settings("fr"))
    assert loud.stderr.startswith("`--as-of` se nomme désormais `--on`\n")
    assert CliRunner().invoke(group, [*words, "-q"], obj=Settings("fr")).stderr == ""


def test_every_value_is_read_by_the_program_itself() -> None:
    """The types of click speak English only."""
    for words in ALL:
        for one in _command(words).params:
            assert one.type is click.STRING or (isinstance(one, Option) and one.is_flag), (words, one.name)
            assert one.nargs in (1, -1)


@pytest.mark.parametrize("words", ALL, ids=str)
def test_an_option_never_eats_the_next_one(words: tuple[str, ...]) -> None:
    named = [(one, name) for one in _command(words).params if isinstance(one, Option) for name in one.opts]
    for option, name in ((one, name) for one, name in named if not one.is_flag):
        for rest in ([], ["--lang", "fr"], ["-q"], ["-x"], ["--"]):
            said = _refused([*words, name, *rest])
            assert f"il manque la valeur de l'option `{name}`" in said
            assert f"s'écrit `{option.long_name}" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["eval", "-lang", "fr"], "option inconnue `-lang`"),
        (["list", "--json"], "vouliez-vous dire `--format json` ?"),
        (["list", "--contract"], "vouliez-vous dire `--kind contract` ?"),
        (["new", "con"], "`con` ne peut pas servir de nom : Windows le réserve à un appareil"),
        (["rename", "caim", "lpt1"], "par exemple `aide_lpt1`"),
        (["eval", "--langue", "fr"], "vouliez-vous dire `--lang` ?"),
        (["eval", "-f", "json"], "vouliez-vous dire `--format` ?"),
        (["--verison"], "vouliez-vous dire `--version` ?"),
        (["batch", "x", "-qo", "--lang"], "il manque la valeur de l'option `-o`"),
        (["population"], "il manque `-o SORTIE`"),
        (["population", "-o", "x.csv", "-n", "1e6"], "`1e6` n'est pas admis pour `-n`"),
        (["population", "-o", "x.csv", "-n", "9" * 5000], "n'est pas admis pour `-n`"),
        (["population", "-o", "x.csv", "--rows=-1"], "`-1` n'est pas admis pour `-n`"),
        (["sql", "--contracts", "10"], "un nombre entier de 0 à 9"),
        (["check", "--strict=oui"], "l'option `--strict` ne prend pas de valeur"),
        (["show"], "il manque `NOM|MOT...`"),
        (["sources", "un", "(deux)"], "argument inattendu `un (deux)`"),
        (["completion", "ksh"], "`ksh` n'est pas admis pour `SHELL`"),
        (["check", "--diff"], "`--diff` va avec `--fix`"),
    ],
)
def test_wrong_usage_is_told_in_french(words: list[str], said: str) -> None:
    assert said in _refused(words).replace("\u00a0", " ")


def _refused(words: list[str]) -> str:
    with pytest.raises(click.UsageError) as refused, group.make_context("schemes", words, obj=Settings("fr")) as ctx:
        group.invoke(ctx)
    told = explain(refused.value, "fr")
    assert told.startswith("Usage :")
    return told


def test_a_value_may_begin_with_a_dash_or_be_one() -> None:
    found = _command(("batch",))
    words = ["in.csv", "-o", "-", "--keep=-x", "--parts=--lang"]
    with found.make_context("batch", words, obj=Settings("en")) as ctx:
        assert (ctx.params["target"], ctx.params["keep"], ctx.params["parts"]) == ("-", ("-x",), "--lang")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of somebody who has the rules and nothing else."""
    folder = tmp_path_factory.mktemp("somebody")
    copytree(ROOT / "schemes", folder / "schemes")
    (folder / "bin").mkdir()
    command = folder / "bin" / "schemes"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}/src" exec "{sys.executable}" -m public_aids "$@"\n')
    command.chmod(0o755)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="examples are run by a shell of POSIX")
@pytest.mark.parametrize("words", ALL, ids=str)
def test_every_example_of_every_help_runs(words: tuple[str, ...], place: Path) -> None:
    pages = (_page(words, lang, COLUMNS=str(columns)) for lang in LANGS for columns in (40, 120))
    lines = {tuple(re.split(r"Exe?a?mples\W*:\n", page)[1].replace("\\\n", " ").strip().splitlines()) for page in pages}
    written = {"\n".join(" ".join(line.split()) for line in one) for one in lines}
    (script,) = written  # the same in both languages, however wide
    path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "SCHEMES_CACHE": str(place / "cache")}
    done = subprocess.run(
        ["sh", "-ec", script],
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
