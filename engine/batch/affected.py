"""Whose answers differ between two sets of rules on a day: by person and scheme, what was and what is.

Who is refused on both sides, or is refused a scheme that is on one side only, is not affected: at most the reasons
differ. Nobody is affected by facts alone that are still missing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import polars as pl

from public_aids.engine.batch.frames import LARGE_SUMS
from public_aids.engine.batch.plan import Output, Part
from public_aids.engine.batch.two_sides import TwoSides
from public_aids.engine.record import Record

PARTS: tuple[Part, ...] = ("status", "failed", "missing", "amounts", "first_year", "held")
_TOLD: tuple[Part, ...] = ("status", "held")  # texts by which an answer differs
_SUMS: tuple[Part, ...] = ("amounts", "first_year")
_REFUSED = "not_eligible"


class Answered(Record):
    """What a scheme answers to a person; sums by the id of their amount, if it applies or may, None where it is not
    known; `total` that of the first year."""

    status: str
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    sums: Mapping[str, Decimal | None]
    total: Decimal | None
    held: str | None

    @property
    def worth(self) -> Decimal | None:
        """What the scheme brings in the first year, nothing to who is refused; None where that is not known."""
        match self.status:
            case "eligible":
                return self.total
            case "not_eligible":
                return Decimal(0)
            case _:
                return None


class Affected(Record):
    """A person, by the row and the cells that tell who it is, and one scheme on a day; None where it is not there."""

    row: int
    person: tuple[object, ...]
    scheme: str
    day: date
    before: Answered | None
    after: Answered | None

    @property
    def difference(self) -> Decimal | None:
        was, now = (one.worth if one else Decimal(0) for one in (self.before, self.after))
        return None if was is None or now is None else now - was


def affected(sides: TwoSides, frame: pl.DataFrame, who: Sequence[str]) -> Iterator[Affected]:
    """Those of the next rows; `who` are the columns that tell a person. Raises as `TwoSides` does."""
    first_row, day = sides.outcome.rows + 1, sides.sides[1].on
    both, *found = sides.evaluate(frame)
    people = frame.select(who).with_row_index("#row", offset=first_row).filter(both)
    by_scheme: dict[str, list[Output]] = {}
    for one in sides.outputs():
        by_scheme.setdefault(str(one.scheme), []).append(one)
    for scheme, outputs in by_scheme.items():
        before, after = (_complete(one, outputs) for one in found)
        at = _differs(before, after, outputs).arg_true()
        answers = (_answers(one, at, scheme, outputs) for one in (before, after))
        for (row, *person), was, now in zip(people[at].iter_rows(), *answers, strict=True):
            if was or now:
                yield Affected(row, tuple(person), scheme, day, was, now)


def _complete(result: pl.DataFrame, outputs: Iterable[Output]) -> pl.DataFrame:
    """The columns of a scheme, in types that both sides share; empty where this side has none."""
    kinds = {one.name: LARGE_SUMS if one.part in _SUMS else pl.String for one in outputs}
    absent = [pl.lit(None).alias(name) for name in kinds if name not in result.columns]
    return result.with_columns(absent).select(pl.col(name).cast(kind) for name, kind in kinds.items())


def _differs(before: pl.DataFrame, after: pl.DataFrame, outputs: Sequence[Output]) -> pl.Series:
    """The rows whose right, running contract or sums differ."""
    found = pl.Series([False]).new_from_index(0, before.height)
    open_now = found
    for one in outputs:
        empty = _REFUSED if one.part == "status" else ""
        if one.part in _TOLD:
            found |= before[one.name].fill_null(empty) != after[one.name].fill_null(empty)
        if one.part == "status":
            open_now = after[one.name].fill_null(empty) != _REFUSED
    for one in outputs:
        if one.part in _SUMS:
            found |= open_now & before[one.name].ne_missing(after[one.name])
    return found


def _answers(result: pl.DataFrame, at: pl.Series, scheme: str, outputs: Sequence[Output]) -> Iterator[Answered | None]:
    sums = {one.amount: one.name for one in outputs if one.part == "amounts" and one.amount and one.name in result}
    for row in result[at].iter_rows(named=True):
        status = row.get(f"{scheme}_status")
        if status is None:
            yield None
            continue
        yield Answered(
            status,
            tuple((row[f"{scheme}_failed"] or "").split()),
            tuple((row[f"{scheme}_missing"] or "").split()),
            {amount: row[name] for amount, name in sums.items() if row[name] is not None or row[f"{name}_missing"]},
            row[f"{scheme}_first_year"],
            row.get(f"{scheme}_held") or None,
        )
