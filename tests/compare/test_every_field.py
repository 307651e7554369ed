"""Whatever changes in the rules is said: each field of each thing takes another value, and a sentence comes of it."""

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest

from public_aids.cli.render.diff_names import Names
from public_aids.cli.render.diff_words import change_sentence
from public_aids.cli.render.marked import as_markdown, as_text
from public_aids.engine.compare.rules import rule_changes
from public_aids.engine.feel.syntax import Name
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.keys import Row, called, every_row, identity, rows
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Dated, Divergence, Roles, Rulebook, Term, Validity
from public_aids.engine.text import Text

RULES = load(DEFAULT_RULES)


def by_field(thing: Any) -> bool:
    return type(thing).__module__ == Term.__module__ and (
        isinstance(thing, Validity | Term) or (not isinstance(thing, Dated) and bool(identity(type(thing))))
    )


def compared(record: Any) -> tuple[Row, ...]:
    return tuple(row for row in rows(record) if row.key.compared and not row.key.identity)


def other(value: Any) -> Any:
    """Another value of the same type; None where the type has no other."""
    match value:
        case bool():
            return not value
        case Text():
            return replace(value, en=f"{value.en} <x>")
        case str():
            return f"{value}_2"
        case Decimal() | int():
            return value + 1
        case date():
            return date(2030, 1, 2) if value != date(2030, 1, 2) else date(2030, 1, 3)
        case Dated(versions):
            first, last = versions[-1]
            return Dated((*versions[:-1], (first, other(last))))
        case (*_, _):
            return value[:-1]
        case Record() if not by_field(value):
            return Name("autre_fait")
        case _:
            return None


def changed(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The same with one field of one thing inside it changed, and which."""
    if isinstance(value, tuple):
        for index, one in enumerate(value):
            for said, new in changed(one, path):
                yield said, (*value[:index], new, *value[index + 1 :])
    elif by_field(value):
        for row in compared(type(value)):
            field, now = row.field, getattr(value, row.field)
            said = ".".join((*path, field))
            if (new := other(now)) is not None:
                yield said, replace(value, **{field: new})
            yield from ((inside, replace(value, **{field: one})) for inside, one in changed(now, (*path, field)))


def rulebooks() -> Iterator[tuple[str, Rulebook]]:
    for kind in ("schemes", "documents", "contacts"):
        yield from ((said, replace(RULES, **{kind: one})) for said, one in changed(getattr(RULES, kind), (kind,)))
    manifest = RULES.manifest
    for said, one in ((field, other(getattr(manifest, field))) for field in ("name", "languages", "currency")):
        yield said, replace(RULES, manifest=replace(manifest, **{said: one}))
    for said, one in ((row.field, other(getattr(manifest.roles, row.field))) for row in compared(Roles)):
        if one is not None:
            yield said, replace(RULES, manifest=replace(manifest, roles=replace(manifest.roles, **{said: one})))
    for name, fact in RULES.facts.items():
        yield from ((said, replace(RULES, facts={**RULES.facts, name: one})) for said, one in changed(fact, ("facts",)))


def test_every_change_of_every_field_is_said() -> None:
    names = Names(RULES, RULES, {}, "fr")
    silent, count = set(), 0
    stride = 1 if os.environ.get("SCHEMES_ALL") else 5
    for said, rules in islice(rulebooks(), 0, None, stride):
        count += 1
        found = rule_changes(RULES, rules)
        changes = [*(one for scheme in found.schemes for one in scheme.changes), *found.shared]
        if not changes or not all(change_sentence(one, names) for one in changes):
            silent.add(said)
    assert silent == set()
    assert count * stride > 2000


def test_every_key_has_its_words() -> None:
    """But for those that hold a record told key by key, and for the parts of what is told as one value."""
    things = {record for row in every_row() for record in row.records if identity(record)} | {Validity, Term}
    silent = [
        f"{record.__name__}.{row.field} in engine/rulebook/model.py needs a Key with its words"
        for record in things
        for row in compared(record)
        if not called(row.name).fr and not any(one in things for one in row.records)
    ]
    assert silent == []


def test_a_key_has_the_same_words_everywhere() -> None:
    assert [(row.name, row.key.fr) for row in every_row() if row.key.fr and row.key.fr != called(row.name).fr] == []


def test_what_only_moved_is_not_said() -> None:
    def turned(scheme: Any) -> Any:
        lists = {field: value[::-1] for field in scheme._fields if isinstance(value := getattr(scheme, field), tuple)}
        return replace(scheme, **lists, path="elsewhere.yaml")

    moved = replace(
        RULES,
        facts=dict(reversed(RULES.facts.items())),
        documents=RULES.documents[::-1],
        contacts=RULES.contacts[::-1],
        schemes=tuple(turned(scheme) for scheme in RULES.schemes),
    )
    found = rule_changes(RULES, moved)
    assert (found.schemes, found.shared) == ((), ())


def test_a_reading_is_told_from_what_to_what() -> None:
    """With its number and its label, inside the disagreement that holds it."""
    scheme = next(one for one in RULES.schemes if one.id == "coscom")
    (divergence,) = (one for one in scheme.divergences if one.about and one.about.endswith("precision"))
    reading = divergence.readings[1]
    new: Divergence = replace(divergence, readings=(divergence.readings[0], replace(reading, value="exact")))
    divergences = tuple(new if one is divergence else one for one in scheme.divergences)
    rules = replace(
        RULES,
        schemes=tuple(replace(one, divergences=divergences) if one is scheme else one for one in RULES.schemes),
    )
    (change,) = rule_changes(RULES, rules).schemes[0].changes
    said = as_text(change_sentence(change, Names(RULES, rules, {}, "en")))
    assert said == (
        f"disagreement of the sources `{divergence.id}`, reading “{reading.label.en}”:"
        " from approximate sum (“about”) to exact sum"
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a <img src=x> | b", "a &lt;img src=x&gt; \\| b"),
        ("# title\n<!-- x", "\\# title &lt;\\!-- x"),
        ("@name & *x* [a](b)", "@\u200bname &amp; \\*x\\* \\[a\\](b)"),
        ("\x02a `b` <c>\x03 d", "``a `b` <c>`` d"),
        ("\x02`\x03", "`` ` ``"),
        ("a `b", "a \\`b"),
    ],
)
def test_markdown_shows_a_text_letter_by_letter(text: str, markdown: str) -> None:
    assert as_markdown(text) == markdown
