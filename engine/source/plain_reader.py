"""The quick readers of profiles: most are plain, and reading them should cost less than finding a YAML parser.

Each reads a part of its language without any doubt and gives up at everything else, also at every error: then the
strict readers take over, which keep places and explain. What a quick reader accepts, the strict one reads the same.
Nothing heavy may be imported here.
"""

from decimal import Decimal
from typing import Any, Final

from public_aids.engine.source.scalars import MAX_DIGITS, resolve

_LONGEST_TEXT: Final = 100_000
_LONGEST_KEY: Final = 100
_FLAT: Final = 40  # no text with fewer brackets than the limit of depth can pass it
_NOTHING: Final = object()  # no value on this line: null, or a list below
_IN_BRACKETS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")


class _NotPlainError(Exception):
    """The text is beyond a quick reader."""


def read_plain(text: str) -> dict[str, object] | None:
    """The facts of a plain YAML profile as Python data, numbers as `Decimal`; None for any other text.

    Plain are `key: scalar` lines, comments, quotes without escapes, `[a, b]`, block lists of scalars or of flat
    records, and one `---` at the start.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > _LONGEST_TEXT or not text.replace("\n", "").isprintable():
        return None
    lines = [line for line in map(str.rstrip, text.split("\n")) if line and not line.lstrip(" ").startswith("#")]
    if lines and lines[0] == "---":
        del lines[0]
    try:
        return _mapping(lines) if lines else None
    except _NotPlainError:
        return None


def _mapping(lines: list[str]) -> dict[str, object]:
    facts: dict[str, object] = {}
    at = 0
    while at < len(lines):
        key, rest = _entry(lines[at])
        if key in facts:
            raise _NotPlainError
        value = _value(rest)
        at += 1
        if value is _NOTHING:
            below = at
            while below < len(lines) and lines[below].lstrip(" ").startswith("- "):
                below = _item_end(lines, below)
            value = _list(lines[at:below]) if below > at else None
            at = below
        facts[key] = value
    return facts


def _item_end(lines: list[str], at: int) -> int:
    """The line after the item of a list that begins at a line: its further lines stand under its first word."""
    under = " " * (_indent(lines[at]) + 2)
    at += 1
    while at < len(lines) and lines[at].startswith(under) and not lines[at].lstrip(" ").startswith("- "):
        at += 1
    return at


def _list(lines: list[str]) -> list[object]:
    items: list[object] = []
    indent = _indent(lines[0])
    for line in lines:
        content = line[indent + 2 :]
        if not line.startswith("- ", indent):
            if line[: indent + 2].strip(" ") or not items or not isinstance(items[-1], dict):
                raise _NotPlainError
            _add(items[-1], content)
        elif line[:indent].strip(" "):
            raise _NotPlainError
        elif content[0] not in "\"'" and (": " in content or content[-1] == ":"):
            items.append(_add({}, content))
        else:
            items.append(_scalar(content))
    return items


def _add(record: dict[str, object], line: str) -> dict[str, object]:
    key, rest = _entry(line)
    if key in record:
        raise _NotPlainError
    record[key] = _scalar(rest)
    return record


def _entry(line: str) -> tuple[str, str]:
    key, colon, rest = line.partition(":")
    if not colon or not (key.isascii() and key.isidentifier()) or rest[:1] not in ("", " ") or len(key) > _LONGEST_KEY:
        raise _NotPlainError
    if resolve(key) != (key, ""):
        raise _NotPlainError
    return key, rest


def _value(rest: str) -> object:
    rest = rest.strip(" ")
    if not rest or rest[0] == "#":
        return _NOTHING
    if rest[0] != "[":
        return _scalar(rest)
    inside, bracket, tail = rest[1:].partition("]")
    if not bracket or not _is_comment(tail):
        raise _NotPlainError
    return [_in_brackets(item.strip(" ")) for item in inside.split(",")] if inside.strip(" ") else []


def _in_brackets(item: str) -> object:
    if not _IN_BRACKETS.issuperset(item) or not (item[:1].isalnum() or item[1:2].isdigit()):
        raise _NotPlainError
    return _scalar(item)


def _scalar(rest: str) -> object:
    rest = rest.strip(" ")
    first = rest[:1]
    if first in ('"', "'"):
        body, quote, tail = rest[1:].partition(first)
        if not quote or "\\" in body or not _is_comment(tail):
            raise _NotPlainError
        return body
    rest = rest.partition(" #")[0].rstrip(" ")
    if not (first.isalnum() or (first == "-" and rest[1:2].isdigit()) or rest == "~"):
        raise _NotPlainError
    value, trap = resolve(rest)
    if trap or ": " in rest or rest[-1] == ":":
        raise _NotPlainError
    return value


def _is_comment(tail: str) -> bool:
    """Whether what follows a value on its line is nothing but a comment."""
    return not tail or (tail[0] == " " and tail.lstrip(" ")[:1] in ("", "#"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def read_plain_json(text: str) -> dict[str, object] | None:
    """The object of a JSON text as Python data, numbers as `Decimal`; None for any other text, and for escapes."""
    text = text.removeprefix("\ufeff")
    visible = text.replace("\n", "").replace("\r", "").isprintable()
    if len(text) > _LONGEST_TEXT or "\\" in text or not visible or text.count("[") + text.count("{") > _FLAT:
        return None
    from json import loads

    try:
        value = loads(
            text, parse_float=_number, parse_int=_number, parse_constant=_refuse, object_pairs_hook=_without_duplicates
        )
    except (ValueError, RecursionError, _NotPlainError):
        return None
    return value if isinstance(value, dict) else None


def _number(text: str) -> Decimal:
    """Numbers with an exponent are left to the strict reader, which bounds them."""
    if "e" in text or "E" in text or len(text) > MAX_DIGITS:
        raise _NotPlainError
    return Decimal(text)


def _refuse(constant: str) -> Any:
    raise _NotPlainError


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise _NotPlainError
    return record
