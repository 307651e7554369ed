"""The JSON Schemas, written by hand for their texts, and the keys of the model say the same of every file."""

import json
from typing import Any, Final

import pytest
from rule_files import GRAMMAR

from public_aids.engine.edit.order import shape_of
from public_aids.engine.rulebook import model
from public_aids.engine.rulebook.keys import every_row, rows

MODEL: Final = "engine/rulebook/model.py"
# The parts of the schemas, the records they describe, and the keys that no field has: where they are read instead.
PARTS: Final[list[tuple[str, str, type, dict[str, str]]]] = [
    ("scheme", "", model.Scheme, dict.fromkeys(model.RELATION_KEYS.values(), "scheme_file")),
    ("scheme", "validity", model.Validity, {}),
    ("scheme", "term", model.Term, {}),
    ("scheme", "conditions", model.Test, {"any_of": "scheme_file", "all_of": "scheme_file"}),
    ("scheme", "amounts", model.Amount, {}),
    ("scheme", "amounts payments", model.Payment, {}),
    ("scheme", "amounts source", model.Citation, {}),
    ("scheme", "limits", model.Limit, {}),
    ("scheme", "incompatible_with", model.Relation, {}),
    ("scheme", "compatible_with", model.Relation, {}),
    ("scheme", "followed_by", model.Relation, {}),
    ("scheme", "incompatible_supplements", model.Exclusion, {}),
    ("scheme", "obligations", model.Notice, {}),
    ("scheme", "notes", model.Notice, {}),
    ("scheme", "divergences", model.Divergence, {}),
    ("scheme", "divergences readings", model.Reading, {"value": "divergences"}),
    ("scheme", "divergences readings also", model.Replacement, {"value": "divergences"}),
    ("facts", "facts *", model.Fact, {"values": "other_files", "table": "other_files"}),
    ("facts", "facts * fields *", model.Fact, {"values": "other_files"}),
    ("facts", "facts * implied", model.Implied, {"is": "other_files"}),
    ("sources", "documents", model.Document, {}),
    ("sources", "documents notes", model.Notice, {}),
    ("contacts", "contacts", model.Contact, {}),
    ("rules", "", model.Manifest, {}),
    ("rules", "roles", model.Roles, {}),
    ("rules", "roles contracts", model.ContractRole, {}),
]
# A record that several parts describe, each with some of its keys.
SHARED: Final = (model.Relation, model.Notice, model.Fact)


def parts_at(name: str, path: str) -> list[dict[str, Any]]:
    """The objects of a schema at a path of keys, through lists; `*` is any name."""
    shape = shape_of(name)  # type: ignore[arg-type]
    for key in path.split():
        shape = shape.at(key)
        shape = shape if shape.keys() or key == "*" or not shape.item().keys() else shape.item()
    return [part for part in shape._parts if "additionalProperties" in part and "properties" in part]


def allowed(name: str, path: str) -> dict[str, Any]:
    return {key: one for part in parts_at(name, path) for key, one in part["properties"].items()}


@pytest.mark.parametrize(("name", "path", "record", "elsewhere"), PARTS)
def test_a_key_that_the_schema_allows_is_read(name: str, path: str, record: type, elsewhere: dict[str, str]) -> None:
    read = {row.name for row in rows(record) if not row.key.made}
    assert (
        dict.fromkeys(allowed(name, path).keys() - read - elsewhere.keys(), f"no field of {record.__name__} in {MODEL}")
        == {}
    )
    assert elsewhere.keys() <= allowed(name, path).keys()


@pytest.mark.parametrize("record", dict.fromkeys(part[2] for part in PARTS))
def test_a_key_that_is_read_is_allowed_by_a_schema(record: type) -> None:
    places = [(name, path) for name, path, one, _ in PARTS if one is record]
    known = {key for place in places for key in allowed(*place)}
    missing = {row.name for row in rows(record) if not row.key.made} - known
    assert dict.fromkeys(missing, f"not in grammar/{places[0][0]}.schema.json at `{places[0][1]}`") == {}


@pytest.mark.parametrize(("name", "path", "record", "elsewhere"), PARTS)
def test_what_must_be_there_is_the_same(name: str, path: str, record: type, elsewhere: dict[str, str]) -> None:
    """What the schema lets be absent needs a default in the model."""
    wanted = set.intersection(*(set(part["required"]) for part in parts_at(name, path)))
    needed = {row.name for row in rows(record) if row.required and not row.key.made}
    needed -= {"family"} | ({"when"} if record is model.Test else set())  # of a limit the scheme itself; or of a group
    assert needed <= wanted, f"{record.__name__} in {MODEL} needs a default for {needed - wanted}"
    if record not in SHARED:
        assert wanted - elsewhere.keys() - {"source"} <= needed, f"a default in {MODEL} for what the schema requires"


@pytest.mark.parametrize(("name", "path", "record", "elsewhere"), PARTS)
def test_the_words_of_a_key_are_the_same(name: str, path: str, record: type, elsewhere: dict[str, str]) -> None:
    keys = allowed(name, path)
    for row in rows(record):
        if row.name in keys and not row.key.made:
            words = tuple(keys[row.name].get("enum", ())) if row.name != "unit" else ()
            assert set(words) <= set(row.words), f"{record.__name__}.{row.field} in {MODEL}: {words}"
            assert path.endswith("fields *") or set(row.words) <= set(words), f"{row.name} in {name}.schema.json"


def test_every_record_is_described_by_a_schema() -> None:
    held = {record for row in every_row() for record in row.records} - {model.Group, model.Scheme}
    assert {one.__name__ for one in held} <= {part[2].__name__ for part in PARTS}


def test_every_object_of_a_schema_is_a_record() -> None:
    """But for texts, versions, tables and their rows, values with their labels."""
    known = {frozenset(allowed(name, path)) for name, path, _, _ in PARTS}
    plain = [
        {"fr", "en"},
        {"from", "is"},
        {"from", "is", "as_of"},
        {"is", "label"},
        {"by", "otherwise", "rows", "source"},
        {"for", "is", "source"},
    ]
    tops = [{"facts"}, {"documents"}, {"contacts"}]
    for name in ("rules", "scheme", "facts", "sources", "contacts"):
        for one in objects(json.loads((GRAMMAR / f"{name}.schema.json").read_text(encoding="utf-8"))):
            keys = frozenset(one["properties"])
            assert keys in known or keys in plain or keys in tops, f"{name}.schema.json: no record has {sorted(keys)}"


def objects(schema: Any) -> list[dict[str, Any]]:
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) and schema.get("type") == "object" and "properties" in schema else []
    return [*own, *(found for one in inside for found in objects(one))]
