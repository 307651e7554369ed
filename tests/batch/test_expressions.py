"""Expressions drawn at random: columns of Polars, DuckDB and Python hold what the evaluator says, needs included."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from public_aids.engine.batch.algebra import DAY, TRUTH, Column, Kind, MonthsElapsed, Number, Source, Words
from public_aids.engine.batch.functions import FORMS
from public_aids.engine.batch.lower import Scope, lower
from public_aids.engine.batch.lowered import Lowered, NoColumnForm, fact
from public_aids.engine.batch.nodes import kind_of, parts_of
from public_aids.engine.batch.on_polars import expression, storage
from public_aids.engine.batch.on_sql import Writer, type_name
from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.functions import NAMES
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.values import Unknown, add_months
from public_aids.engine.quick.source import Statements, compiled

KINDS: dict[str, Kind] = {
    "p": TRUTH,
    "q": TRUTH,
    "n": Number(0, Decimal(1000)),
    "x": Number(4, Decimal(100_000)),
    "w": Number(2, Decimal(10**18)),  # more than 64 bits
    "d": DAY,
    "e": DAY,
    "zone": Words(("ZIP", "ZAC", "hors_zone")),
}
SCOPE = Scope({name: fact(name, Source(name, kind)) for name, kind in KINDS.items()}, lambda column: column)
Row = dict[str, Any]

days = st.dates(date(1950, 1, 1), date(2100, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2025, 2, 28), date(2024, 12, 31), date(2025, 1, 31), date(2025, 3, 31), date(2025, 4, 30)]
)
fractions = (st.integers(-100_000, 100_000) | st.sampled_from([50, -250, 100])).map(
    lambda cents: Decimal(f"{(Decimal(cents) / 100).normalize():f}")
)
wide = st.integers(-(10**20), 10**20).map(lambda cents: Decimal(f"{Decimal(cents).scaleb(-2).normalize():f}"))
rows = st.fixed_dictionaries(
    {
        "p": st.none() | st.booleans(),
        "q": st.none() | st.booleans(),
        "n": st.none() | st.integers(-20, 20).map(Decimal),
        "x": st.none() | fractions,
        "w": st.none() | wide,
        "d": st.none() | days,
        "e": st.none() | days,
        "zone": st.none() | st.sampled_from(["ZIP", "ZAC", "hors_zone"]),
    }
)
lengths = st.sampled_from(['@"P1M"', '@"P1Y"', '@"P13M"', '@"P3Y"', '@"P1D"', '@"P90D"'])
literal_days = days.map(lambda day: f'@"{day}"')
comparisons = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


def numbers() -> st.SearchStrategy[str]:
    leaves = st.sampled_from(["n", "x", "2.5", "-3", "0.25", "7"])

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pairs = st.tuples(inner, inner)
        return st.one_of(
            st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            inner.map(lambda t: f"({t} / 4)"),
            pairs.map(lambda t: f"min({t[0]}, {t[1]})"),
            pairs.map(lambda t: f"max({t[0]}, {t[1]})"),
            inner.map(lambda t: f"abs({t})"),
            st.tuples(
                st.sampled_from(["decimal", "round up", "round down", "round half up", "round half down"]),
                st.sampled_from(["n", "x", "(x * 0.25)", "(x / 8)", "w", "(w / 8)"]),
                st.integers(0, 2),
            ).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
            st.sampled_from(
                [
                    "floor(x)",
                    "ceiling(x)",
                    "floor(w / 8)",
                    "ceiling(w / 8)",
                    "abs(w)",
                    "d.year",
                    "d.month",
                    "e.day",
                    "d.weekday",
                ]
            ),
            st.sampled_from(["years and months duration(d, e).years", "years and months duration(d, e).months"]),
        )

    return st.recursive(leaves, grown, max_leaves=3)


def moments() -> st.SearchStrategy[str]:
    base = st.sampled_from(["d", "e"])
    moved = st.tuples(base, st.sampled_from(["+", "-"]), lengths).map(lambda t: f"{t[0]} {t[1]} {t[2]}")
    return st.one_of(base, moved, st.tuples(base, base).map(lambda t: f"max({t[0]}, {t[1]})"), literal_days)


def truths() -> st.SearchStrategy[str]:
    leaves = st.one_of(
        st.sampled_from(
            ["p", "q", 'zone = "ZIP"', 'zone != "ZAC"', 'zone in ("ZIP", "ZAC")', 'starts with(zone, "Z")']
        ),
        st.tuples(numbers(), comparisons, numbers()).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
        st.tuples(moments(), comparisons, moments()).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
        st.sampled_from(["n in [1..5)", "x between -2 and n", "n in (1, 3, > 10)", 'd in [@"2025-01-01"..e]']),
    )

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            inner.map(lambda t: f"not({t})"),
            st.tuples(inner, inner, inner).map(lambda t: f"(if {t[0]} then {t[1]} else {t[2]})"),
        )

    return st.recursive(leaves, grown, max_leaves=4)


# Branches are whole numbers, literals, or a number as short as it can be written: under an unknown condition the
# evaluator tells 2.5 from 2.50, which no column does.
branches = st.sampled_from(["n", "x", "2.5", "7", "-3"])
expressions = st.one_of(
    truths(),
    numbers(),
    st.tuples(truths(), branches, branches).map(lambda t: f"if {t[0]} then {t[1]} else {t[2]}"),
)


def expected(text: str, row: Row) -> tuple[Any, frozenset[str]]:
    """The value, None where it is unknown, and the facts it needs."""
    scope = {name: Unknown(frozenset((name,))) if value is None else value for name, value in row.items()}
    found = evaluate(parse(text), scope)
    return (None, found.needs) if isinstance(found, Unknown) else (found, frozenset())


def frame_of(drawn: Sequence[Row]) -> pl.DataFrame:
    """Numbers held whole, as the engine holds them."""
    return pl.DataFrame(
        [pl.Series(name, [_raw(row[name], kind) for row in drawn], storage(kind)) for name, kind in KINDS.items()]
    )


def _raw(value: Any, kind: Kind) -> Any:
    return int(value.scaleb(kind.scale)) if isinstance(value, Decimal) and isinstance(kind, Number) else value


def in_polars(lowered: Lowered, drawn: Sequence[Row]) -> list[tuple[Any, frozenset[str]]]:
    names = list(lowered.needs)
    found = frame_of(drawn).select(
        pl.repeat(0, pl.len()).alias("#"),
        expression(lowered.value).alias("#value"),
        *(expression(needed).alias(f"#{name}") for name, needed in lowered.needs.items()),
    )
    kind = kind_of(lowered.value)
    return [
        (
            Decimal(row["#value"]).scaleb(-kind.scale)
            if isinstance(kind, Number) and row["#value"] is not None
            else row["#value"],
            frozenset(name for name in names if row[f"#{name}"]),
        )
        for row in found.iter_rows(named=True)
    ]


def in_duckdb(lowered: Lowered, drawn: Sequence[Row]) -> list[tuple[Any, frozenset[str]]]:
    writer = Writer("duckdb")

    def sql(column: Column) -> str:
        return writer.write(column).sql(dialect="duckdb")

    kind = kind_of(lowered.value)
    value = f"CAST({sql(lowered.value)} AS {type_name(kind)})"
    needs = "".join(f', {sql(needed)} AS "needs {name}"' for name, needed in lowered.needs.items())
    cells = ", ".join(
        "(" + ", ".join(f"CAST({_literal(row[name])} AS {type_name(k)})" for name, k in KINDS.items()) + ")"
        for row in drawn
    )
    text = f"SELECT {value} AS found{needs} FROM (VALUES {cells}) AS t({', '.join(KINDS)})"
    with duckdb.connect() as connection:
        cursor = connection.execute(text)
        names = [column[0].removeprefix("needs ") for column in cursor.description or ()]
        return [
            (row[0], frozenset(name for name, needed in zip(names[1:], row[1:], strict=True) if needed))
            for row in cursor.fetchall()
        ]


def _literal(value: Any) -> str:
    return "NULL" if value is None else exp.convert(str(value) if not isinstance(value, bool) else value).sql("duckdb")


def in_python(lowered: Lowered, drawn: Sequence[Row]) -> list[tuple[Any, frozenset[str]]]:
    statements = Statements(lambda source: f"row[{source.name!r}]")
    needs = "".join(f"*([{name!r}] if {statements.truth(needed)} else []), " for name, needed in lowered.needs.items())
    found = compiled("found", "row", statements, f"({statements.value(lowered.value)}, frozenset(({needs})))")
    return [found(row) for row in drawn]


ENGINES = (in_polars, in_duckdb, in_python)


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, Decimal) and found is not None:
        return bool(Decimal(found) == wanted)
    return bool(found == wanted)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=60, deadline=None)
@given(text=expressions, drawn=st.lists(rows, min_size=1, max_size=8))
def test_columns_say_what_the_evaluator_says(engine: Any, text: str, drawn: list[Row]) -> None:
    lowered = lower(parse(text), SCOPE)
    for found, row in zip(engine(lowered, drawn), drawn, strict=True):
        wanted = expected(text, row)
        assert _same(found[0], wanted[0]), (text, row, found, wanted)
        assert found[1] == wanted[1], (text, row, found, wanted)


@pytest.mark.parametrize("engine", ENGINES)
@given(pairs=st.lists(st.tuples(days, days).map(sorted), min_size=1, max_size=8))
def test_months_elapsed_are_the_most_that_can_be_added(engine: Any, pairs: list[list[date]]) -> None:
    """From the last day of a month too."""
    elapsed = Lowered(MonthsElapsed(Source("d", DAY), Source("e", DAY), Number(0, Decimal(10_000))), {})
    drawn = [dict.fromkeys(KINDS) | {"d": start, "e": end} for start, end in pairs]
    for (months, _), (start, end) in zip(engine(elapsed, drawn), pairs, strict=True):
        assert add_months(start, int(months)) <= end < add_months(start, int(months) + 1), (start, end, months)


def test_every_function_has_a_form_or_says_that_it_has_none() -> None:
    assert set(FORMS) == NAMES


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("p and string length(zone) > 2", "string length(zone)"),
        ("x / n > 2", "x / n"),
        ("some y in [1, 2] satisfies y = n", "some y in [1, 2] satisfies y = n"),
        ("n = zone", "n = zone"),
        ("d + n", "d + n"),
        ("x * x * x * x * x > 1", "x * x * x * x"),
    ],
)
def test_what_has_no_column_form_is_refused_with_its_place(text: str, part: str) -> None:
    with pytest.raises(NoColumnForm) as refused:
        lower(parse(text), SCOPE)
    start, end = refused.value.span
    assert text[start:end] == part


def test_a_chain_of_branches_grows_no_faster_than_its_length() -> None:
    """Each branch is used several times: written out each time, ten of them took 17 MB."""
    sizes = []
    for count in (20, 40):
        names: list[Column] = []

        def step(column: Column, names: list[Column] = names) -> Column:
            names.append(column)
            return Source(f"step_{len(names)}", kind_of(column))

        chain = "".join(f"if n < {at} then {at * 10} else " for at in range(count))
        found = lower(parse(f"{chain}x"), Scope(dict(SCOPE), step))
        sizes.append(sum(_nodes(one) for one in (found.value, *found.needs.values(), *names)))
    assert sizes[1] < 3 * sizes[0]


def _nodes(column: Column) -> int:
    return 1 + sum(map(_nodes, parts_of(column)))
