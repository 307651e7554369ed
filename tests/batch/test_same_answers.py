"""Every engine gives the answers of `decide`: status, failed conditions, missing facts, sums to the cent."""

import os
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import postgres
import pytest
import yaml
from drawn_situations import DAYS, Profile, draw, draw_holder, frame_of
from engines import EVERYTHING, Engine, differences, on_duckdb, on_polars, on_postgres, on_spark, on_spark_sql, truth
from hypothesis import given, settings
from hypothesis import strategies as st

from public_aids.engine.batch.evaluate import Evaluator
from public_aids.engine.feel.parser import parse
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import (
    Amount,
    Condition,
    Dated,
    Exclusion,
    Relation,
    Rulebook,
    Scheme,
    Term,
    Test,
)
from public_aids.engine.rulebook.readings import rules_under
from public_aids.engine.text import Text

LEAVING = "date_resiliation_envisagee"

SHARED = Path(os.environ.get("SCHEMES_SHARED", Path(__file__).parents[3] / "shared"))
CASES = SHARED / "domain" / "reference_cases.yaml"
SIGNED = (
    date(2015, 12, 31),
    *(date(y, m, d) for y in (2017, 2021, 2023, 2025) for m, d in ((2, 28), (6, 30), (11, 20))),
)

HEAVY = [pytest.param(name, marks=pytest.mark.heavy) for name in ("postgres", "spark", "spark_sql")]


@pytest.fixture(scope="module", params=["polars", "duckdb", *HEAVY])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    match request.param:
        case "polars":
            yield Engine(on_polars)
        case "duckdb":
            pytest.importorskip("duckdb", reason="the extra `batch` is not installed")
            yield Engine(on_duckdb, step=1 if EVERYTHING else 3)
        case "spark":
            session = request.getfixturevalue("spark")
            yield Engine(on_spark(session, tmp_path_factory.mktemp("spark")), examples=3, rows=100)
        case "spark_sql":
            session = request.getfixturevalue("spark")
            with on_spark_sql(session, tmp_path_factory.mktemp("spark_sql")) as evaluate:
                yield Engine(evaluate, examples=2, rows=200)
        case _:
            psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
            if reason := postgres.why_not():
                pytest.skip(reason)
            with postgres.cluster() as where, psycopg.connect(where) as connection:
                yield Engine(on_postgres(connection))


def _plain(value: Any) -> Any:
    """YAML data as a profile would write it."""
    match value:
        case float():
            return Decimal(repr(value))
        case date():
            return value.isoformat()
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case _:
            return value


def reference_situations() -> dict[date, list[Profile]]:
    if not CASES.is_file():
        pytest.skip(f"the shared documents are not here ({CASES}); SCHEMES_SHARED names their folder")
    found: dict[date, list[Profile]] = defaultdict(list)
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]:
        found[date.fromisoformat(case["on"])].append(_plain(case["situation"]))
    return found


def test_reference_situations(rules: Rulebook, engine: Engine) -> None:
    for on, profiles in list(reference_situations().items())[:: engine.step]:
        assert differences(engine.evaluate(rules, profiles, on), truth(rules, profiles, on)) == []


def test_drawn_situations(rules: Rulebook, engine: Engine) -> None:
    @settings(max_examples=engine.examples, deadline=None)
    @given(seed=st.integers(0, 10**9), on=st.sampled_from(DAYS), known=st.sampled_from((0.5, 0.85, 0.97)))
    def gives_the_same(seed: int, on: date, known: float) -> None:
        rng = random.Random(seed)
        profiles = [draw(rules, rng, known) for _ in range(engine.rows)]
        found = engine.evaluate(rules, profiles, on)
        assert any(row is not None for row in found)
        assert differences(found, truth(rules, profiles, on)) == []

    gives_the_same()


def test_the_best_set_beside_a_contract(rules: Rulebook, engine: Engine) -> None:
    """To stay or to leave, in columns: hardly any row of it is left to be decided one by one."""

    @settings(max_examples=min(3, engine.examples), deadline=None)
    @given(seed=st.integers(0, 10**9), on=st.sampled_from(DAYS[2:]))
    def gives_the_same(seed: int, on: date) -> None:
        rng = random.Random(seed)
        profiles = [draw_holder(rules, rng) for _ in range(max(30, engine.rows))]
        found = engine.evaluate(rules, profiles, on)
        assert sum(row is None for row in found) <= len(found) / 10
        assert differences(found, truth(rules, profiles, on)) == []

    gives_the_same()


