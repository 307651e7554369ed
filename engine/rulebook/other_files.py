"""Facts, source documents and contacts, from the nodes of their files."""

import re
from decimal import Decimal

from public_aids.engine.record import replace
from public_aids.engine.rulebook.code_pattern import refusal
from public_aids.engine.rulebook.expressions import fact_type
from public_aids.engine.rulebook.lookup import literal, looked_up
from public_aids.engine.rulebook.model import Contact, Document, Fact, Implied
from public_aids.engine.rulebook.reading import Reader, child, get, items, maybe_number, number, string, written
from public_aids.engine.source.tree import Mapping, Node, Scalar
from public_aids.engine.text import Text


def fact_names(node: Node) -> tuple[str, ...]:
    """The names that a file of facts declares."""
    facts = child(node, "facts")
    assert isinstance(facts, Mapping)
    return tuple(string(key) for key, _ in facts.entries)


def facts_from(node: Node, reader: Reader) -> dict[str, Fact]:
    """The facts, by name, in the order of the file."""
    facts = child(node, "facts")
    assert isinstance(facts, Mapping)
    return {string(key): _fact(string(key), one, reader) for key, one in facts.entries}


def _fact(name: str, node: Node, reader: Reader) -> Fact:
    unit, pattern, question, help_ = get(node, "unit"), get(node, "pattern"), get(node, "question"), get(node, "help")
    label = reader.text(child(node, "label"))
    values = [(written(child(one, "is")), reader.text(child(one, "label"))) for one in items(node, "values")]
    minimum, maximum = _bounds(node, reader)
    fact = Fact(
        name=name,
        type=string(child(node, "type")),  # type: ignore[arg-type]
        label=label,
        question=reader.text(question) if question else label,
        unit=string(unit) if unit else None,
        values=tuple(value for value, _ in values),
        value_labels=tuple(values),
        pattern=_pattern(pattern, reader) if pattern else None,
        minimum=minimum,
        maximum=maximum,
        whole=_flag(node, "whole"),
        fields=_fields(node, reader),
        required=_flag(node, "required"),
        help=reader.text(help_) if help_ else None,
        actionable=_flag(node, "actionable"),
        when_relevant=reader.maybe_expr(node, "when_relevant"),
    )
    fact = replace(fact, implied=tuple(_implied(one, fact, reader) for one in items(node, "implied")))
    table = get(node, "table")
    if table is not None:
        rows = (citation for row in items(table, "rows") for citation in reader.citations(row))
        sources = (*reader.citations(table), *rows)
        return replace(fact, derived=looked_up(table, fact_type(fact), reader), sources=sources)
    return replace(fact, derived=reader.maybe_expr(node, "derived", fact_type(fact)))


def _implied(node: Node, fact: Fact, reader: Reader) -> Implied:
    value = literal(child(node, "is"), fact_type(fact), reader)
    return Implied(reader.condition(child(node, "when")), value, reader.citations(node))


def _bounds(node: Node, reader: Reader) -> tuple[Decimal | None, Decimal | None]:
    """The smallest and the largest value; neither where they contradict each other."""
    minimum, maximum = maybe_number(node, "minimum"), maybe_number(node, "maximum")
    if minimum is None or maximum is None or minimum <= maximum:
        return minimum, maximum
    reader.report(
        "R434",
        child(node, "maximum").place,
        Text(
            f"la plus grande valeur ({maximum}) est en dessous de la plus petite ({minimum})",
            f"the largest value ({maximum}) is below the smallest ({minimum})",
        ),
        Text("corrigez `minimum` ou `maximum`", "correct `minimum` or `maximum`"),
    )
    return None, None


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


def _fields(node: Node, reader: Reader) -> tuple[Fact, ...]:
    fields = get(node, "fields")
    if not isinstance(fields, Mapping):
        return ()
    return tuple(_fact(string(key), one, reader) for key, one in fields.entries)


def _flag(node: Node, key: str) -> bool:
    found = get(node, key)
    return isinstance(found, Scalar) and found.value is True


def documents_from(node: Node, reader: Reader) -> tuple[Document, ...]:
    return tuple(
        Document(
            id=string(child(one, "id")),
            file=string(child(one, "file")),
            title=string(child(one, "title")),
            publisher=reader.text(child(one, "publisher")),
            updated_on=reader.maybe_day(one, "updated_on"),
            describes=reader.text(child(one, "describes")),
            weight=int(number(child(one, "weight"))),
            notes=reader.notices(one, "notes"),
        )
        for one in items(node, "documents")
    )


def contacts_from(node: Node, reader: Reader) -> tuple[Contact, ...]:
    return tuple(
        Contact(
            string(child(one, "departement")),
            string(child(one, "body")),
            string(child(one, "email")),
            reader.citations(one),
        )
        for one in items(node, "contacts")
    )
