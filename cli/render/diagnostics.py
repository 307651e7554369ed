"""Diagnostics for people, with the line and the characters underlined, and for programs, as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any, Final
from unicodedata import combining, east_asian_width

from public_aids.cli.render.arranged import Said, arranged, in_places
from public_aids.cli.render.locations import shorter
from public_aids.cli.render.printable import printable
from public_aids.cli.terminal import STANDARD_ERROR, columns
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place
from public_aids.engine.text import Lang, Text

MOST: Final = 100  # diagnostics told to a person, who mends the first ones first
_WIDTH: Final = 110  # columns of an excerpt, at most
_FAR: Final = 500  # characters of a line before and after a place; more are not looked at
_MARGIN: Final = 20  # columns kept before the underlined text when a long line is cut
_TAB: Final = 4
_PLACES: Final = 5
_CUT: Final = "…"
SEVERITIES: Final = {"error": Text("erreur", "error"), "warning": Text("avertissement", "warning")}
_COLORS: Final = {"error": "31", "warning": "33"}


def render(diagnostics: Iterable[Diagnostic], lang: Lang, color: bool = False) -> str:
    """The first diagnostics as one text, an empty line between two, and how many more there are. Empty for none."""
    told = arranged(diagnostics)
    blocks = ["\n".join(_block(said, lang, color)) + "\n" for said in told[:MOST]]
    if len(told) > MOST:
        more = len(told) - MOST
        blocks.append(Text(f"... et {more} de plus\n", f"... and {more} more\n").to(lang))
    return "\n".join(blocks)


def as_json(diagnostics: Iterable[Diagnostic], lang: Lang) -> list[dict[str, Any]]:
    """One object a diagnostic; without a place `path`, `line` and the three others are null."""
    return [
        {
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            **_place_as_json(diagnostic.place),
            "message": diagnostic.message.to(lang),
            "cures": [cure.to(lang) for cure in diagnostic.cures],
        }
        for diagnostic in diagnostics
    ]


def _place_as_json(place: Place | None) -> dict[str, Any]:
    names = ("path", "line", "column", "end_line", "end_column")
    return {name: getattr(place, name, None) for name in names}


def _block(said: Said, lang: Lang, color: bool) -> Iterator[str]:
    diagnostic = said.first
    place, tint = diagnostic.place, _COLORS[diagnostic.severity]
    severity = f"{SEVERITIES[diagnostic.severity].to(lang)} {diagnostic.code}:"
    where = f"{printable(shorter(place.path))}:{place.line}:{place.column}: " if place else ""
    yield f"{where}{_painted(severity, '1;' + tint, color)} {printable(diagnostic.message.to(lang))}"
    gutter = "  "
    if place and diagnostic.excerpt:
        gutter = " " * (len(str(place.line)) + 1)
        shown, before, marks = _excerpt(diagnostic.excerpt, place)
        yield _painted(f"{gutter}|", "2", color)
        yield _painted(f"{place.line} |", "2", color) + f" {shown}".rstrip()
        yield _painted(f"{gutter}|", "2", color) + " " * (before + 1) + _painted("^" * marks, tint, color)
    for cure in diagnostic.cures:
        yield f"{gutter}= {printable(cure.to(lang))}"
    if said.others:
        yield f"{gutter}= {in_places(said).to(lang)}{_listed(said.others, lang)}"
    yield f"{gutter}= schemes explain {diagnostic.code}"


def _listed(places: tuple[Place, ...], lang: Lang) -> str:
    """The next places, as many as one looks at, and the number of the rest."""
    shown = ", ".join(printable(str(place)) for place in places[:_PLACES])
    rest = len(places) - _PLACES
    more = Text(f" et {rest} de plus", f" and {rest} more").to(lang) if rest > 0 else ""
    return Text(f" ; aussi {shown}{more}", f"; also {shown}{more}").to(lang)


def _excerpt(line: str, place: Place) -> tuple[str, int, int]:
    """The line as shown, the columns before the underlined text, and the columns of that text (at least one)."""
    start = min(place.column - 1, len(line))
    end = min(place.end_column - 1, len(line)) if place.end_line == place.line else len(line.rstrip())
    left_out = max(start - _FAR, 0)
    line, start, end = line[left_out : start + _FAR], start - left_out, end - left_out
    cells = list(_cells(line))
    before, marked = _columns(cells[:start]), max(_columns(cells[start:end]), 1)
    width = _room(place)
    if _columns(cells) <= width:
        return "".join(cells), before, marked
    first = start - _reach(reversed(cells[:start]), min(_MARGIN, width // 3)) if before + marked > width else 0
    last = first + _reach(cells[first:], width)
    prefix, suffix = _CUT if first else "", _CUT if last < len(cells) else ""
    shown_before = len(prefix) + _columns(cells[first:start])
    shown_marks = max(_columns(cells[start : min(end, last)]), 1)
    return prefix + "".join(cells[first:last]) + suffix, shown_before, shown_marks


def _room(place: Place) -> int:
    """The columns of an excerpt, beside the number of its line and the signs of a cut."""
    beside = len(str(place.line)) + len(" | ") + 2 * len(_CUT)
    return columns(_WIDTH + beside, STANDARD_ERROR) - beside


def _reach(cells: Iterable[str], width: int) -> int:
    """How many of the first cells fit into a width."""
    count = 0
    for cell in cells:
        width -= _columns(cell)
        if width < 0:
            break
        count += 1
    return count


def _cells(line: str) -> Iterator[str]:
    """What is shown for each character of a line: tabs to the next stop, nothing that could move the cursor."""
    column = 0
    for char in line:
        cell = " " * (_TAB - column % _TAB) if char == "\t" else printable(char)
        column += _columns(cell)
        yield cell


def _columns(cells: Iterable[str]) -> int:
    """How many columns of a terminal a text takes: wide characters take two, combining ones none."""
    return sum(
        0 if combining(char) else 2 if east_asian_width(char) in ("W", "F") else 1 for cell in cells for char in cell
    )


def _painted(text: str, codes: str, color: bool) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if color else text
