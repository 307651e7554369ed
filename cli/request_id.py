"""The id of a request that cannot be read, where it can be had all the same."""

import json

SPACE = " \t\r\n"


def id_of_broken(begin: bytes, end: bytes) -> str | None:
    """The id of a broken or cut object: among its first keys as far as they can be read, or as its very last value."""
    found = _among_first(begin.decode("utf-8", "replace")) or _at_end(end.decode("utf-8", "replace"))
    return None if found is None or "\ufffd" in found else found


def _among_first(text: str) -> str | None:
    read = json.JSONDecoder().raw_decode
    at = _after(text, 0)
    if text[at : at + 1] != "{":
        return None
    try:
        while text[at : at + 1] in ("{", ","):
            key, at = read(text, _after(text, at + 1))
            at = _after(text, at)
            if text[at : at + 1] != ":":
                return None
            value, at = read(text, _after(text, at + 1))
            at = _after(text, at)
            if key == "id":
                return value if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None
    return None


def _at_end(text: str) -> str | None:
    """What stands just before the brace that closes the line belongs to the outermost object."""
    text = text.rstrip(SPACE)
    start = text.rfind('"id"')
    if start < 0 or not text.endswith("}"):
        return None
    colon = _after(text, start + len('"id"'))
    if text[colon : colon + 1] != ":":
        return None
    try:
        value, at = json.JSONDecoder().raw_decode(text, _after(text, colon + 1))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) and text[_after(text, at) :] == "}" else None


def _after(text: str, at: int) -> int:
    """The next place that is not a space."""
    while text[at : at + 1] and text[at] in SPACE:
        at += 1
    return at
