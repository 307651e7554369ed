"""The public API: its names and signatures are those of `public.txt`, and it takes what people have.

`UPDATE_EXAMPLES=1` writes the names anew.
"""

import ast
import copy
import inspect
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import public_aids
from public_aids import (
    FactsError,
    Profile,
    PublicAidsError,
    RulesError,
    compare,
    decide,
    evaluate,
    evaluate_frame,
    load,
    next_question,
    plan,
)

PUBLIC = Path(__file__).with_name("public.txt")
HOME = Path(public_aids.__file__)
RULES = load()
ON = date(2026, 3, 15)
FACTS = {"statut": "installe_liberal", "zone_cabinet_principal": "ZIP", "contrats": []}


def _members(name: str, found: Any) -> Iterator[str]:
    if not isinstance(found, type):
        yield f"{name}{inspect.signature(found)}" if callable(found) else name
        return
    yield f"{name}({', '.join(base.__name__ for base in found.__bases__)})"
    named = {*getattr(found, "_fields", ()), *(name for name in vars(found) if not name.startswith("_"))}
    for member in sorted(named):
        value = vars(found).get(member)
        yield f"    {member}{inspect.signature(value) if inspect.isfunction(value) else ''}"


def test_names_and_signatures_are_frozen() -> None:
    lines = [line for name in public_aids.__all__ for line in _members(name, getattr(public_aids, name))]
    shown = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_EXAMPLES"):
        PUBLIC.write_text(shown, encoding="utf-8")
    assert shown == PUBLIC.read_text(encoding="utf-8")


def test_each_name_is_told_to_type_checkers_and_found_when_asked_for() -> None:
    tree = ast.parse(HOME.read_text(encoding="utf-8"))
    (block,) = (one for one in tree.body if isinstance(one, ast.If))
    imports = [one for one in block.body if isinstance(one, ast.ImportFrom)]
    homes = {alias.name: f"{one.module}" for one in imports for alias in one.names}
    lazy = {name: f"public_aids.engine.{home}" for home, names in public_aids._HOMES.items() for name in names}
    assert lazy == homes
    assert sorted([*homes, "__version__"]) == sorted(public_aids.__all__) == sorted(dir(public_aids))
    with pytest.raises(AttributeError, match="evalute"):
        public_aids.evalute  # type: ignore[attr-defined]  # noqa: B018


def test_nothing_is_imported_before_it_is_used() -> None:
    said = "import sys, public_aids; print([name for name in sys.modules if name.startswith('public_aids.')])"
    run = subprocess.run([sys.executable, "-c", said], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "given", "read"),
    [
        ("date_installation", date(2026, 1, 1), date(2026, 1, 1)),
        ("date_installation", datetime(2026, 1, 1, 23, 59), date(2026, 1, 1)),
        ("date_installation", "2026-01-01", date(2026, 1, 1)),
        ("honoraires_conventionnes_annuels_eur", 1000, Decimal(1000)),
        ("honoraires_conventionnes_annuels_eur", 1000.1, Decimal("1000.1")),
        ("honoraires_conventionnes_annuels_eur", Decimal("1000.10"), Decimal("1000.10")),
        ("contrats", (), ()),
        ("contrats", ({"dispositif": "cde", "date_signature": ON},), ({"dispositif": "cde", "date_signature": ON},)),
    ],
)
def test_facts_are_taken_as_people_have_them(name: str, given: object, read: object) -> None:
    assert Profile(RULES, {name: given})[name] == read
    assert Profile(RULES, {name: None}) == {}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"statu": "installe_liberal"}, "P501"),
        ({"zone_cabinet_principal": "zip"}, "P503"),
        ({"secteur": "1"}, "P502"),
        ({"age_ans": float("nan")}, "P502"),
        ({"age_ans": float("-inf")}, "P502"),
        ({"age_ans": Decimal("Infinity")}, "P502"),
        ({"age_ans": {40}}, "P502"),
        ({"age_ans": 10**5000}, "P504"),
        ({"contrats": [{"dispositf": "cotram"}]}, "P501"),
        ({"contrats": [{"dispositif": "cotram", "montant_accorde_eur": float("inf")}]}, "P502"),
        ([("statut", "installe_liberal")], "P507"),
    ],
)
def test_what_is_wrong_is_refused(facts: Any, code: str) -> None:
    for asked in (evaluate, plan, next_question):
        with pytest.raises(FactsError) as caught:
            asked(RULES, facts, on=ON)
        assert caught.value.diagnostics[0].code == code
    with pytest.raises(FactsError):
        compare(RULES, RULES, {"somebody": facts}, on=ON)
    assert pickle.loads(pickle.dumps(caught.value)).diagnostics == caught.value.diagnostics


