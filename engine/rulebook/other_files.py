"""Facts, source documents and contacts, from the nodes of their files."""

import re

from public_aids.engine.record import replace
from public_aids.engine.rulebook.code_pattern import refusal
from public_aids.engine.rulebook.expressions import fact_type
from public_aids.engine.rulebook.lookup import literal, looked_up
from public_aids.engine.rulebook.model import Contact, Document, Fact, Implied
from public_aids.engine.rulebook.reading import Reader, child, get, items, string, written
from public_aids.engine.source.tree import Mapping, Node, Scalar
from public_aids.engine.text import Text


def facts_from(node: Node, reader: Reader) -> dict[str, Fact]:
    """The facts, by name, in the order of the file."""
    return {string(key): _fact(string(key), one, reader) for key, one in _entries(child(node, "facts"))}


def _fact(name: str, node: Node, reader: Reader) -> Fact:
    values = [(written(child(one, "is")), reader.text(child(one, "label"))) for one in items(node, "values")]
    fact = reader.record(
        Fact,
        node,
        name=name,
        values=tuple(value for value, _ in values),
        value_labels=tuple(values),
        fields=tuple(_fact(string(key), one, reader) for key, one in _entries(get(node, "fields"))),
        derived=None,
        implied=(),
    )
    fact = _with_bounds(fact, node, reader)
    pattern = get(node, "pattern")
    if pattern is not None:
        fact = replace(fact, pattern=_pattern(pattern, reader))
    fact = replace(fact, implied=tuple(_implied(one, fact, reader) for one in items(node, "implied")))
    table = get(node, "table")
    if table is not None:
        rows = (citation for row in items(table, "rows") for citation in reader.citations(row))
        sources = (*reader.citations(table), *rows)
        return replace(fact, derived=looked_up(table, fact_type(fact), reader), sources=sources)
    derived = get(node, "derived")
    return fact if derived is None else replace(fact, derived=reader.expr(derived, fact_type(fact)))


def _implied(node: Node, fact: Fact, reader: Reader) -> Implied:
    return reader.record(Implied, node, value=literal(child(node, "is"), fact_type(fact), reader))


def _with_bounds(fact: Fact, node: Node, reader: Reader) -> Fact:
    """The fact without a smallest and a largest value where they contradict each other."""
    minimum, maximum = fact.minimum, fact.maximum
    if minimum is None or maximum is None or minimum <= maximum:
        return fact
    reader.report(
        "R434",
        child(node, "maximum").place,
        Text(
            f"la plus grande valeur ({maximum}) est en dessous de la plus petite ({minimum})",
            f"the largest value ({maximum}) is below the smallest ({minimum})",
        ),
        Text("corrigez `minimum` ou `maximum`", "correct `minimum` or `maximum`"),
    )
    return replace(fact, minimum=None, maximum=None)


def _pattern(node: Node, reader: Reader) -> str | None:
    """The form of a code; None for one that is not a regular expression."""
    pattern = string(node)
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        start = getattr(error, "pos", None) or 0
        place = node.inside(start, start + 1) if isinstance(node, Scalar) else node.place
        reader.report(
            "R435",
            place,
            Text("cette expression régulière ne peut pas être lue", "this regular expression cannot be read"),
            Text(
                "vérifiez les parenthèses, les crochets et les `\\` : `^[0-9]{2}$`",
                "check the parentheses, the brackets and each `\\`: `^[0-9]{2}$`",
            ),
        )
        return None
    if (refused := refusal(pattern)) is not None:
        start, end, message, cure = refused
        reader.report("S213", node.inside(start, end) if isinstance(node, Scalar) else node.place, message, cure)
        return None
    return pattern


def _entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Mapping) else ()


def documents_from(node: Node, reader: Reader) -> tuple[Document, ...]:
    return tuple(reader.record(Document, one) for one in items(node, "documents"))


def contacts_from(node: Node, reader: Reader) -> tuple[Contact, ...]:
    return tuple(reader.record(Contact, one) for one in items(node, "contacts"))
