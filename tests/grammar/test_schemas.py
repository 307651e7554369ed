"""The JSON Schemas accept our files, and refuse an unknown key at every level of them."""

import copy
import json
import re
import textwrap
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rule_files import GRAMMAR, SCHEMES, mappings, read, rule_files, schema_of, scheme_files

from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import plain
from public_aids.engine.source.yaml_reader import read_yaml

NAMES = ("rules", "scheme", "facts", "sources", "contacts", "cases")
CASES = {
    "base": {"statut": "installe_liberal", "secteur": 1, "contrats": []},
    "on": "2025-11-20",
    "cases": [
        {
            "id": "nominal",
            "title": "Cas nominal",
            "on": "2025-12-31",
            "with": {"secteur": None},
            "expect": {
                "status": "eligible",
                "failed": [],
                "missing": ["membre_cpts"],
                "amounts": {"forfait": 50000, "autre": None, "taux": {"rate": 0.1, "missing": []}},
                "held": {"state": "running", "ends_on": "2028-05-02", "paid": 0},
                "readings": {"dernier_jour_de_signature": True},
            },
        },
        {"id": "sans_contrat", "title": "Sans contrat", "expect": {"held": None}},
    ],
}
UNKNOWN = "clé inconnue"


@cache
def validator(name: str) -> Any:
    """A validator that reads YAML numbers, which are decimals here, as JSON Schema's numbers and integers."""
    schema = json.loads((GRAMMAR / f"{name}.schema.json").read_text(encoding="utf-8"))
    kinds = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole)
    extend: Any = jsonschema.validators.extend
    return extend(jsonschema.Draft202012Validator, type_checker=kinds)(schema)