def test_the_best_set_with_a_day_of_leaving_in_mind(rules: Rulebook, engine: Engine) -> None:
    """Contracts that end, or are left, in the last weeks in which another can be signed, between two months."""
    rng = random.Random(26)
    on = date(2025, 11, 20)
    asked: Profile = {
        "statut": "installe_liberal",
        "conventionne": True,
        "secteur": 1,
        "zone_cabinet_principal": "ZIP",
        "exercice_groupe_pluriprofessionnel": True,
        "jours_par_semaine": 4,
        "participe_pdsa": True,
        "accepte_engagement_5_ans_zone": True,
        "caim_deja_beneficie": False,
        "activite_hopital_proximite": False,
        "mois_stagiaire_temps_plein_par_an": 0,
        "honoraires_conventionnes_annuels_eur": 100_000,
        "medecin_traitant": True,
        "montant_fmt_socle_annuel_eur": 12_000,
    }
    last = ("2025-12-19", "2025-12-20", "2025-12-28", "2025-12-30", "2025-12-31", "2026-01-01", "2026-07-01")
    profiles = [
        {**asked, "date_installation": installed, "contrats": [held]} | ({LEAVING: left} if left else {})
        for held in (
            {"dispositif": "cotram", "date_signature": "2022-12-31"},
            {"dispositif": "coscom", "date_signature": "2024-03-01"},
            {"dispositif": "coscom", "date_signature": "2022-12-25", "reconductions": 0},
            {"dispositif": "cstm", "date_signature": "2023-01-20", "reconductions": 0},
        )
        for installed in ("2024-02-29", "2025-03-01", "2026-01-01")
        for left in ("", *last)
    ]
    profiles = rng.sample(profiles, min(len(profiles), 8 * engine.rows))
    assert differences(engine.evaluate(rules, profiles, on), truth(rules, profiles, on)) == []


def test_a_supplement_that_another_right_excludes(rules: Rulebook, engine: Engine) -> None:
    """The better of both, of an aid open to everybody and of what a contract pays for trainees."""
    a_month = Amount("mois", Text("mois", "month"), "EUR", "month", "exact", value=Dated(((None, parse("150")),)))
    aid = Scheme(
        id="logement",
        acronym="LOGEMENT",
        name=Text("logement", "housing"),
        kind="recurring",
        amounts=(a_month,),
        relations=(Relation("compatible", ("coscom",)),),
        incompatible_supplements=(Exclusion("coscom.accueil_stagiaire"),),
    )
    with_aid = replace(rules, schemes=(*rules.schemes, aid))
    asked: Profile = {
        "statut": "installe_liberal",
        "conventionne": True,
        "secteur": 1,
        "zone_cabinet_principal": "ZIP",
        "date_installation": "2015-03-01",
        "exercice_groupe_pluriprofessionnel": True,
        "activite_hopital_proximite": False,
    }
    profiles = [
        {**asked, "mois_stagiaire_temps_plein_par_an": months, "contrats": held}
        for months in (0, 5, 6, 7, 12, None)
        for held in ([], [{"dispositif": "coscom", "date_signature": "2024-03-01"}])
    ]
    for on in (date(2025, 11, 20), DAYS[3]):  # a new contract, and one that runs
        wanted = truth(with_aid, profiles, on)
        assert len({row and row["best_total"] for row in wanted}) > 3
        assert differences(engine.evaluate(with_aid, profiles, on), wanted) == []


def test_few_rows_are_left_to_be_decided_one_by_one(rules: Rulebook) -> None:
    rng = random.Random(2)
    profiles = [draw_holder(rules, rng) for _ in range(40)]
    left = [Evaluator(rules, ("best",)).evaluate(frame_of(profiles, rules), on).row_by_row for on in DAYS[2:]]
    assert sum(left) <= len(left) * len(profiles) / 20


