"""Every code has a page in both languages, and its examples do what they say."""

import ast
import json
import re
from pathlib import Path

import pytest

from lint.examples import codes_of
from public_aids import engine
from public_aids.cli.main import main
from public_aids.engine.explain.pages import codes, page_of
from public_aids.engine.lint import registry
from public_aids.engine.text import Lang

ROOT = Path(engine.__file__).parent.parent
OF_THE_MACHINE = {"P511", "B301", "B306", "B307"}  # what is missing here may be there elsewhere
OF_ITSELF = {"P540"}  # no text is known to show it: tests/edit/test_forms.py breaks the layout
OF_THE_DISK = {"P522", "P523", "P525"}  # tests/writing shows them
OF_POPULATIONS = {"B101", "B201", "B302", "B303", "B304", "B305", "B401"}  # tests/batch shows them
OF_POPULATIONS |= {"B309", "B310", "B311", "B312", "B313", "B314", "B330", "B331", "B332", "B333"}
CODE = re.compile(r"[YSFTDRQCPB]\d{3}")


def emitted() -> set[str]:
    """Every code that stands in the source text as a string of its own."""
    found: set[str] = set()
    for folder in ("engine", "cli"):
        for path in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
            found |= {value for value in strings if isinstance(value, str) and CODE.fullmatch(value)}
    return found


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(codes()) == emitted()


def test_rules_of_the_linter_name_their_codes() -> None:
    assert registry.codes() <= set(codes())


@pytest.mark.parametrize("code", codes())
def test_page_says_what_why_and_how(code: str) -> None:
    page = page_of(code)
    assert page is not None
    assert page.title.fr and page.title.en
    assert page.body.fr and page.body.en and page.body.fr != page.body.en
    assert page.wrong and page.right


@pytest.mark.parametrize("code", codes())
def test_wrong_example_gives_the_code_and_right_one_gives_nothing(code: str, tmp_path: Path) -> None:
    page = page_of(code)
    assert page is not None
    if code in OF_THE_MACHINE:
        pytest.skip("its example depends on what is installed")
    if code in OF_THE_DISK:
        pytest.skip("its example is a state of the disk")
    if code in OF_ITSELF:
        pytest.skip("its example is a fault of the program")
    if code in OF_POPULATIONS:
        pytest.skip("its example is a population")
    assert code in codes_of(page.wrong, tmp_path / "wrong")
    assert codes_of(page.right, tmp_path / "right") == set()


def test_base_of_the_examples_is_clean(tmp_path: Path) -> None:
    assert codes_of((), tmp_path) == set()


def explained(capsys: pytest.CaptureFixture[str], *words: str, lang: Lang) -> str:
    with pytest.raises(SystemExit) as stop:
        main(["explain", *words, "--lang", lang])
    assert not stop.value.code
    return capsys.readouterr().out


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_is_in_the_list_and_is_shown(lang: Lang, capsys: pytest.CaptureFixture[str]) -> None:
    listed = explained(capsys, lang=lang).splitlines()
    pages = json.loads(explained(capsys, "--format", "json", lang=lang))
    assert [page["code"] for page in pages] == list(codes())
    assert {f"  {page['code']}  {page['title']}" for page in pages} == {one for one in listed if one.startswith("  ")}
    for page in pages:
        shown = explained(capsys, page["code"], lang=lang)
        assert _in_one_line(f"{page['code']}: {page['title']} {page['text']}") in _in_one_line(shown)
        assert json.loads(explained(capsys, page["code"], "--format", "json", lang=lang)) == page


def test_a_family_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(explained(capsys, "b4", "--format", "json", lang="en"))
    assert [page["code"] for page in shown] == [code for code in codes() if code.startswith("B4")]
    assert explained(capsys, "B", lang="en").splitlines()[1].startswith("  B101  ")
