"""Situations in a frame, evaluated: what columns cover at once, the rest row by row."""

from collections.abc import Collection
from datetime import date

import polars as pl

from public_aids.engine.batch.frames import LARGE_SUMS, Runner
from public_aids.engine.batch.on_polars import storage
from public_aids.engine.batch.plan import PARTS, ROW_BY_ROW, Part, Plan
from public_aids.engine.batch.reading import DAY, CellProblem, read_frame
from public_aids.engine.batch.row_by_row import decided
from public_aids.engine.batch.rules import lower_rules
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.model import Rulebook

FEW = 100
"""So many rows of a day are decided one by one before it takes as long to make a plan for that day."""
MOST_PLANS = 64
_AT = "#at"


class Evaluated(Record):
    """The result for every row that could be read, in order; `kept` marks those rows of the input."""

    result: pl.DataFrame
    kept: pl.Series
    problems: tuple[CellProblem, ...]
    row_by_row: int


class Evaluator:
    """One rulebook for many frames; plans are made once for each day and number of contracts."""

    def __init__(self, rules: Rulebook, parts: Collection[Part] = PARTS, schemes: Collection[str] = ()) -> None:
        self.rules = rules
        self.parts = tuple(parts)
        self.schemes = tuple(schemes)
        self._runners: dict[tuple[date, int], Runner] = {}

    def runner(self, on: date, slots: int) -> Runner:
        """Raises `NoColumnForm` where the rules cannot be written as columns."""
        key = (on, slots)
        if key not in self._runners:
            if len(self._runners) == MOST_PLANS:
                del self._runners[next(iter(self._runners))]
            self._runners[key] = Runner(lower_rules(self.rules, on, slots, self.parts, self.schemes))
        return self._runners[key]

    def schema(self, on: date, slots: int = 0, *, any_day: bool = False) -> dict[str, pl.DataType]:
        """The columns that come out, the same for any number of contracts; how large a sum is depends on the day."""
        found = self.runner(on, slots).schema
        return {name: LARGE_SUMS if any_day and isinstance(kind, pl.Decimal) else kind for name, kind in found.items()}

    def evaluate(self, frame: pl.DataFrame, on: date, first_row: int = 1, on_column: str | None = None) -> Evaluated:
        """The result of a frame on a day, or each row on the day that a column holds.

        Raises `BrokenError` for a column that is wrong as a whole, `NoColumnForm`.
        """
        read = read_frame(frame, self.rules, first_row, on_column)
        kept = ~read.wrong
        rows = _Rows(read.inputs.filter(kept), frame.filter(kept), read.beyond.filter(kept), read.slots)
        result, slow = self._on(rows, on) if on_column is None else self._on_days(rows, on)
        return Evaluated(result, kept, read.problems, slow)

    def _on(self, rows: "_Rows", on: date) -> tuple[pl.DataFrame, int]:
        """The results of rows on a day, and how many of them were decided one by one."""
        runner = self.runner(on, rows.slots)
        found = runner.run(_complete(rows.inputs, runner.plan))
        left = found[ROW_BY_ROW].fill_null(False) | rows.beyond
        result = found.drop(ROW_BY_ROW).with_row_index(_AT)
        if not left.any():
            return result.drop(_AT), 0
        slow = decided(rows.raw.filter(left), self.rules, runner.plan, runner.schema)
        slow = slow.with_columns(result[_AT].filter(left)).select(result.columns)
        return pl.concat([result.filter(~left), slow]).sort(_AT).drop(_AT), slow.height

    def _on_days(self, rows: "_Rows", any_day: date) -> tuple[pl.DataFrame, int]:
        """The same where each row has its day."""
        schema = pl.Schema(self.schema(any_day, any_day=True))
        parts, one_by_one = [pl.DataFrame(schema=schema | {_AT: pl.UInt32})], 0
        for day, at in rows.inputs.select(DAY).with_row_index(_AT).group_by(DAY).agg(_AT).sort(DAY).iter_rows():
            if len(at) < FEW:
                plan = replace(self.runner(any_day, 0).plan, on=day)
                result, slow = decided(rows.raw[at], self.rules, plan, schema), len(at)
            else:
                result, slow = self._on(rows.at(at), day)
            parts.append(result.cast(schema).with_columns(pl.Series(_AT, at, dtype=pl.UInt32)))
            one_by_one += slow
        return pl.concat(parts).sort(_AT).drop(_AT), one_by_one


class _Rows(Record):
    """Rows that can be read: as inputs of a plan, and as they came."""

    inputs: pl.DataFrame
    raw: pl.DataFrame
    beyond: pl.Series
    slots: int

    def at(self, places: list[int]) -> "_Rows":
        return _Rows(self.inputs[places], self.raw[places], self.beyond.gather(places), self.slots)


def _complete(inputs: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """The inputs with the columns that no file had, all unknown."""
    absent = [pl.lit(None, storage(kind)).alias(name) for name, kind in plan.inputs if name not in inputs.columns]
    return inputs.with_columns(absent) if absent else inputs
