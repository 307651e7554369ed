"""Cells as the data of a profile, so that the reader of profiles reads them: lists above all, also those in JSON."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal

from public_aids.engine.batch.facts import number_kind
from public_aids.engine.decide.profile import FactProblem, read_value
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.source.json_reader import read_json
from public_aids.engine.source.place import Source
from public_aids.engine.source.plain_reader import read_plain_json
from public_aids.engine.source.tree import plain

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_EXACT = 2**40  # below it, what a float adds to the decimals that were written is noise
_NOISE = Decimal("1e-9")


def cell_problems(one: Fact, value: object) -> list[FactProblem]:
    """What the reader of profiles says of a cell that is not empty."""
    try:
        data = in_profile(one, value)
    except BrokenError as error:
        return [FactProblem(found.code, (one.name,), found.message, found.cures) for found in error.diagnostics]
    return [] if data is None else read_value(one, data, (one.name,))[1]


def in_profile(one: Fact, value: object) -> object:
    """The cell as the data of a profile, None where it is empty. Raises `BrokenError` for JSON that cannot be read."""
    match one.type, value:
        case _, "":
            return None
        case "list" | "records", str():
            return _json(one.name, value)
        case "list", list():
            return [written(item, one) for item in value]
        case "records", list():
            return [_record(one, item) for item in value]
        case _:
            return written(value, one)


def _json(name: str, text: str) -> object:
    quick = read_plain_json(f'{{"": {text}}}')
    if quick is not None and len(quick) == 1:
        return quick[""]
    node, found = read_json(Source(name, text))
    errors = tuple(one for one in found if one.severity == "error")
    if errors:
        raise BrokenError(errors)
    return None if node is None else plain(node)


def _record(one: Fact, record: object) -> object:
    if not isinstance(record, Mapping):
        return record
    fields = {field.name: field for field in one.fields}
    return {name: in_profile(fields[name], value) for name, value in record.items() if name in fields}


def written(value: object, one: Fact) -> object:
    """The value of a cell as a person would write it in a profile, where she could."""
    match value:
        case bool() | int() | Decimal() | None:
            return value
        case float():
            exact = Decimal(repr(value))
            near = round(exact, number_kind(one).scale) if abs(value) < _EXACT else None
            return exact if near is None or abs(near - exact) > _NOISE else near
        case str() if one.type == "number" and _PLAIN.fullmatch(value):
            return Decimal(value)
        case str() if one.type == "boolean" and value in ("true", "false"):
            return value == "true"
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case _:
            return str(value)
