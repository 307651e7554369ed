"""Functions of a spreadsheet, `SI(a; b; c)`, as FEEL writes them."""

import re
from collections.abc import Iterator
from typing import Final

_WORDS: Final = {"VRAI": "true", "FAUX": "false", "TRUE": "true", "FALSE": "false"}
_WORD: Final = re.compile(r"\b(?:vrai|faux|true|false)\b", re.IGNORECASE)
_DECIMAL: Final = re.compile(r"(\d),(\d)")
_CALL: Final = re.compile(r"\b(si|if|et|and|ou|or|non|not)\s*\(", re.IGNORECASE)


def call_around(text: str, at: int) -> tuple[int, int] | None:
    """The innermost call of such a function that has begun before `at`, up to its bracket that closes."""
    for match in reversed([*_CALL.finditer(text, 0, at)]):
        end = _closed(text, match.end() - 1)
        if end is not None and end > at:
            return match.start(), end
    return None


def as_feel(text: str) -> str | None:
    """`SI(x; 1; 2)` as `if x then 1 else 2`, calls within it likewise; None for a text that is not such a call."""
    match = _CALL.match(text)
    if match is None or _closed(text, match.end() - 1) != len(text):
        return None
    parts = [as_feel(part) or _respelled(part) for part in _parts(text[match.end() : -1])]
    match match[1].lower():
        case "si" | "if" if len(parts) == 3:
            return f"if {parts[0]} then {parts[1]} else {parts[2]}"
        case "et" | "and" if len(parts) > 1:
            return " and ".join(map(_inside, parts))
        case "ou" | "or" if len(parts) > 1:
            return " or ".join(map(_inside, parts))
        case "non" | "not" if len(parts) == 1:
            return f"not({parts[0]})"
        case _:
            return None


def _respelled(part: str) -> str:
    """An argument, with its words, signs and decimal commas as FEEL has them; quoted texts stay."""
    pieces = part.split('"')
    for at in range(0, len(pieces), 2):
        piece = _DECIMAL.sub(r"\1.\2", pieces[at]).replace("<>", "!=")
        pieces[at] = _WORD.sub(lambda word: _WORDS[word[0].upper()], piece)
    return '"'.join(pieces)


def _inside(part: str) -> str:
    return f"({part})" if re.search(r"\b(and|or|if)\b", part) else part


def _parts(text: str) -> list[str]:
    """The arguments, between `;` where there is one, else between commas."""
    signs = [(at, char) for at, char, depth in _levels(text) if depth == 0 and char in ";,"]
    mark = ";" if any(char == ";" for _, char in signs) else ","
    cuts = [at for at, char in signs if char == mark]
    return [text[first + 1 : last].strip() for first, last in zip((-1, *cuts), (*cuts, len(text)), strict=True)]


def _closed(text: str, opened: int) -> int | None:
    """The offset after the bracket that closes the one at `opened`."""
    return next((opened + at + 1 for at, _, depth in _levels(text[opened:]) if depth == 0), None)


def _levels(text: str) -> Iterator[tuple[int, str, int]]:
    """Each character that is not in quotes, and how many brackets are open after it."""
    depth, quoted = 0, False
    for at, char in enumerate(text):
        quoted ^= char == '"'
        if not quoted:
            depth += (char in "([{") - (char in ")]}")
            yield at, char, depth
