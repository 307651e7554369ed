"""A population in a few figures: how many may have each scheme, how many are undecided, and for how much money."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from public_aids.engine.record import Record
from public_aids.engine.text import Text

EVERYONE = ""


class Figures(Record):
    """One scheme in one group. `money` adds up the first years that are known, of those who may have the scheme."""

    eligible: int = 0
    not_eligible: int = 0
    undetermined: int = 0
    money: Decimal = Decimal(0)
    money_unknown: int = 0  # eligible, but what it brings is not known

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.eligible + other.eligible,
            self.not_eligible + other.not_eligible,
            self.undetermined + other.undetermined,
            self.money + other.money,
            self.money_unknown + other.money_unknown,
        )


class Summary:
    """Figures by scheme, for everyone and by each group; frames are added one by one.

    `groups`: the facts whose values are told apart, and what they are called.
    """

    def __init__(self, schemes: Sequence[str], groups: Mapping[str, Text]) -> None:
        self.schemes = tuple(schemes)
        self.titles = {EVERYONE: Text("Toute la population", "Whole population"), **groups}
        self.rows = 0
        self.figures: dict[tuple[str, str, str], Figures] = {}

    def add(self, facts: pl.DataFrame, result: pl.DataFrame) -> None:
        """`facts` and `result` are of the same rows."""
        self.rows += result.height
        groups = [name for name in self.titles if name in facts.columns]
        frame = result.with_columns(facts.select(pl.col(groups).cast(pl.String).fill_null("?"))) if groups else result
        for group in (EVERYONE, *groups):
            keys = [group] if group else []
            counted = (
                frame.group_by(keys).agg(self._counts()).rows(named=True)
                if keys
                else frame.select(self._counts()).rows(named=True)
            )
            for row in counted:
                self._keep(group, str(row[group]) if group else EVERYONE, row)

    def _counts(self) -> list[pl.Expr]:
        return [
            expr.alias(f"{scheme}#{name}") for scheme in self.schemes for name, expr in _expressions(scheme).items()
        ]

    def _keep(self, group: str, value: str, row: Mapping[str, object]) -> None:
        for scheme in self.schemes:
            found = Figures(**{name: row[f"{scheme}#{name}"] for name in _expressions(scheme)})  # type: ignore[arg-type]
            key = (group, value, scheme)
            self.figures[key] = self.figures.get(key, Figures()) + found

    def merge(self, other: "Summary") -> None:
        """Adds the figures of other rows."""
        self.rows += other.rows
        for key, figures in other.figures.items():
            self.figures[key] = self.figures.get(key, Figures()) + figures

    def groups(self) -> dict[str, list[str]]:
        """The values found for each group, in order."""
        found: dict[str, set[str]] = {}
        for group, value, _ in self.figures:
            found.setdefault(group, set()).add(value)
        return {group: sorted(values) for group, values in found.items()}


def _expressions(scheme: str) -> dict[str, pl.Expr]:
    status, money = pl.col(f"{scheme}_status").cast(pl.String), pl.col(f"{scheme}_first_year")
    eligible = status == "eligible"
    return {
        "eligible": eligible.sum(),
        "not_eligible": (status == "not_eligible").sum(),
        "undetermined": (status == "undetermined").sum(),
        "money": money.filter(eligible).sum(),
        "money_unknown": (eligible & money.is_null()).sum(),
    }
