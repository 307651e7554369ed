"""A plan run by Polars over frames whose columns are those of its inputs."""

from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from public_aids.engine.batch.algebra import Listed, Number
from public_aids.engine.batch.nodes import kind_of
from public_aids.engine.batch.on_polars import BITS, as_words, expression, masks, scaled, storage, words_of
from public_aids.engine.batch.plan import ROW_BY_ROW, Named, Output, Plan

SUMS = pl.Decimal(18, 2)  # eight bytes a cell in Parquet
LARGE_SUMS = pl.Decimal(38, 2)
_LARGE = Decimal(10) ** 16


class Runner:
    """The expressions of a plan, made once for many frames."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._stages = stages(plan.named)
        self._masks: list[tuple[Output, list[str]]] = []
        self._selected = list(self._selection())

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """The columns that come out."""
        return {output.name: output_type(output, self.plan) for output in self.plan.outputs}

    def _selection(self) -> Iterable[pl.Expr]:
        for output in self.plan.outputs:
            column = output.column
            if isinstance(column, Listed):
                parts = masks(column)
                names = [f"{output.name}#{index}" for index in range(len(parts))]
                self._masks.append((output, names))
                yield from (part.alias(name) for part, name in zip(parts, names, strict=True))
            elif isinstance(output.kind, Number):
                cents = scaled(column, output.kind).cast(pl.Int128)
                yield cents.reinterpret(dtype=output_type(output, self.plan)).alias(output.name)
            else:
                yield as_words(column, storage(output.kind)).alias(output.name)
        yield expression(self.plan.row_by_row).alias(ROW_BY_ROW)

    def run(self, inputs: pl.DataFrame) -> pl.DataFrame:
        """The result for each row, in order, and `row_by_row` where the columns do not cover it."""
        lazy = inputs.lazy()
        for stage in self._stages:
            lazy = lazy.with_columns(stage)
        names = [one.meta.output_name() for one in self._selected]
        return self._with_words(lazy.with_columns(self._selected).select(names).collect(), inputs.height)

    def _with_words(self, found: pl.DataFrame, height: int) -> pl.DataFrame:
        texts: dict[str, pl.Series] = {}
        for output, names in self._masks:
            assert isinstance(output.column, Listed)
            parts = [
                words_of(found[name], output.column.of[index * BITS : (index + 1) * BITS])
                for index, name in enumerate(names)
            ]
            texts[output.name] = _joined(parts, height).alias(output.name)
        ordered = [texts[one.name] if one.name in texts else found[one.name] for one in self.plan.outputs]
        return pl.DataFrame([*ordered, found[ROW_BY_ROW]])


def output_type(output: Output, plan: Plan) -> pl.DataType:
    """The type of a column that comes out, those of its cells that are decided row by row included."""
    if isinstance(output.column, Listed):
        return pl.String()
    if not isinstance(output.kind, Number):
        return storage(output.kind)
    kind = kind_of(output.column)
    bounded = isinstance(kind, Number) and kind.bound < _LARGE and output.scheme not in (None, *plan.uncovered)
    return SUMS if bounded else LARGE_SUMS


def _joined(parts: list[pl.Series], height: int) -> pl.Series:
    if not parts:
        return pl.Series(["" for _ in range(height)], dtype=pl.String)
    if len(parts) == 1:
        return parts[0]
    frame = pl.DataFrame([part.alias(str(index)) for index, part in enumerate(parts)])
    return frame.select(pl.concat_str(pl.all(), separator=" ").str.strip_chars()).to_series()


def stages(named: Iterable[Named]) -> list[list[pl.Expr]]:
    """The named columns by level: each level reads those before it only."""
    levels: dict[int, list[pl.Expr]] = {}
    for one in named:
        levels.setdefault(one.level, []).append(expression(one.column).alias(one.name))
    return [levels[level] for level in sorted(levels)]
