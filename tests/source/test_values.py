"""What a text means: YAML 1.2, JSON, and no silent guess."""

from decimal import Decimal

import pytest

from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.files import read_bytes_as_source
from public_aids.engine.source.json_reader import read_json
from public_aids.engine.source.limits import Limit
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Scalar, plain
from public_aids.engine.source.yaml_reader import read_yaml

VALUES = {
    "": None,
    "~": None,
    "null": None,
    "NULL": None,
    "true": True,
    "False": False,
    "0": Decimal(0),
    "-12.50": Decimal("-12.50"),
    "2025-12-31": "2025-12-31",
    "2025-02-30": "2025-02-30",
    "25-28": "25-28",
    "1.2.3": "1.2.3",
    "02 40 12 34 56": "02 40 12 34 56",
    "2A": "2A",
    "...x": "...x",
    "-x": "-x",
    "nos": "nos",
    "12:30h": "12:30h",
    "1,2,3": "1,2,3",
    "Exercez-vous en groupe ?": "Exercez-vous en groupe ?",
    "« oui » ou non": "« oui » ou non",
    "50 000 €": "50 000 €",
    "https://sante.fr": "https://sante.fr",
    '"yes"': "yes",
    "'01'": "01",
    '"50_000"': "50_000",
    "'«x»'": "«x»",
}


def yaml(text: str, limit: Limit | None = None) -> tuple[object, list[str]]:
    tree, found = read_yaml(Source("x.yaml", text), limit or Limit())
    return None if tree is None else plain(tree), [diagnostic.code for diagnostic in found]


@pytest.mark.parametrize(("written", "value"), VALUES.items())
def test_a_value_alone_and_between_brackets(written: str, value: object) -> None:
    assert yaml(f"a: {written}\n") == ({"a": value}, [])
    if "," not in written:
        assert yaml(f"a: {{ b: {written} }}\n") == ({"a": {"b": value}}, [])


def test_numbers_keep_their_spelling() -> None:
    tree, _ = read_yaml(Source("x.yaml", "rate: 0.10\nwhen: true\n"))
    assert isinstance(tree, Mapping)
    rate, when = tree.get("rate"), tree.get("when")
    assert isinstance(rate, Scalar)
    assert isinstance(when, Scalar)
    assert (str(rate.value), rate.text, when.text) == ("0.10", "0.10", "true")


def test_the_place_of_a_key() -> None:
    tree, _ = read_yaml(Source("x.yaml", "a: 1\n'b c': 2\n"))
    assert isinstance(tree, Mapping)
    assert str(tree.key_place("b c")) == "x.yaml:2:1"
    assert tree.key_place("none") == tree.place


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "\ufeff", "---\n...\n"])
def test_a_text_without_content(text: str) -> None:
    assert yaml(text) in ((None, []),)


def test_on_is_a_key_like_another() -> None:
    assert yaml("on: 2025-11-20\n") == ({"on": "2025-11-20"}, [])


def test_a_value_in_error_is_the_one_that_was_meant() -> None:
    assert yaml("a: yes\nb: 2,5\nc: 50_000\n") == (
        {"a": True, "b": Decimal("2.5"), "c": Decimal(50000)},
        ["Y130", "Y134", "Y132"],
    )


def test_limits() -> None:
    assert yaml("[[1]]", Limit(depth=2)) == (None, ["Y127"])
    assert yaml("[[1]]", Limit(depth=3))[1] == []
    assert yaml("[1, 2]", Limit(nodes=2)) == (None, ["Y128"])
    assert yaml("[yes, no, on]", Limit(findings=2))[1] == ["Y130", "Y130", "Y129"]
    assert read_json(Source("x.json", "[1, 2]"), Limit(nodes=2))[1][0].code == "Y128"
    assert read_json(Source("x.json", "[[[1]]]"), Limit(depth=2))[1][0].code == "Y127"


def test_numbers_of_json() -> None:
    tree, found = read_json(Source("x.json", "[5e3, 1E-2, -0.50, 12345678901234567890]"))
    assert tree is not None
    assert not found
    assert str(plain(tree)) == "[Decimal('5000'), Decimal('0.01'), Decimal('-0.50'), Decimal('12345678901234567890')]"


def read(data: bytes, most: int = 100) -> tuple[str, str]:
    read = read_bytes_as_source("x.yaml", data, most)
    return (read.code, str(read.place)) if isinstance(read, Diagnostic) else ("", read.text)


def test_bytes() -> None:
    assert read("a: é\n".encode()) == ("", "a: é\n")
    assert read(b"\xef\xbb\xbfa: 1") == ("", "a: 1")
    assert read("é: 1\nb: é".encode() + b"\xe9\n") == ("Y101", "x.yaml:2:5")
    assert read("a: 1".encode("utf-16")) == ("Y102", "x.yaml:1:1")
    assert read("a: 1".encode("utf-32")) == ("Y102", "x.yaml:1:1")
    assert read(b"PK\0\xff") == ("Y103", "x.yaml:1:1")
    assert read(b"a\0") == ("Y103", "x.yaml:1:1")
    assert read(b"a" * 101) == ("Y104", "x.yaml:1:1")
    assert read(b"a" * 100)[0] == ""
