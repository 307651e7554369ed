"""What the rule files promise to other programs: names, and readings that match what is written."""

import re
from pathlib import Path
from typing import Any

import pytest
from rule_files import SCHEMES, read, scheme_files, shared

CONTRACTS = ("caim", "cstm", "coscom", "cotram")
NEW = (
    "aide_premiere_installation_zip",
    "aide_premiere_installation_zac",
    "majoration_fmt_primo_installes",
    "majoration_fmt_deja_installes",
    "aide_cabinet_secondaire_zip",
    "consultations_avancees",
)


def schemes() -> dict[str, Any]:
    return {path.stem: read(path) for path in scheme_files()}


def facts() -> dict[str, Any]:
    data: Any = read(SCHEMES / "facts.yaml")
    found: dict[str, Any] = data["facts"]
    return found


def found_at(data: Any, about: str) -> Any:
    """What stands at `conditions.zone_zip.when`: a step is a key, or the id of a member of a list."""
    for step in about.split("."):
        data = member(data, step) if isinstance(data, list) else data[step]
    return data


def member(members: list[Any], name: str) -> Any:
    """The member of that id, the children of groups too."""
    for one in members:
        below = member([*one.get("any_of", ()), *one.get("all_of", ())], name)
        if one["id"] == name or below is not None:
            return one if one["id"] == name else below
    return None


def test_facts_are_those_of_the_inventory_in_its_order() -> None:
    text = (shared("domain") / "facts.md").read_text(encoding="utf-8")
    stated = [name for name, fact in facts().items() if "table" not in fact]  # a table is a parameter of the rules
    assert stated == re.findall(r"^\| `(\w+)` \|", text, re.M)


@pytest.mark.parametrize("path", scheme_files(), ids=lambda path: path.stem)
def test_the_applied_reading_is_what_is_written(path: Path) -> None:
    data: Any = read(path)
    for divergence in data.get("divergences", ()):
        readings = {reading["id"]: reading for reading in divergence["readings"]}
        applied = readings[divergence["applied"]]
        values = [reading.get("value") for reading in readings.values()]
        if "about" not in divergence:
            assert values == [None] * len(values), divergence["id"]
            continue
        assert applied["value"] == found_at(data, divergence["about"]), divergence["id"]
        assert None not in values and len(set(values)) == len(values), divergence["id"]


def test_old_contracts_exclude_each_other_and_every_new_scheme() -> None:
    pairs = {
        frozenset((name, other))
        for name, data in schemes().items()
        for relation in data.get("incompatible_with", ())
        for other in relation["schemes"]
    }
    old = {frozenset((a, b)) for a in CONTRACTS for b in (*CONTRACTS, *NEW) if a != b}
    alternatives = {frozenset(NEW[0:2]), frozenset(NEW[2:4])}
    assert pairs == old | alternatives


def test_no_relation_is_declared_twice() -> None:
    seen = [
        frozenset((name, other))
        for name, data in schemes().items()
        for key in ("incompatible_with", "compatible_with")
        for relation in data.get(key, ())
        for other in relation["schemes"]
    ]
    assert len(seen) == len(set(seen))


def test_old_contracts_close_and_new_schemes_open_on_the_same_night() -> None:
    data = schemes()
    assert {data[name]["validity"]["until"] for name in CONTRACTS} == {"2025-12-31"}
    assert {data[name]["validity"]["from"] for name in NEW} == {"2026-01-01"}


def test_the_five_contacts() -> None:
    data: Any = read(SCHEMES / "contacts.yaml")
    assert [contact["departement"] for contact in data["contacts"]] == ["44", "49", "53", "72", "85"]


@pytest.mark.parametrize("code", ["01", "2A", "2B", "44", "49", "53", "72", "85", "95", "971", "976", "autre"])
def test_departement_codes(code: str) -> None:
    assert re.fullmatch(facts()["departement_exercice"]["pattern"], code)


@pytest.mark.parametrize("code", ["00", "20", "96", "44 ", "970", "977", "2C", "44000"])
def test_not_a_departement(code: str) -> None:
    assert not re.fullmatch(facts()["departement_exercice"]["pattern"], code)
