"""The engines under test: each takes situations and gives, for each, the outputs of a plan."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl
from drawn_situations import Profile, frame_of, slotted

from public_aids.engine.batch.dialects import Dialect
from public_aids.engine.batch.evaluate import Evaluator
from public_aids.engine.batch.job import Job
from public_aids.engine.batch.plan import PARTS, ROW_BY_ROW, Plan
from public_aids.engine.batch.query import query
from public_aids.engine.batch.row_by_row import outputs_of
from public_aids.engine.batch.rules import lower_rules
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import profile_from
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Rulebook

EVERYTHING = bool(os.environ.get("SCHEMES_ALL"))
SLOTS = 2  # contracts that queries and their tables have columns for, at least
Row = dict[str, Any]
Evaluate = Callable[[Rulebook, Sequence[Profile], date], list[Row | None]]
"""None stands for a row that the engine says it does not cover."""


class Engine(Record):
    """`examples` and `rows`: how many populations to draw for it, and how large. A call may cost seconds, and the first
    one of a day more: of the days to be tried, every `step`-th is."""

    evaluate: Evaluate
    examples: int = 6
    rows: int = 12
    step: int = 1


_MADE: dict[tuple[object, ...], tuple[Rulebook, Any]] = {}


def made_once(what: str, rules: Rulebook, make: Callable[[], Any], *key: object) -> Any:
    """What depends on the rules alone, made once."""
    known = (what, id(rules), *key)
    if known not in _MADE:
        _MADE[known] = (rules, make())
    return _MADE[known][1]


def plan_of(rules: Rulebook, on: date, slots: int = SLOTS) -> Plan:
    return made_once("plan", rules, lambda: lower_rules(rules, on, slots, PARTS, share=False), on, slots)


def text_of(rules: Rulebook, on: date, dialect: Dialect, slots: int = SLOTS) -> str:
    plan = plan_of(rules, on, slots)
    return made_once("text", rules, lambda: query(plan, "situations_in", dialect, keys=("number",)), on, dialect, slots)


def slots_for(profiles: Sequence[Profile]) -> int:
    return max(SLOTS, *(len(profile.get("contrats") or ()) for profile in profiles))


def truth(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
    outputs = plan_of(rules, on).outputs
    return [outputs_of(decide(rules, profile_from(profile, rules.facts), on), outputs) for profile in profiles]


def on_polars(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
    evaluator: Evaluator = made_once("evaluator", rules, lambda: Evaluator(rules, PARTS))
    found = evaluator.evaluate(frame_of(profiles, rules), on)
    assert not found.problems
    return list(found.result.iter_rows(named=True))


def on_duckdb(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
    import duckdb

    slots = slots_for(profiles)
    frame, text = slotted(profiles, rules, slots), text_of(rules, on, "duckdb", slots)
    with duckdb.connect() as connection:
        connection.register("situations_in", frame.to_arrow())
        cursor = connection.execute(text)
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return in_order(rows)


def on_postgres(connection: Any) -> Evaluate:
    """The engine of a connection to PostgreSQL."""

    def engine(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
        slots = slots_for(profiles)
        frame = slotted(profiles, rules, slots)
        kinds = dict.fromkeys(frame.columns, "text") | {"number": "bigint"}
        listed = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
        with connection.cursor() as cursor:
            cursor.execute("drop table if exists situations_in")
            cursor.execute(f"create temporary table situations_in ({listed})")
            with cursor.copy(f"copy situations_in ({', '.join(frame.columns)}) from stdin") as copy:
                for row in frame.iter_rows():
                    copy.write_row([None if cell is None else str(cell) for cell in row])
            cursor.execute(text_of(rules, on, "postgres", slots))
            names = [column.name for column in cursor.description]
            return in_order([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])

    return engine


def on_spark(session: Any, folder: Path) -> Evaluate:
    """`schemes batch --engine spark`, from partitions on disk to partitions on disk."""
    from public_aids.engine.batch.spark.run import SparkRun
    from public_aids.engine.batch.spark.source import population_for_spark

    def engine(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
        here = Path(mkdtemp(dir=folder))
        in_parts(frame_of(profiles, rules).with_row_index("number"), here / "in")
        job = Job(rules, on, parts=PARTS, keep=("number",))
        with population_for_spark(session, str(here / "in"), None) as population:
            outcome = SparkRun(session, job, population).to_folder(str(here / "out"))
        assert not outcome.problems
        return in_order(list(pl.read_parquet(here / "out").iter_rows(named=True)))

    return engine


def in_parts(frame: pl.DataFrame, folder: Path, parts: int = 2) -> None:
    """The rows of a frame in partitions on disk."""
    folder.mkdir()
    for index in range(parts):
        first, last = (frame.height * at // parts for at in (index, index + 1))
        frame[first:last].write_parquet(folder / f"part-{index}.parquet")


@contextmanager
def on_spark_sql(session: Any, folder: Path) -> Iterator[Evaluate]:
    """The text of `schemes sql --dialect spark`, as Spark reads it.

    Spark makes Java of a query, which takes a minute here and pays from a million rows on: it walks through it instead.
    """
    slow = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}

    def engine(rules: Rulebook, profiles: Sequence[Profile], on: date) -> list[Row | None]:
        path = Path(mkdtemp(dir=folder)) / "in.parquet"
        slotted(profiles, rules, SLOTS).write_parquet(path)
        session.read.parquet(str(path)).createOrReplaceTempView("situations_in")
        return in_order([row.asDict() for row in session.sql(text_of(rules, on, "spark")).collect()])

    before = {name: session.conf.get(name) for name in slow}
    for name, value in slow.items():
        session.conf.set(name, value)
    yield engine
    for name, value in before.items():
        session.conf.set(name, value)


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
