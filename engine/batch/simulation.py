"""Two sets of rules (or two days) over one population: who gains, who loses, how much.

What a person has is the total of her best set over twelve months. A row whose total is not known on either side is
counted apart, never as zero.
"""

from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from public_aids.engine.batch.job import Progress
from public_aids.engine.batch.outcome import OnError
from public_aids.engine.batch.plan import BEST_TOTAL
from public_aids.engine.batch.two_sides import Side, TwoSides
from public_aids.engine.record import Record

EVERYONE = ""
UNKNOWN = "?"
WEIGHT = pl.Decimal(38, 6)
_BEFORE, _AFTER, _WEIGHT, _GROUP = "#before", "#after", "#weight", "#group"


class WrongWeightError(Exception):
    """A weight that is none: the row, and what stands there."""

    def __init__(self, row: int, value: object) -> None:
        super().__init__(f"row {row}: {value}")
        self.row = row
        self.value = value


class Difference(Record):
    """One group of people, by weight. `gain` and `loss` are sums of money, both positive."""

    people: Decimal = Decimal(0)
    gainers: Decimal = Decimal(0)
    losers: Decimal = Decimal(0)
    unknown: Decimal = Decimal(0)
    before: Decimal = Decimal(0)
    after: Decimal = Decimal(0)
    gain: Decimal = Decimal(0)
    loss: Decimal = Decimal(0)

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(*(getattr(self, name) + getattr(other, name) for name in self._fields))

    @property
    def net(self) -> Decimal:
        return self.gain - self.loss


class Scheme(Record):
    """How many people may have one scheme before and after, and how many of them come in and go out."""

    before: Decimal = Decimal(0)
    after: Decimal = Decimal(0)
    opened: Decimal = Decimal(0)
    closed: Decimal = Decimal(0)

    def __add__(self, other: "Scheme") -> "Scheme":
        return Scheme(*(getattr(self, name) + getattr(other, name) for name in self._fields))


class Simulation:
    """Adds up frames of a population, one by one."""

    def __init__(
        self,
        before: Side,
        after: Side,
        by: str | None = None,
        weight: str | None = None,
        on_error: OnError = "stop",
        progress: Progress = lambda _: None,
    ) -> None:
        self.sides = (before, after)
        self.by = by
        self.weight = weight
        self._both = TwoSides(self.sides, ("status", "best"), on_error)
        self.groups: dict[str, Difference] = {}
        self.schemes: dict[str, Scheme] = {}
        self.outcome = self._both.outcome
        self._progress = progress

    def add(self, frame: pl.DataFrame) -> None:
        """The next rows. One that cannot be read under either rules is in no total. Raises `WrongWeightError`, and what
        `TwoSides` raises.
        """
        first_row = self.outcome.rows + 1
        both, before, after = self._both.evaluate(frame)
        if self.weight is not None:
            frame = frame.with_columns(_weights(frame[self.weight], first_row).alias(_WEIGHT))
        rows = frame.filter(both).with_columns(
            (pl.col(_WEIGHT) if self.weight else pl.lit(1)).cast(WEIGHT).alias(_WEIGHT),
            (pl.col(self.by).cast(pl.String).fill_null(UNKNOWN) if self.by else pl.lit(EVERYONE)).alias(_GROUP),
        )
        self._add_money(
            rows.select(_WEIGHT, _GROUP).with_columns(
                before[BEST_TOTAL].alias(_BEFORE), after[BEST_TOTAL].alias(_AFTER)
            )
        )
        self._add_schemes(rows[_WEIGHT], before, after)
        self._progress(self.outcome.rows)

    def _add_money(self, rows: pl.DataFrame) -> None:
        weight, change = pl.col(_WEIGHT), pl.col(_AFTER) - pl.col(_BEFORE)
        known = change.is_not_null()
        counted = rows.group_by(_GROUP).agg(
            weight.sum().alias("people"),
            weight.filter(change > 0).sum().alias("gainers"),
            weight.filter(change < 0).sum().alias("losers"),
            weight.filter(~known).sum().alias("unknown"),
            _money(pl.col(_BEFORE), known).alias("before"),
            _money(pl.col(_AFTER), known).alias("after"),
            _money(change, change > 0).alias("gain"),
            _money(-change, change < 0).alias("loss"),
        )
        for row in counted.iter_rows(named=True):
            group = str(row.pop(_GROUP))
            self.groups[group] = self.groups.get(group, Difference()) + Difference(**row)

    def _add_schemes(self, weight: pl.Series, before: pl.DataFrame, after: pl.DataFrame) -> None:
        for name in _schemes(before, after):
            was, is_now = _eligible(before, name), _eligible(after, name)
            found = Scheme(*(_weight(weight, rows) for rows in (was, is_now, ~was & is_now, was & ~is_now)))
            self.schemes[name] = self.schemes.get(name, Scheme()) + found

    @property
    def total(self) -> Difference:
        return sum(self.groups.values(), Difference())


def _weights(raw: pl.Series, first_row: int) -> pl.Series:
    """Weights as decimals. A person without one would be lost from the totals."""
    numeric = raw.dtype.is_numeric() or raw.dtype == pl.String
    found = raw.cast(WEIGHT, strict=False) if numeric else pl.Series([None], dtype=WEIGHT).new_from_index(0, len(raw))
    wrong = (found.is_null() | (found < 0)).fill_null(True).arg_true()
    if len(wrong):
        raise WrongWeightError(first_row + wrong[0], raw[wrong[0]])
    return found


def _money(value: pl.Expr, rows: pl.Expr) -> pl.Expr:
    """The weighted sum of some rows, to the cent of each weight."""
    return (value.filter(rows) * pl.col(_WEIGHT).filter(rows)).sum()


def _schemes(before: pl.DataFrame, after: pl.DataFrame) -> Iterator[str]:
    names = dict.fromkeys((*before.columns, *after.columns))
    return (name.removesuffix("_status") for name in names if name.endswith("_status"))


def _eligible(result: pl.DataFrame, scheme: str) -> pl.Series:
    name = f"{scheme}_status"
    if name not in result.columns:
        return pl.Series([False], dtype=pl.Boolean).new_from_index(0, result.height)
    return result[name].cast(pl.String) == "eligible"


def _weight(weight: pl.Series, rows: pl.Series) -> Decimal:
    return Decimal(str(weight.filter(rows).sum() or 0))
