"""Texts of the user inside a message: nothing that commands the terminal, nothing that fills it."""

import re
from typing import Final

LONGEST: Final = 2_000  # characters of a message
_WORD: Final = re.compile(r"`([^`]{120})[^`]{80,}`")
_CUT: Final = "…"


def printable(text: str) -> str:
    """A text in which no character hides or commands the terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in "\u00a0\u202f\u2009" else "\ufffd" for char in text)


def shortened(text: str) -> str:
    """The same, with each word in backticks, and the whole, cut where they are longer than anybody reads."""
    shown = printable(_WORD.sub(rf"`\1{_CUT}`", text[: 100 * LONGEST]))
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + _CUT
