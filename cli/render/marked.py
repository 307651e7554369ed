"""Sentences with code in them, for a terminal and for Markdown."""

import re
from typing import Final

_OPEN, _CLOSE = "\x02", "\x03"  # no text of a rule holds them: readers refuse control characters
_SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>&|~$#@!]")
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "@\u200b"}  # a zero-width space: nobody is notified


def code(text: str) -> str:
    """Words that stand in a file as they are."""
    return f"{_OPEN}{text}{_CLOSE}"


def as_text(marked: str) -> str:
    return marked.replace(_OPEN, "`").replace(_CLOSE, "`")


def as_markdown(marked: str) -> str:
    """One line of Markdown that shows the sentence letter by letter, whatever it holds."""
    parts = re.split(f"{_OPEN}(.*?){_CLOSE}", " ".join(marked.split("\n")))
    return "".join(_span(part) if index % 2 else _SIGNS.sub(_escaped, part) for index, part in enumerate(parts))


def _escaped(sign: re.Match[str]) -> str:
    return _ENTITIES.get(sign[0], f"\\{sign[0]}")


def _span(text: str) -> str:
    """A span of code between more backticks than it holds in a row (CommonMark, 6.1)."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
