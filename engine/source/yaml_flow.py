"""Entries between brackets that have no colon of their own: keys by the letter, which nobody means."""

import re
from typing import Final

from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.problems import found
from public_aids.engine.source.scalars import resolve
from public_aids.engine.source.traps import repaired
from public_aids.engine.source.tree import Node, Scalar

_KEY_AND_VALUE: Final = re.compile(r"(?!en\s)([a-z_][a-z0-9_]*)(:(?!//)|\s+)(\S.*)")
_WORD: Final = re.compile(r"[\w.\-]*\d[\w.\-]*|true|false")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def has_no_colon(key: Scalar, value: Node) -> bool:
    if not isinstance(value, Scalar) or value.text or key.span.style != "plain":
        return False
    return value.span.start == value.span.end and ":" not in key.span.source.text[key.span.end : value.span.end]


def can_go_on(before: Node | None) -> bool:
    """Whether the value before may have had a comma, and no quotes."""
    return isinstance(before, Scalar) and before.span.style == "plain" and before.span.start != before.span.end


def lost_colon(key: Scalar, before: Node | None) -> tuple[Scalar, Scalar, Diagnostic] | None:
    """`{ is:10000 }` or `{ is 10000 }` as the key and the value that they were meant to be, and what is wrong; None for
    what may be the rest of a text after its comma."""
    match = _KEY_AND_VALUE.fullmatch(key.text)
    if match is None or not (match[2] == ":" or _begins_an_entry(match[3], before)):
        return None
    source, start = key.span.source, key.span.start
    value, trap = resolve(match[3])
    value = repaired(match[3], trap)[0] if trap else value
    code = "Y112" if match[2] == ":" else "Y157"
    meant = f"{match[1]}: {match[3]}"
    wrong = found(source, code, start, key.span.end, meant, text=key.text, fix=meant)
    return (
        Scalar.written(match[1], match[1], source, start, start + match.end(1), "plain"),
        Scalar.written(value, match[3], source, start + match.start(3), key.span.end, "plain"),
        wrong,
    )


def _begins_an_entry(value: str, before: Node | None) -> bool:
    """After a number or a day a comma ends the value; after one word it does before a number."""
    if not isinstance(before, Scalar) or not isinstance(before.value, str) or _DAY.fullmatch(before.text):
        return True
    return before.span.style != "plain" or (" " not in before.text and _WORD.fullmatch(value) is not None)