@pytest.mark.parametrize(
    ("on", "horizon"),
    [("2026-3-15", None), ("1750-01-01", None), (ON, (date(2026, 5, 1), date(2026, 1, 1))), (ON, ("2026-01-01", "x"))],
)
def test_days_and_horizons_that_cannot_be_are_refused(on: Any, horizon: Any) -> None:
    with pytest.raises(FactsError) as caught:
        evaluate(RULES, FACTS, on, horizon)
    assert {problem.code for problem in caught.value.diagnostics} == {"P505"}


def test_days_may_be_moments_and_texts() -> None:
    expected = evaluate(RULES, FACTS, ON, (date(2026, 1, 1), date(2026, 12, 31)))
    assert evaluate(RULES, FACTS, "2026-03-15", ("2026-01-01", datetime(2026, 12, 31, 8))) == expected


def test_only_checked_facts_are_decided_on() -> None:
    profile = Profile(RULES, FACTS)
    assert decide(RULES, profile, ON) == evaluate(RULES, FACTS, ON) == evaluate(RULES, profile, ON)
    with pytest.raises(TypeError, match="Profile"):
        decide(RULES, FACTS, ON)  # type: ignore[arg-type]


def test_a_decision_by_scheme() -> None:
    decision = evaluate(RULES, FACTS, ON)
    assert decision["cotram"].scheme.id == "cotram"
    assert decision.to_json("fr", ("cotram",))["schemes"][0]["id"] == "cotram"
    with pytest.raises(KeyError, match="cotram"):
        decision["cotrm"]


def test_objects_are_short_to_show_and_can_be_told_apart() -> None:
    decision, profile = evaluate(RULES, FACTS, ON), Profile(RULES, FACTS)
    for one in (RULES, decision, decision["cotram"], profile):
        assert len(repr(one)) < 200
        assert hash(copy.deepcopy(one)) == hash(one)
        assert pickle.loads(pickle.dumps(one)) == one


def test_rules_are_read_again_where_their_files_changed(tmp_path: Path) -> None:
    rules = load(_copied(tmp_path))
    assert rules.at == tmp_path and rules.changed() is None
    path = tmp_path / "convention-2016/caim.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 50000", "value: 60000"), encoding="utf-8")
    again = rules.changed()
    assert again is not None and again.hash != rules.hash and again.changed() is None
    before = Profile(rules, FACTS)
    assert decide(again, before, ON) == evaluate(again, FACTS, ON)
    (change,) = compare(rules, again, {"somebody": FACTS}, on=date(2025, 11, 20)).rules.schemes
    assert change.id == "caim"
    path.write_text("id: [", encoding="utf-8")
    with pytest.raises(RulesError):
        again.changed()


def _copied(folder: Path) -> Path:
    import shutil

    shutil.copytree(RULES.at, folder, dirs_exist_ok=True)
    return folder


def test_a_question_is_a_fact_with_its_words() -> None:
    question = next_question(RULES, {}, ON)
    assert question is not None and question.question.fr.endswith("?")


@pytest.mark.parametrize("years", [0, 31])
def test_a_plan_is_of_one_to_thirty_years(years: int) -> None:
    with pytest.raises(ValueError, match="30"):
        plan(RULES, FACTS, ON, years)


def test_a_frame_is_answered_by_one_of_its_kind() -> None:
    polars = pytest.importorskip("polars")
    found = evaluate_frame(RULES, polars.DataFrame({"statut": ["installe_liberal"]}), "2026-03-15", ("status",))
    assert found.height == 1
    with pytest.raises(PublicAidsError):
        evaluate_frame(RULES, polars.DataFrame({"age_ans": [float("nan")]}), ON)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=1e-9, max_value=1e9))
def test_a_float_is_the_number_that_its_shortest_text_says(number: float) -> None:
    name = "honoraires_conventionnes_annuels_eur"
    assert Profile(RULES, {name: number})[name] == Decimal(repr(number))
