"""The engines under test: each takes situations and gives, for each, the outputs of a plan."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from drawn_situations import Profile, frame_of, slotted

from engine.batch import rules as lowering
from engine.batch.dialects import Dialect
from engine.batch.evaluate import Evaluator
from engine.batch.on_spark import evaluate_on_spark
from engine.batch.plan import ROW_BY_ROW, Part, Plan
from engine.batch.query import query
from engine.batch.row_by_row import outputs_of
from engine.batch.rules import lower_rules
from engine.decide.decide import decide
from engine.decide.profile import profile_from
from engine.rulebook.model import Rulebook

PARTS: tuple[Part, ...] = ("status", "failed", "missing", "amounts", "first_year", "held", "best")
SLOTS = 2
Row = dict[str, Any]
Engine = Callable[[Rulebook, Sequence[Profile], date], list[Row | None]]
"""None stands for a row that the engine says it does not cover."""


_MADE: dict[tuple[object, ...], tuple[Rulebook, Any]] = {}


def made_once(what: str, rules: Rulebook, make: Callable[[], Any], *key: object) -> Any:
    """What depends on the rules alone, made once; again where a test plants a fault in the lowering of conditions."""
    known = (what, id(rules), lowering.judge, *key)
    if known not in _MADE:
        _MADE[known] = (rules, make())
    return _MADE[known][1]


def plan_of(rules: Rulebook, on: date) -> Plan:
    return made_once("plan", rules, lambda: lower_rules(rules, on, SLOTS, PARTS, share=False), on)


def text_of(rules: Rulebook, on: date, dialect: Dialect) -> str:
    return made_once(
        "text", rules, lambda: query(plan_of(rules, on), "situations_in", dialect, keys=("number",)), on, dialect
    )


def truth(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
    plan = plan_of(rules, on)
    return [outputs_of(decide(rules, profile_from(profile, rules.facts), on), plan) for profile in profiles]


def on_polars(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
    evaluator: Evaluator = made_once("evaluator", rules, lambda: Evaluator(rules, PARTS))
    found = evaluator.evaluate(frame_of(profiles, rules), on)
    assert not found.problems
    return list(found.result.iter_rows(named=True))


def on_duckdb(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
    import duckdb

    frame = slotted(profiles, rules, SLOTS)
    text = text_of(rules, on, "duckdb")
    with duckdb.connect() as connection:
        connection.register("situations_in", frame.to_arrow())
        cursor = connection.execute(text)
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return in_order(rows)


def on_postgres(connection: Any) -> Engine:
    """The engine of a connection to PostgreSQL."""

    def engine(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
        frame = slotted(profiles, rules, SLOTS)
        kinds = dict.fromkeys(frame.columns, "text") | {"number": "bigint"}
        listed = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
        with connection.cursor() as cursor:
            cursor.execute("drop table if exists situations_in")
            cursor.execute(f"create temporary table situations_in ({listed})")
            with cursor.copy(f"copy situations_in ({', '.join(frame.columns)}) from stdin") as copy:
                for row in frame.iter_rows():
                    copy.write_row([None if cell is None else str(cell) for cell in row])
            cursor.execute(text_of(rules, on, "postgres"))
            names = [column.name for column in cursor.description]
            return in_order([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])

    return engine


def on_spark(session: Any, folder: Path) -> Engine:
    """The engine of a Spark session; situations are read from partitions on disk."""

    def engine(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
        frame = slotted(profiles, rules, SLOTS)
        half = len(profiles) // 2 + 1
        for index, part in enumerate((frame[:half], frame[half:])):
            part.write_parquet(folder / f"part-{index}.parquet")
        situations = session.read.parquet(str(folder))
        found = evaluate_on_spark(session, situations, rules, on, ("number",), slots=SLOTS)
        return in_order([row.asDict() for row in found.collect()])

    return engine


def in_order(rows: list[Row]) -> list[Row | None]:
    """Rows by their number; those that the query leaves to others are None."""
    rows.sort(key=lambda row: row["number"])
    return [None if row.pop(ROW_BY_ROW, False) else row for row in rows]


def differences(found: Sequence[Row | None], expected: Sequence[Row | None]) -> list[str]:
    """Where an engine and the truth are not the same, for the rows that the engine covers, the columns that it has."""
    assert len(found) == len(expected)
    return [
        f"row {index}, {name}: {value!r} expected, {row[name]!r} found"
        for index, (row, wanted) in enumerate(zip(found, expected, strict=True))
        if row is not None and wanted is not None
        for name, value in wanted.items()
        if name in row and not same(row[name], value)
    ]


def same(found: Any, expected: Any) -> bool:
    if isinstance(expected, Decimal):
        return found is not None and Decimal(found) == expected
    return bool(found == expected)
