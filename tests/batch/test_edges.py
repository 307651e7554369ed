"""`eval`, `batch` and `sql` say the same where the rules change: people drawn around the days, contracts and unknowns
on which an answer turns. Some dozens in each run, 20,000 where SCHEMES_ALL is set."""

import random
from collections.abc import Sequence
from datetime import date

import postgres
import pytest
from drawn_situations import EDGES, Profile, draw_edge
from engines import EVERYTHING, Evaluate, Row, differences, made_once, on_duckdb, on_polars, on_postgres, truth

from public_aids.engine.rulebook.model import Rulebook

PEOPLE = 20_000 if EVERYTHING else 140


def assert_same(rules: Rulebook, on: date, evaluate: Evaluate) -> None:
    profiles, expected = drawn(rules, on)
    found = evaluate(rules, profiles, on)
    assert sum(row is not None for row in found) >= len(found) / 3
    assert differences(found, expected) == []


def drawn(rules: Rulebook, on: date) -> tuple[Sequence[Profile], list[Row | None]]:
    """People, and what `decide` says of them."""
    rng = random.Random(on.toordinal())
    profiles = [draw_edge(rules, rng) for _ in range(PEOPLE // len(EDGES))]
    return profiles, made_once("edges", rules, lambda: truth(rules, profiles, on), on)


@pytest.mark.parametrize("on", EDGES if EVERYTHING else EDGES[::2], ids=str)
def test_batch(rules: Rulebook, on: date) -> None:
    assert_same(rules, on, on_polars)


@pytest.mark.parametrize("on", EDGES if EVERYTHING else EDGES[::3], ids=str)
def test_duckdb(rules: Rulebook, on: date) -> None:
    pytest.importorskip("duckdb", reason="the extra `batch` is not installed")
    assert_same(rules, on, on_duckdb)


@pytest.mark.heavy
def test_postgres(rules: Rulebook) -> None:
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    if reason := postgres.why_not():
        pytest.skip(reason)
    with postgres.cluster() as where, psycopg.connect(where) as connection:
        for on in EDGES:
            assert_same(rules, on, on_postgres(connection))
