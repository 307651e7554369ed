"""The manifest of a folder: which facts play the engine's parts, and what is said where none can."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lint.examples import AS_OF, BASE
from public_aids import evaluate, load
from public_aids.cli.where import rules_at_hand
from public_aids.engine.lint.check import check_folder
from public_aids.engine.rulebook.files import RULES_OF_THE_PROGRAM
from public_aids.engine.rulebook.load import DEFAULT_RULES

HEAD = "format: 1\nname: { fr: Exemple, en: Example }\nlanguages: [fr, en]\ncurrency: CHF\n"
CONTRACTS = "contracts: { fact: contrats, scheme: dispositif, signed: date_signature }"
DEPARTEMENT = "departement: departement_exercice"
ON = date(2026, 3, 15)
RUNNING = [{"dispositif": "cotram", "date_signature": date(2024, 6, 1)}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "rules")
    return tmp_path / "rules"


def said(folder: Path) -> list[str]:
    return [f"{one.code} {one.message.en}" for one in check_folder(folder, AS_OF).diagnostics]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (f"{CONTRACTS}, {DEPARTEMENT}", []),
        (f"{CONTRACTS}, {DEPARTEMENT}, groups: [statut]", []),
        (CONTRACTS, ["R413 no rule uses the fact `departement_exercice`"]),
        (
            f"{CONTRACTS}, {DEPARTEMENT}, leaving: statu",
            ["S214 the role `leaving` names `statu`, which facts.yaml does not declare"],
        ),
        (
            f"{CONTRACTS}, {DEPARTEMENT}, groups: [statut, age_ans]",
            ["S215 the role `groups` takes the type `choice` / `code`, and `age_ans` is of type `number`"],
        ),
        (
            f"{CONTRACTS.replace('contrats', 'contrat')}, {DEPARTEMENT}",
            [
                "R413 no rule uses the fact `contrats`",
                "S214 the role `contracts.fact` names `contrat`, which facts.yaml does not declare",
            ],
        ),
        (
            f"{CONTRACTS.replace('signature', 'signatur')}, {DEPARTEMENT}",
            ["S214 the role `contracts.signed` names `date_signatur`, which facts.yaml does not declare"],
        ),
        (
            DEPARTEMENT,
            [
                "R413 no rule uses the fact `contrats`",
                "R491 there are contracts, and no role `contracts` to say which fact tells those that have been signed",
            ],
        ),
        ("role: {}", ["S201 unknown key `role`"]),
    ],
)
def test_what_is_said_of_roles(folder: Path, roles: str, expected: list[str]) -> None:
    (folder / "rules.yaml").write_text(f"{HEAD}roles: {{ {roles} }}\n", encoding="utf-8")
    assert said(folder) == expected


def copied(folder: Path, change: Callable[[str], str]) -> Path:
    shutil.copytree(DEFAULT_RULES, folder / "ours")
    path = folder / "ours/rules.yaml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder / "ours"


def test_contracts_that_no_role_tells_are_unknown_to_the_engine(tmp_path: Path) -> None:
    rules = copied(tmp_path, lambda text: text[: text.index("roles:")])
    for given in ({}, {"contrats": RUNNING}):
        decision = evaluate(load(rules), given, ON)
        assert all(one.held is None and "contrats" not in one.missing for one in decision.schemes)
    assert evaluate(load(), {"contrats": RUNNING}, ON)["cotram"].held is not None


def test_without_a_manifest_a_folder_is_read_by_that_of_the_program(tmp_path: Path) -> None:
    rules = copied(tmp_path, str)
    (rules / "rules.yaml").unlink()
    facts = {"contrats": RUNNING, "departement_exercice": "44"}
    ours, theirs = (evaluate(one, facts, ON).to_json() for one in (load(), load(rules)))
    assert {**theirs, "rules": None} == {**ours, "rules": None} and ours["contact"] is not None


def test_the_currency_is_that_of_the_manifest(folder: Path) -> None:
    (folder / "rules.yaml").write_text(HEAD, encoding="utf-8")
    assert evaluate(load(folder), {}, ON).to_json()["currency"] == "CHF"


def test_the_nearest_folder_upwards_with_a_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "rules/national/2026"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    manifest = tmp_path / "rules/rules.yaml"
    manifest.write_text("groups:\n  - name: alerts\n", encoding="utf-8")  # of another program
    assert rules_at_hand({}) == RULES_OF_THE_PROGRAM
    manifest.write_text(HEAD, encoding="utf-8")
    assert rules_at_hand({}) == "../.."
