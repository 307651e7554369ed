"""What differs between two rulebooks, thing by thing: by ids, never by the order or the layout of files.

Records are compared field by field, whatever their fields are: a field that the model gains is compared too.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from public_aids.engine.compare.model import Change, RuleChanges, SchemeChanges, Told
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.keys import Row, identity, rows
from public_aids.engine.rulebook.model import Amount, Dated, Per, Reading, Relation, Rulebook, Scheme, Test, Validity
from public_aids.engine.text import DatedText, Text

Path = tuple[str, ...]

_LABELS: Final = ("label", "text", "title", "body", "because", "name")  # what a thing is called, the first that it has


def rule_changes(before: Rulebook, after: Rulebook) -> RuleChanges:
    """Everything that differs, schemes in the order of their ids; a scheme without a difference is left out."""
    old = {scheme.id: scheme for scheme in before.schemes}
    new = {scheme.id: scheme for scheme in after.schemes}
    schemes = (_scheme(name, old.get(name), new.get(name)) for name in sorted(old.keys() | new.keys()))
    shared = (
        change
        for kind in ("facts", "documents", "contacts", "notices")
        for change in _by_key((kind,), *(_things(getattr(rules, kind)) for rules in (before, after)))
    )
    of_folder = _fields(("rules",), before.manifest, after.manifest)
    changed = tuple(one for one in schemes if one.changes or one.side != "changed")
    return RuleChanges(changed, (*of_folder, *shared))


def _things(found: Any) -> tuple[Any, ...]:
    return tuple(found.values() if isinstance(found, dict) else found)


def _scheme(name: str, old: Scheme | None, new: Scheme | None) -> SchemeChanges:
    if old is not None and new is not None:
        return SchemeChanges(name, new.name, "changed", tuple(_fields((), old, new)))
    there = new or old
    assert there is not None
    bare = _bare(there)
    changes = _fields((), *((bare, there) if old is None else (there, bare)))
    return SchemeChanges(name, there.name, "added" if old is None else "removed", tuple(changes))


def _bare(scheme: Scheme) -> Scheme:
    """A scheme without what gives a right: to tell in full what comes with a new one, and goes with a dropped one."""
    gives = ("conditions", "amounts", "limits", "relations", "incompatible_supplements", "replaced_by")
    return replace(scheme, validity=Validity(), term=None, opens_on=None, **dict.fromkeys(gives, ()))


def _fields(path: Path, old: Record | None, new: Record | None) -> Iterator[Change]:
    """The fields that differ in two versions of one thing."""
    there: Any = new or old
    for row in rows(type(there)):
        if row.key.compared and not row.key.identity:
            was, now = (getattr(one, row.field) if one else None for one in (old, new))
            if not _same(was, now):
                inside = path[:-1] if row.field == "children" else (*path, row.name)
                yield from _differences(inside, row, there, was, now)


def _differences(path: Path, row: Row, owner: Any, old: Any, new: Any) -> Iterator[Change]:
    known = any(identity(one) for one in row.records)
    if isinstance(old, DatedText) or isinstance(new, DatedText):
        yield from dated_changes(path, label_of(owner), _dated_text(old), _dated_text(new))
    elif row.dated:
        yield from dated_changes(path, label_of(owner), old, new, owner.per if isinstance(owner, Amount) else None)
    elif row.records and not row.many:
        yield from _fields(path, old, new)
    elif row.field == "value_labels":
        yield from _values(path, old or (), new or ())
    elif row.kind is Relation:
        yield from _by_key(path, *(tuple(_related(one or ())) for one in (old, new)))
    elif known:
        yield from _by_key(path, old or (), new or ())
    else:
        yield Change("changed", path, label_of(owner), old, new)


def _dated_text(text: Text | None) -> Dated[Any] | None:
    if text is None:
        return None
    return Dated(text.versions if isinstance(text, DatedText) else ((None, text),))


def _same(old: Any, new: Any) -> bool:
    """Whether nothing differs but the order of a list, or how "nothing" is written."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(one in new for one in old) and all(one in old for one in new)
    return bool(old == new or (old in (None, ()) and new in (None, ())))


def dated_changes(
    path: Path, label: Text, old: Dated[Any] | None, new: Dated[Any] | None, per: Per | None = None
) -> Iterator[Change]:
    """The periods on which two dated values differ."""
    starts = {first or date.min for one in (old, new) if one for first, _ in one.versions} | {date.min}
    periods: list[Change] = []
    for first, following in _pairs(sorted(starts)):
        was, now = (one.version(first) if one else None for one in (old, new))
        since = None if first == date.min else first
        last = following - timedelta(days=1) if following else None
        if was == now:
            continue
        if periods and periods[-1].until and (periods[-1].before, periods[-1].after) == (was, now):
            since = periods.pop().since
        periods.append(Change("changed", path, label, was, now, since, last, per))
    yield from periods


def _pairs(days: list[date]) -> Iterable[tuple[date, date | None]]:
    return zip(days, [*days[1:], None], strict=True)


def _by_key(path: Path, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    """Things removed, changed and added, by what each is known by; of another form, one goes and one comes."""
    was, now = ({_key(one): one for one in things} for things in (old, new))
    for key, one in was.items():
        other = now.get(key)
        if type(other) is type(one):
            yield from _fields((*path, *key), one, other)
        else:
            yield Change("removed", (*path, *key), label_of(one), before=_told(one), per=getattr(one, "per", None))
    for key, one in now.items():
        if type(was.get(key)) is not type(one):
            yield Change("added", (*path, *key), label_of(one), after=_told(one), per=getattr(one, "per", None))


def _key(thing: Any) -> Path:
    found = (getattr(thing, field) for field in identity(type(thing)))
    return tuple(part for one in found for part in (one if isinstance(one, tuple) else (one,)))


def _related(relations: tuple[Relation, ...]) -> Iterator[Relation]:
    """Relations with one other scheme each."""
    for one in relations:
        yield from (replace(one, schemes=(other,)) for other in one.schemes)


def _values(path: Path, old: tuple[tuple[str, Text], ...], new: tuple[tuple[str, Text], ...]) -> Iterator[Change]:
    """The values that a fact may have, with their labels."""
    was, now = dict(old), dict(new)
    for value in dict.fromkeys((*was, *now)):
        label = now.get(value) or was[value]
        if value not in now or value not in was:
            yield Change("removed" if value in was else "added", (*path, value), label)
        elif was[value] != now[value]:
            yield Change("changed", (*path, value, "label"), label, was[value], now[value])


def _told(thing: Any) -> Told:
    """What is said of a thing that comes or goes, besides its label."""
    match thing:
        case Test():
            return thing.when.versions[-1][1]
        case Amount() if thing.value:
            return thing.value.versions[-1][1]
        case Relation():
            return thing.during
        case Reading():
            return thing.value
        case _:
            return None


def label_of(thing: Any) -> Text:
    """What people call a thing; empty where it has no name of its own."""
    found = next((getattr(thing, field) for field in _LABELS if hasattr(thing, field)), "")
    return found if isinstance(found, Text) else Text(found, found)
