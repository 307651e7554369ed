"""The rows that columns do not cover, through `decide`: slower, and the same answers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import assert_never

import polars as pl

from public_aids.engine.batch.columns import slot_columns, slots_in
from public_aids.engine.batch.contracts import COUNT, contract_fields
from public_aids.engine.batch.nested import in_profile
from public_aids.engine.batch.plan import BEST, Output, Plan
from public_aids.engine.decide.answer import Answer, answer_of
from public_aids.engine.decide.combination import combine
from public_aids.engine.decide.conditions import failed_ids
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.money import first_year
from public_aids.engine.decide.profile import Profile, profile_from
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.result import Combination, SchemeResult
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.situation import CONTRACTS, Situation
from public_aids.engine.rulebook.model import Rulebook

Cell = str | Decimal | None


def decided(raw: pl.DataFrame, rules: Rulebook, plan: Plan, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The outputs of a plan for each row of a raw frame, all of which can be read."""
    contracts = slots_in(raw.columns, rules)
    rows = (profile_from(plain_row(row, rules, contracts), rules.facts) for row in raw.iter_rows(named=True))
    return pl.DataFrame([answered(one, rules, plan) for one in rows], schema=dict(schema), orient="row")


def answered(profile: Profile, rules: Rulebook, plan: Plan) -> dict[str, Cell]:
    """The outputs of a plan for one profile, by the same steps as `decide` takes for them, and no others."""
    rights = Rights(Situation(rules, profile), Relations(rules))
    answers = {scheme.id: answer_of(scheme, rights, plan.on) for scheme in rules.schemes}
    asked = {output.part for output in plan.outputs}
    failed = {
        scheme.id: tuple(failed_ids(rights.conditions(scheme, plan.on)))
        for scheme in rules.schemes
        if "failed" in asked and scheme.kind != "information"
    }
    best = combine(rights, plan.on, first_year(plan.on)) if "best" in asked else None
    return {
        output.name: _overall(output, best)
        if output.scheme is None
        else _cell(output, answers[output.scheme], failed.get(output.scheme, ()))
        for output in plan.outputs
    }


def plain_row(row: Mapping[str, object], rules: Rulebook, contracts: Sequence[int]) -> dict[str, object]:
    """A row as the data of a profile; some contracts may have columns of their own."""
    found = {name: in_profile(one, row[name]) for name, one in rules.facts.items() if name in row}
    if found.get(CONTRACTS) is None:
        records = [record for number in contracts if (record := _record(row, number, rules))]
        found[CONTRACTS] = records if records or row.get(COUNT) not in (None, "") else None
    return {name: value for name, value in found.items() if value is not None}


def _record(row: Mapping[str, object], number: int, rules: Rulebook) -> dict[str, object]:
    named = slot_columns((number,), contract_fields(rules)).items()
    found = {field.name: in_profile(field, row.get(name)) for name, field in named}
    return {name: value for name, value in found.items() if value is not None}


def outputs_of(decision: Decision, plan: Plan) -> dict[str, Cell]:
    """What a plan gives for one row, from the decision on it."""
    results = {result.scheme.id: result for result in decision.schemes}
    return {
        output.name: _overall(output, decision.combination)
        if output.scheme is None
        else _cell(output, results[output.scheme], results[output.scheme].failed)
        for output in plan.outputs
    }


def _overall(output: Output, best: Combination | None) -> Cell:
    assert best is not None
    return " ".join(best.best) if output.name == BEST else best.total


def _cell(output: Output, result: SchemeResult | Answer, failed: tuple[str, ...]) -> Cell:
    amount = next((one for one in result.amounts if one.id == output.amount), None)
    match output.part:
        case "status":
            return result.status
        case "failed":
            return " ".join(failed)
        case "missing" if output.amount is not None:
            return " ".join(amount.missing) if amount else ""
        case "missing":
            return " ".join(result.missing) if result.status == "undetermined" else ""
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
