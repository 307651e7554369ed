"""Ours beside the same rules written by hand for something else: Parquet to Parquet, and the computation alone."""

from collections.abc import Mapping
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from population.drawn import PARTS, draw, prepared, run
from population.turns import Ratios, Ways, take_turns
from public_aids.engine.batch.files import CHUNK, open_population
from public_aids.engine.batch.plan import Part
from public_aids.engine.batch.query import query
from public_aids.engine.batch.rules import lower_rules
from public_aids.engine.rulebook.model import Rulebook
from rivals import polars_by_hand

OURS, BY_HAND, OPENFISCA, BY_CODE = "ours", "Polars by hand", "OpenFisca-Core", "OpenFisca-Core, statuses by code"
TARGETS = {BY_HAND: 0.6, OPENFISCA: 3}
INSTALL = "python -m pip install -e '.[benchmarks]'"
EVERYTHING: tuple[Part, ...] = ("status", "failed", "missing", "amounts", "first_year", "held")
SAMPLE = 20_000  # rows, at most


def beside_others(rules: Rulebook, folder: Path, rows: int, rounds: int, ratios: Ratios) -> None:
    source = draw(rules, rows, folder / "in.parquet")
    targets = {name: folder / f"{index}.parquet" for index, name in enumerate((OURS, BY_HAND, OPENFISCA, BY_CODE))}
    ways = {
        OURS: partial(run, rules, source, targets[OURS]),
        BY_HAND: partial(polars_by_hand.evaluate, str(source), str(targets[BY_HAND])),
        **_openfisca(source, targets),
    }
    print(f"{rows:,} rows, statuses and amounts, Parquet to Parquet")
    _compare(ways, rows, rounds, ratios, TARGETS)
    for name in list(ways)[1:]:
        ratios.holds(f"the cells of {name} are ours", same(targets[OURS], targets[name]))
    print("the computation alone, from and to memory")
    _compare(_in_memory(rules, source), rows, rounds, ratios, {})
    _what_else(rules, folder, source, rows)
    _in_duckdb(rules, source, rows)


def _compare(ways: Ways, rows: int, rounds: int, ratios: Ratios, targets: Mapping[str, float]) -> None:
    times = take_turns(ways, rounds)
    for name, taken in times.items():
        print(f"  {name:66} {1000 * taken:5,.0f} ms {rows / taken:11,.0f} rows/s")
    for name, taken in times.items():
        ratio = taken / times[OURS]
        if name in targets:
            ratios.at_least(f"our rate beside that of {name}", ratio, targets[name])
        elif name != OURS:
            ratios.tell(f"our rate beside that of {name}", ratio)


def _openfisca(source: Path, targets: dict[str, Path]) -> Ways:
    if not _has_openfisca():
        print(f"OpenFisca-Core is not installed and is left out; to measure it: {INSTALL}")
        return {}
    print(f"OpenFisca-Core {version('openfisca-core')}")
    from rivals.openfisca import run as openfisca
    from rivals.openfisca.system import Aids, StatusesByCode

    system = Aids()
    return {
        OPENFISCA: partial(openfisca.evaluate, system, str(source), str(targets[OPENFISCA])),
        BY_CODE: partial(openfisca.evaluate, StatusesByCode(system), str(source), str(targets[BY_CODE])),
    }


def _has_openfisca() -> bool:
    return find_spec("openfisca_core") is not None


def _in_memory(rules: Rulebook, source: Path) -> Ways:
    """Each starts from what it reads a file into: ours has still to check the cells."""
    made, population = prepared(rules), open_population(str(source), "parquet")
    used = [name for name, _ in made.evaluator.runner(polars_by_hand.ON, 1).plan.inputs]
    have = [name for name in population.columns if name in used]
    pieces = list(population.chunks(CHUNK, have))
    frame = pl.read_parquet(source)
    ways: dict[str, partial[object]] = {
        OURS: partial(lambda: [made.evaluator.evaluate(piece, polars_by_hand.ON) for piece in pieces]),
        BY_HAND: partial(lambda: polars_by_hand.result(frame.lazy()).collect()),
    }
    if _has_openfisca():
        from rivals.openfisca import run as openfisca
        from rivals.openfisca.system import Aids, StatusesByCode

        system, facts = Aids(), openfisca.read(str(source))[1]
        ways[OPENFISCA] = partial(openfisca.calculate, system, facts)
        ways[BY_CODE] = partial(openfisca.calculate, StatusesByCode(system), facts)
    return ways


def same(ours: Path, other: Path) -> bool:
    """Every cell, sums in cents; what the other one leaves out is empty here."""
    mine, theirs = pl.read_parquet(ours), pl.read_parquet(other)
    left_out = [name for name in mine.columns if name not in theirs.columns]
    return mine.select(left_out).null_count().row(0) == (mine.height,) * len(left_out) and all(
        _plain(mine[name]).equals(_plain(theirs[name]), null_equal=True) for name in theirs.columns
    )


def _plain(column: pl.Series) -> pl.Series:
    if column.dtype.is_float():
        column = column.cast(pl.Float64).round(2)
    return column.cast(pl.Decimal(38, 2) if column.dtype.is_numeric() else pl.String)


def _what_else(rules: Rulebook, folder: Path, source: Path, rows: int) -> None:
    target = folder / "more.parquet"
    taken = take_turns({"": partial(run, rules, source, target, EVERYTHING)}, 2)[""]
    print(f"ours with failed, missing, first year, held: {rows / taken:,.0f} rows/s")
    sample = folder / "sample.parquet"
    pl.scan_parquet(source).head(SAMPLE).sink_parquet(sample)
    made, population = prepared(rules, (*EVERYTHING, "best")), open_population(str(sample), "parquet")
    taken = take_turns({"": lambda: made.to_file(population, str(target), "parquet")}, 1)[""]
    sampled = made.outcome.rows
    one_by_one = f"{made.outcome.row_by_row:,} of {sampled:,} rows one by one"
    print(f"ours with the best set too: {sampled / taken:,.0f} rows/s ({one_by_one})")


def _in_duckdb(rules: Rulebook, source: Path, rows: int) -> None:
    import duckdb

    with duckdb.connect() as connection:
        plan = lower_rules(rules, polars_by_hand.ON, 1, PARTS, share=False)
        have = open_population(str(source), "parquet").columns
        text = query(plan, "situations", "duckdb", have=have, keys=("id",))
        connection.execute(f"create view situations as select * from read_parquet('{source}')")
        copied = f"copy ({text}) to '{source}.out' (format parquet)"
        taken = take_turns({"": lambda: connection.execute(copied)}, 2)[""]
    print(f"generated SQL in DuckDB: {rows / taken:,.0f} rows/s")
