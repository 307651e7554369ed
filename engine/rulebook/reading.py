"""What every reader of a rule file needs: texts, days, citations, expressions, and the list of what is wrong.

A reader is given nodes whose shape was checked, so a key that must be there is there.
"""

from collections.abc import Callable
from collections.abc import Mapping as Map
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, TypeVar

from public_aids.engine.feel.syntax import Boolean, Expr, Number
from public_aids.engine.feel.types import BOOLEAN, DATE, Type
from public_aids.engine.feel.values import FIRST_DAY, LAST_DAY
from public_aids.engine.record import Record
from public_aids.engine.rulebook.expressions import SHARE, names_for
from public_aids.engine.rulebook.keys import Row, keys_of
from public_aids.engine.rulebook.model import CLOCKS, Citation, Dated, Fact
from public_aids.engine.rulebook.parsed import Expressions, Parsed
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place, Source
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence
from public_aids.engine.source.wrong_day import wrong_day
from public_aids.engine.text import DatedText, Text

T = TypeVar("T")
R = TypeVar("R", bound=Record)
TYPES: Final[Map[str, Type]] = {"boolean": BOOLEAN, "date": DATE, "share": SHARE}


class Reader:
    """Reads the nodes of one file; gathers what is wrong."""

    def __init__(
        self, source: Source, facts: Map[str, Fact], clocks: tuple[str, ...] = CLOCKS, read: Expressions | None = None
    ) -> None:
        self.source = source
        self.facts = facts
        self._expressions = read or Expressions(names_for(facts.values(), clocks))
        self.problems: list[Diagnostic] = []

    def again(self) -> "Reader":
        """A reader of the same file over the same names, to which nothing has been reported."""
        return Reader(self.source, self.facts, read=self._expressions)

    def report(self, code: str, place: Place, message: Text, *cures: Text, fix: str | None = None) -> None:
        self.problems.append(Diagnostic(code, message, place, cures, excerpt=self.source.line(place.line), fix=fix))

    # Scalars

    def text(self, node: Node) -> Text:
        """A text in both languages: `{fr: …, en: …}`, or its versions."""
        if isinstance(node, Sequence):
            versions = self.dated(node, self.text).versions
            return DatedText(versions[-1][1].fr, versions[-1][1].en, versions)
        return Text(string(child(node, "fr")), string(child(node, "en")))

    def day(self, node: Node) -> date:
        """A day `YYYY-MM-DD`; one that does not exist or that no aid can mean is reported."""
        written = string(node)
        try:
            day = date.fromisoformat(written)
            self._refuse_far(day, node)
            return day
        except ValueError:
            wrong = wrong_day(written)
            self.report("D301", node.place, wrong.message, *wrong.cures, fix=wrong.meant)
            return date.max

    def _refuse_far(self, day: date, node: Node) -> None:
        if not FIRST_DAY <= day <= LAST_DAY and day != date.max:
            message = Text(f"le jour `{day}` est hors du calendrier des aides", f"the day `{day}` is out of range")
            cure = Text(
                f"de {FIRST_DAY} à {LAST_DAY}, ou `{date.max}` pour jamais",
                f"from {FIRST_DAY} to {LAST_DAY}, or `{date.max}` for never",
            )
            self.report("D318", node.place, message, cure)

    def expr(self, node: Node, expected: Type) -> Expr:
        """An expression of a type; a YAML number or boolean is one too."""
        assert isinstance(node, Scalar)
        match node.value:
            case bool():
                answer = Boolean(node.value, (0, len(node.text)))
                return self._reported(node, self._expressions.check(answer, expected, node.text))
            case Decimal():
                number = Number(node.value, (0, len(node.text)))
                return self._reported(node, self._expressions.check(number, expected, node.text))
            case str():
                return self._reported(node, self._expressions.read(node.value, expected))
            case None:
                self.report("F100", node.place, Text("l'expression est vide", "the expression is empty"))
        return Boolean(False)

    def whole(self, node: Node, expr: Expr, expected: Type) -> Expr:
        """An expression that a part of the file stands for, checked; what is wrong is reported at `node`."""
        assert isinstance(node, Scalar)
        return self._reported(node, self._expressions.check(expr, expected, node.text))

    def _reported(self, node: Scalar, parsed: Parsed) -> Expr:
        for problem in parsed.problems:
            place = node.inside(*problem.span)
            self.report(problem.code, place, problem.message, *problem.cures, fix=problem.fix)
        return parsed.expr

    # Parts that many files share

    def dated(self, node: Node, read: Callable[[Node], T]) -> Dated[T]:
        """A value, or its versions: a list of `{from: DAY, is: VALUE}` in order of their days.

        `as_of` may stand beside any `from`; it is that of the whole list.
        """
        if not isinstance(node, Sequence):
            return Dated(((None, read(node)),))
        versions = tuple((self._first_day(item), read(child(item, "is"))) for item in node.items)
        for at, (earlier, later) in enumerate(pairwise(first or date.min for first, _ in versions), 1):
            if later <= earlier:
                self._out_of_order(child(node.items[at], "from"), earlier, later)
        said = [found for item in node.items if (found := get(item, "as_of")) is not None]
        for other in said[1:]:
            if string(other) != string(said[0]):
                message = Text(
                    f"cette liste suit déjà `{string(said[0])}`", f"this list already follows `{string(said[0])}`"
                )
                cure = Text("écrivez `as_of` une seule fois par liste", "write `as_of` once in a list")
                self.report("D302", other.place, message, cure)
        return Dated(versions, written(said[0]) if said else None)  # type: ignore[arg-type]

    def _first_day(self, version: Node) -> date | None:
        found = get(version, "from")
        return None if found is None else self.day(found)

    def _out_of_order(self, node: Node, earlier: date, later: date) -> None:
        if later == earlier:
            self.report(
                "D302",
                node.place,
                Text("deux versions commencent ce jour-là", "two versions begin on this day"),
                Text("gardez-en une, ou corrigez son jour", "keep one of them, or correct its day"),
            )
        else:
            self.report(
                "D302",
                node.place,
                Text(
                    f"cette version commence avant la précédente ({earlier})",
                    f"this version begins before the one above it ({earlier})",
                ),
                Text("rangez-les du plus ancien `from` au plus récent", "put the oldest `from` first, the latest last"),
            )

    def citations(self, node: Node) -> tuple[Citation, ...]:
        """The `source` of a part: one citation or a list of them."""
        return tuple(self.record(Citation, one) for one in listed(get(node, "source")))

    # Records, by the description of their keys

    def record(self, made: type[R], node: Node, types: Map[str, Type] = TYPES, **given: Any) -> R:
        """A record of the model, from the keys of a node; `given` are the fields that are read otherwise."""
        if made is Citation:
            self._check_lines(child(node, "lines"))
        known = keys_of(made)
        for key, value in node.entries if isinstance(node, Mapping) else ():
            if (row := known.get(key.text)) is not None and row.field not in given:
                given[row.field] = self._field(row, value, types)
        return made(**given)

    def _field(self, row: Row, node: Node, types: Map[str, Type]) -> Any:
        if row.dated:
            return self.dated(node, lambda one: self._value(row, one, types))
        if row.many:
            return tuple(self._value(row, one, types) for one in listed(node))
        return self._value(row, node, types)

    def _value(self, row: Row, node: Node, types: Map[str, Type]) -> Any:
        if row.feel:
            return self.expr(node, types[row.key.type])
        if row.records:
            return self.record(row.kind, node, types)
        if row.kind is Text:
            return self.text(node)
        if row.kind is date:
            return self.day(node)
        if row.kind in (Decimal, int, bool):
            assert isinstance(node, Scalar) and isinstance(node.value, Decimal | bool)
            return row.kind(node.value)
        return written(node)

    def _check_lines(self, lines: Node) -> None:
        first, _, last = written(lines).partition("-")
        if last and (len(last), last) < (len(first), first):  # digits without zeros before them, maybe thousands
            self.report(
                "Q604",
                lines.place,
                Text(
                    f"les lignes `{first}-{last}` finissent avant de commencer",
                    f"the lines `{first}-{last}` end before they begin",
                ),
                Text(f"la première d'abord : `lines: {last}-{first}`", f"the first one first: `lines: {last}-{first}`"),
            )


def child(node: Node, key: str) -> Node:
    """The value of a key that the shape requires."""
    found = get(node, key)
    assert found is not None, key
    return found


def get(node: Node, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def items(node: Node, key: str) -> tuple[Node, ...]:
    """The items of a list, none where the key is absent."""
    found = get(node, key)
    return found.items if isinstance(found, Sequence) else ()


def listed(node: Node | None) -> tuple[Node, ...]:
    """One thing, or a list of things, as a list."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def string(node: Node) -> str:
    assert isinstance(node, Scalar)
    return str(node.value)


def written(node: Node) -> str:
    """A scalar as it stands in the file: `25-28`, and `18` too."""
    assert isinstance(node, Scalar)
    return node.value if isinstance(node.value, str) else node.text
