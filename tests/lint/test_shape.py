"""The quick check of a shape answers as the full validator does, on our files and on files broken at random."""

import json
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.examples import BASE
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.rulebook.quick_shape import GRAMMAR, compiled, quick_check
from public_aids.engine.rulebook.shape import explained
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Node, plain
from public_aids.engine.source.yaml_reader import read_yaml

SCHEMAS = ("rules", "scheme", "facts", "sources", "contacts", "cases")
ODD = (None, True, "x", "", Decimal(-1), Decimal("0.5"), [], {}, ["a", "a"], {"from": "2025-01-01", "is": "x"})


def schema_of(path: Path) -> str:
    return "cases" if path.name.endswith(".cases.yaml") else path.stem if path.stem in SCHEMAS else "scheme"


@cache
def files() -> tuple[tuple[str, str], ...]:
    paths = (*BASE.glob("*.yaml"), *sorted(DEFAULT_RULES.rglob("*.yaml"))[::4])
    return tuple((schema_of(path), path.read_text(encoding="utf-8")) for path in paths)


def tree(data: object) -> Node:
    """The located tree of plain data: JSON is YAML."""
    node, _ = read_yaml(Source("x", json.dumps(data, default=float)))
    assert node is not None
    return node


def places(data: object) -> list[tuple[object, object]]:
    """Every container, with each of its keys or positions."""
    if isinstance(data, dict):
        return [(data, key) for key in data] + [one for value in data.values() for one in places(value)]
    if isinstance(data, list):
        return [(data, at) for at in range(len(data))] + [one for value in data for one in places(value)]
    return []


@given(st.data())
def test_quick_and_full_agree(data: st.DataObject) -> None:
    schema, text = data.draw(st.sampled_from(files()))
    node, _ = read_yaml(Source("x", text))
    assert node is not None and quick_check(schema)(node)
    changed = plain(node)
    for _ in range(data.draw(st.integers(1, 2))):
        owner, key = data.draw(st.sampled_from(places(changed)))
        change = data.draw(st.sampled_from((*ODD, "delete", "rename")))
        if change == "delete":
            del owner[key]  # type: ignore[attr-defined]
        elif change == "rename" and isinstance(owner, dict):
            owner["value" if key != "value" else "rate"] = owner.pop(key)
        else:
            owner[key] = deepcopy(change)  # type: ignore[index]
        if not places(changed):
            break
    broken = tree(changed)
    source = Source("x", json.dumps(changed, default=float))
    assert quick_check(schema)(broken) == (not explained(broken, source, schema))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_keyword_is_known(name: str) -> None:
    compiled(json.loads((GRAMMAR / f"{name}.schema.json").read_text(encoding="utf-8")))


def test_unknown_keyword_is_refused() -> None:
    with pytest.raises(ValueError, match="multipleOf"):
        compiled({"multipleOf": 2})
