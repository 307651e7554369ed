"""Counts agree with what is counted: nothing is singular in French, and plural in English."""

import pytest

from public_aids.engine.text import Text, counted


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, Text("0 ligne lue", "0 rows are read")),
        (1, Text("1 ligne lue", "1 row is read")),
        (2, Text("2 lignes lues", "2 rows are read")),
    ],
)
def test_counts_agree(count: int, said: Text) -> None:
    assert counted(count, "ligne(s) lue(s)", "row(s) (is|are) read") == said
