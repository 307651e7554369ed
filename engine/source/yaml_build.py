"""From the events of a YAML parser to a located tree: the meaning of each, and what is refused."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NoReturn, TypeAlias

from yaml import events as ev

from public_aids.engine.source.align import decoded
from public_aids.engine.source.characters import code_point, control_character
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.limits import Limit, TooMuchError
from public_aids.engine.source.place import Source, Span, Style
from public_aids.engine.source.problems import found
from public_aids.engine.source.scalars import resolve
from public_aids.engine.source.spellings import number_meant
from public_aids.engine.source.traps import certain, quoted, repaired
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence, Value, end_of
from public_aids.engine.source.yaml_flow import can_go_on, has_no_colon, lost_colon
from public_aids.engine.source.yaml_syntax import glued_key

Entries: TypeAlias = dict[str, tuple[Scalar, Node]]
QUESTION_MARK: Final = "\uf8ff"  # what the reader writes for a question mark where a parser would misread it
_STYLES: Final[dict[str, Style]] = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_SWALLOWED_KEY: Final = re.compile("(?:-|[A-Za-z_][\\w-]*:)[\u00a0\u202f]|[\u00a0\u202f]")
_GLUED_COMMENT: Final = re.compile(r"[|>][-+0-9]*#")
_PADDING: Final = re.compile(r"(?:\s|#[^\n]*\n)*")
_PROPERTY: Final = re.compile(r"(?:\s|#[^\n]*\n)*([!&][^\s,\[\]{}]*)")


class Builder:
    """Builds one document. `base` is the offset in the source of the text that the events come from."""

    def __init__(self, source: Source, base: int, limit: Limit) -> None:
        self.findings: list[Diagnostic] = []
        self._last: Scalar | None = None
        self.brackets: list[int] = []  # the offsets of the brackets that are open
        self.doubtful = False  # parsers differ on what this document has
        self._source = source
        self._base = base
        self._limit = limit
        self._count = 0

    @property
    def last(self) -> Span | None:
        """The last scalar: an error of syntax often begins there."""
        return None if self._last is None else self._last.span

    def document(self, events: Iterator[Any]) -> Node | None:
        """The first document of a stream. Parsers raise `yaml.YAMLError` as their events are taken."""
        root: Node | None = None
        begun = False
        for event in events:
            if isinstance(event, ev.DocumentStartEvent):
                if begun:
                    self._report("Y124", *self._offsets(event))
                    break
                begun = True
            elif isinstance(event, ev.NodeEvent):
                root = self._node(event, events, 1)
                self._check_root(root)
        return root

    def _check_root(self, root: Node) -> None:
        """`statut:installe` alone in a file is a text, by the letter; nobody means that."""
        if isinstance(root, Scalar) and root.span.style == "plain":
            finding = glued_key(self._source, root.span.start)
            self.findings += [finding] if finding else []

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self._count += 1
        start, end = event.start_mark.index + self._base, event.end_mark.index + self._base
        if self._count > self._limit.nodes:
            self._refuse("Y128", start, end, self._limit.nodes)
        if depth > self._limit.depth:
            self._refuse("Y127", start, end, self._limit.depth)
        if isinstance(event, ev.AliasEvent):
            self.doubtful = True
            self._report("Y122", start, end, name=self._source.text[start:end])
            return Scalar.written(None, "", self._source, start, end, "plain")
        if event.tag is not None or event.anchor is not None:
            start = self._after_properties(event, start, end)
        if isinstance(event, ev.ScalarEvent):
            return self._scalar(event, start, end)
        bracketed = self._source.text[start] in "[{"  # not so for the one pair of `[a: b]`
        if bracketed:
            self.brackets.append(start)
        build = self._sequence if isinstance(event, ev.SequenceStartEvent) else self._mapping
        node = build(start, event, events, depth)
        if bracketed:
            self.brackets.pop()
        return node

    def _sequence(self, start: int, event: Any, events: Iterator[Any], depth: int) -> Sequence:
        items = []
        while not isinstance(following := next(events), ev.SequenceEndEvent):
            items.append(self._node(following, events, depth + 1))
        end = self._end(event, following, items[-1] if items else None)
        return Sequence.written(tuple(items), self._source, start, end)

    def _mapping(self, start: int, event: Any, events: Iterator[Any], depth: int) -> Mapping:
        entries: Entries = {}
        found_before = len(self.findings)
        repeated: list[tuple[Scalar, Diagnostic]] = []
        last: Node | None = None
        rest: Scalar | None = None  # of the last value: what looked like a key
        while not isinstance(following := next(events), ev.MappingEndEvent):
            kept = len(self.findings)
            key = self._key(following, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if event.flow_style and key is not None and has_no_colon(key, value):
                before = next(reversed(entries.values()))[1] if entries else None
                if (read := lost_colon(key, before)) is not None:
                    key, value, wrong = read
                    self.findings[kept:] = [wrong]
                elif can_go_on(before):
                    del self.findings[kept:]
                    rest = key
                    continue
            if rest is not None:
                self._comma_inside(entries, rest)
                rest = None
            last = value
            if key is None:
                continue
            if key.text in entries:
                line = str(entries[key.text][0].place.line)
                self._report("Y120", key.span.start, key.span.end, key=key.text, line=line)
                repeated.append((key, self.findings[-1]))
                continue
            entries[key.text] = (key, last)
        if rest is not None:
            self._comma_inside(entries, rest)
        if len(repeated) > 1 and not event.flow_style and repeated[0][0].text == next(iter(entries)):
            self._lost_dash(start, repeated, found_before)
        return Mapping.written(tuple(entries.values()), self._source, start, self._end(event, following, last))

    def _lost_dash(self, start: int, repeated: list[tuple[Scalar, Diagnostic]], before: int) -> None:
        """Several keys stand twice in an item of a list, the first one too: the next item has lost its dash. What has
        been said of each, after the first `before` findings, is said once."""
        text = self._source.text
        if text[text.rfind("\n", 0, start) + 1 : start].rstrip(" ").endswith("-"):
            said = {id(finding) for _, finding in repeated}
            self.findings[before:] = [finding for finding in self.findings[before:] if id(finding) not in said]
            key = repeated[0][0]
            self._report("Y150", key.span.start, key.span.end, key=key.text)

    def _comma_inside(self, entries: Entries, rest: Scalar) -> None:
        """Makes the last value whole: its rest, after commas, was taken for keys."""
        name, before = next(reversed(entries.values()))
        assert isinstance(before, Scalar)
        start, end = before.span.start, rest.span.end
        text = self._source.text[start:end]
        self.findings[:] = [one for one in self.findings if one.place is None or one.place != before.place]
        value: Value = text
        if ", " not in text and (meant := number_meant(text)) is not None:  # `{ share: 0,5 }`, `{ is: 1 200,00 € }`
            value = Decimal(meant)
            self._report("Y134", start, end, certain(text, "Y134"), text=text, fix=meant)
        else:
            self._report("Y151", start, end, text=text, fix=quoted(text))
        entries[name.text] = (name, Scalar.written(value, text, self._source, start, end, "plain"))

    def _end(self, event: Any, ending: Any, last: Node | None) -> int:
        """Where a collection ends. In block style its end event comes at the next token, maybe many lines below."""
        return self._offsets(ending)[1] if event.flow_style or last is None else end_of(last)

    def _key(self, event: Any, events: Iterator[Any], depth: int) -> Scalar | None:
        """The key of an entry; None for one that cannot be kept."""
        kept = len(self.findings)
        node = self._node(event, events, depth)
        if not isinstance(node, Scalar):
            start, end = self._offsets(event)
            self._report("Y126", start, end, text="[…]" if isinstance(node, Sequence) else "{…}", fix='"…"')
            return None
        if isinstance(event, ev.AliasEvent):
            return None
        if event.style:
            return node
        text = node.text
        value, trap = resolve(text)
        if not trap and isinstance(value, str) and text != "<<":
            return node
        span = node.span
        if text == "<<":
            self._report("Y123", span.start, span.end)
            return None
        if not isinstance(value, str) or trap not in ("", "Y135"):
            del self.findings[kept:]  # what is reported about values does not help with keys
            if text != "on":  # the one word of its kind with a single reading as a key
                words = {"text": text or "null", "fix": quoted(text or "…")}
                self._report("Y126", span.start, span.end, certain(text, "Y126"), **words)
        return Scalar(text, text, node.place, span)

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        source, style = self._source, _STYLES[event.style or ""]
        raw = source.text[start:end]
        if style in ("literal", "folded"):
            self.doubtful |= _GLUED_COMMENT.match(raw) is not None
            raw = raw.rstrip()
            end = start + len(raw)
        text: str = event.value
        if QUESTION_MARK in text and QUESTION_MARK not in raw:
            text = text.replace(QUESTION_MARK, "?")
        value: Value = text
        trap = ""
        if style == "plain" and event.tag is None:
            value, trap = resolve(text)
            usual = not trap and "\u00a0" not in text and "\u202f" not in text
        else:
            usual = style != "double" or "\\" not in raw
        if not usual or "\t" in raw:
            return self._unusual_scalar(event, text, raw, Span(source, start, end, style))
        self._last = node = Scalar.written(value, text, source, start, end, style)
        return node

    def _unusual_scalar(self, event: Any, text: str, raw: str, span: Span) -> Scalar:
        """A scalar that has to be looked at more closely: quoted, tagged, of several readings."""
        source, start, end, style = span.source, span.start, span.end, span.style
        if "\t" in raw:
            exact = "".join(piece[0] for piece in decoded(span, text))
            text = exact if exact.replace("\t", " ") == text else text
        value: Value = text
        if style == "plain" and event.tag is None:
            value = self._plain(text, span)
        elif style == "double" and "\\" in raw and (char := control_character(text)):
            self._report("Y105", start, end, char=code_point(char))
        self._last = node = Scalar.written(value, text, source, start, end, style)
        return node

    def _plain(self, text: str, span: Span) -> Value:
        value, trap = resolve(text)
        if trap:
            value, words = repaired(text, trap)
            self._report(trap, span.start, span.end, certain(text, trap), **words)
        elif isinstance(value, str) and not text.isascii():
            self._check_no_break_space(text, span)
        return value

    def _check_no_break_space(self, text: str, span: Span) -> None:
        """`zone:<non-breaking space>ZIP` is one text, by the letter; a value may begin or end with such a space."""
        swallowed = _SWALLOWED_KEY.match(text)
        at = swallowed.end() - 1 if swallowed else len(text) - 1
        if text[at] not in "\u00a0\u202f":
            return
        offset = span.start + at if swallowed else span.end - 1
        where = ("après les deux-points ou le tiret", "after the colon or the dash")
        if not swallowed or at == 0:
            where = ("au bord de la valeur", "at the edge of the value")
        self._report("Y107", offset, offset + 1, " ", where=where[0], where_en=where[1])

    def _after_properties(self, event: Any, start: int, end: int) -> int:
        """The offset of the content of a node, after its tag and its anchor; each of them is reported."""
        text, at = self._source.text, start
        for mark in (event.tag, event.anchor):
            if mark is None or (match := _PROPERTY.match(text, at)) is None:
                continue
            at = match.end()
            self.doubtful = True
            if match[1].startswith("!"):
                self._report("Y121", match.start(1), at, tag=match[1])
            else:
                self._report("Y122", match.start(1), at, name=match[1])
        if at == start:
            return start
        content = _PADDING.match(text, at)
        return min(content.end() if content else at, max(end, at))

    def _refuse(self, code: str, start: int, end: int, limit: int) -> NoReturn:
        self._report(code, start, end, limit=str(limit))
        raise TooMuchError

    def _offsets(self, event: Any) -> tuple[int, int]:
        return event.start_mark.index + self._base, event.end_mark.index + self._base

    def _report(self, code: str, start: int, end: int, instead: str | None = None, **words: str) -> None:
        self.findings.append(found(self._source, code, start, end, instead, **words))
        if len(self.findings) >= self._limit.looked_for:
            raise TooMuchError
