"""A plan as JSON: sums as texts, days as `YYYY-MM-DD`, strategies the best first."""

from decimal import Decimal
from typing import Any

from public_aids.cli.render.plan_words import PlanView, strategy_words
from public_aids.engine.decide.result_json import day, money
from public_aids.engine.decide.schedule import Month, Period, Strategy

FORMAT = 1

Json = dict[str, Any]


def plan_json(view: PlanView) -> Json:
    """The whole plan; `best` and `leads` name strategies by their place in `strategies`, from 0."""
    plan = view.plan
    return {
        "format": FORMAT,
        "lang": view.lang,
        "currency": view.rulebook.manifest.currency,
        "from": day(plan.start),
        "to": day(plan.end),
        "rules": {"hash": view.rulebook.hash, "schemes": len(view.rulebook.schemes)},
        "applied": dict(view.readings),
        "best": list(range(plan.best)),
        "total": money(plan.strategies[0].total) if plan.best else None,
        "choice": plan.choice,
        "stay": money(plan.stay),
        "leave": money(plan.leave),
        "strategies": [_strategy(one, view) for one in plan.strategies],
        "leads": [{"since": day(lead.since), "strategies": list(lead.strategies)} for lead in plan.leads],
        "missing": list(plan.missing),
        "undetermined": [{"scheme": one.scheme, "missing": list(one.missing)} for one in plan.undetermined],
        "unsettled": [list(pair) for pair, _ in plan.unsettled],
        "readings": [
            {"divergence": one.divergence, "reading": one.reading, "total": money(one.total), "choice": one.choice}
            for one in view.effects
        ],
        "warnings": [warning.to(view.lang) for warning in plan.warnings],
    }


def _strategy(strategy: Strategy, view: PlanView) -> Json:
    return {
        "schemes": list(strategy.schemes),
        "actions": [{"terminate": one.terminate, "on": day(one.on)} for one in strategy.actions],
        "label": strategy_words(strategy, view),
        "periods": [_period(one) for one in strategy.periods],
        "total": money(strategy.total),
        "unsettled": strategy.unsettled,
        "incompatible": [list(pair) for pair in strategy.apart],
        "at_least": money(strategy.at_least),
        "at_most": money(strategy.at_most),
        "unquantified": list(strategy.unquantified),
        "missing": list(strategy.missing),
        "cautions": [caution.named.to(view.lang) for caution in strategy.cautions],
        "years": None if strategy.months is None else _years(strategy.months),
        "months": None if strategy.months is None else [_month(one) for one in strategy.months],
    }


def _period(period: Period) -> Json:
    return {"scheme": period.scheme, "since": day(period.since), "until": day(period.until)}


def _years(months: tuple[Month, ...]) -> list[Json]:
    """What is due in each calendar year."""
    totals: dict[int, Decimal] = {}
    for month in months:
        totals[month.start.year] = totals.get(month.start.year, Decimal(0)) + month.total
    return [{"year": year, "total": money(total)} for year, total in totals.items()]


def _month(month: Month) -> Json:
    return {
        "from": day(month.start),
        "total": money(month.total),
        "by_scheme": {name: money(value) for name, value in month.by_scheme},
    }
