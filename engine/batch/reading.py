"""A frame of a file read as situations: typed columns, contracts in slots, and all that is wrong, by row and column."""

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import polars as pl

from engine.batch.cells import cells
from engine.batch.contracts import COUNT, contract_fields
from engine.batch.facts import number_kind
from engine.decide.profile import Problem, read_value
from engine.decide.situation import CONTRACTS
from engine.record import Record
from engine.rulebook.model import Fact, Rulebook
from engine.text import Text

MAX_SLOTS = 4
ROW = "#row"
WRONG = "#wrong"
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class CellProblem(Record):
    """What is wrong with one cell; rows count from 1, the header of a CSV file is not one. `file` is told where a
    population is in several, `line` where its files have lines."""

    row: int
    column: str
    code: str
    message: Text
    cures: tuple[Text, ...] = ()
    file: str = ""
    line: int | None = None


class Situations(Record):
    """`inputs`: the columns of a plan, and `#row`. `wrong`: true for rows that cannot be read."""

    inputs: pl.DataFrame
    wrong: pl.Series
    problems: tuple[CellProblem, ...]
    slots: int
    beyond: pl.Series  # rows with more contracts than there are slots
    raw: pl.DataFrame


class Column(Record):
    """A raw column read as a fact under a name."""

    name: str
    fact: Fact
    raw: str


def read_frame(frame: pl.DataFrame, rules: Rulebook, first_row: int = 1) -> Situations:
    """The situations of a frame whose columns are facts, `contrats` as records or as `contrat_1_...` columns.

    Columns that are not facts are left alone.
    """
    slotted, slots, beyond, broken = _with_slots(frame, rules)
    columns = [*_fact_columns(slotted, rules), *_slot_columns(slotted, rules, slots)]
    schema = slotted.schema
    read = {one.name: cells(one.fact, pl.col(one.raw), schema[one.raw]) for one in columns}
    typed = slotted.lazy().select(
        (pl.int_range(0, pl.len(), dtype=pl.Int64) + first_row).alias(ROW),
        *(found.value.alias(name) for name, found in read.items()),
        *(found.wrong.alias(f"{name}{WRONG}") for name, found in read.items() if found.wrong is not None),
        pl.col(COUNT).cast(pl.Int64).alias(COUNT) if COUNT in slotted.columns else pl.lit(None, pl.Int64).alias(COUNT),
    )
    if slots:
        typed = typed.with_columns(_absent(slots).alias(f"{CONTRACTS}{WRONG}"))
    done = typed.collect()
    flags = [name for name in done.columns if name.endswith(WRONG)]
    found = [name for name in flags if done[name].any()]
    wrong = done.select(pl.any_horizontal(found)).to_series() | broken if found else broken
    problems = tuple(_problems(done, slotted, columns, broken, first_row))
    return Situations(done.drop(flags), wrong, problems, slots, beyond, slotted)


def _fact_columns(frame: pl.DataFrame, rules: Rulebook) -> list[Column]:
    return [
        Column(name, one, name)
        for name, one in rules.facts.items()
        if name in frame.columns and one.type not in ("records", "list")
    ] + [Column(name, one, name) for name, one in rules.facts.items() if name in frame.columns and one.type == "list"]


def _slot_columns(frame: pl.DataFrame, rules: Rulebook, slots: int) -> list[Column]:
    return [
        Column(name, field, name)
        for index in range(1, slots + 1)
        for field in contract_fields(rules)
        if (name := f"contrat_{index}_{field.name}") in frame.columns
    ]


def _absent(slots: int) -> pl.Expr:
    """A contract without its scheme, while its day is there."""
    parts = [
        (pl.col(f"contrat_{index}_dispositif").is_null() & pl.col(f"contrat_{index}_date_signature").is_not_null())
        for index in range(1, slots + 1)
    ]
    return pl.any_horizontal(parts)


def _with_slots(frame: pl.DataFrame, rules: Rulebook) -> tuple[pl.DataFrame, int, pl.Series, pl.Series]:
    """The frame with one set of columns for each contract; how many sets; rows that have more; rows that are broken."""
    none = pl.Series([False], dtype=pl.Boolean).new_from_index(0, frame.height)
    if CONTRACTS not in frame.columns:
        return _flat_slots(frame, rules), flat_count(frame.columns), none, none
    broken = none
    if frame.schema[CONTRACTS] == pl.String:
        parsed = [_parsed(text) for text in frame[CONTRACTS]]
        broken = pl.Series([found is False for found in parsed], dtype=pl.Boolean)
        records = [found if isinstance(found, list) else None for found in parsed]
        frame = frame.with_columns(pl.Series(CONTRACTS, records, dtype=_records_type(rules), strict=False))
    if not isinstance(frame.schema[CONTRACTS], pl.List):
        return frame.with_columns(pl.lit(None, pl.Int64).alias(COUNT)), 0, none, frame[CONTRACTS].is_not_null()
    lengths = frame[CONTRACTS].list.len()
    slots = min(int(lengths.max() or 0), MAX_SLOTS)  # type: ignore[arg-type]
    found = [
        pl.col(CONTRACTS).list.get(index - 1, null_on_oob=True).struct.field(field).alias(f"contrat_{index}_{field}")
        for index in range(1, slots + 1)
        for field in _field_names(frame.schema[CONTRACTS])
    ]
    slotted = frame.with_columns(*found, pl.col(CONTRACTS).list.len().cast(pl.Int64).alias(COUNT))
    return _flat_slots(slotted, rules, slots), slots, (lengths > slots).fill_null(False), broken


