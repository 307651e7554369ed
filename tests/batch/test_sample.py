"""A sample of what the heavy engines answer, wherever they are installed; all of it runs with SCHEMES_ALL=1."""

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import postgres
import pytest
from drawn_situations import Profile, draw, draw_holder
from engines import Evaluate, differences, on_postgres, on_spark, truth

from public_aids.engine.rulebook.model import Rulebook

ON = date(2026, 3, 15)


def sample(rules: Rulebook) -> Sequence[Profile]:
    rng = random.Random(6)
    return [*(draw(rules, rng) for _ in range(30)), *(draw_holder(rules, rng) for _ in range(30))]


def goes_through(evaluate: Evaluate, rules: Rulebook) -> None:
    profiles = sample(rules)
    found = evaluate(rules, profiles, ON)
    assert sum(row is None for row in found) <= len(found) / 10
    assert differences(found, truth(rules, profiles, ON)) == []


def test_a_sample_goes_through_postgres(rules: Rulebook) -> None:
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    if reason := postgres.why_not():
        pytest.skip(reason)
    with postgres.cluster() as where, psycopg.connect(where) as connection:
        goes_through(on_postgres(connection), rules)


def test_a_sample_goes_through_spark(rules: Rulebook, spark: Any, tmp_path: Path) -> None:
    goes_through(on_spark(spark, tmp_path), rules)
