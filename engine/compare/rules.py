"""What differs between two rulebooks, thing by thing: by ids, never by the order or the layout of files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TypeVar

from engine.compare.model import Change, RuleChanges, SchemeChanges, Told
from engine.compare.shared import shared_changes
from engine.record import replace
from engine.rulebook.model import (
    Amount,
    Condition,
    Dated,
    Divergence,
    Group,
    Notice,
    Per,
    Relation,
    Rulebook,
    Scheme,
)
from engine.rulebook.readings import TERM_DAYS
from engine.text import Text

T = TypeVar("T")
Path = tuple[str, ...]

NO_LABEL = Text("", "")
NOTICES = ("obligations", "warnings", "notes", "objectives", "other_names")


def rule_changes(before: Rulebook, after: Rulebook) -> RuleChanges:
    """Everything that differs, schemes in the order of their ids; a scheme without a difference is left out."""
    old = {scheme.id: scheme for scheme in before.schemes}
    new = {scheme.id: scheme for scheme in after.schemes}
    schemes = (_scheme(name, old.get(name), new.get(name)) for name in sorted(old.keys() | new.keys()))
    return RuleChanges(
        tuple(one for one in schemes if one.changes or one.side != "changed"), tuple(shared_changes(before, after))
    )


def _scheme(name: str, old: Scheme | None, new: Scheme | None) -> SchemeChanges:
    if old is None or new is None:
        there = new or old
        assert there is not None
        return SchemeChanges(name, there.name, "added" if old is None else "removed", ())
    return SchemeChanges(name, new.name, "changed", tuple(_changes(old, new)))


def _changes(old: Scheme, new: Scheme) -> Iterator[Change]:
    for field in ("name", "acronym", "kind", "rules_as_of", "payer", "opens_on"):
        yield from _field((field,), new.name, getattr(old, field), getattr(new, field))
    yield from dated_changes(("validity", "from"), new.name, old.validity.since, new.validity.since)
    yield from dated_changes(("validity", "until"), new.name, old.validity.until, new.validity.until)
    yield from _field(("validity", "source"), new.name, old.validity.sources, new.validity.sources)
    yield from _term(old, new)
    yield from _conditions(old.conditions, new.conditions)
    yield from _amounts(old.amounts, new.amounts)
    yield from _limits(old, new)
    yield from _relations(old.relations, new.relations)
    for kind in NOTICES:
        yield from _notices(kind, getattr(old, kind), getattr(new, kind))
    yield from _divergences(old.divergences, new.divergences)
    yield from _field(("replaced_by",), new.name, old.replaced_by, new.replaced_by)


def _field(path: Path, label: Text, old: Told, new: Told) -> Iterator[Change]:
    if old != new:
        yield Change("changed", path, label, old, new)


def dated_changes(
    path: Path, label: Text, old: Dated[T] | None, new: Dated[T] | None, per: Per | None = None
) -> Iterator[Change]:
    """The periods on which two dated values differ."""
    starts = {first or date.min for one in (old, new) if one for first, _ in one.versions} | {date.min}
    periods: list[Change] = []
    for first, following in _pairs(sorted(starts)):
        was, now = (one.at(first) if one else None for one in (old, new))
        since = None if first == date.min else first
        last = following - timedelta(days=1) if following else None
        if was == now:
            continue
        if periods and periods[-1].until and (periods[-1].before, periods[-1].after) == (was, now):
            since = periods.pop().since
        periods.append(Change("changed", path, label, was, now, since, last, per))  # type: ignore[arg-type]
    yield from periods


def _pairs(days: list[date]) -> Iterable[tuple[date, date | None]]:
    return zip(days, [*days[1:], None], strict=True)


def _term(old: Scheme, new: Scheme) -> Iterator[Change]:
    for field in ("length", "renewal", *TERM_DAYS):
        was, now = (getattr(one.term, field) if one.term else None for one in (old, new))
        yield from _field(("term", field), new.name, was, now)
    was, now = (one.term.sources if one.term else () for one in (old, new))
    yield from _field(("term", "source"), new.name, was, now)


def _by_id(
    kind: str, old: Iterable[T], new: Iterable[T], label: Mapping[str, Text], told: Mapping[str, Told]
) -> Iterator[Change | tuple[T, T]]:
    """Things added and removed, and those that are on both sides, in pairs."""
    was, now = {_id(one): one for one in old}, {_id(one): one for one in new}
    for name, one in was.items():
        if name not in now:
            yield Change("removed", (kind, name), label[name], before=told.get(name))
        else:
            yield one, now[name]
    for name in now:
        if name not in was:
            yield Change("added", (kind, name), label[name], after=told.get(name))


def _id(thing: object) -> str:
    name: str = thing.id  # type: ignore[attr-defined]
    return name


def _conditions(old: tuple[Condition, ...], new: tuple[Condition, ...]) -> Iterator[Change]:
    both = (*old, *new)
    labels = {one.id: one.label for one in both}
    told: dict[str, Told] = {one.id: one.when.versions[-1][1] for one in both if not isinstance(one, Group)}
    for one in _by_id("conditions", old, new, labels, told):
        if isinstance(one, Change):
            yield one
            continue
        was, now = one
        path = ("conditions", now.id)
        yield from _field((*path, "label"), now.label, was.label, now.label)
        if isinstance(was, Group) and isinstance(now, Group):
            yield from _field((*path, "needs"), now.label, was.needs, now.needs)
            yield from _conditions(was.children, now.children)
        elif isinstance(was, Group) or isinstance(now, Group):
            yield Change("removed", path, was.label)
            yield Change("added", path, now.label)
        else:
            yield from dated_changes((*path, "when"), now.label, was.when, now.when)
        yield from _field((*path, "source"), now.label, was.sources, now.sources)


def _amounts(old: tuple[Amount, ...], new: tuple[Amount, ...]) -> Iterator[Change]:
    both = {one.id: one for one in (*old, *new)}
    labels = {one.id: one.label for one in both.values()}
    told: dict[str, Told] = {one.id: one.value.versions[-1][1] for one in both.values() if one.value}
    for one in _by_id("amounts", old, new, labels, told):
        if isinstance(one, Change):
            yield replace(one, per=both[one.path[1]].per)
            continue
        was, now = one
        path = ("amounts", now.id)
        for field in ("value", "rate", "cap"):
            yield from dated_changes((*path, field), now.label, getattr(was, field), getattr(now, field), now.per)
        for field in (
            "label",
            "base",
            "per",
            "precision",
            "only_if",
            "supplements",
            "granted_by",
            "by_period",
            "periods",
        ):
            yield from _field((*path, field), now.label, getattr(was, field), getattr(now, field))
        if was.payments != now.payments:
            yield Change("changed", (*path, "payments"), now.label)
        yield from _field((*path, "source"), now.label, was.sources, now.sources)


def _limits(old: Scheme, new: Scheme) -> Iterator[Change]:
    was, now = ({one.family: one for one in scheme.limits} for scheme in (old, new))
    for family in was.keys() | now.keys():
        path = ("limits", family)
        if family not in now:
            yield Change("removed", path, new.name)
        elif family not in was:
            yield Change("added", path, new.name)
        else:
            yield from _field((*path, "taken_if"), new.name, was[family].taken_if, now[family].taken_if)


def _relations(old: tuple[Relation, ...], new: tuple[Relation, ...]) -> Iterator[Change]:
    was, now = _related(old), _related(new)
    for key, one in was.items():
        path = ("relations", *key)
        if key not in now:
            yield Change("removed", path, NO_LABEL, before=one.during)
            continue
        for field in ("during", "only_if", "had_if", "divergence"):
            yield from _field((*path, field), NO_LABEL, getattr(one, field), getattr(now[key], field))
    yield from (
        Change("added", ("relations", *key), NO_LABEL, after=one.during) for key, one in now.items() if key not in was
    )


def _related(relations: tuple[Relation, ...]) -> dict[tuple[str, str], Relation]:
    """Relations one by one: their kind and the other scheme."""
    return {(one.kind, other): one for one in relations for other in one.schemes}


def _notices(kind: str, old: tuple[Notice, ...], new: tuple[Notice, ...]) -> Iterator[Change]:
    texts = {one.id: one.text for one in (*old, *new)}
    for one in _by_id(kind, old, new, texts, {}):
        if isinstance(one, Change):
            yield one
            continue
        was, now = one
        yield from _field((kind, now.id, "text"), now.text, was.text, now.text)
        yield from _field((kind, now.id, "when"), now.text, was.when, now.when)
        yield from _field((kind, now.id, "source"), now.text, was.sources, now.sources)


def _divergences(old: tuple[Divergence, ...], new: tuple[Divergence, ...]) -> Iterator[Change]:
    labels = {one.id: one.because for one in (*old, *new)}
    for one in _by_id("divergences", old, new, labels, {}):
        if isinstance(one, Change):
            yield one
            continue
        was, now = one
        path = ("divergences", now.id)
        yield from _field((*path, "applied"), now.because, _applied(was), _applied(now))
        yield from _field((*path, "because"), now.because, was.because, now.because)
        known = {reading.id: reading for reading in was.readings}
        if was.about != now.about or known != {reading.id: reading for reading in now.readings}:
            yield Change("changed", (*path, "readings"), now.because)


def _applied(divergence: Divergence) -> Text | str:
    return next((one.label for one in divergence.readings if one.id == divergence.applied), divergence.applied)
