"""Records as plain JSON data and back: the form in which compiled rules are kept.

A record is `[class, field, …]` with trailing defaults left out; a tuple is `["", item, …]`; a mapping `{…}`; a decimal
`["#", "2.5"]`; a day `["@", "2025-12-31"]`. Nothing else is kept, so nothing that is read back can act.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engine.record import Record


def to_data(value: object) -> Any:
    """Plain data for a record, or for what a record may hold."""
    match value:
        case None | bool() | str() | int():
            return value
        case Decimal():
            return ["#", str(value)]
        case date():
            return ["@", value.isoformat()]
        case tuple():
            return ["", *(to_data(item) for item in value)]
        case Mapping():
            return {key: to_data(item) for key, item in value.items()}
        case Record():
            fields = [to_data(getattr(value, name)) for name in value._fields]
            while fields and _is_default(value, value._fields[len(fields) - 1]):
                fields.pop()
            return [type(value).__name__, *fields]
        case _:
            raise TypeError(f"{type(value).__name__} cannot be kept as data")


def _is_default(record: Record, name: str) -> bool:
    """The field holds its default. The place of a thing is not kept."""
    if name in ("span", "place") and name not in record._required:
        return True
    return name not in record._required and getattr(record, name) == getattr(type(record), name)


class Decoder:
    """Reads data back into records of the classes it is given, and of no other."""

    def __init__(self, classes: Iterable[type[Record]]) -> None:
        self._classes = {cls.__name__: cls for cls in classes}

    def read(self, data: Any) -> Any:
        """The value that `to_data` wrote. Raises `ValueError`, `KeyError` or `TypeError` for data it did not write."""
        if data.__class__ is not list:
            return {key: self.read(item) for key, item in data.items()} if data.__class__ is dict else data
        tag = data[0]
        read = self.read
        values = [read(item) if item.__class__ in _DEEP else item for item in data]
        if tag == "":
            return tuple(values[1:])
        if tag == "#":
            return Decimal(values[1])
        if tag == "@":
            return date.fromisoformat(values[1])
        cls = self._classes[tag]
        record = object.__new__(cls)
        record.__dict__.update(zip(cls._fields, values[1:], strict=False))
        return record


_DEEP = (list, dict)
