"""Texts of messages: counts agree with what is counted, and the user's words are cut where they are long."""

import pytest

from public_aids.engine.text import Text, brief, counted


@pytest.mark.parametrize(  # nothing is singular in French, and plural in English
    ("count", "said"),
    [
        (0, Text("0 ligne lue", "0 rows are read")),
        (1, Text("1 ligne lue", "1 row is read")),
        (2, Text("2 lignes lues", "2 rows are read")),
    ],
)
def test_counts_agree(count: int, said: Text) -> None:
    assert counted(count, "ligne(s) lue(s)", "row(s) (is|are) read") == said


@pytest.mark.parametrize(
    ("word", "is_whole"),
    [
        ("x" * 80, True),
        ("x" * 81, False),
        ("/".join(("y" * 120, "mes règles", "z.yaml")), True),  # a path
        (f"/tmp/{'y' * 300}", False),
        (" / ".join(("revenu_annuel", "12", "x" * 80)), False),  # a calculation
    ],
)
def test_words_are_cut_and_paths_are_not(word: str, is_whole: bool) -> None:
    said = brief(Text(f"`{word}` manque", f"`{word}` is missing"))
    assert (said.en == f"`{word}` is missing") == is_whole and said.en.endswith("` is missing")
