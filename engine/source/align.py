"""From the characters of a scalar back to the characters of the file.

A scalar loses its quotes, escapes, indentation and line ends when it is read. Each reader of a style here undoes that
once more and keeps, for each character of the value, the offsets of what was written for it.
"""

from typing import Final, TypeAlias, assert_never

from public_aids.engine.source.place import Span

Piece: TypeAlias = tuple[str, int, int]  # a character of the value, and from where to where it was written

_BLANKS: Final = " \t"
_BREAKS: Final = "\r\n"
_ESCAPES: Final = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_HEXADECIMAL: Final = {"x": 2, "u": 4, "U": 8}


def written(span: Span, value: str) -> list[tuple[int, int]]:
    """For each character of `value`, the offsets in the source of what was written for it.

    Empty when the value cannot be found in what was written (which only happens in a text that is already in error).
    """
    pieces = decoded(span, value)
    if "".join(piece[0] for piece in pieces) != value:
        return []
    return [(start, end) for _, start, end in pieces]


def decoded(span: Span, value: str) -> list[Piece]:
    """The characters of a scalar with their offsets. `value` is the scalar up to tabs, which may be spaces in it: only
    the block styles need it, since their indentation depends on what stands around them."""
    text, start, end = span.source.text, span.start, span.end
    match span.style:
        case "plain":
            return _folded([(text[i], i, i + 1) for i in range(start, end)])
        case "single":
            return _folded(_single(text, start + 1, end - 1))
        case "double":
            return _folded(_double(text, start + 1, end - 1))
        case "json":
            return _paired(_double(text, start + 1, end - 1))
        case "literal" | "folded":
            return _block(text, start, end, value)
        case _:
            assert_never(span.style)


def _single(text: str, at: int, end: int) -> list[Piece]:
    pieces = []
    while at < end:
        size = 2 if text[at] == "'" else 1
        pieces.append((text[at], at, at + size))
        at += size
    return pieces


def _double(text: str, at: int, end: int) -> list[Piece]:
    """Escaped characters are marked by a piece longer than one, so that folding leaves them alone."""
    pieces: list[Piece] = []
    while at < end:
        if text[at] != "\\":
            pieces.append((text[at], at, at + 1))
            at += 1
        elif text[at + 1] in _BREAKS:
            at = _skip_break(text, at, end, pieces)
        else:
            pieces.append(_escaped(text, at))
            at = pieces[-1][2]
    return pieces


def _skip_break(text: str, at: int, end: int, pieces: list[Piece]) -> int:
    """An escaped line end writes nothing, nor does the indentation after it; empty lines after it stay."""
    at += 3 if text[at + 1 : at + 3] == "\r\n" else 2
    while at < end and text[at] in _BLANKS + _BREAKS:
        size = 2 if text[at : at + 2] == "\r\n" else 1
        if text[at] in _BREAKS:
            pieces.append(("\n", at, at + 2))  # longer than one: not to be folded again
        at += size
    return at


def _escaped(text: str, at: int) -> Piece:
    letter = text[at + 1]
    digits = _HEXADECIMAL.get(letter, 0)
    if digits:
        return chr(int(text[at + 2 : at + 2 + digits], 16)), at, at + 2 + digits
    return _ESCAPES.get(letter, letter), at, at + 2


def _paired(pieces: list[Piece]) -> list[Piece]:
    """JSON writes a character beyond the basic plane as two escapes."""
    joined: list[Piece] = []
    for char, start, end in pieces:
        if joined and "\udc00" <= char <= "\udfff" and "\ud800" <= joined[-1][0] <= "\udbff":
            high, first, _ = joined.pop()
            char, start = chr(0x10000 + ((ord(high) - 0xD800) << 10) + ord(char) - 0xDC00), first
        joined.append((char, start, end))
    return joined


def _folded(pieces: list[Piece]) -> list[Piece]:
    """Flow folding (YAML 1.2, 6.5): one line end is a space, more are one line end less; blanks around them go."""
    folded: list[Piece] = []
    at = 0
    while at < len(pieces):
        if not _is_break(pieces[at]):
            folded.append(pieces[at])
            at += 1
            continue
        while folded and _is_blank(folded[-1]):
            folded.pop()
        breaks = []
        while at < len(pieces) and (_is_break(pieces[at]) or _is_blank(pieces[at])):
            if pieces[at][0] == "\n" or (pieces[at][0] == "\r" and not _is_line_feed(pieces, at + 1)):
                breaks.append(("\n", *pieces[at][1:]))
            at += 1
        folded += breaks[1:] or [(" ", *breaks[0][1:])]
    return folded


def _is_line_feed(pieces: list[Piece], at: int) -> bool:
    return at < len(pieces) and pieces[at][0] == "\n" and _is_break(pieces[at])


def _is_break(piece: Piece) -> bool:
    return piece[0] in _BREAKS and piece[2] - piece[1] == 1


def _is_blank(piece: Piece) -> bool:
    return piece[0] in _BLANKS and piece[2] - piece[1] == 1


def _block(text: str, start: int, end: int, value: str) -> list[Piece]:
    """Literal and folded blocks: each line of the text stands, without its indentation, in the value; what stands in
    the value between two of them is written by the line end."""
    pieces: list[Piece] = []
    at = text.find("\n", start, end) + 1
    if at == 0:
        return [(char, end, end) for char in value]
    gap = (at - 1, at)
    indent = _indentation(text[at:end], value)
    while at < end:
        line_end = text.find("\n", at, end)
        line_end = end if line_end < 0 else line_end
        stop = line_end - 1 if text[line_end - 1] == "\r" else line_end
        if at + indent < stop:
            line = text[at + indent : stop]
            pieces += [(char, *gap) for char in _between(value, len(pieces), line)]
            if not _same(value, len(pieces), line):
                return []
            pieces += [(text[i], i, i + 1) for i in range(at + indent, stop)]
        gap = (max(stop, gap[0]), min(line_end + 1, end))
        at = line_end + 1
    return pieces + [(char, *gap) for char in value[len(pieces) :]]


def _between(value: str, done: int, line: str) -> str:
    """What stands in the value before `line`: line ends, or the space that one line end was folded to."""
    at = done
    while value[at : at + 1] == "\n":
        at += 1
    folded = at == done and value[at : at + 1] == " " and not _same(value, at, line)
    return " " if folded else value[done:at]


def _same(value: str, at: int, line: str) -> bool:
    """Whether `line` stands in `value` at an offset, a tab being a space."""
    return value[at : at + len(line)].replace("\t", " ") == line.replace("\t", " ")


def _indentation(block: str, value: str) -> int:
    """How many blanks of each line are indentation: those that the first line with a text has lost in the value."""
    return _leading(block) - _leading(value)


def _leading(lines: str) -> int:
    line = next((line for line in lines.split("\n") if line.strip(" \t\r")), "")
    return len(line) - len(line.lstrip(_BLANKS))
