"""Situations in a frame, evaluated: what columns cover at once, the rest row by row."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import polars as pl

from engine.batch.frames import Runner
from engine.batch.plan import PARTS, ROW_BY_ROW, Part, Plan
from engine.batch.reading import ROW, CellProblem, read_frame
from engine.batch.row_by_row import Cell, decided
from engine.batch.rules import lower_rules
from engine.record import Record
from engine.rulebook.model import Rulebook
from engine.source.diagnostic import BrokenError

_AT = "#at"


class Evaluated(Record):
    """The result for every row that could be read, in order; `kept` marks those rows of the input."""

    result: pl.DataFrame
    kept: pl.Series
    problems: tuple[CellProblem, ...]
    row_by_row: int


class Evaluator:
    """One rulebook for many frames; the plans are made once for each day and number of contracts."""

    def __init__(self, rules: Rulebook, parts: Collection[Part] = PARTS, schemes: Collection[str] = ()) -> None:
        self.rules = rules
        self.parts = tuple(parts)
        self.schemes = tuple(schemes)
        self._runners: dict[tuple[date, int], Runner] = {}

    def runner(self, on: date, slots: int) -> Runner:
        """Raises `NoColumnForm` where the rules cannot be written as columns."""
        key = (on, slots)
        if key not in self._runners:
            self._runners[key] = Runner(lower_rules(self.rules, on, slots, self.parts, self.schemes))
        return self._runners[key]

    def schema(self, on: date, slots: int = 0) -> dict[str, pl.DataType]:
        """The columns that come out, the same whatever the number of contracts."""
        return self.runner(on, slots).schema

    def evaluate(self, frame: pl.DataFrame, on: date, first_row: int = 1) -> Evaluated:
        """The result of a frame on a day."""
        read = read_frame(frame, self.rules, first_row)
        kept = ~read.wrong
        runner = self.runner(on, read.slots)
        inputs = _complete(read.inputs.filter(kept) if read.wrong.any() else read.inputs, runner.plan)
        found = runner.run(inputs)
        left = found[ROW_BY_ROW].fill_null(False) | read.beyond.filter(kept)
        result = found.drop(ROW_BY_ROW)
        if not left.any():
            return Evaluated(result, kept, read.problems, 0)
        rows = decided(read.raw.filter(kept).filter(left), self.rules, runner.plan, read.slots)
        result, broken = _patched(result, left, rows)
        numbers = inputs[ROW].filter(left).to_list()
        problems = tuple(
            CellProblem(row, "", one.code, one.message, one.cures)
            for row, answer in zip(numbers, rows, strict=True)
            if isinstance(answer, BrokenError)
            for one in answer.diagnostics
        )
        if broken.any():
            kept = kept & ~read.inputs[ROW].is_in(inputs[ROW].filter(broken).implode())
        return Evaluated(result, kept, (*read.problems, *problems), int(left.sum()))


def _complete(inputs: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """The inputs with the columns that no file had, all unknown."""
    from engine.batch.on_polars import storage

    absent = [pl.lit(None, storage(kind)).alias(name) for name, kind in plan.inputs if name not in inputs.columns]
    return inputs.with_columns(absent) if absent else inputs


def _patched(
    result: pl.DataFrame, left: pl.Series, rows: Sequence[dict[str, Cell] | BrokenError]
) -> tuple[pl.DataFrame, pl.Series]:
    """The result with the answers found row by row, without the rows that are not situations; which ones these are."""
    at = left.arg_true()
    good = [(index, row) for index, row in zip(at, rows, strict=True) if not isinstance(row, BrokenError)]
    fixed = pl.DataFrame([row for _, row in good], schema=dict(result.schema), orient="row")
    numbered = result.with_row_index(_AT).filter(~left)
    fixed = fixed.with_columns(pl.Series(_AT, [index for index, _ in good], dtype=numbered.schema[_AT]))
    broken = set(at) - {index for index, _ in good}
    lost = pl.Series([index in broken for index in range(len(left))], dtype=pl.Boolean)
    return pl.concat([numbered, fixed.select(numbered.columns)]).sort(_AT).drop(_AT), lost


def evaluate_frame(frame: Any, on: date, rules: Rulebook | None = None, parts: Collection[Part] = PARTS) -> Any:
    """The result for each row of a Polars or pandas frame, as a frame of the same kind, rows in order and of pandas
    under the same index. Raises `ValueError` with the first problems where a row cannot be read.
    """
    if rules is None:
        from engine.rulebook.load import DEFAULT_RULES, load

        rules = load(DEFAULT_RULES)
    of_polars = isinstance(frame, pl.DataFrame)
    found = Evaluator(rules, parts).evaluate(frame if of_polars else pl.from_pandas(frame), on)
    if found.problems:
        listed = "; ".join(f"row {one.row}, {one.column}: {one.message.en}" for one in found.problems[:5])
        raise ValueError(listed)
    return found.result if of_polars else found.result.to_pandas().set_index(frame.index)
