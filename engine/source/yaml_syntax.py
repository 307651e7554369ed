"""Errors of syntax in the words of someone who writes a file, not a parser.

The parser says where it gave up. What has to be corrected often stands before: the line without a colon, the quote or
the bracket that opened.
"""

import re
from typing import Any, Final

from yaml import MarkedYAMLError, SafeLoader, parse

from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source, Span
from public_aids.engine.source.problems import found
from public_aids.engine.source.traps import quoted

_CLOSING: Final = {"[": "]", "{": "}"}
_INNER: Final = {"'": "''", '"': '\\"'}
_KEY: Final = re.compile(r" *(?:- +)*(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'#][^\n#]*?): +(?=\S)")
_GLUED: Final = re.compile(r"([A-Za-z_][\w\-]*:)(?!//)(\S)")
_NO_BREAK: Final = re.compile("(?:-|[A-Za-z_][\\w\\-]*:)([\u00a0\u202f]+)")
_HAS_COLON: Final = re.compile(r":(?:\s|$)")
_IN_BRACKETS: Final = re.compile(r"[^\n{}\[\]]*?(?=\s*(?:,\s*[A-Za-z_]\w*:\s|[}\]]|\n|\Z))")
_FLOW_KEY: Final = re.compile(r"[{,]\s*([A-Za-z_]\w*):\s+(?=\S)")
_DAY_OF_FEEL: Final = re.compile(r"[ -]*(?:from|until|is|on|reviewed_on|review_before): *@\"(\d{4}-\d\d-\d\d)\"")
_NEXT_KEY: Final = re.compile(r"([A-Za-z_]\w*):(?=\s)")
_SWALLOWED_KEY: Final = re.compile(
    r" +((?:(?<=\d )|(?=(?:fr|en|is|from|until|for|lines|document|quote|label|when|source)\Z))[a-z_]+)\Z"
)
_KEY_AND_VALUE: Final = re.compile(r"([a-z_]+)(?: *[=：] *| +)([^\s=].*)")
_NO_DASH: Final = re.compile("[ ]*(-(?=\\S)|[\u2010-\u2015\u2212\u2022]) *([A-Za-z_]\\w*: .*)")
_COMMENT: Final = re.compile(r"(?:[ \t\r]+#.*|[ \t\r]+)$")


def syntax_error(
    error: MarkedYAMLError, source: Source, base: int, last: Span | None, brackets: list[int]
) -> tuple[Diagnostic, int]:
    """The diagnostic of an error of the parser written in Python, and the offset from which to look for more.

    `base` is the offset of what the parser was given, `last` the scalar before the error, `brackets` the offsets of
    the brackets that are open.
    """
    text, problem, context = source.text, error.problem or "", error.context or ""
    at = _offset(error.problem_mark, base, len(text))
    began = _offset(error.context_mark, base, at)
    quote = _unclosed_quote(text, context, problem, at, began, last)
    if quote is not None:
        end = _line_end(text, quote)
        return found(source, "Y115", quote, end, quote=text[quote], inner=_INNER[text[quote]]), end
    if brackets and "quoted scalar" not in context:
        return _bracket_error(source, brackets, at, last), _line_end(text, brackets[-1])
    return _line_error(source, context, problem, at, began, last), _line_end(text, at)


def glued_key(source: Source, start: int) -> Diagnostic | None:
    """`statut:installe`, without the space that would make a key of it; likewise with a non-breaking space."""
    if match := _NO_BREAK.match(source.text, start):
        words = {"where": "après les deux-points ou le tiret", "where_en": "after the colon or the dash"}
        return found(source, "Y107", match.start(1), match.end(1), **words)
    if match := _GLUED.match(source.text, start):
        line = _stripped(source.text[start : _line_end(source.text, start)])
        fix = f"{match[1]} {line[len(match[1]) :]}"
        return found(source, "Y112", match.start(1), match.end(2), text=line, fix=fix)
    return None


def _unclosed_quote(text: str, context: str, problem: str, at: int, began: int, last: Span | None) -> int | None:
    """Where a quote opened that is never closed, or that the next quote of the text has closed many lines later."""
    if context == "while scanning a quoted scalar" and problem.startswith("found unexpected"):
        return began
    if last is None or text[last.start : last.start + 1] not in _INNER:
        return None
    runs_over = "\n" in text[last.start : last.end] and "\n" not in text[last.end : at]
    return last.start if runs_over and at >= last.end else None


