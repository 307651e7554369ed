"""Diagnostics for people to read: errors first, and what is said in many places said once."""

from collections import Counter
from collections.abc import Iterable

from public_aids.engine.record import Record
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place
from public_aids.engine.text import Text

MANY = 4  # places from which on one of them stands for all


class Said(Record):
    """One message, at the first place that it was found, and the other places."""

    first: Diagnostic
    others: tuple[Place, ...] = ()


def arranged(found: Iterable[Diagnostic]) -> tuple[Said, ...]:
    """Each finding once, errors before warnings, else in their order."""
    listed = sorted(found, key=lambda one: one.severity != "error")
    alike: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in listed:
        alike.setdefault(_what(one), []).append(one)
    said: list[Said] = []
    for one in listed:
        same = alike[_what(one)]
        if len(same) < MANY:
            said.append(Said(one))
        elif one is same[0]:
            said.append(Said(one, tuple(other.place for other in same[1:] if other.place is not None)))
    return tuple(said)


def in_places(said: Said) -> Text:
    count = len(said.others) + 1
    return Text(f"à {count} endroits", f"in {count} places")


def by_code(found: Iterable[Diagnostic]) -> str:
    """`12 R415, 3 D301`: the most frequent first."""
    counts = Counter(one.code for one in found)
    return ", ".join(f"{count} {code}" for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _what(one: Diagnostic) -> tuple[object, ...]:
    return one.code, one.severity, one.message, one.cures
