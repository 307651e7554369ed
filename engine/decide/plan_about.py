"""The part of a plan that is about some schemes."""

from collections.abc import Collection

from public_aids.engine.decide.schedule import Lead, Plan, Strategy
from public_aids.engine.record import replace


def about(plan: Plan, schemes: Collection[str]) -> Plan:
    """The strategies that take or leave one of the schemes, and beside them those that the rest of the plan speaks of:
    the best ones at each horizon, the first that leaves a contract."""
    leaving = (index for index, one in enumerate(plan.strategies) if one.actions and not one.unsettled)
    told = {*range(plan.best), *(index for lead in plan.leads for index in lead.strategies), *[*leaving][:1]}
    kept = [index for index, one in enumerate(plan.strategies) if index in told or _touches(one, schemes)]
    place = {index: now for now, index in enumerate(kept)}
    return replace(
        plan,
        strategies=tuple(plan.strategies[index] for index in kept),
        leads=tuple(Lead(lead.since, tuple(place[index] for index in lead.strategies)) for lead in plan.leads),
        undetermined=tuple(one for one in plan.undetermined if one.scheme in schemes),
        unsettled=tuple(one for one in plan.unsettled if any(scheme in schemes for scheme in one[0])),
    )


def _touches(strategy: Strategy, schemes: Collection[str]) -> bool:
    return any(one in schemes for one in (*strategy.schemes, *(action.terminate for action in strategy.actions)))
