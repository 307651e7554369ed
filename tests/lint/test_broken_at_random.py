"""Files broken in ways that nobody thought of: always diagnostics, each with a page and a place, never a failure."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lint.examples import AS_OF, BASE
from public_aids.cli.render.diagnostics import render
from public_aids.engine.explain.pages import codes
from public_aids.engine.lint.check import check_folder

FILES = sorted(path.name for path in BASE.glob("*.yaml"))
PIECES = ("", " ", ":", "-", "  ", '"', "'", "[", "}", "é", "\t", "0", "x", "null", "[]", "2025-02-30", "P0Y", "=", "#")
KNOWN = set(codes())


@given(st.data())
def test_check_never_fails(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "rules")
        shutil.copytree(BASE, folder)
        for _ in range(data.draw(st.integers(1, 3))):
            _break(data, folder / data.draw(st.sampled_from(FILES)))
        for one in check_folder(folder, AS_OF).diagnostics:
            assert one.code in KNOWN
            assert one.message.fr and one.message.en
            if one.place is not None:
                _check_place(one.place.path, one.place.line, one.place.column)
            render((one,), "fr")


def _break(data: st.DataObject, path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) or [""]
    at = data.draw(st.integers(0, len(lines) - 1))
    match data.draw(st.sampled_from(("delete", "double", "swap", "piece", "value", "indent"))):
        case "delete":
            del lines[at]
        case "double":
            lines.insert(at, lines[at])
        case "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        case "piece":
            column = data.draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:column] + data.draw(st.sampled_from(PIECES)) + lines[at][column + 1 :]
        case "value":
            lines[at] = lines[at].partition(":")[0] + ": " + data.draw(st.sampled_from(PIECES)) + "\n"
        case _:
            lines[at] = "  " + lines[at]
    path.write_text("".join(lines), encoding="utf-8")


def _check_place(path: str, line: int, column: int) -> None:
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    assert 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1