def _bracket_error(source: Source, brackets: list[int], at: int, last: Span | None) -> Diagnostic:
    opened = brackets[-1]
    text, bracket = source.text, source.text[opened]
    words = {"open": bracket, "close": _CLOSING[bracket]}
    if "\n" in text[opened:at] or at >= len(text):
        comment = _comment_before(text, opened, words["close"])
        if comment is not None:
            return found(source, "Y152", comment, _line_end(text, comment), close=words["close"])
        return found(source, "Y116", opened, opened + 1, **words)
    if last is not None and last.end == at and last.style in ("single", "double"):
        return _after_quote(source, last.start, at, _end_of_entry(text, brackets, at))
    if last is not None and text[at] == ":" and last.style == "plain" and not text[last.end : at].strip():
        if match := _SWALLOWED_KEY.search(text, last.start, last.end):
            return found(source, "Y159", match.start(), at + 1, key=match[1], instead=f", {match[1]}:")
        value = _value_in_brackets(text, last.start)
        return found(source, "Y149", last.start, last.start + len(value), fix=quoted(value))
    return _comma_lost(source, at) or _signs_of_yaml(source, brackets, at) or found(source, "Y139", at, at + 1, **words)


def _comma_lost(source: Source, at: int) -> Diagnostic | None:
    """`{ from: 2026-01-01 is: 12000 }`: a key without a comma before it."""
    match = _NEXT_KEY.match(source.text, at)
    if match is None:
        return None
    return found(source, "Y159", at, match.end(), key=match[1], instead=f", {match[1]}:")


def _signs_of_yaml(source: Source, brackets: list[int], at: int) -> Diagnostic | None:
    """`{ is: zone in ("ZIP", "ZAC") }`: a value without the quotes that its commas or brackets need."""
    text = source.text
    key = next((found for found in reversed([*_FLOW_KEY.finditer(text, brackets[-1], at)])), None)
    if key is None:
        return None
    start, end = key.end(), _end_of_entry(text, brackets, at)
    fix = quoted(text[start:end])
    if not _reads(text[brackets[-1] : start] + fix + _CLOSING[text[brackets[-1]]]):
        return None
    return found(source, "Y158", start, end, key=key[1], fix=fix)


def _end_of_entry(text: str, brackets: list[int], at: int) -> int:
    """Where the entry at `at` ends that was not understood: before the next key of its line, or the brackets that
    close."""
    line = len(_stripped(text[: _line_end(text, at)]))
    if following := _FLOW_KEY.search(text, at, line):
        return following.start()
    begin = _line_start(text, at)
    end = line
    for _ in range(sum(opened >= begin for opened in brackets)):
        closed = text[at:end].rstrip()
        end = at + len(closed[:-1] if closed[-1:] in ("}", "]") else closed)
    return at + len(text[at:end].rstrip())


def _reads(text: str) -> bool:
    try:
        return any(True for _ in parse(text, SafeLoader))
    except MarkedYAMLError:
        return False


def _after_quote(source: Source, start: int, at: int, end: int) -> Diagnostic:
    """What follows, up to `end`, the quote that closes a text that begins at `start`."""
    text, quote = source.text, source.text[start]
    last = text.rfind(quote, at, end) + 1 or end
    whole = text[start + 1 : last - 1] if text[last - 1] == quote and last == end else text[start:end]
    fix = quoted(whole.replace(_INNER[quote], quote))
    return found(source, "Y109", at, last, quote=quote, text=text[at:last], fix=fix)


def _value_in_brackets(text: str, start: int) -> str:
    """A value without quotes, up to the next key or bracket of its line."""
    match = _IN_BRACKETS.match(text, start)
    return match[0] if match else text[start : _line_end(text, start)]


def _comment_before(text: str, opened: int, close: str) -> int | None:
    """Where a comment begins on the line of a bracket that would be closed further on this line."""
    quote = ""
    for at in range(opened, _line_end(text, opened)):
        if text[at] in _INNER and quote in ("", text[at]):
            quote = "" if quote else text[at]
        elif text[at] == "#" and not quote and text[at - 1] in " \t":
            return at if close in text[at : _line_end(text, at)] else None
    return None


