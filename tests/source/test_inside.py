"""A place inside a scalar is the place in the file, whatever quotes, escapes and line ends stand between."""

import pytest

from public_aids.engine.source.json_reader import read_json
from public_aids.engine.source.place import Place, Source
from public_aids.engine.source.tree import Node, Scalar, at, plain
from public_aids.engine.source.yaml_reader import read_yaml

WRITTEN = {
    "plain": "when: zone = x and cpts",
    "plain on two lines": "when: zone = x\n  and\n  cpts",
    "plain with a comment": "when: zone and cpts # cpts",
    "beyond the basic plane": "when: 😀 and cpts",
    "single quotes": "when: 'l''état and cpts'",
    "single quotes on two lines": "when: 'zone\n\n\n   and   \n   cpts'",
    "double quotes": 'when: "zone = \\"ZIP\\" and cpts"',
    "double quotes with code points": 'when: "\\u00e9\\x41\\U0001F600 and cpts"',
    "double quotes with an escaped line end": 'when: "zone \\\n    and \\\n\n  cpts"',
    "double quotes with escaped blanks": 'when: "zone\\n \\\n   \\ and\\tcpts"',
    "literal": "when: |\n  zone\n\n  and cpts\n",
    "literal with an indicator": "when: |2-\n     zone\n  and cpts\n",
    "literal with line ends of Windows": "when: |\r\n  zone\r\n\r\n  and cpts\r\n",
    "folded": "when: >\n  zone = x\n  and\n  cpts\n",
    "folded with paragraphs": "when: >-\n\n  zone\n\n\n  and\n\n  cpts\n",
    "folded with a deeper line": "when: >+\n  zone\n    deeper\n   line\n  and cpts\n\n",
    "folded with a comment below": "when: >  # text\n    zone\n    and cpts\n  # cpts\nother: x\n",
    "folded in a list": "when: x\nmore:\n  - >\n    zone\n    and cpts\n",
    "folded with line ends of Windows": "when: >\r\n  zone\r\n  and cpts\r\n",
    "after a byte order mark": "\ufeffwhen: zone and cpts",
    "tab in the text": 'when: "zone\tand cpts"',
}


def shown(source: Source, place: Place) -> str:
    """The characters of the file from a place to its end."""
    lines = source.text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


def scalar(node: Node | None, *path: str | int) -> Scalar:
    assert node is not None
    found = at(node, path)
    assert isinstance(found, Scalar)
    return found


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_words_of_a_value_are_underlined_in_the_file(text: str) -> None:
    source = Source("caim.yaml", text)
    tree, found = read_yaml(source)
    assert not found
    value = scalar(tree, *(["more", 0] if "more:" in text else ["when"]))
    for word in ("and", "cpts"):
        start = value.text.index(word)
        assert shown(source, value.inside(start, start + len(word))) == word


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_every_character_of_a_value_has_its_own(text: str) -> None:
    source = Source("caim.yaml", text)
    value = scalar(read_yaml(source)[0], *(["more", 0] if "more:" in text else ["when"]))
    for i, char in enumerate(value.text):
        there = shown(source, value.inside(i, i + 1))
        assert there == char or there.startswith(("\\", "\n", "\r\n", "''")) or (char, there) == ("\n", ""), i


def test_escapes_are_underlined_whole() -> None:
    source = Source("caim.yaml", 'when: "a\\u00e9b"')
    assert shown(source, scalar(read_yaml(source)[0], "when").inside(1, 2)) == "\\u00e9"


def test_a_pair_of_json_is_one_character() -> None:
    source = Source("profile.json", '{"a": "x\\ud83d\\ude00\\"y"}')
    value = scalar(read_json(source)[0], "a")
    assert value.value == 'x😀"y'
    assert shown(source, value.inside(1, 2)) == "\\ud83d\\ude00"
    assert shown(source, value.inside(3, 4)) == "y"


def test_an_empty_range_is_the_place_before_a_character() -> None:
    source = Source("caim.yaml", "when: zone")
    value = scalar(read_yaml(source)[0], "when")
    assert str(value.inside(4, 4)) == "caim.yaml:1:11"
    assert str(value.inside(0, 0)) == "caim.yaml:1:7"
    assert str(value.inside(90, 99)) == "caim.yaml:1:11"


def test_places_of_collections_end_with_their_last_value() -> None:
    source = Source("caim.yaml", "a:\n  - b: c\n    d: [e,\n      f]\n\n# comment\nz: 1\n")
    tree, _ = read_yaml(source)
    assert tree is not None
    assert shown(source, at(tree, ["a"]).place) == "- b: c\n    d: [e,\n      f]"
    assert shown(source, at(tree, ["a", 0, "d"]).place) == "[e,\n      f]"
    assert shown(source, tree.place) == source.text.rstrip("\n")


def test_a_path_that_leaves_the_tree_ends_at_the_last_node() -> None:
    tree, _ = read_yaml(Source("caim.yaml", "a:\n  - b\n"))
    assert tree is not None
    assert plain(at(tree, ["a", 3, "x"])) == ["b"]
    assert plain(at(tree, ["a", 0, "x"])) == "b"
