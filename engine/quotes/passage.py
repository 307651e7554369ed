"""The words of a document, and where in it a quote stands.

Texts taken from a PDF or a web page lose what no reader would miss: lines end anywhere, apostrophes and dashes have
several forms, bullets stand between words, and ligatures may be lost (`a\ufffdn` for `afin`). All of that counts for
nothing here; everything else, capitals and accents included, counts.
"""

import re
from collections import Counter
from typing import Final
from unicodedata import normalize

from public_aids.engine.record import Record

_THEN: Final = 5  # words shown of a passage
_LONGEST: Final = 200  # characters that hold them
LOST: Final = "\ufffd"  # what stands for a ligature that could not be read
_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ′`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("•▪◦‣●■·", " "),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "…": "...",
    }
)
_LIGATURE: Final = re.compile("ffi|ffl|ff|fi|fl|\ufffd")
_WRITTEN: Final = {
    "ffi": "(?:ffi|\ufffd|f\ufffd|\ufffdi)",
    "ffl": "(?:ffl|\ufffd|f\ufffd|\ufffdl)",
    "ff": "(?:ff|\ufffd)",
    "fi": "(?:fi|\ufffd)",
    "fl": "(?:fl|\ufffd)",
    LOST: "(?:ffi|ffl|ff|fi|fl|\ufffd)",
}

Lines = tuple[int, int]  # the first and the last line, counted from 1


class Passages(Record):
    """A document made ready for searching: its words, and the line that each character comes from."""

    words: str
    lines: tuple[int, ...]  # of each character of `words`
    count: int  # lines in the document

    def beginning(self, line: int) -> str:
        """The first words of a line."""
        at = self.lines.index(line)
        return " ".join(self.words[at : at + _LONGEST].split()[:_THEN])

    def standing(self, quote: str) -> tuple[Lines, ...]:
        """Where a quote stands: the lines of each place, in their order."""
        pattern = _pattern(quote)
        return tuple((self.lines[m.start()], self.lines[m.end() - 1]) for m in pattern.finditer(self.words) if m[0])

    def stands_within(self, quote: str, first: int, last: int) -> bool:
        return any(first <= start and end <= last for start, end in self.standing(quote))


def passages(text: str) -> Passages:
    """The passages of a document. Line ends are `\\n`; a last one ends the last line."""
    chars: list[str] = []
    lines: list[int] = []
    rows = text.removesuffix("\n").split("\n")
    for number, row in enumerate(rows, 1):
        for word in normal(row).split():
            spaced = f" {word}" if chars else word
            chars += spaced
            lines += [number] * len(spaced)
    return Passages("".join(chars), tuple(lines), len(rows))


def normal(text: str) -> str:
    """A text with one form for each apostrophe, dash and space; French quotation marks hug the words."""
    spaced = normalize("NFC", " ".join(text.split())).replace("« ", "«").replace(" »", "»")
    return " ".join(spaced.translate(_SAME).split())


def nearest_passage(quote: str, document: Passages) -> tuple[int, str] | None:
    """As many words as the quote has that share most with it, and the line where they begin; more than half of them."""
    wanted = Counter(normal(quote).split())
    size = wanted.total()
    places = [(found.start(), found[0]) for found in re.finditer(r"\S+", document.words)]
    windows = [places[at : at + size] for at in range(max(1, len(places) - size + 1))]
    best = max(windows, key=lambda window: _shared(window, wanted))
    if 2 * _shared(best, wanted) <= size:
        return None
    return document.lines[best[0][0]], " ".join(word for _, word in best)


def _shared(window: list[tuple[int, str]], wanted: Counter[str]) -> int:
    return (Counter(word for _, word in window) & wanted).total()


def _pattern(quote: str) -> re.Pattern[str]:
    """The words of a quote, each ligature as it may have been lost; a line may end after a hyphen."""
    plain = normal(quote)
    parts: list[str] = []
    at = 0
    for match in _LIGATURE.finditer(plain):
        parts += [_escaped(plain[at : match.start()]), _WRITTEN[match[0]]]
        at = match.end()
    return re.compile("".join((*parts, _escaped(plain[at:]))))


def _escaped(text: str) -> str:
    return re.escape(text).replace(r"\-", r"\- ?")
