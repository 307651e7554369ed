"""Is a file CSV as it is read here: UTF-8, commas, a name for each column, a cell for each column in each row?

Polars says neither which row is wrong nor what to do, and completes a short row in silence.
"""

import csv
from collections.abc import Collection, Iterator
from typing import BinaryIO

from public_aids.engine.record import Record, replace
from public_aids.engine.source.diagnostic import BrokenError, Diagnostic
from public_aids.engine.source.files import read_bytes_as_source
from public_aids.engine.source.place import Place
from public_aids.engine.text import Text

MOST = 100  # problems told of one file
_SEPARATORS = {";": Text("`;`", "`;`"), "\t": Text("une tabulation", "a tab"), "|": Text("`|`", "`|`")}


class Row(Record):
    """Its cells, and the lines it stands on: `text` is all of them, `line` the number of the first."""

    line: int
    cells: list[str]
    text: str


def csv_problems(path: str) -> tuple[Diagnostic, ...]:
    """What keeps a file from being read, the first problems of it. Raises `OSError`."""
    found: list[Diagnostic] = []
    try:
        for problem in _problems(path):
            found.append(problem)
            if len(found) == MOST:
                break
    except BrokenError as error:
        found += error.diagnostics
    return tuple(found)


def lines_of(path: str, rows: Collection[int]) -> dict[int, int]:
    """The line of the file on which each of these rows begins; the first row is 1, the header is none."""
    wanted, last = frozenset(rows), max(rows, default=0)
    found: dict[int, int] = {}
    for number, row in enumerate(_rows(path)):
        if number > last:
            break
        if number in wanted:
            found[number] = row.line
    return found


def _problems(path: str) -> Iterator[Diagnostic]:
    rows = _rows(path)
    header = next(rows, None)
    if header is None or not any(header.cells):
        yield _diagnostic("B312", path, 1, "", Text("le fichier n'a pas d'en-tête", "the file has no header"), _HEADER)
        return
    wrong = tuple(_of_header(path, header))
    yield from wrong
    if wrong:
        return
    width = len(header.cells)
    for number, row in enumerate(rows, 1):
        if len(row.cells) != width:
            yield _ragged(path, number, row, width)
        elif '"' in row.text and any(_stray_quote(cell, row.text) for cell in row.cells):
            message = Text(
                f"ligne {number} du tableau : un guillemet au milieu d'une cellule",
                f"row {number}: a quote in the middle of a cell",
            )
            yield _diagnostic("B313", path, row.line, row.text, message, _QUOTES)


_HEADER = Text("la première ligne nomme les colonnes", "the first line names the columns")
_QUOTES = Text(
    'une cellule qui contient un guillemet s\'écrit `"un ""mot"" cité"`',
    'a cell that holds a quote is written `"a ""quoted"" word"`',
)


def _of_header(path: str, header: Row) -> Iterator[Diagnostic]:
    found = max(_SEPARATORS, key=header.text.count)
    if header.text.count(found) > header.text.count(","):
        named = _SEPARATORS[found]
        yield _diagnostic(
            "B310",
            path,
            header.line,
            header.text,
            Text(
                f"les colonnes sont séparées par {named.fr}, pas par `,`",
                f"columns are separated by {named.en}, not `,`",
            ),
            Text(
                "enregistrez le fichier comme « CSV UTF-8 » avec la virgule pour séparateur, ou en Parquet",
                "save the file as “CSV UTF-8” with the comma as separator, or as Parquet",
            ),
        )
        return
    for at, name in enumerate(header.cells, 1):
        if not name.strip():
            message = Text(f"la colonne {at} n'a pas de nom", f"column {at} has no name")
            cure = Text(
                "nommez-la, ou ôtez-la de toutes les lignes : le séparateur en trop aussi",
                "name it, or take it out of every line: the separator too",
            )
            yield _diagnostic("B312", path, header.line, header.text, message, cure)
        elif name in header.cells[: at - 1]:
            message = Text(f"deux colonnes ont le nom `{name}`", f"two columns have the name `{name}`")
            cure = Text("gardez-en une", "keep one of them")
            yield _diagnostic("B312", path, header.line, header.text, message, cure)


