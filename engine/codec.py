"""Records as plain JSON data and back: the form in which compiled rules are stored.

Everything a record holds is written once, in a list of parts that is built from the leaves up: a part holds only parts
before it, and names them by their number. Parts come in batches of one kind, as columns, so that reading them back is a
few passes over lists. The last part is the whole.

    [["#", ["2.5", …]], ["@", ["2025-12-31", …]], ["Name", ["name"], [["on", "statut", …]], []], …]

A batch of records is `[class, fields, columns, links]`: the fields whose numbers are in `links` hold numbers of parts,
the others plain values. Nothing else is stored, so nothing that is read back can act.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from public_aids.engine.record import Record

PLAIN = (str, int, bool, type(None))


def to_data(whole: Record) -> list[Any]:
    """Plain data for a record and all that it holds."""
    return _Writer().written(whole)


class _Writer:
    """Numbers parts level by level: leaves first, then what holds only leaves, and so on."""

    def __init__(self) -> None:
        self._levels: list[dict[str, list[tuple[Any, ...]]]] = []
        self._place: dict[object, tuple[int, str, int]] = {}
        self._linked: dict[str, set[int]] = {}
        self._fields: dict[str, tuple[str, ...]] = {}

    def written(self, whole: Record) -> list[Any]:
        self._mark(whole)
        self._part(whole)
        numbers: dict[tuple[int, str, int], int] = {}
        batches: list[Any] = []
        for level, kinds in enumerate(self._levels):
            for kind, rows in kinds.items():
                batches.append(self._batch(kind, rows, numbers))
                for row in range(len(rows)):
                    numbers[(level, kind, row)] = len(numbers)
        return batches

    def _mark(self, value: object) -> None:
        """Which fields of which classes hold parts."""
        waiting = [value]
        seen: set[int] = set()
        while waiting:
            one = waiting.pop()
            if id(one) in seen:
                continue
            seen.add(id(one))
            if isinstance(one, Record):
                name = type(one).__name__
                linked = self._linked.setdefault(name, set())
                self._fields[name] = _kept(type(one))
                for index, field in enumerate(self._fields[name]):
                    held = getattr(one, field)
                    if not isinstance(held, PLAIN):
                        linked.add(index)
                        waiting.append(held)
            elif isinstance(one, Mapping):
                waiting.extend(one.values())
            elif isinstance(one, tuple):
                waiting.extend(one)

    def _part(self, value: object) -> tuple[int, str, int]:
        """The place of a part, written when it is new."""
        kind, row, held = self._row(value)
        level = 1 + max((place[0] for place in held), default=-1)
        key = (kind, row)
        if key not in self._place:
            while len(self._levels) <= level:
                self._levels.append({})
            rows = self._levels[level].setdefault(kind, [])
            self._place[key] = (level, kind, len(rows))
            rows.append(row)
        return self._place[key]

    def _row(self, value: object) -> tuple[str, tuple[Any, ...], list[tuple[int, str, int]]]:
        match value:
            case Record():
                name = type(value).__name__
                linked = self._linked[name]
                cells = [getattr(value, field) for field in self._fields[name]]
                held = {index: self._part(cells[index]) for index in sorted(linked)}
                return name, tuple(held.get(index, cell) for index, cell in enumerate(cells)), list(held.values())
            case tuple():
                places = [self._part(item) for item in value]
                return "", tuple(places), places
            case Mapping():
                places = [self._part(item) for item in value.values()]
                return "{}", (tuple(value), *places), places
            case Decimal():
                return "#", (str(value),), []
            case date():
                return "@", (value.isoformat(),), []
            case None | bool() | str() | int():
                return f"={type(value).__name__}", (value,), []
            case _:
                raise TypeError(f"{type(value).__name__} cannot be stored as data")

    def _batch(self, kind: str, rows: list[tuple[Any, ...]], numbers: Mapping[tuple[int, str, int], int]) -> list[Any]:
        if kind in self._linked:
            linked = self._linked[kind]
            columns = [
                [numbers[cell] for cell in column] if index in linked else list(column)
                for index, column in enumerate(zip(*rows, strict=True))
            ]
            return [kind, list(self._fields[kind]), columns, sorted(linked)]
        if kind == "":
            return [kind, [[numbers[place] for place in row] for row in rows]]
        if kind == "{}":
            return [kind, [[list(row[0]), [numbers[place] for place in row[1:]]] for row in rows]]
        return [kind, [row[0] for row in rows]]


def _kept(cls: type[Record]) -> tuple[str, ...]:
    """The fields that are stored: all but the `span` of a node in its text, where it may be left out."""
    return tuple(name for name in cls._fields if name != "span" or name in cls._required)


def from_data(data: Any, classes: Iterable[type[Record]]) -> Any:
    """What `to_data` wrote, as records of these classes and no other.

    Raises `ValueError`, `KeyError`, `TypeError` or `IndexError` for data it did not write.
    """
    known = {cls.__name__: cls for cls in classes}
    parts: list[Any] = []
    for kind, *rest in data:
        match kind:
            case "#":
                parts += [Decimal(text) for text in rest[0]]
            case "@":
                parts += [date.fromisoformat(text) for text in rest[0]]
            case "":
                parts += [tuple([parts[number] for number in row]) for row in rest[0]]
            case "{}":
                parts += [dict(zip(names, [parts[n] for n in row], strict=True)) for names, row in rest[0]]
            case "=NoneType" | "=bool" | "=str" | "=int":
                parts += rest[0]
            case _:
                parts += _records(known[kind], parts, *rest)
    return parts[-1]


def _records(
    cls: type[Record], parts: list[Any], fields: list[str], columns: list[list[Any]], links: list[int]
) -> list[Record]:
    if not cls._required <= set(fields) <= set(cls._fields):
        raise ValueError(cls.__name__)
    if len(columns) != len(fields) or len({len(column) for column in columns}) > 1:
        raise ValueError(cls.__name__)
    for index in links:
        columns[index] = [parts[number] for number in columns[index]]
    make, found = object.__new__, []
    for row in zip(*columns):  # noqa: B905  # the lengths are checked above, once for all rows
        record = make(cls)
        record.__dict__.update(zip(fields, row))  # noqa: B905
        found.append(record)
    return found
