"""Prepares a text for the parser: one lexer token for each name, parentheses for open intervals.

A FEEL name may hold spaces and operators (`date and time`, `Monthly Salary`, `Date-Time`): which characters belong to
it depends on the names in scope (DMN 1.5, clause 10.3.1.2, rules 27 to 30), which no lexer knows. And `]1..2[` closes
with the bracket that opens a filter. Both are settled here by looking at the tokens around. The prepared text has the
length of the original, so every offset stays true.
"""

import re
from collections.abc import Iterable

from public_aids.engine.feel.functions import NAMES

JOINED = 0xE000  # U+E000 + c, in the private use area, stands for the ASCII character c inside a name
KEYWORDS = frozenset(
    {
        *("true", "false", "null", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies"),
        *("between", "and", "or", "function", "external"),
    }
)
BUILT_IN = (
    *(name for name in NAMES if " " in name), "days and time duration", "time offset", "start included", "end included",
    "grouping separator", "decimal separator", "start position",
)  # fmt: skip

# Written as what they leave out: `re` goes through every character of a class, and names leave few out.
_START = (
    r"[^\u0000->@\[-\^`{-\u00BF\u00D7\u00F7\u0300-\u036F\u037E"
    r"\u2000-\u200B\u200E-\u206F\u2190-\u2BFF\u2FF0-\u3000"
    r"\uD800-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF\U000F0000-\U0010FFFF]"
)
_PART = (
    r"[^\u0000-\/:->@\[-\^`{-\u00B6\u00B8-\u00BF\u00D7\u00F7\u037E"
    r"\u2000-\u200B\u200E-\u203E\u2041-\u206F\u2190-\u2BFF\u2FF0-\u3000"
    r"\uD800-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF\U000F0000-\U0010FFFF]"
)
_TOKEN = re.compile(
    r'(?P<string>"(?:\\.|[^"\\])*")|(?P<comment>//[^\n]*|/\*.*?\*/)'
    rf"|(?P<word>{_START}{_PART}*)|(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<symbol>\.\.|\S)",
    re.DOTALL,
)
_NAME_SYMBOLS = frozenset("./-'+*")
_OPERATORS = frozenset((*")],.}=!<>+*/", ".."))
_OPERATOR_WORDS = frozenset(("and", "or", "then", "else", "return", "satisfies", "in", "between", "instance"))

Token = tuple[str, str, int, int]  # kind, text, start, end
_END: Token = ("symbol", ")", 0, 0)
Words = tuple[str, ...]  # texts of the tokens of a name; a space stands for any white space between two


def prepare(text: str, names: Iterable[str]) -> str:
    """The text with every name of several tokens joined and every interval in `[`, `(`, `)`, `]`."""
    tokens = [t for t in _tokens(text) if t[0] != "comment"]
    known = _BUILT_IN_NAMES
    own = {*(_words(_tokens(name)) for name in names if not name.isidentifier()), *_bound(tokens)}
    if any(len(words) > 1 for words in own):
        known = _by_first_word({*_BUILT_IN_WORDS, *own})
    chars = list(text)
    kept = _join(tokens, known, chars)
    _brackets(kept, chars)
    return "".join(chars)


def _tokens(text: str) -> list[Token]:
    return [(m.lastgroup or "", m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _words(tokens: list[Token]) -> Words:
    words: list[str] = []
    for previous, token in zip([None, *tokens], tokens, strict=False):
        if previous and previous[3] < token[2]:
            words.append(" ")
        words.append(token[1])
    return tuple(words)


def _joinable(word: str) -> bool:
    return ord(word[0]) < 128 or _TOKEN.fullmatch(word)["word"] is not None  # type: ignore[index]


def _by_first_word(names: Iterable[Words]) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = {}
    for words in names:
        if len(words) > 1 and all(map(_joinable, words)):
            found.setdefault(words[0], []).append(words)
    return found


def _bound(tokens: list[Token]) -> Iterable[Words]:
    """The names that the text itself binds: keys, iterators, parameters."""
    parameters = False  # whether the token stands among the parameters of a function
    for i, (kind, text, _, _) in enumerate(tokens):
        if kind == "symbol" and text not in ",:<>":
            parameters = text == "(" and i > 0 and tokens[i - 1][1] == "function"
        if kind == "symbol" and text in "{,(":
            yield _words(_until(tokens, i + 1, frozenset(":"), _NAME_SYMBOLS))
            yield _quoted_key(tokens[i + 1 : i + 3])
        if text in ("for", "some", "every", ","):
            yield _words(_until(tokens, i + 1, frozenset({"in"}), frozenset()))
        if parameters and text in "(,":
            yield _words(_until(tokens, i + 1, frozenset(":,)"), frozenset()))


def _quoted_key(tokens: list[Token]) -> Words:
    """The name that a key in quotes becomes: `{"net pay": 1}.net pay`."""
    is_key = len(tokens) == 2 and tokens[0][0] == "string" and tokens[1][1] == ":"
    return _words(_tokens(tokens[0][1][1:-1])) if is_key else ()


def _until(tokens: list[Token], start: int, ends: frozenset[str], symbols: frozenset[str]) -> list[Token]:
    """The tokens of a name from `start` to one of `ends`; none when something else comes first."""
    for i in range(start, len(tokens)):
        kind, text, _, _ = tokens[i]
        if text in ends:
            return tokens[start:i] if i > start and tokens[start][0] == "word" else []
        if kind in ("string", "comment") or (kind == "symbol" and text not in symbols) or text in KEYWORDS:
            return []
    return []


def _join(tokens: list[Token], known: dict[str, list[Words]], chars: list[str]) -> list[Token]:
    """Joins the longest known name at each token; returns the tokens with each name as one word."""
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        size = max((_size(tokens, i, words) for words in known.get(tokens[i][1], ())), default=0)
        if size > 1 and tokens[i][0] == "word":
            start, end = tokens[i][2], tokens[i + size - 1][3]
            chars[start:end] = [_joined(char) for char in chars[start:end]]
            kept.append(("word", "".join(chars[start:end]), start, end))
            i += size
        else:
            kept.append(tokens[i])
            i += 1
    return kept


def _joined(char: str) -> str:
    if char.isspace():
        return chr(JOINED + 32)
    return char if char.isalnum() or char in "_?" or ord(char) > 127 else chr(JOINED + ord(char))


def plain(name: str) -> str:
    """The name as written, with single spaces: what the characters put by `prepare` stand for."""
    if name.isidentifier():
        return str(name)
    return " ".join("".join(chr(ord(c) - JOINED) if JOINED <= ord(c) < JOINED + 128 else c for c in name).split())


def _size(tokens: list[Token], i: int, words: Words) -> int:
    """How many tokens from the i-th on spell the name, 0 when they do not."""
    at = i
    for word in words:
        if word == " ":
            if at >= len(tokens) or tokens[at - 1][3] == tokens[at][2]:
                return 0
            continue
        if at >= len(tokens) or tokens[at][1] != word:
            return 0
        at += 1
    gaps = sum(tokens[k - 1][3] < tokens[k][2] for k in range(i + 1, at))
    return at - i if gaps == words.count(" ") else 0


def _brackets(tokens: list[Token], chars: list[str]) -> None:
    """Writes `(` for a `]` that opens an interval, and `)` for a `[` that closes one."""
    stack: list[bool] = []  # for each open bracket, whether the `..` of an interval stands in it
    operand = False  # whether the token before ends an operand
    last_dots = max((i for i, token in enumerate(tokens) if token[1] == ".."), default=-1)
    for i, (kind, text, start, _) in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else _END
        if text == "[" and operand and stack and stack[-1] and _after_operand(following):
            text = chars[start] = ")"
        elif text == "]" and not operand and i < last_dots:
            empty_list = i > 0 and tokens[i - 1][1] == "[" and not _starts_operand(following)
            text = chars[start] = "]" if empty_list else "("
        if kind == "symbol" and text in "([{":
            stack.append(False)
        elif kind == "symbol" and text in ")]}" and stack:
            stack.pop()
        elif text == ".." and stack:
            stack[-1] = True
        operand = text in (")", "]", "}", "true", "false", "null") or (kind != "symbol" and text not in KEYWORDS)


def _after_operand(token: Token) -> bool:
    return token[1] in _OPERATORS or token[1] in _OPERATOR_WORDS


def _starts_operand(token: Token) -> bool:
    return token[1] == "@" or (token[0] != "symbol" and token[1] not in _OPERATOR_WORDS)


_BUILT_IN_WORDS = tuple(_words(_tokens(name)) for name in BUILT_IN)
_BUILT_IN_NAMES = _by_first_word(_BUILT_IN_WORDS)
