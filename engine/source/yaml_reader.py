"""The strict reader of YAML: a text to a located tree and everything that is wrong with it.

It stands on the events of PyYAML and gives them its own meaning: the core schema of YAML 1.2, each key once, no tags,
anchors or merges, and no value with more than one reading. Whatever fails is read once more by the parser written in
Python, so that the findings are the same with and without the one written in C.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from public_aids.engine.source.characters import cleaned
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.limits import LIMIT, Limit, TooMuchError, in_order
from public_aids.engine.source.place import Source
from public_aids.engine.source.problems import found
from public_aids.engine.source.tree import Node
from public_aids.engine.source.yaml_build import QUESTION_MARK, Builder
from public_aids.engine.source.yaml_syntax import syntax_error

_PYTHON_PARSER: Final[Any] = yaml.Loader
_FAST_PARSER: Final[Any] = getattr(yaml, "CLoader", yaml.Loader)
# Between brackets parsers take some question marks of a text for a sign of their own, as YAML 1.1 had it.
_TEXT_QUESTION_MARK: Final = re.compile(r"(?<=[^\s\[{,:?-])( *)\?|()\?(?=\S)")
_CROOKED: Final = ("Y106", "Y107")
_BEYOND_UNICODE: Final = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
_NEXT_KEY: Final = re.compile(r"^(?:- |[^\s#\-?:,\[\]{}&*!|>%@`.'\"][^\n]*?:(?:\s|$))", re.MULTILINE)


def read_yaml(source: Source, limit: Limit = LIMIT) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a text, and its diagnostics (codes Y105 to Y137), in the order of the text.

    Never raises on what a user wrote. No tree when the syntax is broken or a limit is passed; neither tree nor
    diagnostic for a text without content. A tree that comes with diagnostics has for each value in error the one that
    was probably meant, so that later passes can still say what they know.
    """
    text, findings = prepared(source)
    node = _read(source, text, limit, findings)
    return node, in_order(source, findings, limit)


def prepared(source: Source) -> tuple[str, list[Diagnostic]]:
    """The text that a parser is given, of the same length, and what is wrong with its characters."""
    text, findings = cleaned(source)
    if "?" in text and QUESTION_MARK not in text:
        text = _TEXT_QUESTION_MARK.sub(lambda match: (match[1] or "") + QUESTION_MARK, text)
    return text, findings


def _read(source: Source, text: str, limit: Limit, findings: list[Diagnostic]) -> Node | None:
    if _FAST_PARSER is not _PYTHON_PARSER:
        builder = Builder(source, 0, limit)
        try:
            node = built(builder, text, _FAST_PARSER)
        except yaml.YAMLError:
            pass
        else:
            if not builder.doubtful:
                findings += builder.findings
                return node
    return _read_in_parts(source, text, limit, findings)


def _read_in_parts(source: Source, text: str, limit: Limit, findings: list[Diagnostic]) -> Node | None:
    """After an error of syntax goes on at the next key of the top level, to find the other errors in the same pass."""
    start = 0
    crooked = {finding.place.line for finding in findings if finding.code in _CROOKED and finding.place}
    while len(findings) < limit.looked_for:
        builder = Builder(source, start, limit)
        try:
            node = built(builder, text[start:])
        except yaml.MarkedYAMLError as error:
            finding, resume = syntax_error(error, source, start, builder.last, builder.brackets)
            findings += builder.findings
            if not _follows(finding, crooked):
                findings.append(finding)
            following = _NEXT_KEY.search(text, max(resume, start + 1))
            if following is None:
                return None
            start = following.start()
        except (ValueError, OverflowError):  # the parser does not expect `"\U00110000"`
            findings += [*builder.findings, _impossible_escape(source, start)]
            return None
        else:
            findings += builder.findings
            return node if start == 0 else None
    return None


def _follows(finding: Diagnostic, crooked: set[int]) -> bool:
    """Whether an error only follows from the tabs that indent some lines: those have been reported already."""
    line = finding.place.line if finding.place else 0
    return line in crooked or (finding.code in ("Y110", "Y113", "Y114") and line > min(crooked, default=line))


def _impossible_escape(source: Source, start: int) -> Diagnostic:
    match = _BEYOND_UNICODE.search(source.text, start)
    at, escape = (match.start(), match[0]) if match else (start, "")
    return found(source, "Y118", at, at + len(escape), escape=escape)


def _events(text: str, parser: Any) -> Iterator[Any]:
    """The events of a parser; the one written in C is asked directly, which takes half the time of `yaml.parse`."""
    if parser is _PYTHON_PARSER:
        return iter(yaml.parse(text, Loader=parser))
    return iter(parser(text).get_event, None)


def built(builder: Builder, text: str, parser: Any = _PYTHON_PARSER) -> Node | None:
    """The first document of a text, None for none or for too much. Raises `yaml.YAMLError` for broken syntax."""
    try:
        return builder.document(_events(text, parser))
    except TooMuchError:
        return None  # the builder has reported it
