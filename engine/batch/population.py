"""A synthetic population, drawn from declared distributions and a seed, in frames of the inputs of a plan."""

from collections.abc import Iterator
from datetime import date
from itertools import accumulate

import polars as pl

from public_aids.engine.batch.algebra import Words
from public_aids.engine.batch.contracts import COUNT, contract_fields, slot_column
from public_aids.engine.batch.facts import kind_of_fact, number_kind, scope_on
from public_aids.engine.batch.lower import lower
from public_aids.engine.batch.make import day
from public_aids.engine.batch.on_polars import expression, storage
from public_aids.engine.batch.random_columns import below, drawn
from public_aids.engine.feel.values import add_months
from public_aids.engine.rulebook.model import Fact, Rulebook
from public_aids.engine.rulebook.population.model import MILLION, ContractDraw, Distributions, Draw

IDENTITY = "id"


class Population:
    """Rows by number: the same row whatever the piece it is drawn in."""

    def __init__(self, rules: Rulebook, distributions: Distributions, on: date, seed: int) -> None:
        self.rules = rules
        self.distributions = distributions
        self.on = on
        self.seed = seed

    def frames(self, rows: int, size: int) -> Iterator[pl.DataFrame]:
        for start in range(0, rows, size):
            yield self.frame(start, min(size, rows - start))

    def frame(self, first_row: int, rows: int) -> pl.DataFrame:
        """So many rows from one on (counted from 0), numbers as decimals."""
        frame = pl.select((pl.int_range(0, rows, dtype=pl.Int64) + first_row + 1).alias(IDENTITY))
        for draw in self.distributions.draws:
            frame = self._with(frame, draw, first_row)
        if self.distributions.contracts is not None:
            frame = self._with_contracts(frame, self.distributions.contracts, first_row)
        return frame.with_columns(
            _decimal(draw.fact) for draw in self.distributions.draws if draw.fact.type == "number"
        )

    def _with(self, frame: pl.DataFrame, draw: Draw, first_row: int) -> pl.DataFrame:
        name = draw.fact.name
        value = self._value(draw)
        there = below(pl.col("#known"), MILLION) < draw.known
        if draw.when is not None:
            asked = lower(draw.when, scope_on(self.rules.facts, day(self.on), day(self.on))).value
            there = there & expression(asked).fill_null(False)
        helped = frame.with_columns(
            drawn(self.seed, name, first_row, frame.height).alias("#drawn"),
            drawn(self.seed, f"{name}#known", first_row, frame.height).alias("#known"),
            *(pl.lit(None, storage(kind_of_fact(one))).alias(one.name) for one in self._undrawn(frame)),
        )
        found = helped.select(pl.when(there).then(value).cast(storage(kind_of_fact(draw.fact))).alias(name))
        return frame.with_columns(found.to_series())

    def _undrawn(self, frame: pl.DataFrame) -> Iterator[Fact]:
        """Facts that a condition may name before they are drawn: unknown."""
        return (one for one in self.rules.facts.values() if one.name not in frame.columns)

    def _value(self, draw: Draw) -> pl.Expr:
        number = pl.col("#drawn")
        if draw.values:
            return _weighted(number, draw.values, draw.fact)
        if draw.true is not None:
            return below(number, MILLION) < draw.true
        if draw.between is not None:
            low, high = draw.between
            steps = int((high - low) / draw.step) + 1
            unit = 10 ** number_kind(draw.fact).scale
            return below(number, steps).cast(pl.Int64) * int(draw.step * unit) + int(low * unit)
        assert draw.years is not None
        if draw.after is None:
            return _between(number, add_months(self.on, 12 * draw.years[0]), add_months(self.on, 12 * draw.years[1]))
        earliest = pl.col(draw.after).dt.offset_by(f"{draw.years[0]}y")
        latest = pl.min_horizontal(
            pl.col(draw.after).dt.offset_by(f"{draw.years[1]}y"), pl.lit(add_months(self.on, 12 * draw.until))
        )
        days = (latest - earliest).dt.total_days()
        drawn_days = (number % (days.clip(0) + 1).cast(pl.UInt64)).cast(pl.Int64)
        return pl.when(days >= 0).then(earliest + pl.duration(days=drawn_days))

    def _with_contracts(self, frame: pl.DataFrame, draw: ContractDraw, first_row: int) -> pl.DataFrame:
        role = self.rules.roles.contracts

        def numbers(name: str) -> pl.Series:
            return drawn(self.seed, f"{role.fact}#{name}", first_row, frame.height)

        held = next(field for field in contract_fields(self.rules) if field.name == role.scheme)
        kind = storage(Words(held.values))
        has = below(pl.lit(numbers("has")), MILLION) < draw.share
        known = below(pl.lit(numbers("known")), MILLION) < draw.known
        signed = _between(
            pl.lit(numbers("signed")), add_months(self.on, 12 * draw.years[0]), add_months(self.on, 12 * draw.years[1])
        )
        scheme = _weighted(pl.lit(numbers("scheme")), draw.values, held)
        return frame.with_columns(
            pl.when(known).then(has.cast(pl.Int64)).alias(COUNT),
            pl.when(known & has).then(scheme).cast(kind).alias(slot_column(1, role.scheme)),
            pl.when(known & has).then(signed).alias(slot_column(1, role.signed)),
        )


def _weighted(number: pl.Expr, values: tuple[tuple[str, int], ...], one: Fact) -> pl.Expr:
    """One of some values, as often as its weight says."""
    place = below(number, sum(weight for _, weight in values))
    reached = list(accumulate(weight for _, weight in values))
    chain = _literal(values[-1][0], one)
    for limit, (value, _) in zip(reversed(reached[:-1]), reversed(values[:-1]), strict=True):
        chain = pl.when(place < limit).then(_literal(value, one)).otherwise(chain)
    return chain


def _literal(value: str, one: Fact) -> pl.Expr:
    if one.type == "number":
        return pl.lit(int(value) * 10 ** number_kind(one).scale, dtype=pl.Int64)
    return pl.lit(value, dtype=pl.String)


def _between(number: pl.Expr, first: date, last: date) -> pl.Expr:
    return pl.lit(first) + pl.duration(days=below(number, (last - first).days + 1).cast(pl.Int64))


def _decimal(one: Fact) -> pl.Expr:
    scale = number_kind(one).scale
    if scale == 0:
        return pl.col(one.name)
    return pl.col(one.name).cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, scale))
