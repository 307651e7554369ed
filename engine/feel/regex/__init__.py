"""Regular expressions of XPath (DMN 1.5, clause 10.3.4.3), matched in a time that patterns cannot blow up."""

from functools import lru_cache

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.regex.matcher import Matcher, Slots
from public_aids.engine.feel.regex.parse import Parser
from public_aids.engine.feel.regex.program import Instruction, program_of

MAX_PATTERN = 1_000  # characters
MAX_RESULT = 1_000_000  # characters, and parts
_META = frozenset(".\\?*+{}()|[]^$")


class Regex:
    """A pattern that can be searched for. Its methods raise NullError when the work is out of bounds."""

    def __init__(self, pattern: str, flags: str) -> None:
        self._literal = pattern if pattern and not flags and not _META & set(pattern) else None
        parser = Parser(pattern, flags)
        self._program: tuple[Instruction, ...] = program_of(parser.parse())
        self._groups = parser.groups
        self._fold = parser.fold

    def _matcher(self) -> Matcher:
        return Matcher(self._program, self._groups, self._fold)

    def matches(self, text: str) -> bool:
        """Whether the pattern matches some part of the text."""
        return self._literal in text if self._literal else self._matcher().search(text) is not None

    def split(self, text: str) -> tuple[str, ...]:
        """The parts of the text between the matches; NullError for a pattern that matches nothing at all."""
        if self._literal:
            return tuple(text.split(self._literal))
        parts: list[str] = []
        at = 0
        for slots in self._all(text):
            parts.append(text[at : slots[0]])
            at = slots[1]
        return (*parts, text[at:])

    def replace(self, text: str, replacement: str) -> str:
        """The text with each match replaced, where `$1` is a group, `$0` the match; `\\$` and `\\\\` are themselves.

        NullError for a pattern that matches nothing at all, and for a wrong replacement.
        """
        template = self._template(replacement)
        parts: list[str] = []
        at = 0
        size = 0
        for slots in self._all(text):
            parts.append(text[at : slots[0]])
            parts += [one if isinstance(one, str) else _group(text, slots, one) for one in template]
            size += sum(map(len, parts[-1 - len(template) :]))
            if size > MAX_RESULT:
                raise NullError("le texte est trop long", "the text is too long")
            at = slots[1]
        return "".join((*parts, text[at:]))

    def _all(self, text: str) -> list[Slots]:
        matcher = self._matcher()
        if matcher.search("") is not None:
            raise NullError("le motif accepte un texte vide", "the pattern matches the empty string")
        found: list[Slots] = []
        slots = matcher.search(text)
        while slots is not None:
            found.append(slots)
            slots = matcher.search(text, max(slots[1], slots[0] + 1))
        return found

    def _template(self, replacement: str) -> list[str | int]:
        """The replacement as texts and numbers of groups."""
        template: list[str | int] = []
        at = 0
        while at < len(replacement):
            char, following = replacement[at], replacement[at + 1 : at + 2]
            if char == "$" and following.isascii() and following.isdigit():
                index, at = self._group_number(replacement, at + 1)
                template.append(index)
                continue
            if char == "$" or (char == "\\" and following not in ("$", "\\")):
                raise NullError(
                    f"le remplacement `{replacement[:40]}` est faux", f"the replacement `{replacement[:40]}` is wrong"
                )
            template.append(following if char == "\\" else char)
            at += 2 if char == "\\" else 1
        return template

    def _group_number(self, replacement: str, at: int) -> tuple[int, int]:
        """The number of a group at an offset, of as many digits as there are groups for, and the offset after it."""
        index = int(replacement[at])
        at += 1
        while at < len(replacement) and replacement[at] in "0123456789":
            longer = index * 10 + int(replacement[at])
            if longer > self._groups:
                break
            index, at = longer, at + 1
        return index, at


def _group(text: str, slots: Slots, index: int) -> str:
    if 2 * index + 1 >= len(slots) or slots[2 * index + 1] < 0:
        return ""
    return text[slots[2 * index] : slots[2 * index + 1]]


@lru_cache(maxsize=128)
def compile_pattern(pattern: str, flags: str) -> Regex:
    """NullError when the text is not a regular expression of XPath, or one that is too long."""
    if len(pattern) > MAX_PATTERN:
        raise NullError("l'expression régulière est trop longue", "the regular expression is too long")
    return Regex(pattern, flags)