def _line_error(source: Source, context: str, problem: str, at: int, began: int, last: Span | None) -> Diagnostic:
    text = source.text
    if "escape" in problem and "double-quoted" in context:
        backslash = max(text.rfind("\\", began, at + 1), began)
        return found(source, "Y118", backslash, backslash + 2, escape=text[backslash : backslash + 2])
    if " tag" in context or "tag handle" in problem:
        end = began + len(text[began : _line_end(text, began)].split(" ")[0])
        return found(source, "Y121", began, end, tag=text[began:end])
    if problem == "could not find expected ':'":
        return glued_key(source, began) or _no_colon(source, began)
    if problem == "mapping values are not allowed here":
        return _colon_error(source, at)
    if problem == "sequence entries are not allowed here":
        return found(source, "Y138", at, at + 1)
    if "block scalar" in context or " an a" in context:
        return _reserved(source, began)
    if "cannot start any token" in problem or "mapping keys" in problem or "node content" in problem:
        return _reserved(source, at)
    if last is not None and last.end == at and last.style in ("single", "double"):
        return _after_quote(source, last.start, at, at + len(_stripped(text[at : _line_end(text, at)])))
    return _misplaced(source, at)


def _no_colon(source: Source, start: int) -> Diagnostic:
    line = _stripped(source.text[start : _line_end(source.text, start)])
    fix, fix_en = "clé: valeur", "key: value"
    if match := _KEY_AND_VALUE.fullmatch(line):
        fix = fix_en = f"{match[1]}: {match[2]}"
    return found(source, "Y111", start, start + len(line), text=line, fix=fix, fix_en=fix_en)


def _colon_error(source: Source, at: int) -> Diagnostic:
    """A second colon on the line, a line before it without one, or a line that is indented too far."""
    text, begin = source.text, _line_start(source.text, at)
    line = _stripped(text[begin : _line_end(text, at)])
    if (match := _KEY.match(line)) and begin + match.end() <= at:
        value = line[match.end() :]
        return found(source, "Y113", begin + match.end(), begin + len(line), fix=quoted(value))
    before = text[:begin].rstrip()
    previous = _line_start(text, len(before))
    previous_line = _stripped(text[previous : len(before)])
    start = previous + len(previous_line) - len(previous_line.lstrip(" -"))
    if previous_line.lstrip() and not _HAS_COLON.search(previous_line) and not previous_line.lstrip().startswith("#"):
        return glued_key(source, start) or _no_colon(source, start)
    indent = len(line) - len(line.lstrip())
    if previous_line.lstrip() and indent > start - previous:
        if (dash := _dash(source, previous)) is not None:
            return dash
        number = str(source.place(previous, previous).line)
        return found(source, "Y153", begin + indent, begin + len(line), line=number)
    return _misplaced(source, begin + indent)


def _reserved(source: Source, at: int) -> Diagnostic:
    """A value that begins with a character that YAML keeps for itself."""
    value = _stripped(source.text[at : _line_end(source.text, at)])
    if not value:
        return _misplaced(source, at)
    day = _DAY_OF_FEEL.fullmatch(source.text, _line_start(source.text, at), at + len(value))
    return found(source, "Y117", at, at + len(value), char=value[0], fix=day[1] if day else quoted(value))


def _misplaced(source: Source, at: int) -> Diagnostic:
    """What cannot stand where it stands: on a line of its own its indentation is wrong, else it is too much."""
    text = source.text
    rest = _stripped(text[at : _line_end(text, at)])
    if not rest:
        return found(source, "Y110", at, at)
    if (dash := _dash(source, at)) is not None:
        return dash
    if rest[0] in "\u00a0\u202f":
        return found(source, "Y107", at, at + 1, " ", where="après la valeur", where_en="after the value")
    if rest[0] == ":":
        return found(source, "Y126", at, at + 1, text="null", fix='"…"')
    code = "Y119" if text[_line_start(text, at) : at].strip(" -") else "Y114"
    return found(source, code, at, at + len(rest), text=rest)


def _dash(source: Source, at: int) -> Diagnostic | None:
    """`-id: zone` without its space, or the long dash that a word processor writes for one."""
    line = _stripped(source.text[_line_start(source.text, at) : _line_end(source.text, at)])
    match = _NO_DASH.fullmatch(line)
    if match is None:
        return None
    start = _line_start(source.text, at) + match.start(1)
    fix = f"- {match[2]}"
    if match[1] == "-":
        return found(source, "Y154", start, start + len(match[1] + match[2]), text=line.strip(), fix=fix)
    return found(source, "Y155", start, start + 1, char=match[1], fix=fix)


def _offset(mark: Any, base: int, otherwise: int) -> int:
    return otherwise if mark is None else base + int(mark.index)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _stripped(line: str) -> str:
    """A line without its comment, and without the blanks at its end."""
    return _COMMENT.sub("", line)
