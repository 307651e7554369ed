"""What is computed for a population: named columns in the order of their dependence, and the columns that come out."""

from collections.abc import Collection, Iterator
from datetime import date
from hashlib import sha256
from typing import Literal

from public_aids.engine.batch.algebra import Column, Const, Kind, Source
from public_aids.engine.batch.make import FALSE, either
from public_aids.engine.batch.nodes import kind_of, never_null, parts_of
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Citation
from public_aids.engine.source.diagnostic import BrokenError, Diagnostic
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

Part = Literal["status", "failed", "missing", "amounts", "first_year", "held", "best"]
PARTS: tuple[Part, ...] = ("status", "failed", "missing", "amounts", "first_year", "held", "best")
ROW_BY_ROW = "row_by_row"
BEST, BEST_TOTAL = "best", "best_total"
LONGEST_NAME = 63  # bytes that PostgreSQL keeps of a name


def known_parts(asked: Collection[str]) -> tuple[Part, ...]:
    """Parts by their names, in order. Raises `BrokenError`."""
    wrong = tuple(_unknown_part(word) for word in asked if word not in PARTS)
    if wrong:
        raise BrokenError(wrong)
    return tuple(part for part in PARTS if part in asked)


def _unknown_part(word: str) -> Diagnostic:
    listed = ", ".join(f"`{one}`" for one in PARTS)
    message = Text(f"`{word}` n'est pas une partie du résultat", f"`{word}` is not a part of the result")
    known = Text(f"les parties : {listed}", f"the parts: {listed}")
    return Diagnostic("B333", message, cures=(*did_you_mean(word, PARTS), known))


class Named(Record):
    """A column with a name, and what it says."""

    name: str
    column: Column
    label: Text | None = None
    sources: tuple[Citation, ...] = ()
    level: int = 1


class Output(Record):
    """A column of the result, that of a scheme or of the whole (`scheme` None). `kind` is the same in every plan."""

    name: str
    part: Part
    scheme: str | None
    column: Column
    kind: Kind
    amount: str | None = None


class Plan(Record):
    """`inputs` are the facts that are read. Some rows the columns do not cover: `more` says which ones have contracts
    that are not in columns, `row_by_row` which ones as to the money of the schemes of `uncovered`, `best_left` to the
    best set."""

    on: date
    inputs: tuple[tuple[str, Kind], ...]
    named: tuple[Named, ...]
    outputs: tuple[Output, ...]
    row_by_row: Column
    best_left: Column = FALSE
    uncovered: frozenset[str] = frozenset()
    slots: int = 0
    more: Column = FALSE

    def only(self, parts: Collection[Part]) -> "Plan":
        """The plan of some parts of the result, and of nothing that they do not use."""
        outputs = tuple(output for output in self.outputs if output.part in parts)
        rows = self.row_by_row if any(self._may_miss(output) for output in outputs) else FALSE
        if any(output.scheme is None for output in outputs):
            rows = either(rows, self.best_left)
        rows = either(rows, self.more)
        wanted: set[str] = set(sources_in(*(output.column for output in outputs), rows))
        kept: list[Named] = []
        for one in reversed(self.named):
            if one.name in wanted:
                kept.append(one)
                wanted |= set(sources_in(one.column))
        inputs = tuple((name, kind) for name, kind in self.inputs if name in wanted)
        return Plan(self.on, inputs, tuple(reversed(kept)), outputs, rows, FALSE, self.uncovered, self.slots)

    def _may_miss(self, output: Output) -> bool:
        if output.scheme is None:
            return True
        money = output.part in ("amounts", "first_year") or output.amount is not None
        return money and output.scheme in self.uncovered


def sources_in(*columns: Column) -> Iterator[str]:
    """The names that columns read."""
    waiting = list(columns)
    while waiting:
        column = waiting.pop()
        if isinstance(column, Source):
            yield column.name
        waiting.extend(parts_of(column))


class Names:
    """Gives names to columns. Equal columns share one, unless each condition shall have its own, for people to read."""

    def __init__(self, share: bool = True) -> None:
        self.share = share
        self.named: dict[str, Named] = {}
        self._levels: dict[str, int] = {}
        self._known: dict[Column, Source] = {}

    def name(self, name: str, column: Column, label: Text | None = None) -> Column:
        """A column under a name; the same column under the name it has already."""
        if isinstance(column, (Const, Source)):
            return column
        return self._known[column] if column in self._known else self._new(name, column, label)

    def condition(self, name: str, column: Column, label: Text, sources: tuple[Citation, ...] = ()) -> Column:
        """A condition under its name."""
        if self.share or isinstance(column, Const):
            return self.name(name, column, label)
        return self._new(name, column, label, sources)

    def _new(self, name: str, column: Column, label: Text | None = None, sources: tuple[Citation, ...] = ()) -> Source:
        short = short_name(name)
        while short in self.named:
            short = short_name(f"{short}_")
        level = 1 + max((self._levels.get(source, 0) for source in sources_in(column)), default=0)
        self.named[short] = Named(short, column, label, sources, level)
        self._levels[short] = level
        found = Source(short, kind_of(column), never_null(column))
        self._known[column] = found
        return found


def short_name(name: str) -> str:
    """A name that every database keeps whole."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 7]}_{sha256(name.encode()).hexdigest()[:6]}"
