"""Every engine gives the answers of `decide`: status, failed conditions, missing facts, sums to the cent."""

import os
import random
import shutil
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
from engines import Engine, differences, on_duckdb, on_polars, on_postgres, on_spark, truth
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.batch import rules as lowering
from engine.batch.evaluate import Evaluator
from engine.batch.make import FALSE
from engine.batch.on_spark import local_session
from engine.record import replace
from engine.rulebook.model import Rulebook, Test
from engine.rulebook.readings import rules_under

SHARED = Path(os.environ.get("SCHEMES_SHARED", Path(__file__).parents[3] / "shared"))
CASES = SHARED / "domain" / "reference_cases.yaml"


HEAVY = [pytest.param("postgres", marks=pytest.mark.heavy), pytest.param("spark", marks=pytest.mark.heavy)]


@pytest.fixture(scope="module", params=["polars", "duckdb", *HEAVY])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    match request.param:
        case "polars":
            yield on_polars
        case "duckdb":
            pytest.importorskip("duckdb", reason="the extra `batch` is not installed")
            yield on_duckdb
        case "spark":
            pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
            if shutil.which("java") is None:
                pytest.skip("there is no Java")
            session = local_session()
            yield on_spark(session, tmp_path_factory.mktemp("spark"))
            session.stop()
        case _:
            psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
            if reason := postgres.why_not():
                pytest.skip(reason)
            with postgres.cluster() as where, psycopg.connect(where) as connection:
                yield on_postgres(connection)


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
    for on, profiles in reference_situations().items():
        assert differences(engine(rules, profiles, on), truth(rules, profiles, on)) == []


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), on=st.sampled_from(DAYS), known=st.sampled_from((0.5, 0.85, 0.97)))
def test_drawn_situations(rules: Rulebook, engine: Engine, seed: int, on: date, known: float) -> None:
    rng = random.Random(seed)
    profiles = [draw(rules, rng, known) for _ in range(12)]
    found = engine(rules, profiles, on)
    assert any(row is not None for row in found)
    assert differences(found, truth(rules, profiles, on)) == []


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), on=st.sampled_from(DAYS[2:]))
def test_the_best_set_beside_a_contract(rules: Rulebook, engine: Engine, seed: int, on: date) -> None:
    """To stay or to leave, in columns: hardly any row of it is left to be decided one by one."""
    rng = random.Random(seed)
    profiles = [draw_holder(rules, rng) for _ in range(30)]
    found = engine(rules, profiles, on)
    assert sum(row is None for row in found) <= len(found) / 10
    assert differences(found, truth(rules, profiles, on)) == []


def test_few_rows_are_left_to_be_decided_one_by_one(rules: Rulebook) -> None:
    rng = random.Random(2)
    profiles = [draw_holder(rules, rng) for _ in range(40)]
    left = [Evaluator(rules, ("best",)).evaluate(frame_of(profiles, rules), on).row_by_row for on in DAYS[2:]]
    assert sum(left) <= len(left) * len(profiles) / 20


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
    for on in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 15)):
        assert differences(engine(strict, profiles, on), truth(strict, profiles, on)) == []


def test_a_planted_fault_is_found(rules: Rulebook, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """One condition of one scheme that always fails in columns."""
    judge = lowering.judge

    def faulty(condition: Any, prefix: str, *rest: Any) -> Any:
        found = judge(condition, prefix, *rest)
        if prefix == "cesp" and isinstance(condition, Test) and condition.id == "beneficiaire":
            return replace(found, lowered=replace(found.lowered, value=FALSE))
        return found

    monkeypatch.setattr(lowering, "judge", faulty)
    rng = random.Random(1)
    profiles = [draw(rules, rng, 0.9) for _ in range(40)]
    assert any(
        "cesp_status" in line for line in differences(engine(rules, profiles, DAYS[0]), truth(rules, profiles, DAYS[0]))
    )
