"""What differs in what no scheme holds: facts, documents, contacts."""

from collections.abc import Iterator

from engine.compare.model import Change, Told
from engine.rulebook.model import Fact, Rulebook
from engine.text import Text

FIELDS = (
    "type",
    "label",
    "question",
    "help",
    "unit",
    "values",
    "pattern",
    "minimum",
    "maximum",
    "whole",
    "required",
    "derived",
    "when_relevant",
    "actionable",
)


def shared_changes(before: Rulebook, after: Rulebook) -> Iterator[Change]:
    for name in dict.fromkeys((*before.facts, *after.facts)):
        yield from _fact(("facts", name), before.facts.get(name), after.facts.get(name))
    yield from _documents(before, after)
    yield from _contacts(before, after)


def _fact(path: tuple[str, ...], old: Fact | None, new: Fact | None) -> Iterator[Change]:
    if old is None or new is None:
        there = new or old
        assert there is not None
        yield Change("added" if old is None else "removed", path, there.label)
        return
    for field in FIELDS:
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield Change("changed", (*path, field), new.label, was, now)
    was, now = ({one.name: one for one in fact.fields} for fact in (old, new))
    for name in dict.fromkeys((*was, *now)):
        yield from _fact((*path, name), was.get(name), now.get(name))


def _documents(before: Rulebook, after: Rulebook) -> Iterator[Change]:
    was, now = ({one.id: one for one in rules.documents} for rules in (before, after))
    for name in dict.fromkeys((*was, *now)):
        old, new = was.get(name), now.get(name)
        if old is None or new is None:
            title = (new or old).title  # type: ignore[union-attr]
            yield Change("added" if old is None else "removed", ("documents", name), Text(title, title))
            continue
        for field in ("title", "updated_on", "describes", "publisher"):
            if getattr(old, field) != getattr(new, field):
                label = Text(new.title, new.title)
                yield Change("changed", ("documents", name, field), label, getattr(old, field), getattr(new, field))


def _contacts(before: Rulebook, after: Rulebook) -> Iterator[Change]:
    was, now = ({one.departement: one for one in rules.contacts} for rules in (before, after))
    for name in sorted(was.keys() | now.keys()):
        old, new = was.get(name), now.get(name)
        label = Text((new or old).body, (new or old).body)  # type: ignore[union-attr]
        if old is None or new is None:
            yield Change("added" if old is None else "removed", ("contacts", name), label)
            continue
        for field in ("body", "email"):
            told: tuple[Told, Told] = (getattr(old, field), getattr(new, field))
            if told[0] != told[1]:
                yield Change("changed", ("contacts", name, field), label, *told)
