"""Situations in a frame, evaluated: what columns cover at once, the rest row by row."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date

import polars as pl

from public_aids.engine.batch.algebra import Kind, Number
from public_aids.engine.batch.contradictions import Against, Finder, of_profiles, together
from public_aids.engine.batch.facts import kind_of_fact
from public_aids.engine.batch.frames import LARGE_SUMS, Runner
from public_aids.engine.batch.lowered import NoColumnForm
from public_aids.engine.batch.on_polars import storage
from public_aids.engine.batch.plan import PARTS, ROW_BY_ROW, Output, Part
from public_aids.engine.batch.reading import DAY, CellProblem, read_frame
from public_aids.engine.batch.results import results_of, wanted
from public_aids.engine.batch.row_by_row import decided, profiles_of
from public_aids.engine.batch.rules import finder_of, lower_rules
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Text

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
        self.no_form: Text | None = None  # what of the rules cannot be written as columns
        self.against: Against = {}
        self._runners: dict[tuple[date, int], Runner] = {}
        self._finders: dict[date, Finder] = {}

    def runner(self, on: date, slots: int) -> Runner:
        """Raises `NoColumnForm` where the rules cannot be written as columns."""
        key = (on, slots)
        if key not in self._runners:
            if len(self._runners) == MOST_PLANS:
                del self._runners[next(iter(self._runners))]
            self._runners[key] = Runner(lower_rules(self.rules, on, slots, self.parts, self.schemes))
        return self._runners[key]

    def outputs(self) -> tuple[Output, ...]:
        """What comes out, on any day and for any number of contracts."""
        return tuple(one for one in results_of(self.rules, wanted(self.rules, self.schemes)) if one.part in self.parts)

    def schema(self, on: date, *, any_day: bool = False) -> dict[str, pl.DataType]:
        """The columns that come out, the same for any number of contracts; how large a sum is depends on the day."""
        with suppress(NoColumnForm):
            if not any_day:
                return self.runner(on, 0).schema
        return {one.name: LARGE_SUMS if isinstance(one.kind, Number) else storage(one.kind) for one in self.outputs()}

    def evaluate(self, frame: pl.DataFrame, on: date, first_row: int = 1, on_column: str | None = None) -> Evaluated:
        """The result of a frame on a day, or each row on the day that a column holds.

        Where the rules cannot be written as columns all rows are decided one by one. Raises `BrokenError` for a column
        that is wrong as a whole.
        """
        read = read_frame(frame, self.rules, first_row, on_column)
        kept = ~read.wrong
        numbers = pl.int_range(first_row, first_row + frame.height, eager=True).filter(kept)
        rows = _Rows(read.inputs.filter(kept), frame.filter(kept), read.beyond.filter(kept), numbers, read.slots)
        result, slow = self._on(rows, on) if on_column is None else self._on_days(rows, on)
        return Evaluated(result, kept, read.problems, slow)

    def _on(self, rows: "_Rows", on: date) -> tuple[pl.DataFrame, int]:
        """The results of rows on a day, and how many of them were decided one by one."""
        try:
            runner = self.runner(on, rows.slots)
        except NoColumnForm as error:
            self.no_form = error.text
            return self._one_by_one(rows, on, self.schema(on)), rows.raw.height
        self.against = together(self.against, self._stated_against(rows, on))
        found = runner.run(_complete(rows.inputs, runner.plan.inputs))
        left = found[ROW_BY_ROW].fill_null(False) | rows.beyond
        result = found.drop(ROW_BY_ROW).with_row_index(_AT)
        if not left.any():
            return result.drop(_AT), 0
        slow = decided(profiles_of(rows.raw.filter(left), self.rules), self.rules, self.outputs(), on, runner.schema)
        slow = slow.with_columns(result[_AT].filter(left)).select(result.columns)
        return pl.concat([result.filter(~left), slow]).sort(_AT).drop(_AT), slow.height

    def _stated_against(self, rows: "_Rows", on: date) -> Against:
        if on not in self._finders:
            self._finders = {on: finder_of(self.rules, on)}
        kinds = ((name, kind_of_fact(one)) for name, one in self.rules.facts.items() if one.type != "records")
        return self._finders[on].find(_complete(rows.inputs, kinds), rows.numbers)

    def _one_by_one(self, rows: "_Rows", on: date, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
        profiles = profiles_of(rows.raw, self.rules)
        self.against = together(self.against, of_profiles(profiles, self.rules, on, rows.numbers))
        return decided(profiles, self.rules, self.outputs(), on, schema)

    def _on_days(self, rows: "_Rows", any_day: date) -> tuple[pl.DataFrame, int]:
        """The same where each row has its day."""
        schema = pl.Schema(self.schema(any_day, any_day=True))
        parts, one_by_one = [pl.DataFrame(schema=schema | {_AT: pl.UInt32})], 0
        for day, at in rows.inputs.select(DAY).with_row_index(_AT).group_by(DAY).agg(_AT).sort(DAY).iter_rows():
            if len(at) < FEW:
                result, slow = self._one_by_one(rows.at(at), day, schema), len(at)
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
    numbers: pl.Series  # from 1, in all that is read
    slots: int

    def at(self, places: list[int]) -> "_Rows":
        beyond, numbers = self.beyond.gather(places), self.numbers.gather(places)
        return _Rows(self.inputs[places], self.raw[places], beyond, numbers, self.slots)


def _complete(inputs: pl.DataFrame, wanted: Iterable[tuple[str, Kind]]) -> pl.DataFrame:
    """The inputs with the columns that no file had, all unknown."""
    absent = [pl.lit(None, storage(kind)).alias(name) for name, kind in wanted if name not in inputs.columns]
    return inputs.with_columns(absent) if absent else inputs
