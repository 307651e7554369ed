"""The rows that columns do not cover, through `decide`: slower, and the same answers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

import polars as pl

from engine.batch.contracts import COUNT, contract_fields
from engine.batch.plan import BEST, Output, Plan
from engine.batch.reading import json_cell, written
from engine.decide.answer import Answer, answer_of
from engine.decide.combination import combine
from engine.decide.conditions import failed_ids
from engine.decide.money import first_year
from engine.decide.profile import Profile, profile_from
from engine.decide.relations import Relations
from engine.decide.result import Combination, Decision, SchemeResult
from engine.decide.rights import Rights
from engine.decide.situation import CONTRACTS, Situation
from engine.rulebook.model import Rulebook
from engine.source.diagnostic import BrokenError

Cell = str | Decimal | None


def decided(raw: pl.DataFrame, rules: Rulebook, plan: Plan, slots: int) -> list[dict[str, Cell] | BrokenError]:
    """The outputs of a plan for each row of a raw frame, or why the row is not a situation."""
    return [_decided(row, rules, plan, slots) for row in raw.iter_rows(named=True)]


def _decided(row: Mapping[str, object], rules: Rulebook, plan: Plan, slots: int) -> dict[str, Cell] | BrokenError:
    try:
        return answered(profile_from(plain_row(row, rules, slots), rules.facts), rules, plan)
    except BrokenError as error:
        return error


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


def plain_row(row: Mapping[str, object], rules: Rulebook, slots: int) -> dict[str, object]:
    """A row as the data of a profile."""
    found: dict[str, object] = {
        name: written(row[name], one)
        for name, one in rules.facts.items()
        if name in row and one.type not in ("records", "list")
    }
    found |= {name: _numbers(row[name]) for name, one in rules.facts.items() if name in row and one.type == "list"}
    listed = row.get(CONTRACTS)
    contracts = listed if isinstance(listed, list) else _flat(row, rules, slots)
    if contracts is not None:
        found[CONTRACTS] = [_record(one, rules) for one in contracts]
    return {name: value for name, value in found.items() if value is not None and value != ""}


def _numbers(value: object) -> object:
    """A list of numbers; what is none is left as it is, for the profile to refuse."""
    if isinstance(value, str):
        try:
            return json_cell(value)
        except ValueError:
            return value
    return [_number(one) for one in value] if isinstance(value, list) else value


def _number(value: object) -> object:
    return Decimal(repr(value)) if isinstance(value, float) else value


def _flat(row: Mapping[str, object], rules: Rulebook, slots: int) -> list[dict[str, object]] | None:
    found: list[dict[str, object]] = []
    for index in range(1, slots + 1):
        record = {field.name: row.get(f"contrat_{index}_{field.name}") for field in contract_fields(rules)}
        if record.get("dispositif"):
            found.append(record)
    return found if found or row.get(COUNT) is not None else None


def _record(one: Mapping[str, object], rules: Rulebook) -> dict[str, object]:
    fields = {field.name: field for field in contract_fields(rules)}
    return {
        name: written(value, fields[name]) if name in fields else value
        for name, value in one.items()
        if value is not None and value != ""
    }


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
