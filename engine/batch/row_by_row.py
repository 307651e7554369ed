"""The rows that columns do not cover, through `decide`: slower, and the same answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

import polars as pl

from public_aids.engine.batch.columns import slot_columns, slots_in
from public_aids.engine.batch.contracts import COUNT, contract_fields
from public_aids.engine.batch.nested import in_profile
from public_aids.engine.batch.plan import BEST, Output
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.profile import Profile, profile_from
from public_aids.engine.decide.result import Combination, SchemeResult
from public_aids.engine.rulebook.model import Rulebook

Cell = str | Decimal | None


def decided(
    profiles: Iterable[Profile], rules: Rulebook, outputs: Sequence[Output], on: date, schema: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """The outputs for each profile."""
    found = [outputs_of(decide(rules, one, on), outputs) for one in profiles]
    return pl.DataFrame(found, schema=dict(schema), orient="row")


def profiles_of(raw: pl.DataFrame, rules: Rulebook) -> list[Profile]:
    """The rows of a raw frame, all of which can be read."""
    contracts = slots_in(raw.columns, rules)
    return [profile_from(plain_row(row, rules, contracts), rules.facts) for row in raw.iter_rows(named=True)]


def plain_row(row: Mapping[str, object], rules: Rulebook, contracts: Sequence[int]) -> dict[str, object]:
    """A row as the data of a profile; some contracts may have columns of their own."""
    found = {name: in_profile(one, row[name]) for name, one in rules.facts.items() if name in row}
    name = rules.roles.contracts.fact
    if name and found.get(name) is None:
        records = [record for number in contracts if (record := _record(row, number, rules))]
        found[name] = records if records or row.get(COUNT) not in (None, "") else None
    return {name: value for name, value in found.items() if value is not None}


def _record(row: Mapping[str, object], number: int, rules: Rulebook) -> dict[str, object]:
    named = slot_columns((number,), contract_fields(rules)).items()
    found = {field.name: in_profile(field, row.get(name)) for name, field in named}
    return {name: value for name, value in found.items() if value is not None}


def outputs_of(decision: Decision, outputs: Sequence[Output]) -> dict[str, Cell]:
    """What comes out for one row, from the decision on it."""
    results = {result.scheme.id: result for result in decision.schemes}
    return {
        output.name: _overall(output, decision.combination)
        if output.scheme is None
        else _cell(output, results[output.scheme])
        for output in outputs
    }


def _overall(output: Output, best: Combination) -> Cell:
    return " ".join(best.best) if output.name == BEST else best.total


def _cell(output: Output, result: SchemeResult) -> Cell:
    amount = next((one for one in result.amounts if one.id == output.amount), None)
    match output.part:
        case "status":
            return result.status
        case "failed":
            return " ".join(result.failed)
        case "missing" if output.amount is not None:
            return " ".join(amount.missing) if amount else ""
        case "missing":
            return " ".join(result.missing)
        case "amounts":
            return amount.value if amount else None
        case "first_year":
            return result.total_first_year
        case "held":
            return result.held.state if result.held else ""
        case "best":
            raise AssertionError("the best set belongs to no scheme")
        case _:
            assert_never(output.part)
