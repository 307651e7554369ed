"""What holds for any text: no exception, one meaning, and quick readers that agree with the strict ones."""

import json
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from public_aids.engine.source import yaml_reader
from public_aids.engine.source.align import written
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.json_reader import read_json
from public_aids.engine.source.place import Source
from public_aids.engine.source.plain_reader import read_plain, read_plain_json
from public_aids.engine.source.tree import Node, Scalar, Sequence, plain

TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12)
NUMBERS = st.decimals(-(10**9), 10**9, places=2) | st.integers(-(10**9), 10**9).map(Decimal)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)
SIGNS = "abé😀 \n\t:-#'\"[]{},&*!|>%@?\\01."
WORDS = (
    "- ",
    ": ",
    " #",
    "\n  ",
    "\n- ",
    "a: ",
    "\r\n",
    "\ufeff",
    "\x00",
    "\ud800",
    "---\n",
    "...\n",
    "\u2028",
    "\u00a0",
)
VALUES = ("<<", "yes", "null", "\\u00e9", "2,5", "1e3", "'x'", '"y"', "[]")
PIECES = st.sampled_from([*SIGNS, *WORDS, *VALUES])
SNIPPETS = st.lists(PIECES, max_size=25).map("".join)
PROFILE = (
    '---\nstatut: installe_liberal  # x\nsecteur: 1\nzone: "ZIP"\ncontrats:\n  - dispositif: caim\n'
    "    date_signature: 2024-10-01\n  - dispositif: 'cs tm'\nage_ans:\nliste: [1, -2, a]\nvide: []\nmois:\n- 1\n- b\n"
)


class _Dumper(yaml.SafeDumper):
    """Quotes every text, so that only the readers decide what plain text means."""


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def _number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    kind = "float" if "." in str(number) else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", str(number))


_Dumper.add_representer(Decimal, _number)


def read(text: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    return yaml_reader.read_yaml(Source("x.yaml", text))


@given(TREES, st.booleans(), st.sampled_from([20, 80, 1000]))
def test_a_tree_written_as_yaml_is_read_back(tree: object, flow: bool, width: int) -> None:
    text = yaml.dump(tree, Dumper=_Dumper, default_flow_style=flow, width=width, allow_unicode=True)
    node, found = read(text)
    assert not found
    assert node is not None
    assert plain(node) == tree
    assert all(written(scalar.span, scalar.text) or not scalar.text for scalar in scalars(node))


@given(TREES, st.sampled_from([None, 2]))
def test_a_tree_written_as_json_is_read_back(tree: object, indent: int | None) -> None:
    text = json.dumps(_with_floats(tree), indent=indent)
    node, found = read_json(Source("x.json", text))
    assert not found
    assert node is not None
    assert plain(node) == tree
    assert all(written(scalar.span, scalar.text) or not scalar.text for scalar in scalars(node))


@given(SNIPPETS)
@settings(max_examples=400)
def test_any_text_has_one_meaning_with_both_parsers(text: str) -> None:
    first = read(text)
    with patch.object(yaml_reader, "_FAST_PARSER", yaml.Loader):
        second = read(text)
    assert first == second
    assert [diagnostic.place for diagnostic in first[1]] == [diagnostic.place for diagnostic in second[1]]
    assert first[0] is not None or first[1] or not text.strip(" -.\t\r\n\ufeff") or "#" in text


@given(SNIPPETS)
@settings(max_examples=300)
def test_places_inside_any_value(text: str) -> None:
    node, found = read(text)
    for scalar in scalars(node) if node and not found else ():
        assert written(scalar.span, scalar.text) or not scalar.text


@given(SNIPPETS)
def test_any_text_as_json(text: str) -> None:
    node, found = read_json(Source("x.json", text))
    try:
        value: object = json.loads(text.removeprefix("\ufeff"), parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        assert found or not text.removeprefix("\ufeff").strip()
    else:
        assert found or (node is not None and plain(node) == value)


def the_quick_reader_agrees(text: str) -> None:
    quick = read_plain(text)
    assume(quick is not None)
    node, found = read(text)
    assert not found
    assert node is not None
    assert plain(node) == quick


@given(st.integers(0, len(PROFILE)), st.integers(0, 6), SNIPPETS.map(lambda text: text[:4]))
@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
def test_the_quick_reader_agrees(at: int, removed: int, inserted: str) -> None:
    text = PROFILE[:at] + inserted + PROFILE[at + removed :]
    the_quick_reader_agrees(text)


ITEMS = ("  - 1", "- x: 2", "  y: 'z'", "  - x: 2", "    y: 3", "- é", "# c", "")
ENTRIES = st.sampled_from((": 1", ": [a, 1]", ": # c")) | st.lists(st.sampled_from(ITEMS), max_size=3).map(
    lambda items: "\n".join((":", *items))
)


@given(st.lists(ENTRIES, max_size=4).map(lambda entries: "\n".join(map("".join, zip("abcd", entries, strict=False)))))
@settings(max_examples=200)
def test_the_quick_reader_agrees_on_lines(text: str) -> None:
    the_quick_reader_agrees(text)


def test_the_quick_readers_read_a_profile() -> None:
    facts = read_plain(PROFILE)
    assert facts is not None
    assert facts["contrats"] == [{"dispositif": "caim", "date_signature": "2024-10-01"}, {"dispositif": "cs tm"}]
    assert read_plain_json(json.dumps(_with_floats(facts))) == facts


@given(TREES.filter(lambda tree: isinstance(tree, dict)), st.booleans())
def test_the_quick_reader_of_json_agrees(tree: dict[str, object], ascii_only: bool) -> None:
    text = json.dumps(_with_floats(tree), ensure_ascii=ascii_only)
    quick = read_plain_json(text)
    assume(quick is not None)
    assert quick == tree


@pytest.mark.parametrize(
    "text", ["a: yes", "a: 1\na: 2", "a: b: c", "a: &x b", "a: 'x", "a:\n    b: 1", "a: x\n  y", "", "- a", "a: 1,5"]
)
def test_the_quick_reader_leaves_the_rest(text: str) -> None:
    assert read_plain(text) is None


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 2}', '{"a": NaN}', '{"a": 1e3}', "[1]", '{"a": "\\u0000"}', "{", '{"a": ' + "1" * 50 + "}"]
)
def test_the_quick_reader_of_json_leaves_the_rest(text: str) -> None:
    assert read_plain_json(text) is None


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [scalar for item in node.items for scalar in scalars(item)]
    return [scalar for key, value in node.entries for scalar in (key, *scalars(value))]


def _with_floats(tree: Any) -> Any:
    """The same for `json.dumps`, which knows no decimals; two places are exact enough to come back the same."""
    match tree:
        case Decimal():
            return int(tree) if tree == int(tree) else float(tree)
        case list():
            return [_with_floats(item) for item in tree]
        case dict():
            return {key: _with_floats(value) for key, value in tree.items()}
        case _:
            return tree
