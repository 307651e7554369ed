"""`check -` and `fmt -`: a file on standard input, as an editor sends it, among the rules that are there."""

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.examples import BASE
from public_aids.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, "schemes")
    return Path("schemes")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(text: str, *words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as stop:
            main([*words, "--lang", "en"])
        shown = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return stop.value.code, shown.out, shown.err

    return run


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["exemple.yaml", "facts.yaml", "sources.yaml", "contacts.yaml"])
def test_a_right_text_is_right_in_the_place_of_its_file(run: Run, rules: Path, name: str) -> None:
    before = read(rules / name)
    (rules / name).write_text("what was saved: is not what is sent\n", encoding="utf-8")
    code, out, err = run(before, "check", "-", "--select", "S,Y,F,T")
    assert (code, out, err) == (0, "", "nothing to report (schemes)\n")


def test_a_wrong_text_is_told_at_its_place(run: Run, rules: Path) -> None:
    text = read(rules / "exemple.yaml").replace("zone_cabinet_principal", "zone_du_cabinet", 1)
    code, out, _ = run(text, "check", "-", "--format", "concise")
    assert code == 1 and out.startswith("-:") and "F201: unknown fact `zone_du_cabinet`" in out
    assert run("", "check", "schemes", "--select", "F")[0] == 0  # the file itself is as it was
    code, out, _ = run(text, "check", "-", "--stdin-name", "schemes/exemple.yaml", "--format", "concise")
    assert out.startswith("schemes/exemple.yaml:")


def test_a_text_that_is_no_file_yet_is_a_new_scheme(run: Run, rules: Path) -> None:
    text = read(rules / "exemple.yaml").replace("id: exemple\n", "id: tout_neuf\n", 1)
    code, out, _ = run(text, "check", "-", "--format", "concise", "--select", "R401,R404,S")
    assert (code, out) == (0, "")


def test_cases_need_the_name_of_their_file(run: Run, rules: Path) -> None:
    text = read(rules / "exemple.cases.yaml")
    assert "which scheme are these cases of?" in run(text, "check", "-")[2]
    named = ("check", "-", "--stdin-name", "schemes/exemple.cases.yaml")
    assert run(text, *named)[0] == 0
    wrong = text.replace("expect: {", "expect: { statu: eligible,", 1)
    assert "schemes/exemple.cases.yaml:" in run(wrong, *named)[1]


@pytest.mark.parametrize(
    "words",
    [
        ("check", "-", "schemes"),
        ("check", "-", "--fix"),
        ("check", "-", "--since", "HEAD"),
        ("check", "schemes", "--stdin-name", "x.yaml"),
        ("check", "-", "--rules", "schemes", "--stdin-name", "elsewhere.yaml"),
        ("fmt", "-", "schemes"),
        ("fmt", "schemes", "--stdin-name", "x.yaml"),
        ("rename", "suite", "apres", "-"),
    ],
)
def test_what_does_not_go_with_standard_input(run: Run, rules: Path, words: tuple[str, ...]) -> None:
    assert run(read(rules / "exemple.yaml"), *words)[0] == 2


@pytest.mark.parametrize("command", ["check", "fmt"])
def test_nothing_on_standard_input_is_a_mistake(run: Run, rules: Path, command: str) -> None:
    code, out, err = run("", command, "-")
    assert (code, out) == (2, "") and "standard input is empty" in err
    assert "{}" not in err


def test_fmt_writes_the_form_on_standard_output(run: Run, rules: Path) -> None:
    right = read(rules / "exemple.yaml")
    wrong = right.replace("kind: ", "kind:    ", 1)
    assert run(wrong, "fmt", "-") == (0, right, "")
    assert run(right, "fmt", "-", "--check") == (0, "", "")
    assert run(wrong, "fmt", "-", "--check") == (1, "", "")
    code, out, _ = run(wrong, "fmt", "-", "--diff", "--stdin-name", "schemes/exemple.yaml")
    assert code == 1 and out.startswith("--- a/schemes/exemple.yaml")
    code, out, err = run("a: [1\n", "fmt", "-")
    assert (code, out) == (1, "") and "error Y" in err
