"""The contracts of a frame, a list of records or columns of their own, as the same columns for each."""

import polars as pl

from public_aids.engine.batch.columns import slot_columns, slots_in
from public_aids.engine.batch.contracts import contract_fields
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Fact, Rulebook

MAX_SLOTS = 4


class SlotColumn(Record):
    """A raw column read as a fact under a name."""

    name: str
    fact: Fact
    raw: str


class Slots(Record):
    """`frame` has the raw columns, and `count` slots are enough for most rows. Expressions of a row: `given`, how many
    contracts it has, null where that is not known; `beyond`, whether these are more than there are slots; `required`,
    whether a contract lacks a field that each must have.
    """

    frame: pl.DataFrame
    columns: tuple[SlotColumn, ...]
    count: int
    given: pl.Expr
    beyond: pl.Expr
    required: tuple[tuple[str, Fact, pl.Expr], ...]


def slots_of(frame: pl.DataFrame, rules: Rulebook) -> Slots:
    return _of_lists(frame, rules) if rules.roles.contracts.fact in frame.columns else _of_columns(frame, rules)


def _of_lists(frame: pl.DataFrame, rules: Rulebook) -> Slots:
    """Of a column of lists of records."""
    contracts = rules.roles.contracts.fact
    length = pl.col(contracts).list.len()
    count = min(frame.select(length.max()).item() or 0, MAX_SLOTS)
    kind = frame.schema[contracts]
    held = {field.name for field in kind.inner.fields} if isinstance(kind, pl.List) else set()  # type: ignore[union-attr]
    fields = [field for field in contract_fields(rules) if field.name in held]
    slotted = frame.with_columns(
        pl.col(contracts).list.get(at, null_on_oob=True).struct.field(field.name).alias(name)
        for at in range(count)
        for name, field in zip(slot_columns((at + 1,), fields), fields, strict=True)
    )
    columns = tuple(SlotColumn(name, field, name) for name, field in slot_columns(range(1, count + 1), fields).items())
    required = tuple(
        (name, field, _is_empty(slotted, name) & (length >= slot))
        for slot in range(1, count + 1)
        for name, field in slot_columns((slot,), fields).items()
        if field.required
    )
    return Slots(slotted, columns, count, length.cast(pl.Int64), length > count, required)


def _of_columns(frame: pl.DataFrame, rules: Rulebook) -> Slots:
    """Of columns of their own, which may have any numbers: the first ones are slots 1, 2..."""
    numbers = slots_in(frame.columns, rules)
    fields = contract_fields(rules)
    columns: list[SlotColumn] = []
    required: list[tuple[str, Fact, pl.Expr]] = []
    filled: list[pl.Expr] = []
    for slot, number in enumerate(numbers, 1):
        raw = slot_columns((number,), fields)
        named = zip(slot_columns((slot,), fields), raw.items(), strict=True)
        columns += [SlotColumn(name, field, held) for name, (held, field) in named if held in frame.columns]
        some = pl.any_horizontal(~_is_empty(frame, name) for name in raw)
        required += [(name, field, some & _is_empty(frame, name)) for name, field in raw.items() if field.required]
        filled.append(some)
    given = pl.sum_horizontal(pl.lit(0), *(one.cast(pl.Int64) for one in filled))
    beyond = pl.any_horizontal(pl.lit(False), *filled[MAX_SLOTS:])
    return Slots(frame, tuple(columns), min(len(numbers), MAX_SLOTS), given, beyond, tuple(required))


def _is_empty(frame: pl.DataFrame, name: str) -> pl.Expr:
    """Whether a cell holds nothing, as all do of a column that is not there."""
    if name not in frame.columns:
        return pl.lit(True)
    return pl.col(name).is_null() | (pl.col(name) == "") if frame.schema[name] == pl.String else pl.col(name).is_null()
