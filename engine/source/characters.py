"""The characters of a text, before its syntax: what cannot be seen, and what is not indentation.

Parsers of YAML differ on tabs, on old line ends and on control characters. So the text that they get has none; each
character keeps its offset.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.limits import LIMIT
from public_aids.engine.source.place import Source
from public_aids.engine.source.problems import found

# Not printable (YAML 1.2, 5.1), a line end that no editor shows, or a mark that changes the order of what is shown.
_NOT_PRINTABLE: Final = "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_INVISIBLE: Final = re.compile(f"[{_NOT_PRINTABLE}\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\u2028\u2029]|\r(?!\n)")
_ODD_END: Final = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
_FEW: Final = 3
_CONTROL: Final = re.compile(f"[{_NOT_PRINTABLE}]")
_TABBED: Final = re.compile(r"^ *(\t[ \t]*)(?=\S)", re.MULTILINE)
_NO_BREAK: Final = re.compile("^[\u00a0\u202f][ \u00a0\u202f]*(?=\\S)", re.MULTILINE)
_MARK: Final = re.compile(r"^(?:<{7} |={7}\r?$|>{7} )[^\n]*", re.MULTILINE)  # of two versions that git could not merge
_BLANKED: Final = re.compile(r"[^\r\n]")
_DIRECTIVE: Final = re.compile(r"^%[^\r\n]*", re.MULTILINE)


def visible(source: Source) -> tuple[str, list[Diagnostic]]:
    """The text without invisible characters, of the same length, and the diagnostics of those that it had."""
    text = source.text
    findings: list[Diagnostic] = []
    if (odd := odd_line_ends(source)) is not None:
        findings.append(odd)
        text = _ODD_END.sub(lambda match: "\n" if match[0] == "\r" else " ", text)
    if _INVISIBLE.search(text):
        findings += (
            found(source, "Y105", match.start(), match.end(), char=code_point(match[0]))
            for match in _matches(_INVISIBLE, text)
        )
        text = _INVISIBLE.sub(" ", text)
    return text, findings


def odd_line_ends(source: Source) -> Diagnostic | None:
    """What is said, once, of ends of lines that are none: those of old Macs, or a separator that stands again and again
    (a few are invisible characters that came with a copied text)."""
    first = _ODD_END.search(source.text)
    if first is None:
        return None
    count = sum(1 for _ in _ODD_END.finditer(source.text))
    if first[0] != "\r" and count <= _FEW:
        return None
    kind, kind_en = ("anciennes", "old") if first[0] == "\r" else ("autres", "other")
    words = {"char": code_point(first[0]), "count": str(count), "kind": kind, "kind_en": kind_en}
    return found(source, "S212", first.start(), first.end(), **words)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As many as a reader looks for."""
    return islice(pattern.finditer(text), LIMIT.looked_for)


def cleaned(source: Source) -> tuple[str, list[Diagnostic]]:
    """The text for a parser of YAML, of the same length, and the diagnostics of what had to be replaced."""
    text, findings = visible(source)
    if "\t" in text:
        findings += [found(source, "Y106", m.start(1), m.end(1)) for m in _matches(_TABBED, text)]
    if "\u00a0" in text or "\u202f" in text:
        text = _without_no_break(source, text, findings)
    text = text.replace("\t", " ")
    if "<<<<<<< " in text:
        text = _without_conflicts(source, text, findings)
    if "%" in text:
        findings += [found(source, "Y125", m.start(), m.end(), text=m[0].strip()) for m in _matches(_DIRECTIVE, text)]
        text = _DIRECTIVE.sub(lambda match: "#" + match[0][1:], text)
    return text, findings


def _without_conflicts(source: Source, text: str, findings: list[Diagnostic]) -> str:
    """The first of two versions that git could not merge; blanks for the second one and for the marks."""
    parts: list[str] = []
    done = 0
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        marks = [*marks, mark] if marks and mark[0][0] == "<=>"[len(marks)] else [mark] if mark[0][0] == "<" else []
        if len(marks) == len("<=>"):
            begin, middle, end = marks
            findings.append(found(source, "Y156", begin.start(), begin.end()))
            parts += text[done : begin.start()], _blank(begin[0]), text[begin.end() : middle.start()]
            parts.append(_blank(text[middle.start() : end.end()]))
            done, marks = end.end(), []
    return "".join((*parts, text[done:]))


def _blank(text: str) -> str:
    return _BLANKED.sub(" ", text)


def _without_no_break(source: Source, text: str, findings: list[Diagnostic]) -> str:
    where = {"where": "au début de la ligne", "where_en": "at the beginning of the line"}
    no_breaks = _matches(_NO_BREAK, text)
    findings += [found(source, "Y107", m.start(), m.end(), " " * len(m[0]), **where) for m in no_breaks]
    return _NO_BREAK.sub(lambda match: " " * len(match[0]), text)


def control_character(text: str) -> str | None:
    """The first character of a value that no text has: a control character, or half of a pair of surrogates."""
    match = _CONTROL.search(text)
    return match[0] if match else None


def code_point(char: str) -> str:
    return f"U+{ord(char):04X}"