def _is_whole(_: object, value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and value == int(value)


def ids(path: Path) -> str:
    return str(path.relative_to(SCHEMES))


@pytest.mark.parametrize("name", NAMES)
def test_is_a_schema_of_2020_12(name: str) -> None:
    schema = json.loads((GRAMMAR / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", NAMES)
def test_every_object_is_closed_and_explained_in_both_languages(name: str) -> None:
    schema = json.loads((GRAMMAR / f"{name}.schema.json").read_text(encoding="utf-8"))
    for part in mappings(schema):
        if part.get("type") == "object":
            assert "additionalProperties" in part and part["additionalProperties"] is not True, part
            assert " / " in str(part.get("description", part.get("title", ""))), part
        for key, value in properties(part):
            assert value is False or "$ref" in value or " / " in str(value.get("description", "")), (key, value)


def properties(part: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The keys that a person may write (those of a condition of the schema say nothing new)."""
    if part.get("type") == "object" and isinstance(part.get("properties"), dict):
        yield from ((key, value) for key, value in part["properties"].items() if value.get("type") != "array")


@pytest.mark.parametrize("path", rule_files(), ids=ids)
def test_file_has_the_shape_that_its_first_line_names(path: Path) -> None:
    name = schema_of(path)
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named and (path.parent / named[1]).resolve() == GRAMMAR / f"{name}.schema.json"
    assert [error.message for error in validator(name).iter_errors(read(path))] == []


@pytest.mark.parametrize("path", rule_files(), ids=ids)
def test_unknown_key_is_refused_at_every_level(path: Path) -> None:
    refused_everywhere(schema_of(path), read(path))


def test_cases_have_a_shape_closed_at_every_level() -> None:
    assert validator("cases").is_valid(CASES)
    refused_everywhere("cases", CASES)


def test_the_page_for_policy_staff_shows_yaml_that_is_read() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (SCHEMES / "README.md").read_text(encoding="utf-8"), re.S)
    assert len(blocks) == 8
    for block in blocks:
        node, problems = read_yaml(Source("README.md", textwrap.dedent(block)))
        assert node is not None and not problems
    (cases,) = (block for block in blocks if "cases:\n" in block)
    node, _ = read_yaml(Source("README.md", cases))
    assert node is not None and validator("cases").is_valid(plain(node))


def refused_everywhere(name: str, good: object) -> None:
    check, data = validator(name), copy.deepcopy(good)
    for level in mappings(data):
        level[UNKNOWN] = "x"
        assert not check.is_valid(data), sorted(level)
        del level[UNKNOWN]
    assert check.is_valid(data)


def scheme(**changes: object) -> dict[str, object]:
    """A small good scheme; a change to None takes a key away."""
    source = {"document": "d", "lines": 1, "quote": "q"}
    text = {"fr": "f", "en": "e"}
    good: dict[str, object] = {
        "id": "a",
        "acronym": "A",
        "name": text,
        "kind": "contract",
        "rules_as_of": "signature",
        "conditions": [{"id": "c", "label": text, "when": "conventionne", "source": source}],
        "amounts": [
            {
                "id": "m",
                "label": text,
                "value": 1,
                "unit": "EUR",
                "per": "year",
                "precision": "exact",
                "source": source,
            }
        ],
    }
    return {key: value for key, value in {**good, **changes}.items() if value is not None}


def condition(**changes: object) -> dict[str, object]:
    return scheme(conditions=[{**scheme()["conditions"][0], **changes}])  # type: ignore[index,dict-item]


def amount(**changes: object) -> dict[str, object]:
    changed = {**scheme()["amounts"][0], **changes}  # type: ignore[index,dict-item]
    return scheme(amounts=[{key: value for key, value in changed.items() if value is not None}])


GOOD = {
    "smallest": scheme(),
    "dated value": amount(value=[{"is": 1}, {"from": "2026-01-01", "is": 2}]),
    "rate and base": amount(value=None, rate=0.25, base="x"),
    "unquantified": amount(value=None, precision="unquantified"),
    "information": scheme(kind="information", conditions=None, amounts=None, rules_as_of=None),
}
BAD = {
    "no amounts": scheme(amounts=None),
    "empty conditions": scheme(conditions=[]),
    "unknown kind": scheme(kind="contrat"),
    "information with amounts": scheme(kind="information"),
    "id with accent": scheme(id="médecin"),
    "impossible form of day": scheme(reviewed_on="31/12/2025"),
    "when and any_of": condition(any_of=[{}, {}]),
    "any_of of one": condition(any_of=[{"id": "d", "label": {"fr": "f", "en": "e"}, "when": "x"}], when=None),
    "condition without source": scheme(conditions=[{"id": "c", "label": {"fr": "f", "en": "e"}, "when": "x"}]),
    "amount without value": amount(value=None),
    "value and rate": amount(rate=0.25, base="x"),
    "rate without base": amount(value=None, rate=0.25),
    "unquantified with a value": amount(precision="unquantified"),
    "amount without period": amount(per=None),
    "period in French": amount(per="an"),
    "second version without its day": amount(value=[{"from": "2025-01-01", "is": 1}, {"is": 2}]),
    "lines as text": amount(source={"document": "d", "lines": "douze"}),
    "name in one language": scheme(name={"fr": "f"}),
    "validity without a day": scheme(validity={"source": {"document": "d", "lines": 1}}),
    "divergence of one reading": scheme(
        divergences=[
            {
                "id": "d",
                "readings": [{"id": "r", "label": {"fr": "f", "en": "e"}, "source": {"document": "d", "lines": 1}}],
                "applied": "r",
                "because": {"fr": "f", "en": "e"},
            }
        ]
    ),
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_accepts(data: object) -> None:
    assert [error.message for error in validator("scheme").iter_errors(data)] == []


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_refuses(data: object) -> None:
    assert not validator("scheme").is_valid(data)


@pytest.mark.parametrize("expect", [{}, {"status": "oui"}, {"held": {}}, {"amounts": {}}, {"fails": []}], ids=str)
def test_a_case_expects_something_that_exists(expect: object) -> None:
    cases = {"base": {}, "on": "2025-11-20", "cases": [{"id": "a", "title": "t", "expect": expect}]}
    assert not validator("cases").is_valid(cases)


def test_every_scheme_has_its_own_file() -> None:
    found = {path.stem: read(path) for path in scheme_files()}
    assert {name: data["id"] for name, data in found.items()} == {name: name for name in found}  # type: ignore[index]
    assert len(found) == 13
