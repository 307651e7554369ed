"""A fact that a table gives, by the value of another fact: an expression with one `if` for each row."""

from public_aids.engine.feel.syntax import Expr, If, In, Name, String, Temporal
from public_aids.engine.feel.types import ANY, BOOLEAN, DateType, StringType, Type
from public_aids.engine.rulebook.reading import Reader, child, items, string
from public_aids.engine.source.tree import Node
from public_aids.engine.text import Text


def looked_up(table: Node, expected: Type, reader: Reader) -> Expr:
    """The expression of a table `{by: FACT, rows: [{for: [VALUE, …], is: …}, …], otherwise: …}`.

    Without rows it is the value of `otherwise`, whatever is known; with rows it is unknown as long as the fact is.
    A value that the other fact cannot have, or that two rows are for, is reported.
    """
    by = string(child(table, "by"))
    reader.whole(child(table, "by"), Name(by, (0, len(by))), ANY)
    _refuse_repeated(table, reader)
    found = literal(child(table, "otherwise"), expected, reader)
    for row in reversed(items(table, "rows")):
        tests = tuple(_test(one, by, reader) for one in items(row, "for"))
        found = If(In(Name(by), tests), literal(child(row, "is"), expected, reader), found)
    return found


def literal(node: Node, expected: Type, reader: Reader) -> Expr:
    """A value as a file of facts writes it: a day and a word of a choice without the quotes of an expression."""
    match expected:
        case DateType():
            return Temporal(reader.day(node).isoformat())
        case StringType():
            return reader.whole(node, String(string(node), (0, len(string(node)))), expected)
        case _:
            return reader.expr(node, expected)


def _test(node: Node, by: str, reader: Reader) -> Expr:
    """A value of the other fact, as the right side of `in`."""
    value = String(string(node), (0, len(string(node))))
    reader.whole(node, In(Name(by), (value,), value.span), BOOLEAN)
    return value


def _refuse_repeated(table: Node, reader: Reader) -> None:
    seen: set[str] = set()
    for one in (one for row in items(table, "rows") for one in items(row, "for")):
        if string(one) in seen:
            message = Text(f"`{string(one)}` est dans deux lignes", f"`{string(one)}` is in two rows")
            reader.report("F208", one.place, message, Text("gardez-en une", "keep one of them"))
        seen.add(string(one))
