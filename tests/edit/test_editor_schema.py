"""The schemas for editors: by jsonschema on our files, and by the real yaml-language-server."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from edit.language_server import LanguageServer, server_command
from public_aids.engine.edit.editor_schema import SchemaKind, editor_schema
from public_aids.engine.edit.fmt import role_of
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import plain
from public_aids.engine.source.yaml_reader import read_yaml

ROOT = DEFAULT_RULES.parent
EXAMPLES = tuple(sorted((ROOT / "examples").glob("*.yaml")))
RULES = tuple(
    path for path in sorted(DEFAULT_RULES.rglob("*.yaml")) if path.name not in ("sources.yaml", "contacts.yaml")
)
KINDS: tuple[SchemaKind, ...] = ("scheme", "facts", "cases", "profile", "result", "rules")
CAIM = DEFAULT_RULES / "convention-2016" / "caim.yaml"


@cache
def ours() -> Rulebook:
    return load(DEFAULT_RULES)


@cache
def schema(kind: SchemaKind) -> dict[str, Any]:
    return editor_schema(kind, ours())


def kind_of(path: Path) -> SchemaKind:
    node, _ = read_yaml(Source(str(path), path.read_text(encoding="utf-8")))
    assert node is not None
    role = role_of(Source(str(path), path.read_text(encoding="utf-8")), node)
    return role if role in ("scheme", "facts", "cases", "rules") else "profile"


def data_of(path: Path) -> Any:
    node, _ = read_yaml(Source(str(path), path.read_text(encoding="utf-8")))
    assert node is not None
    return json.loads(json.dumps(plain(node), default=float))


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_schema(kind: SchemaKind) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("path", (*RULES, *EXAMPLES), ids=lambda path: path.name)
def test_our_files_are_valid(path: Path) -> None:
    jsonschema.Draft202012Validator(schema(kind_of(path))).validate(data_of(path))


def test_facts_and_their_values_are_listed() -> None:
    zone = schema("profile")["properties"]["zone_cabinet_principal"]
    assert zone["enum"] == ["ZIP", "ZAC", "hors_zone", None]
    assert schema("profile")["properties"]["secteur"]["enum"] == [1, 2, 3, None]
    contract = schema("profile")["properties"]["contrats"]["items"]
    assert contract["required"] == ["dispositif"]
    feel = schema("scheme")["$defs"]["feel"]
    assert {'zone_cabinet_principal = "ZIP"', "secteur = 1", "conventionne"} <= set(feel["examples"])
    assert "- `zone_cabinet_principal` (choice: `ZIP`, `ZAC`, `hors_zone`)" in feel["markdownDescription"]


WRONG_PROFILES = [
    {"zone_cabinet_principal": "ZIPP"},
    {"zone_cabinet": "ZIP"},
    {"secteur": 4},
    {"conventionne": "oui"},
    {"age_ans": 200},
    {"contrats": [{"date_signature": "2025-10-01"}]},
    {"contrats": [{"dispositif": "autre", "date_signature": "2025-01-01"}]},
]


@pytest.mark.parametrize("profile", WRONG_PROFILES, ids=str)
def test_wrong_profiles_are_not_valid(profile: dict[str, Any]) -> None:
    assert not jsonschema.Draft202012Validator(schema("profile")).is_valid(profile)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """The real server, with our generated schemas by the ending of a name; else the first line of a file counts."""
    command = server_command()
    home = tmp_path_factory.mktemp("schemas")
    addresses = {}
    for kind in KINDS:
        path = home / f"{kind}.schema.json"
        path.write_text(json.dumps(schema(kind)), encoding="utf-8")
        addresses[path.as_uri()] = f"*.{kind}.yaml"
    with LanguageServer(command, ROOT, addresses) as running:
        yield running


@pytest.mark.parametrize("path", sorted(DEFAULT_RULES.rglob("*.yaml")), ids=lambda path: path.name)
def test_the_language_server_has_nothing_to_say_of_our_files(server: LanguageServer, path: Path) -> None:
    assert server.findings(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", (*RULES, *EXAMPLES), ids=lambda path: path.name)
def test_nor_with_the_schemas_that_list_the_facts(server: LanguageServer, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = path.with_name(f"{path.stem}.essai.{kind_of(path)}.yaml")
    assert server.findings(named, without_modeline(text)) == []


def without_modeline(text: str) -> str:
    return text.partition("\n")[2] if text.startswith("# yaml-language-server") else text


BROKEN = [
    ("scheme", "kind: contract", "kind: contrat"),
    ("scheme", "  length: P5Y", "  lenght: P5Y"),
    ("scheme", "schemes: [cstm, cotram]", "schemes: [cstn, cotram]"),
    ("scheme", "granted_by: montant_caim_accorde_eur", "granted_by: montant_caim_acorde_eur"),
    ("scheme", "document: ameli_paps_2025_11_10, lines: 208", "document: ameli, lines: 208"),
    ("scheme", "    precision: ceiling\n", "    precision: ceiling\n    precision: ceiling\n"),
    ("scheme", "conditions:\n", "conditions:\n\t- id: x\n"),
    ("profile", "zone_cabinet_principal: ZIP", "zone_cabinet_principal: ZIPP"),
    ("profile", "zone_cabinet_principal: ZIP", "zone_cabinet_principale: ZIP"),
    ("profile", "secteur: 1", "secteur: un"),
    ("profile", "contrats: []", "contrats: [{ date_signature: 2025-10-01 }]"),
]


@pytest.mark.parametrize(("kind", "before", "after"), BROKEN)
def test_the_language_server_finds_what_is_broken(
    server: LanguageServer, kind: SchemaKind, before: str, after: str
) -> None:
    """Each in a file of its own name: what was said of another text under one name could come late."""
    path = CAIM if kind == "scheme" else ROOT / "examples" / "primo_installee_zip.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    broken = without_modeline(text.replace(before, after, 1))
    found = server.findings(path.with_name(f"casse{BROKEN.index((kind, before, after))}.{kind}.yaml"), broken)
    line = broken[: broken.index(after)].count("\n") + 1
    assert found and abs(min(int(one.partition(":")[0]) for one in found) - line) <= 2


def test_the_language_server_completes_expressions_and_facts(server: LanguageServer) -> None:
    text = "id: essai\nconditions:\n  - id: zone\n    when: \n"
    proposed = server.completions(ROOT / "complete.scheme.yaml", text, 3, 10)
    assert {json.dumps('zone_cabinet_principal = "ZIP"'), "conventionne"} <= set(proposed)
    proposed = server.completions(ROOT / "complete.profile.yaml", "zone_cabinet_principal: \n", 0, 24)
    assert {"ZIP", "ZAC", "hors_zone"} <= set(proposed)
    assert "statut" in server.completions(ROOT / "keys.profile.yaml", "s\n", 0, 1)
    proposed = server.completions(
        ROOT / "complete.cases.yaml", "on: 2026-01-01\nbase:\n  zone_cabinet_principal: \n", 2, 26
    )
    assert "hors_zone" in proposed
