"""The rows of a population under two sets of rules, or on two days."""

from collections.abc import Collection
from datetime import date

import polars as pl

from public_aids.engine.batch.evaluate import Evaluator
from public_aids.engine.batch.outcome import OnError, Outcome
from public_aids.engine.batch.plan import Output, Part
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Rulebook


class Side(Record):
    """Rules on a day."""

    rules: Rulebook
    on: date


class TwoSides:
    """Frames of a population, one by one, on both sides."""

    def __init__(
        self, sides: tuple[Side, Side], parts: tuple[Part, ...], on_error: OnError, schemes: Collection[str] = ()
    ) -> None:
        self.sides = sides
        self.outcome = Outcome(on_error)
        self._evaluators = [Evaluator(side.rules, parts, schemes) for side in sides]

    def outputs(self) -> tuple[Output, ...]:
        """What comes out on one side or the other."""
        return tuple({one.name: one for evaluator in self._evaluators for one in evaluator.outputs()}.values())

    def evaluate(self, frame: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame, pl.DataFrame]:
        """Which of the next rows can be read on both sides, and the results for these. Raises `WrongRowsError` where
        another one stops the run, and what an `Evaluator` raises.
        """
        first_row = self.outcome.rows + 1
        self.outcome.rows += frame.height
        found = [
            evaluator.evaluate(frame, side.on, first_row)
            for evaluator, side in zip(self._evaluators, self.sides, strict=True)
        ]
        both = found[0].kept & found[1].kept
        self.outcome.refuse(tuple(dict.fromkeys((*found[0].problems, *found[1].problems))))
        self.outcome.written += int(both.sum())
        self.outcome.row_by_row += max(one.row_by_row for one in found)
        self.outcome.against = self._evaluators[0].against
        self.outcome.no_form = next((one.no_form for one in self._evaluators if one.no_form), None)
        before, after = (one.result.filter(both.filter(one.kept)) for one in found)
        return both, before, after