def test_rules_with_many_sets_are_decided_one_by_one(rules: Rulebook) -> None:
    """Aids that all go together make more sets than columns are worth."""
    aids = [replace(one, limits=()) for one in rules.schemes if one.kind in ("one_off", "recurring")]
    aids += [replace(one, id=f"{one.id}_bis") for one in aids]
    names = [one.id for one in aids]
    together = (
        replace(one, relations=(Relation("compatible", tuple(names[at + 1 :])),) if names[at + 1 :] else ())
        for at, one in enumerate(aids)
    )
    many = replace(rules, schemes=tuple(together))
    rng = random.Random(3)
    profiles = [draw_holder(rules, rng) for _ in range(3)]
    found = Evaluator(many, ("best",)).evaluate(frame_of(profiles, many), DAYS[3])
    assert found.row_by_row == len(profiles)
    assert differences(list(found.result.iter_rows(named=True)), truth(many, profiles, DAYS[3])) == []


def test_contracts_cut_short_by_another_reading(rules: Rulebook, engine: Engine) -> None:
    """D-26: what was signed on 31 December 2025 is kept, or ends with the year."""
    strict = rules_under(rules, {"dernier_jour_de_signature": "exclu"})
    rng = random.Random(26)
    signed = ("2025-12-30", "2025-12-31", "2026-01-01", "2026-02-01")
    contracts: list[Profile] = [
        {"dispositif": scheme, "date_signature": day} | ({"date_resiliation": left} if left else {})
        for scheme in ("caim", "coscom", "cotram", "cstm")
        for day in signed
        for left in ("", "2026-01-01", "2026-02-15")
        if not left or left >= day
    ]
    profiles = [draw(rules, rng, 0.95) | {"contrats": [one]} for one in contracts]
    for on in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 15))[:: engine.step]:
        assert differences(engine.evaluate(strict, profiles, on), truth(strict, profiles, on)) == []


@pytest.mark.parametrize(
    ("scheme", "term"),
    [
        ("cesp", None),  # as our rules have it
        ("cde", None),
        ("coscom", Term("P3Y", 36, "tacit", ends_when=parse("activite_hopital_proximite"))),
        ("coscom", Term(None, 0, "none", ends_when=parse('on >= signature + @"P50M" or cesp_termine'))),
        ("coscom", Term("P3Y", 36, "once", ends_when=parse("membre_cpts"), runs_while=parse("membre_esp"))),
        ("caim", Term(None, 0, "none", runs_while=parse('on < signature + @"P2Y"'))),
    ],
)
def test_contracts_that_facts_end(rules: Rulebook, engine: Engine, scheme: str, term: Term | None) -> None:
    changed = tuple(replace(one, term=term) if term and one.id == scheme else one for one in rules.schemes)
    ended = replace(rules, schemes=changed)
    rng = random.Random(f"{scheme} {term}")
    profiles = []
    for _ in range(engine.rows * 4):
        profile = draw_holder(rules, rng) if rng.random() < 0.6 else draw(rules, rng, 0.8)
        contract = {"dispositif": scheme, "date_signature": str(rng.choice(SIGNED))}
        if rng.random() < 0.2:
            contract = {"dispositif": scheme}
        if rng.random() < 0.3:
            contract["date_resiliation"] = "2025-12-10"
        profile["contrats"] = [contract, *profile.get("contrats", [])[: rng.choice((0, 0, 1))]]
        profile["statut"] = rng.choice(("etudiant_medecine", "remplacant", "installe_liberal"))
        profile.pop("demi_journees_consultations_avancees_par_mois", None)
        if rng.random() < 0.5:
            profile["mois_allocation_cesp"] = rng.choice((6, 12, 40, 120))
        profiles.append(profile)
    for on in (DAYS[0], DAYS[3])[:: engine.step]:
        assert differences(engine.evaluate(ended, profiles, on), truth(ended, profiles, on)) == []


def test_a_planted_fault_is_found(rules: Rulebook, engine: Engine) -> None:
    """One condition of one scheme always fails in the rules that the engine has."""

    def faulty(condition: Condition) -> Condition:
        if isinstance(condition, Test) and condition.id == "beneficiaire":
            return replace(condition, when=Dated(((None, parse("false")),)))
        return condition

    wrong = tuple(
        replace(one, conditions=tuple(map(faulty, one.conditions))) if one.id == "cesp" else one
        for one in rules.schemes
    )
    rng = random.Random(1)
    profiles = [draw(rules, rng, 0.9) for _ in range(40)]
    found = engine.evaluate(replace(rules, schemes=wrong), profiles, DAYS[0])
    assert any("cesp_status" in line for line in differences(found, truth(rules, profiles, DAYS[0])))
