"""The tree of a pattern."""

from public_aids.engine.feel.regex.classes import CharTest
from public_aids.engine.record import Record


class One(Record):
    """One character that passes a test."""

    test: CharTest


class Sequence(Record):
    parts: "tuple[Pattern, ...]"


class Choice(Record):
    options: "tuple[Pattern, ...]"


class Repeat(Record):
    """`most` is None without a limit; a lazy one prefers fewer."""

    part: "Pattern"
    least: int
    most: int | None
    lazy: bool


class Group(Record):
    """`index` counts capturing groups from 1; 0 captures nothing."""

    part: "Pattern"
    index: int


class BackReference(Record):
    index: int


class Edge(Record):
    """`^` or `$`; with `lines`, of each line."""

    end: bool
    lines: bool


Pattern = One | Sequence | Choice | Repeat | Group | BackReference | Edge
