"""Trees written anew as YAML, in styles drawn by chance, with comments wherever a text has lines."""

import json
import re
from random import Random

from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence

_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][\w'’ ().%€-]*")


class Emitter:
    def __init__(self, random: Random) -> None:
        self._random = random

    def text(self, root: Node) -> str:
        """A whole text; the indentation of its first level is not always zero."""
        head = self._pick("", "", "", "---\n", "--- # one\n", "\n\n")
        return head + "\n".join(self._block(root, self._pick("", "", "", "  "))) + self._pick("\n", "\n", "", "\n\n\n")

    def _pick(self, *choices: str) -> str:
        return self._random.choice(choices)

    def _is(self, share: float) -> bool:
        return self._random.random() < share

    def _block(self, node: Node, indent: str) -> list[str]:
        """The lines of a collection without brackets."""
        lines: list[str] = []
        match node:
            case Mapping(entries):
                for key, value in self._random.sample(entries, len(entries)) if self._is(0.3) else entries:
                    lines += self._entry(self._key(key.text), value, indent)
            case Sequence(items):
                for item in items:
                    lines += self._after(f"{indent}-", item, indent, self._pick("  ", "    ", " "))
            case Scalar():
                raise ValueError("no collection")
        return lines

    def _entry(self, key: str, value: Node, indent: str) -> list[str]:
        step = self._pick("  ", "  ", "    ", " ", "   ")
        if isinstance(value, Sequence) and self._is(0.3):
            step = ""
        if self._is(0.04):
            return [f"{indent}? {key}", *self._after(f"{indent}:", value, indent, step or " ")]
        return self._after(f"{indent}{key}:", value, indent, step)

    def _key(self, text: str) -> str:
        if not _PLAIN.fullmatch(text) or self._is(0.1):
            return self._pick(json.dumps(text, ensure_ascii=False), "'" + text.replace("'", "''") + "'")
        return text

    def _after(self, head: str, value: Node, indent: str, step: str) -> list[str]:
        """A value after its key or its dash."""
        inner = indent + step
        if isinstance(value, Scalar):
            first, *rest = self._scalar(value, inner if step else indent + " ", len(step))
            if self._is(0.1) and first and step:
                return [head, inner + first, *rest]
            return [f"{head}{self._pick(' ', ' ', '  ')}{first}".rstrip(" "), *rest]
        if self._is_bracketed(value):
            first, *rest = self._flow(value).split("\n")
            return [f"{head} {first}", *(inner + " " + line for line in rest)]
        lines = self._block(value, inner)
        if head.endswith("-") and step and self._is(0.8):
            return [head + lines[0][len(head) :], *lines[1:]] if len(inner) > len(head) else [head, *lines]
        return [head, *lines]

    def _is_bracketed(self, node: Node) -> bool:
        members = node.entries if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ()
        return not members or (len(members) < 5 and self._is(0.3))

    def _flow(self, node: Node) -> str:
        gap = self._pick(" ", "  ", "\n", "")
        match node:
            case Scalar():
                return self._line(node)
            case Sequence(items):
                return f"[{gap}" + f", {gap}".join(map(self._flow, items)) + f"{gap}]"
            case Mapping(entries):
                pairs = (f"{self._key(key.text)}: {self._flow(value)}" for key, value in entries)
                return f"{{{gap}" + f",{gap or ' '}".join(pairs) + f"{gap}}}"

    def _line(self, scalar: Scalar) -> str:
        if not isinstance(scalar.value, str):
            return scalar.text or "null"
        if _PLAIN.fullmatch(scalar.text) and scalar.span.style == "plain" and self._is(0.6):
            return scalar.text
        single = "'" + scalar.text.replace("'", "''") + "'"
        return single if "\n" not in scalar.text and self._is(0.5) else json.dumps(scalar.text, ensure_ascii=False)

    def _scalar(self, scalar: Scalar, indent: str, step: int) -> list[str]:
        """The lines of a text or a value; the first one without indentation."""
        if not isinstance(scalar.value, str):
            return [scalar.text]
        folded = "\n" not in scalar.text and "  " not in scalar.text and scalar.text.strip() == scalar.text
        if scalar.text.strip() and self._is(0.25):
            return self._literal(scalar.text, indent, step, folded and self._is(0.5))
        words = self._line(scalar)
        if folded and words.count(" ") > 3 and self._is(0.3) and "\\" not in words:
            first, *rest = words.split(" ")
            return (
                f"{first} {' '.join(rest[:3])}\n{' '.join(rest[3:])}".strip().replace("\n", "\n" + indent).split("\n")
            )
        return [words]

    def _literal(self, text: str, indent: str, step: int, folded: bool) -> list[str]:
        whole = text.rstrip("\n")
        ends = len(text) - len(whole)
        chomp = "-" if not ends else "+" if ends > 1 else self._pick("", "+")
        deep = self._random.randint(1, 6)
        leads = whole.startswith((" ", "\n"))
        digit = str(step + deep) if (leads or self._is(0.4)) and 0 < step + deep < 10 and step else ""
        if leads and not digit:
            return [json.dumps(text, ensure_ascii=False)]
        lines = whole.split(" ") if folded else whole.split("\n")
        header = (
            self._pick(">" if folded else "|") + self._pick(digit + chomp, chomp + digit) + self._pick("", " # head")
        )
        below = [] if chomp == "+" or self._is(0.8) else [" " * self._random.randint(0, 3)]
        return [header, *(indent + " " * deep + line if line else "" for line in lines), *[""] * (ends - 1), *below]


def lines_of_texts(node: Node) -> set[int]:
    """The numbers of the lines that go on with a text which began above: no comment stands before them."""
    match node:
        case Scalar():
            return set(range(node.place.line + 1, node.place.end_line + 1))
        case Sequence(items):
            return set().union(*map(lines_of_texts, items))
        case Mapping(entries):
            return set().union(*(lines_of_texts(one) for entry in entries for one in entry))


def commented(text: str, root: Node, random: Random, share: float) -> str:
    """The text with comments and empty lines: at the end of some lines, and on lines between them, at any depth."""
    taken = lines_of_texts(root)
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if number not in taken and random.random() < share:
            depth = len(line) - len(line.lstrip(" "))
            column = max(0, random.choice((0, depth, depth, depth + 2, depth - 2, depth + 1, random.randint(0, 12))))
            lines += [""] * (random.random() < 0.3) + [" " * column + f"# c{number}"] + [""] * (random.random() < 0.2)
        at_end = number + 1 not in taken and random.random() < share / 2 and line.strip()
        lines.append(line + random.choice((" ", "  ", "    ")) + f"# e{number}" if at_end else line)
    return "\n".join(lines)
