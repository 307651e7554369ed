"""A diagnostic on the terminal: marks under the right characters, and nothing of a file that commands the screen."""

from public_aids.cli.render.diagnostics import as_json, render
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place
from public_aids.engine.text import Text


def diagnostic(excerpt: str, column: int, end_column: int, end_line: int = 7) -> Diagnostic:
    place = Place("a.yaml", 7, column, end_line, end_column)
    return Diagnostic(
        "F201", Text("fait inconnu", "unknown fact"), place, (Text("effacez", "delete"),), "error", excerpt
    )


def marks(excerpt: str, column: int, end_column: int, end_line: int = 7) -> list[str]:
    return render([diagnostic(excerpt, column, end_column, end_line)], "en").splitlines()[2:4]


def test_both_languages() -> None:
    assert render([diagnostic("when: zone", 7, 11)], "fr").splitlines() == [
        "a.yaml:7:7: erreur F201: fait inconnu",
        "  |",
        "7 | when: zone",
        "  |       ^^^^",
        "  = effacez",
        "  = schemes explain F201",
    ]
    assert render([diagnostic("", 7, 11)], "en").splitlines()[0] == "a.yaml:7:7: error F201: unknown fact"


def test_two_diagnostics_are_set_apart() -> None:
    one = Diagnostic("P100", Text("x", "x"), severity="warning")
    text = "  = schemes explain P100\n"
    assert render([one, one], "fr") == f"avertissement P100: x\n{text}\navertissement P100: x\n{text}"
    assert render([], "fr") == ""


def test_widths() -> None:
    assert marks("日本: x", 5, 6) == ["7 | 日本: x", "  |       ^"]
    assert marks("e\u0301t: x", 6, 7) == ["7 | e\u0301t: x", "  |     ^"]
    assert marks("a\tb: x", 3, 4) == ["7 | a   b: x", "  |     ^"]


def test_an_empty_place_and_one_over_several_lines() -> None:
    assert marks("a:", 3, 3) == ["7 | a:", "  |   ^"]
    assert marks("a: 'x  ", 4, 2, end_line=9) == ["7 | a: 'x", "  |    ^^"]


def test_long_lines_are_cut_around_the_marks() -> None:
    line, below = marks("x" * 500 + "HERE" + "y" * 500, 501, 505)
    assert len(line) < 130
    assert line[below.index("^") : below.rindex("^") + 1] == "HERE"


def test_control_characters_are_not_written() -> None:
    text = render([diagnostic("a: \x1b[31mred\u202e", 4, 5)], "en")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x1b[" in render([diagnostic("a: b", 4, 5)], "en", color=True)


def test_json() -> None:
    assert as_json([diagnostic("when: zone", 7, 11)], "en") == [
        {
            "code": "F201",
            "severity": "error",
            "path": "a.yaml",
            "line": 7,
            "column": 7,
            "end_line": 7,
            "end_column": 11,
            "message": "unknown fact",
            "cures": ["delete"],
        }
    ]
    assert as_json([Diagnostic("P100", Text("x", "x"))], "en")[0]["line"] is None
