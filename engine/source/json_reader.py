"""The strict reader of JSON (RFC 8259): a text to a located tree and everything that is wrong with it.

It reads on after an error wherever what was meant is clear, so that one pass finds them all.
"""

import re
from decimal import Decimal
from json import loads
from typing import Final, NoReturn

from public_aids.engine.source.characters import code_point, control_character, visible
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.limits import LIMIT, Limit, TooMuchError, in_order
from public_aids.engine.source.place import Source, Span
from public_aids.engine.source.problems import found
from public_aids.engine.source.scalars import MAX_DIGITS, resolve
from public_aids.engine.source.traps import repaired
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence, Value

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_COMMENT: Final = re.compile(r"//[^\n]*|#[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING: Final = re.compile(r'"((?:[^"\\\r\n]|\\.)*)("?)')
_SINGLE: Final = re.compile(r"'[^'\r\n]*'")
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|.)")
_WORD: Final = re.compile(r"[^ \t\r\n,\[\]{}:\"']+")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_CONSTANTS: Final[dict[str, Value]] = {"true": True, "false": False, "null": None}
_OTHER_CONSTANTS: Final = {"True": "true", "False": "false", "None": "null", "undefined": "null", "nil": "null"}
_NOT_FINITE: Final = ("NaN", "Infinity", "-Infinity", "+Infinity", "-NaN")
_CLOSING: Final = {"[": "]", "{": "}"}


class _BrokenSyntaxError(Exception):
    """What was meant is no longer clear; the diagnostic is written."""


def read_json(source: Source, limit: Limit = LIMIT) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a JSON text, and its diagnostics, in the order of the text; the same promises as `read_yaml`.

    Numbers with an exponent are read as the same number without one (`5e3` is 5000), up to 40 digits.
    """
    text, findings = visible(source)
    reader = _Reader(source, text, limit, findings)
    try:
        node = reader.document()
    except (_BrokenSyntaxError, TooMuchError):
        node = None
    return node, in_order(source, findings, limit)


class _Reader:
    def __init__(self, source: Source, text: str, limit: Limit, findings: list[Diagnostic]) -> None:
        self._source = source
        self._text = text
        self._limit = limit
        self._findings = findings
        self._at = 0
        self._count = 0

    def document(self) -> Node | None:
        self._skip()
        if self._at == len(self._text):
            return None
        node = self._value(1)
        self._skip()
        if self._at < len(self._text):
            self._report("Y148", self._at, self._line_end(), text=self._text[self._at : self._line_end()].strip())
        return node

    def _value(self, depth: int) -> Node:
        self._count += 1
        for code, value, most in (("Y128", self._count, self._limit.nodes), ("Y127", depth, self._limit.depth)):
            if value > most:
                self._report(code, self._at, self._at + 1, limit=str(most))
                raise TooMuchError
        match self._text[self._at : self._at + 1]:
            case "{":
                return self._object(depth)
            case "[":
                return self._array(depth)
            case '"':
                return self._string()
            case "'":
                return self._single_quoted()
            case _:
                return self._word()

    def _array(self, depth: int) -> Sequence:
        opened, items = self._at, []
        self._at += 1
        while not self._closes(opened):
            items.append(self._value(depth + 1))
            self._separate(opened)
        return Sequence(tuple(items), self._source.place(opened, self._at))

    def _object(self, depth: int) -> Mapping:
        opened = self._at
        entries: dict[str, tuple[Scalar, Node]] = {}
        last: Node | None = None
        self._at += 1
        while not self._closes(opened):
            key = self._key(last)
            self._skip()
            if self._text[self._at : self._at + 1] != ":":
                self._stop("Y146", key.span.start, key.span.end, text=key.text)
            self._at += 1
            self._skip()
            last = self._value(depth + 1)
            self._separate(opened)
            if key.text in entries:
                line = str(entries[key.text][0].place.line)
                self._report("Y120", key.span.start, key.span.end, key=key.text, line=line)
            else:
                entries[key.text] = (key, last)
        return Mapping(tuple(entries.values()), self._source.place(opened, self._at))

    def _key(self, last: Node | None) -> Scalar:
        """A key, in quotes. Digits here are what follows the comma of a number written the French way."""
        self._count += 1
        char, start = self._text[self._at : self._at + 1], self._at
        if char == '"':
            return self._string()
        if char == "'":
            return self._single_quoted()
        word = _WORD.match(self._text, start)
        if word is None:
            self._stop("Y140", start, start + 1)
        if isinstance(last, Scalar) and isinstance(last.value, Decimal) and word[0].isdigit():
            self._stop_at_comma(last, word.end())
        self._at = word.end()
        self._report("Y142", start, self._at, text=word[0], fix=f'"{word[0]}"')
        return self._scalar(word[0], word[0], start)

    def _stop_at_comma(self, last: Scalar, end: int) -> NoReturn:
        text = self._text[last.span.start : end]
        self._stop("Y134", last.span.start, end, **repaired(text.replace(" ", ""), "Y134")[1])

    def _closes(self, opened: int) -> bool:
        self._skip()
        close = _CLOSING[self._text[opened]]
        if self._at == len(self._text):
            self._stop("Y116", opened, opened + 1, open=self._text[opened], close=close)
        if self._text[self._at] != close:
            return False
        self._at += 1
        return True

    def _separate(self, opened: int) -> None:
        """A comma, or the end of the collection."""
        self._skip()
        bracket, comma = self._text[opened], self._at
        words = {"open": bracket, "close": _CLOSING[bracket]}
        match self._text[comma : comma + 1]:
            case ",":
                self._at += 1
                self._skip()
                if self._text[self._at : self._at + 1] in ("]", "}"):
                    self._report("Y141", comma, comma + 1, close=self._text[self._at])
            case char if char == _CLOSING[bracket]:
                pass
            case '"' | "{" | "[" if "\n" in self._text[self._last_end() : comma]:
                self._report("Y147", self._last_end() - 1, self._last_end(), **words)
            case "":
                self._stop("Y116", opened, opened + 1, **words)
            case _:
                self._stop("Y147", comma, comma + 1, **words)

    def _last_end(self) -> int:
        at = self._at
        while at > 0 and self._text[at - 1].isspace():
            at -= 1
        return at

    def _string(self) -> Scalar:
        start = self._at
        match = _STRING.match(self._text, start)
        if match is None or not match[2]:
            self._stop("Y115", start, self._line_end(), quote='"', inner='\\"')
        self._at = match.end()
        sound = True
        for escape in _ESCAPE.finditer(match[1]):
            if len(escape[1]) == 1 and escape[1] not in '"\\/bfnrt':
                at = start + 1 + escape.start()
                self._report("Y143", at, at + 2, escape=escape[0])
                sound = False
        value = str(loads(match[0], strict=False)) if sound else match[1]
        bad = "\t" if "\t" in match[1] else control_character(value)
        if bad:
            at = start + 1 + match[1].index(bad) if bad in match[1] else start
            self._report("Y105", at, at + 1 if at > start else self._at, char=code_point(bad))
        return self._scalar(value, value, start)

    def _single_quoted(self) -> Scalar:
        start = self._at
        match = _SINGLE.match(self._text, start)
        if match is None:
            self._stop("Y140", start, self._line_end())
        self._at = match.end()
        value = match[0][1:-1]
        self._report("Y142", start, self._at, text=match[0], fix='"' + value.replace('"', '\\"') + '"')
        return self._scalar(value, value, start)

    def _word(self) -> Scalar:
        start = self._at
        match = _WORD.match(self._text, start)
        if match is None:
            self._stop("Y140", start, start + 1)
        word, self._at = match[0], match.end()
        if word in _CONSTANTS:
            return self._scalar(_CONSTANTS[word], word, start)
        if _NUMBER.fullmatch(word):
            return self._number(word, start)
        if word in _OTHER_CONSTANTS:
            self._report("Y144", start, self._at, text=word, fix=_OTHER_CONSTANTS[word])
            return self._scalar(_CONSTANTS[_OTHER_CONSTANTS[word]], word, start)
        trap = "Y133" if word in _NOT_FINITE else resolve(word)[1]
        if trap in ("Y132", "Y133"):
            value, words = repaired(word, trap)
            self._report(trap, start, self._at, **words)
            return self._scalar(value, word, start)
        self._report("Y142", start, self._at, text=word, fix=f'"{word}"')
        return self._scalar(word, word, start)

    def _number(self, word: str, start: int) -> Scalar:
        number = Decimal(word)
        digits = sum(char.isdigit() for char in word)
        if digits > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
            self._report("Y137", start, self._at, limit=str(MAX_DIGITS))
            return self._scalar(word, word, start)
        return self._scalar(Decimal(format(number, "f")), word, start)

    def _scalar(self, value: Value, text: str, start: int) -> Scalar:
        span = Span(self._source, start, self._at, "json" if self._text[start] == '"' else "plain")
        return Scalar(value, text, self._source.place(start, self._at), span)

    def _skip(self) -> None:
        """To the next character that counts, over comments and non-breaking spaces, which are reported."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if comment := _COMMENT.match(self._text, self._at):
                self._report("Y145", self._at, comment.start() + len(comment[0].split("\n")[0]))
                self._at = comment.end()
            elif self._text[self._at : self._at + 1] in ("\u00a0", "\u202f"):
                words = {"where": "hors des guillemets", "where_en": "outside of quotes"}
                self._report("Y107", self._at, self._at + 1, **words)
                self._at += 1
            else:
                return

    def _line_end(self) -> int:
        end = self._text.find("\n", self._at)
        return end if end >= 0 else len(self._text)

    def _stop(self, code: str, start: int, end: int, **words: str) -> NoReturn:
        self._report(code, start, min(end, len(self._text)), **words)
        raise _BrokenSyntaxError

    def _report(self, code: str, start: int, end: int, **words: str) -> None:
        self._findings.append(found(self._source, code, start, end, **words))
        if len(self._findings) >= self._limit.looked_for:
            raise TooMuchError
