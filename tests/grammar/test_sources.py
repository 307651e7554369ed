"""Every quote stands in the document that it names, at the lines that it gives; every rule read has its place."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rule_files import SCHEMES, mappings, read, rule_files, schema_of, shared

NUMBERS = {f"D-{number:02}" for number in range(1, 48)}
SHORT = {"000": "ameli_paps_2025_11_10", "003": "aides_zones_sous_dotees_2026", "004": "maisons_poles_sante_2025_11_13"}


def rules() -> tuple[Path, ...]:
    return tuple(path for path in rule_files() if schema_of(path) != "cases")


def citations(path: Path) -> Iterator[dict[str, Any]]:
    return (part for part in mappings(read(path)) if {"document", "lines"} <= part.keys())


def span(lines: object) -> tuple[int, int]:
    """`25-28` as its first and last line, `25` as 25 and 25."""
    first, _, last = str(lines).partition("-")
    return int(first), int(last or first)


def normal(text: str) -> str:
    """White space, apostrophes, hyphens and bullets made equal; ligatures that a document lost, lost everywhere."""
    text = (
        re.sub(r"[’ʼ]", "'", text).replace("‑", "-").replace("•", " ").replace("ff", "\ufffd").replace("fi", "\ufffd")
    )
    return re.sub(r"\s+", " ", text).strip()


def documents() -> dict[str, str]:
    data: Any = read(SCHEMES / "sources.yaml")
    return {document["id"]: document["file"] for document in data["documents"]}


@pytest.mark.parametrize("path", rules(), ids=lambda path: str(path.relative_to(SCHEMES)))
def test_quotes_stand_where_they_say(path: Path) -> None:
    texts = {
        document: (shared("sources") / file).read_text(encoding="utf-8").split("\n")
        for document, file in documents().items()
    }
    wrong = []
    for citation in citations(path):
        first, last = span(citation["lines"])
        lines = texts[citation["document"]][first - 1 : last]
        if len(lines) != last - first + 1 or normal(citation.get("quote", "")) not in normal(" ".join(lines)):
            wrong.append(citation)
    assert wrong == []


def test_every_citation_has_a_short_quote() -> None:
    quotes = [citation.get("quote", "") for path in rules() for citation in citations(path)]
    assert len(quotes) > 300
    assert [quote for quote in quotes if not quote or len(quote.split()) > 16] == []


def test_every_disagreement_has_its_place() -> None:
    found = set()
    for path in rules():
        for part in mappings(read(path)):
            if "number" in part:
                found.add(part["number"])
            if note := re.match(r"d_(\d\d)_", str(part.get("id", ""))):
                found.add(f"D-{note[1]}")
    assert found == NUMBERS


def test_every_rule_of_the_inventory_is_cited() -> None:
    """Each passage that the inventory quotes for a rule is cited by a rule file."""
    cited: dict[str, set[int]] = {}
    for path in rules():
        for citation in citations(path):
            first, last = span(citation["lines"])
            cited.setdefault(citation["document"], set()).update(range(first, last + 1))
    text = (shared("domain") / "rules.md").read_text(encoding="utf-8")
    missing = []
    for row in re.findall(r"^\| ([A-Z]+-\d\d) \|(.*)$", text, re.M):
        for source, first, last in re.findall(r"`(00[034]):L(\d+)(?:-(\d+))?`", row[1]):
            lines = set(range(int(first), int(last or first) + 1))
            if not lines & cited[SHORT[source]]:
                missing.append((row[0], source, first))
    assert missing == []