def _ragged(path: str, number: int, row: Row, width: int) -> Diagnostic:
    if not row.cells:
        message = Text(f"ligne {number} du tableau : elle est vide", f"row {number}: the line is empty")
        return _diagnostic("B311", path, row.line, "", message, Text("ôtez-la", "take it out"))
    cells, s = len(row.cells), "s" if len(row.cells) > 1 else ""
    message = Text(
        f"ligne {number} du tableau : {cells} cellule{s}, où l'en-tête nomme {width} colonnes",
        f"row {number}: {cells} cell{s}, where the header names {width} columns",
    )
    cure = Text(
        'une cellule qui contient une virgule se met entre guillemets : `"12,5"`',
        'a cell that holds a comma is put between quotes: `"12,5"`',
    )
    if len(row.cells) < width:
        cure = Text("une cellule inconnue reste vide, avec sa virgule", "an unknown cell is left empty, with its comma")
    return _diagnostic("B311", path, row.line, row.text, message, cure)


def _stray_quote(cell: str, text: str) -> bool:
    doubled = cell.replace('"', '""')
    return '"' in cell and f'"{doubled}"' not in text


def _diagnostic(code: str, path: str, line: int, text: str, message: Text, *cures: Text) -> Diagnostic:
    """A problem of a line, shown whole."""
    shown = text.split("\n", 1)[0].rstrip("\r")
    return Diagnostic(code, message, Place(path, line, 1, line, max(len(shown), 1) + 1), cures, excerpt=shown)


def _rows(path: str) -> Iterator[Row]:
    """The rows, the header first. Raises `BrokenError` where it cannot go on, `OSError`."""
    with open(path, "rb") as file:  # noqa: PTH123
        lines = _Lines(path, file)
        reader = csv.reader(lines, strict=True)
        while True:
            first = lines.number + 1
            lines.taken.clear()
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise BrokenError((_not_csv(path, first, lines, str(error)),)) from None
            if cells is None:
                return
            yield Row(first, cells, "".join(lines.taken))


class _Lines:
    """The lines of a file as text, and those taken for the row that is being read."""

    def __init__(self, path: str, file: BinaryIO) -> None:
        self.path = path
        self.file = file
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self.file:
            self.number += 1
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                text = "\0"
            if "\0" in text:
                raise BrokenError((_not_text(self.path, self.number, line),))
            if self.number == 1:
                text = text.removeprefix("\ufeff")
            self.taken.append(text)
            yield text


def _not_text(path: str, number: int, line: bytes) -> Diagnostic:
    """What `read_bytes_as_source` says of the line alone, at its place."""
    found = read_bytes_as_source(path, line, len(line))
    assert isinstance(found, Diagnostic) and found.place is not None
    place = replace(found.place, line=number, end_line=number)
    return replace(found, place=place)


def _not_csv(path: str, first: int, lines: _Lines, said: str) -> Diagnostic:
    text = "".join(lines.taken[:1])
    if "\r" in text.rstrip("\r\n"):
        message = Text("les fins de ligne sont celles des anciens Mac", "the line ends are those of old Macs")
        return _diagnostic("B313", path, first, text.split("\r", 1)[0], message, _LINE_ENDS)
    if "expected after" in said:
        message = Text("un guillemet au milieu d'une cellule", "a quote in the middle of a cell")
    else:
        message = Text(
            f"un guillemet ouvert n'est pas fermé, ou sa cellule dépasse {csv.field_size_limit()} caractères",
            f"a quote that is opened is not closed, or its cell is longer than {csv.field_size_limit()} characters",
        )
    return _diagnostic("B313", path, first, text, message, _QUOTES)


_LINE_ENDS = Text("enregistrez le fichier avec des fins de ligne `\\n`", "save the file with line ends `\\n`")