def _field_names(kind: pl.DataType) -> list[str]:
    inner = kind.inner if isinstance(kind, pl.List) else None
    return [field.name for field in inner.fields] if isinstance(inner, pl.Struct) else []


def _records_type(rules: Rulebook) -> pl.DataType:
    return pl.List(pl.Struct({field.name: pl.String for field in contract_fields(rules)}))


def _parsed(text: str | None) -> list[dict[str, str]] | bool | None:
    """The contracts of a cell that holds JSON; False where it does not."""
    try:
        found = json_cell(text or "")
    except ValueError:
        return False
    if found is None:
        return None
    if not (isinstance(found, list) and all(isinstance(one, dict) for one in found)):
        return False
    return [{name: str(value) for name, value in one.items() if value is not None} for one in found]


def flat_count(columns: Sequence[str]) -> int:
    """How many contracts have columns of their own: `contrat_1_dispositif`, `contrat_2_dispositif`..."""
    count = 0
    while f"contrat_{count + 1}_dispositif" in columns:
        count += 1
    return count


def _flat_slots(frame: pl.DataFrame, rules: Rulebook, slots: int | None = None) -> pl.DataFrame:
    """The same with every column of every contract, empty where the file has none."""
    wanted = [
        f"contrat_{index}_{field.name}"
        for index in range(1, (flat_count(frame.columns) if slots is None else slots) + 1)
        for field in contract_fields(rules)
    ]
    missing = [pl.lit(None, pl.String).alias(name) for name in wanted if name not in frame.columns]
    return frame.with_columns(missing) if missing else frame


# What is wrong


def _problems(
    done: pl.DataFrame, raw: pl.DataFrame, columns: Sequence[Column], broken: pl.Series, first_row: int
) -> Iterator[CellProblem]:
    for one in columns:
        if f"{one.name}{WRONG}" in done.columns:
            yield from _of_column(one, raw[one.raw], done[f"{one.name}{WRONG}"].arg_true(), first_row)
    if f"{CONTRACTS}{WRONG}" in done.columns:
        for index in done[f"{CONTRACTS}{WRONG}"].arg_true().to_list():
            message = Text("un contrat a un `dispositif`", "a contract has a `dispositif`")
            yield CellProblem(index + first_row, CONTRACTS, "P508", message)
    for index in broken.arg_true().to_list():
        message = Text("`contrats` est une liste en JSON", "`contrats` is a list in JSON")
        yield CellProblem(index + first_row, CONTRACTS, "P502", message)


def _of_column(one: Column, raw: pl.Series, at: pl.Series, first_row: int) -> Iterator[CellProblem]:
    """What is wrong with the cells of a column at some rows; equal cells have one message."""
    told: dict[str, Problem] = {}
    for index, value in zip(at.to_list(), raw.gather(at).to_list(), strict=True):
        shown = str(value)
        if shown not in told:
            told[shown] = _problem(one, value)
        problem = told[shown]
        yield CellProblem(index + first_row, one.name, problem.code, problem.message, problem.cures)


def _problem(one: Column, value: object) -> Problem:
    """What `schemes eval` says of the same value; what it would take is too precise or too large for a column."""
    held = written(value, one.fact)
    found: list[Problem] = read_value(one.fact, held, (one.name,))[1]
    if found:
        return found[0]
    assert isinstance(held, (int, Decimal))
    number, kind = Decimal(held), number_kind(one.fact)
    shown = f"{number:f}"
    if abs(number) > kind.bound:
        message = Text(f"`{shown}` n'entre pas dans une colonne", f"`{shown}` does not fit a column")
        return Problem("B201", (), message, (Text(f"{kind.bound:f} au plus", f"{kind.bound:f} at most"),))
    rounded = f"{round(number, kind.scale):f}"
    return Problem(
        "B201",
        (),
        Text(f"`{shown}` a plus de {kind.scale} décimales", f"`{shown}` has more than {kind.scale} decimals"),
        (Text(f"arrondissez à {kind.scale} décimales : `{rounded}`", f"round to {kind.scale} decimals: `{rounded}`"),),
    )


def written(value: object, one: Fact) -> object:
    """The value of a cell as a profile would hold it."""
    match value:
        case bool() | int() | Decimal() | None:
            return value
        case float():
            return Decimal(repr(value))
        case str() if one.type == "number" and _PLAIN.fullmatch(value):
            return Decimal(value)
        case str() if one.type == "boolean" and value in ("true", "false"):
            return value == "true"
        case _:
            return str(value)


def json_cell(text: str) -> object:
    """What a cell of JSON holds, None where it is empty. Raises `ValueError`, however deep or long it is."""
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=Decimal) if text else None
    except (ArithmeticError, RecursionError) as error:
        raise ValueError(text) from error


def column_names(rules: Rulebook, columns: Sequence[str]) -> frozenset[str]:
    """Every name that a column of a population may have, contracts in as many slots as the columns show."""
    slots = range(1, 1 + max((_slot_number(name) for name in columns), default=0))
    flat = {f"contrat_{index}_{field.name}" for index in slots for field in contract_fields(rules)}
    return frozenset({*rules.facts, COUNT, *flat})


def _slot_number(name: str) -> int:
    parts = name.split("_")
    return int(parts[1]) if parts[0] == "contrat" and len(parts) > 2 and parts[1].isdecimal() else 0
