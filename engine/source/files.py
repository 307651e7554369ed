"""From the bytes of a file to a text, or to the reason why there is none."""

from typing import Final

from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place, Source

MAX_BYTES: Final = 2_000_000

_OTHER_MARKS: Final = (  # the longer first: the mark of UTF-32 begins like that of UTF-16
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def read_bytes_as_source(path: str, data: bytes, max_bytes: int = MAX_BYTES) -> Source | Diagnostic:
    """The text of a file, which must be UTF-8, with or without a byte order mark; else what is wrong with it.

    The place of a byte that is not UTF-8 is counted in the characters before it.
    """
    if len(data) > max_bytes:
        return _unreadable(path, "Y104", size=str(len(data)), limit=str(max_bytes))
    for mark, encoding in _OTHER_MARKS:
        if data.startswith(mark):
            return _unreadable(path, "Y102", encoding=encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if 0 in data:
            return _unreadable(path, "Y103")
        return _not_utf_8(path, data, error.start)
    if "\0" in text:
        return _unreadable(path, "Y103")
    source = Source(path, text)
    if len(text.splitlines()) > 2 * text.count("\n") + 1:  # most of its lines end in another way
        from public_aids.engine.source.characters import odd_line_ends

        return odd_line_ends(source) or source
    return source


def _unreadable(path: str, code: str, **words: str) -> Diagnostic:
    from public_aids.engine.record import replace
    from public_aids.engine.source.problems import found

    return replace(found(Source(path, ""), code, 0, 0, **words), place=Place(path, 1, 1, 1, 1))


def _not_utf_8(path: str, data: bytes, start: int) -> Diagnostic:
    from public_aids.engine.source.problems import found

    end = data.find(b"\n", start)
    rest = data[start : end if end >= 0 else len(data)]
    before = Source(path, data[:start].decode("utf-8")).text
    shown = Source(path, before + rest.decode("utf-8", errors="replace"))
    return found(shown, "Y101", len(before), len(before) + 1, byte=f"0x{data[start]:02X}")
