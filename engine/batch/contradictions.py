"""Facts that are stated against others, for many rows: what `engine.decide.contradictions` says of one person."""

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.facts import admitted_column, source_of
from public_aids.engine.batch.frames import stages
from public_aids.engine.batch.lower import Scope, lower
from public_aids.engine.batch.make import FALSE, both, compare, either, is_null, is_true, known, negation, number
from public_aids.engine.batch.on_polars import expression
from public_aids.engine.batch.plan import Named
from public_aids.engine.batch.reading import CellProblem
from public_aids.engine.decide.contradictions import stated_against
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.values import Value
from public_aids.engine.rulebook.model import Fact, Rulebook
from public_aids.engine.rulebook.order import grounds
from public_aids.engine.text import Text

Against = Mapping[str, tuple[CellProblem, int]]
"""By column: the first row that states it against other facts, and how many do."""
_SAID = Text("ne va pas avec les autres faits", "does not go with the other facts")


def against_facts(facts: Mapping[str, Fact], scope: Scope) -> dict[str, Column]:
    """Where each fact is stated and others say otherwise. Never null."""
    plain = (one for one in facts.values() if grounds(one) and one.type not in ("list", "records"))
    return {one.name: _against(one, scope) for one in plain}


def _against(one: Fact, scope: Scope) -> Column:
    stated, found = source_of(one), scope[one.name]
    differs = is_true(compare("!=", stated, found.value))
    something = is_true(compare("!=", stated, number(0))) if one.type == "number" else known(stated)
    apart = both(is_null(found.value), something)
    implied: Column = FALSE
    for each in reversed(one.implied):
        holds, other = is_true(lower(each.when, scope).value), compare("!=", stated, lower(each.value, scope).value)
        implied = either(both(holds, is_true(other)), both(negation(holds), implied))
    if one.derived is not None:
        implied = both(negation(admitted_column(one, lower(one.derived, scope).value)), implied)
    return both(known(stated), either(differs, apart, both(known(found.value), negation(found.apart), implied)))


class Finder:
    """Finds such rows in frames of inputs."""

    def __init__(self, named: Iterable[Named], columns: Mapping[str, Column]) -> None:
        self._stages = stages(named)
        self._found = [expression(column).alias(f"#{name}") for name, column in columns.items()]
        self.names = tuple(columns)

    def find(self, inputs: pl.DataFrame, rows: pl.Series) -> Against:
        lazy = inputs.lazy()
        for stage in self._stages:
            lazy = lazy.with_columns(stage)
        found = lazy.with_columns(self._found).select(f"#{name}" for name in self.names).collect()
        return tally((name, rows.filter(found[f"#{name}"])) for name in self.names)


def tally(found: Iterable[tuple[str, pl.Series]]) -> Against:
    """The rows of each column, told by the first."""
    return {name: (CellProblem(rows[0], name, "", _SAID), len(rows)) for name, rows in found if len(rows)}


def of_profiles(profiles: Iterable[Mapping[str, Value]], rules: Rulebook, on: date, rows: pl.Series) -> Against:
    """The same for profiles, one by one."""
    found: dict[str, list[int]] = {}
    for row, profile in zip(rows, profiles, strict=True):
        for fact in stated_against(Situation(rules, profile), on):
            found.setdefault(fact.name, []).append(row)
    return tally((name, pl.Series(each)) for name, each in found.items())


def together(one: Against, other: Against) -> Against:
    """What two runs found."""
    found = dict(one)
    for name, (first, count) in other.items():
        if name in found:
            earlier, before = found[name]
            first, count = min(earlier, first, key=lambda each: (each.file, each.row)), before + count
        found[name] = (first, count)
    return found
