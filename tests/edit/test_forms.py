"""What `fmt` writes of comments, blocks of text and keys of all kinds: `forms.txt`, the texts before and after it."""

from pathlib import Path

import pytest

from fuzz.forms import broken_laws
from public_aids.engine.edit import fmt
from public_aids.engine.edit.fmt import formatted
from public_aids.engine.edit.layout import Entries, Layout

TABLE = (Path(__file__).parent / "forms.txt").read_text(encoding="utf-8")
FORMS = [part.partition("\n") for part in TABLE.split("== ")[1:]]


@pytest.mark.parametrize("texts", [texts for _, _, texts in FORMS], ids=[title for title, _, _ in FORMS])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_form(texts: str, line_end: str) -> None:
    before, _, after = (text.replace("\n", line_end) for text in texts.partition("=>\n"))
    assert formatted("essai.yaml", before).text == (after or before)
    assert broken_laws("essai.yaml", before) == set()


def test_a_text_that_ends_without_a_line_end_keeps_its_value() -> None:
    assert formatted("essai.yaml", "a: |+ # b\n    text").text == "a: |- # b\n  text\n"


@pytest.mark.parametrize(
    ("text", "kept", "told"),
    [
        ("a: 1\r\nb: 2\nc: 3\n", "\n", "essai.yaml:1:5 mixed line ends: CRLF on 1 of 3 lines, LF on the others"),
        ("a: 1\r\nb: 2\nc: 3\r\n", "\r\n", "essai.yaml:2:5 mixed line ends: LF on 1 of 3 lines, CRLF on the others"),
    ],
)
def test_two_kinds_of_line_ends(text: str, kept: str, told: str) -> None:
    found = formatted("essai.yaml", text)
    assert found.text == text.replace("\r", "").replace("\n", kept)
    assert [f"{one.place} {one.message.en}" for one in found.problems if one.code == "P541"] == [told]


def test_a_form_that_loses_a_key_is_not_taken() -> None:
    def without_b(entries: Entries, _: tuple[str, ...]) -> Entries:
        return tuple(entry for entry in entries if entry[0].text != "b")

    found = formatted("essai.yaml", "a: 1\nd:\n  b: 2\n  c: 3\n", without_b)
    assert found.text is None
    assert [(one.code, str(one.place), one.message.en) for one in found.problems] == [
        ("P540", "essai.yaml:3:3", "in form, this would not mean the same")
    ]


def test_a_form_that_loses_a_comment_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgetful(Layout):
        def _comments(self, *_: object) -> None:
            """Writes none."""

    monkeypatch.setattr(fmt, "Layout", Forgetful)
    found = formatted("essai.yaml", "a: 1 # kept\n# lost\nb: 2\n")
    assert found.text is None
    assert [(one.code, str(one.place), one.message.en) for one in found.problems] == [
        ("P540", "essai.yaml:2:1", "in form, this comment would be lost")
    ]
