"""The text of a pattern -> its tree (XPath and XQuery functions, clause 5.6; XML Schema part 2, appendix F)."""

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.regex.classes import CharTest, literal_test, one_of, property_test, variants
from public_aids.engine.feel.regex.pattern import BackReference, Choice, Edge, Group, One, Pattern, Repeat, Sequence

MAX_NESTING = 50
MAX_REPEAT = 1000

_SPECIAL = frozenset(".\\?*+{}()|[]^$")
_ESCAPED = {**{char: char for char in ".\\?*+{}()|[]^$-"}, "n": "\n", "r": "\r", "t": "\t"}


class Parser:
    """Reads a pattern once, left to right. NullError for what is not a pattern."""

    def __init__(self, text: str, flags: str) -> None:
        if not set(flags) <= set("smix"):
            raise NullError(f"les options `{flags[:20]}` n'existent pas", f"there are no flags `{flags[:20]}`")
        self.text = _without_space(text) if "x" in flags else text
        self.flags = flags
        self.at = 0
        self.groups = 0
        self.closed: set[int] = set()
        self.fold = "i" in flags

    def parse(self) -> Pattern:
        found = self._choice(0)
        if self.at < len(self.text):
            raise self._wrong()
        return found

    def _wrong(self) -> NullError:
        where = self.text[self.at : self.at + 10] or "$"
        return NullError(
            f"l'expression régulière est fausse à `{where}`", f"the regular expression is wrong at `{where}`"
        )

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _next(self) -> str:
        if self.at >= len(self.text):
            raise self._wrong()
        self.at += 1
        return self.text[self.at - 1]

    def _skip(self, sign: str) -> bool:
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False

    def _choice(self, depth: int) -> Pattern:
        if depth > MAX_NESTING:
            raise NullError("l'expression régulière est trop profonde", "the regular expression nests too deeply")
        options = [self._sequence(depth)]
        while self._skip("|"):
            options.append(self._sequence(depth))
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _sequence(self, depth: int) -> Pattern:
        parts: list[Pattern] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._quantified(self._atom(depth)))
        return Sequence(tuple(parts))

    def _quantified(self, part: Pattern) -> Pattern:
        bounds = self._quantifier()
        if bounds is None:
            return part
        lazy = self._skip("?")
        if isinstance(part, Edge):
            raise self._wrong()
        return Repeat(part, bounds[0], bounds[1], lazy)

    def _quantifier(self) -> tuple[int, int | None] | None:
        for sign, least, most in (("?", 0, 1), ("*", 0, None), ("+", 1, None)):
            if self._skip(sign):
                return least, most
        if not self._skip("{"):
            return None
        least = self._count()
        open_ended = self._skip(",") and self._peek() == "}"
        most = None if open_ended else self._count() if self._peek() != "}" else least
        if not self._skip("}") or (most is not None and most < least):
            raise self._wrong()
        return least, most

    def _count(self) -> int:
        start = self.at
        while self._peek().isascii() and self._peek().isdigit():
            self.at += 1
        digits = self.text[start : self.at]
        if not digits or len(digits) > 4 or int(digits) > MAX_REPEAT:
            raise self._wrong()
        return int(digits)

    def _atom(self, depth: int) -> Pattern:
        char = self._next()
        match char:
            case "(":
                return self._group(depth)
            case "[":
                return One(self._class(depth))
            case ".":
                return One((lambda c: True) if "s" in self.flags else (lambda c: c not in "\n\r"))
            case "^" | "$":
                return Edge(char == "$", "m" in self.flags)
            case "\\":
                return self._escape()
            case _ if char in _SPECIAL:
                self.at -= 1
                raise self._wrong()
            case _:
                return One(literal_test(char, self.fold))

    def _group(self, depth: int) -> Pattern:
        index = 0
        if not self._skip("?:"):
            self.groups += 1
            index = self.groups
        part = self._choice(depth + 1)
        if not self._skip(")"):
            raise self._wrong()
        self.closed.add(index)
        return Group(part, index)

    def _escape(self) -> Pattern:
        if self._peek() in "123456789" and self._peek():
            return self._back_reference()
        test = self._class_escape()
        return One(test) if test is not None else One(literal_test(self._escaped(), self.fold))

    def _back_reference(self) -> Pattern:
        index = int(self._next())
        while self._peek().isascii() and self._peek().isdigit() and index * 10 + int(self._peek()) <= self.groups:
            index = index * 10 + int(self._next())
        if index not in self.closed:
            raise self._wrong()
        return BackReference(index)

    def _class_escape(self) -> CharTest | None:
        """The class of `\\s`, `\\p{..}`... after the backslash, or None when it is a single character."""
        char = self._peek()
        if char and char in "sSdDwWiIcC":
            self.at += 1
            return one_of(char)
        if char not in ("p", "P"):
            return None
        self.at += 1
        end = self.text.find("}", self.at)
        if not self._skip("{") or end < 0:
            raise self._wrong()
        test = property_test(self.text[self.at : end])
        self.at = end + 1
        return test if char == "p" else lambda c: not test(c)

    def _escaped(self) -> str:
        char = self._next()
        if char not in _ESCAPED:
            self.at -= 1
            raise self._wrong()
        return _ESCAPED[char]

    def _class(self, depth: int) -> CharTest:
        """What stands after `[`, up to its `]`."""
        if depth > MAX_NESTING:
            raise NullError("l'expression régulière est trop profonde", "the regular expression nests too deeply")
        negated = self._skip("^")
        escapes: list[CharTest] = []
        ranges: list[tuple[str, str]] = []
        taken: CharTest | None = None
        while self._peek() != "]" or not (escapes or ranges):
            if self._skip("-["):
                taken = self._class(depth + 1)
                break
            self._class_item(escapes, ranges)
        if not self._skip("]"):
            raise self._wrong()
        return _class_test(tuple(escapes), tuple(ranges), negated, taken, self.fold)

    def _class_item(self, escapes: list[CharTest], ranges: list[tuple[str, str]]) -> None:
        if self._skip("\\"):
            test = self._class_escape()
            if test is not None:
                escapes.append(test)
                return
            low = self._escaped()
        else:
            low = self._next()
            if low in "[]":
                self.at -= 1
                raise self._wrong()
        if self._peek() != "-" or self.text[self.at + 1 : self.at + 2] in ("]", "["):
            ranges.append((low, low))
            return
        self.at += 1
        high = self._escaped() if self._skip("\\") else self._next()
        if high < low:
            raise self._wrong()
        ranges.append((low, high))


def _class_test(
    escapes: tuple[CharTest, ...],
    ranges: tuple[tuple[str, str], ...],
    negated: bool,
    taken: CharTest | None,
    fold: bool,
) -> CharTest:
    def test(char: str) -> bool:
        spellings = variants(char) if fold else (char,)
        inside = any(low <= one <= high for one in spellings for low, high in ranges)
        if (inside or any(escape(char) for escape in escapes)) == negated:
            return False
        return taken is None or not taken(char)

    return test


def _without_space(text: str) -> str:
    """The pattern without the white space that the flag `x` allows: all but that inside `[...]`."""
    kept: list[str] = []
    depth = 0
    escaped = False
    for char in text:
        if char in " \t\n\r" and depth == 0:
            continue
        if not escaped:
            depth += (char == "[") - (char == "]" and depth > 0)
        escaped = char == "\\" and not escaped
        kept.append(char)
    return "".join(kept)
