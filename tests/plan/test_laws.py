"""What holds of every plan, whatever the rules: checked on small rulebooks against a search that tries everything."""

import sys
from decimal import Decimal
from itertools import accumulate, combinations
from pathlib import Path
from random import Random
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.plan import plan
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.schedule import Plan, Strategy
from public_aids.engine.feel.syntax import Number
from public_aids.engine.feel.values import add_months
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Dated

sys.path.insert(0, str(Path(__file__).parent))
from worlds import MONTHS, START, Spec, World, best_total, closings, day, profile, rulebook, worlds

LEAVING = "date_resiliation_envisagee"


def made(world: World, years: int = 1) -> Plan:
    return plan(rulebook(world), profile(world), START, years)


def settled(found: Plan) -> list[Strategy]:
    return [one for one in found.strategies if not one.unsettled]


def excluding(*specs: Spec) -> World:
    """Each bars all others while it is there."""
    return World(specs, {frozenset(pair): "same_period" for pair in combinations((spec.id for spec in specs), 2)})


def contract(name: str, last: int, term: int, once: int, monthly: int = 0, signed: int | None = None) -> Spec:
    return Spec(name, "contract", 0, last, term, Decimal(monthly), Decimal(monthly), 1, Decimal(once), signed)


def test_the_runners_up_are_shown() -> None:
    world = excluding(
        *(Spec(f"z{tens}", "one_off", 0, 11, 0, *[Decimal(0)] * 2, 1, Decimal(tens)) for tens in range(1, 10))
    )
    assert [strategy.total for strategy in made(world).strategies] == [9, 8, 7, 6, 5, 4, 3, 2]


def test_a_contract_is_left_in_time_for_three_that_follow_each_other() -> None:
    """The last closes after month 9, and five months of two others come before it: the first is left after month 3."""
    held = contract("a", last=0, term=60, once=0, monthly=100, signed=-1)
    world = excluding(held, contract("b", 11, 2, 1000), contract("c", 11, 3, 1000), contract("d", 9, 12, 5000))
    best = settled(made(world))[0]
    assert [action.on for action in best.actions] == [day(4)]
    assert best.total == best_total(world) == 7400


@given(worlds())
def test_no_compatible_set_has_a_larger_total(world: World) -> None:
    found = settled(made(world))
    assert (found[0].total if found else None) == best_total(world)


@given(closings())
def test_a_contract_is_left_in_time_for_one_that_closes(world: World) -> None:
    assert settled(made(world))[0].total == best_total(world)


@given(closings())
def test_no_day_of_leaving_makes_eval_better_than_a_plan(world: World) -> None:
    """Every first day of a month, named by the person: the best of the twelve answers is that of the plan."""
    rules, person = rulebook(world), profile(world)
    answers = (decide(rules, {**person, LEAVING: day(month)}, START) for month in range(MONTHS))
    assert settled(made(world))[0].total == max(answer.combination.total or 0 for answer in answers)


@given(worlds())
def test_a_set_is_compatible_at_every_instant(world: World) -> None:
    relations, held = Relations(rulebook(world)), {spec.id for spec in world.running()}
    for strategy in settled(made(world)):
        for pair in combinations(strategy.schemes, 2):
            if set(pair) <= held:
                continue
            relation = relations.incompatible(*pair)
            assert pair[0] == pair[1] or relation is None or relation.during != "career"
            assert relation is not None or frozenset(pair) in world.pairs
            assert relation is None or not months_of(strategy, pair[0]) & months_of(strategy, pair[1])


def months_of(strategy: Strategy, scheme: str) -> set[int]:
    """The months in which a scheme is there, a one-off aid in the month it opens."""
    months = [add_months(START, index) for index in range(MONTHS)]
    return {
        index
        for index, month in enumerate(months)
        for period in strategy.periods
        if period.scheme == scheme
        and period.since < add_months(month, 1)
        and (period.until is None or month < period.until or period.until == period.since >= month)
    }


@given(worlds())
def test_months_add_up_to_the_total(world: World) -> None:
    for strategy in made(world, 2).strategies:
        assert strategy.months is not None and len(strategy.months) == 24
        assert sum((month.total for month in strategy.months), Decimal(0)) == strategy.total
        for month in strategy.months:
            assert sum((value for _, value in month.by_scheme), Decimal(0)) == month.total


@given(worlds())
def test_the_leaders_are_those_with_the_largest_sum_so_far(world: World) -> None:
    found = made(world)
    sums = [list(accumulate(month.total for month in one.months or ())) for one in found.strategies]
    for lead in found.leads:
        index = lead.since.month - 1
        top = max(column[index] for column, one in zip(sums, found.strategies, strict=True) if one.settled)
        assert lead.strategies and all(sums[number][index] == top for number in lead.strategies)
    if found.leads:
        assert set(range(found.best)) <= set(found.leads[-1].strategies)


@given(worlds(), st.randoms())
def test_the_order_of_schemes_changes_nothing(world: World, random: Random) -> None:
    specs = list(world.specs)
    random.shuffle(specs)
    rules = rulebook(world._replace(specs=tuple(specs)))
    assert plan(rules, profile(world), START, 1) == made(world)


@given(worlds())
def test_a_scheme_that_is_never_open_changes_nothing(world: World) -> None:
    never = Spec("z", "recurring", 60, 70, 0, Decimal(999), Decimal(999), 1, Decimal(0))
    more = world._replace(specs=(*world.specs, never))
    assert plan(rulebook(more), profile(world), START, 1) == made(world)


@given(worlds(most=4), st.sampled_from(("contract", "recurring", "one_off")), st.data())
def test_a_scheme_that_costs_changes_nothing(world: World, kind: str, data: st.DataObject) -> None:
    """What pays less than nothing is in no set, in a plan or in an answer, whatever sources say of it and others."""
    costs = Spec("z", kind, 0, 11, 12, Decimal(-7), Decimal(-7), 1, Decimal(-50))
    said = st.sampled_from(("compatible", "same_period", "career", ""))
    pairs = {frozenset((spec.id, "z")): data.draw(said) for spec in world.specs}
    more = World((*world.specs, costs), {**world.pairs, **{pair: what for pair, what in pairs.items() if what}})
    plans = [settled(made(one)) for one in (world, more)]
    assert [found[0].total if found else None for found in plans] == [best_total(world)] * 2
    assert not any("z" in strategy.schemes for strategy in made(more).strategies)
    before, after = (decide(rulebook(one), profile(one), START).combination for one in (world, more))
    assert (after.best, after.total, after.choice, after.options) == (
        before.best,
        before.total,
        before.choice,
        before.options,
    )


@given(worlds(most=4))
def test_a_scheme_that_goes_with_all_adds_what_it_pays(world: World) -> None:
    always = Spec("z", "recurring", 0, 11, 0, Decimal(7), Decimal(7), 1, Decimal(0))
    pairs = {**world.pairs, **{frozenset((spec.id, "z")): "compatible" for spec in world.specs}}
    before, after = settled(made(world)), settled(made(World((*world.specs, always), pairs)))
    assert bool(before) == bool(after)
    if before:
        assert after[0].total == (before[0].total or 0) + 84


@given(worlds(most=4))
def test_eval_and_plan_give_a_strategy_one_total(world: World) -> None:
    rules = rulebook(world)
    totals = {(one.schemes, one.actions): one.total for one in made(world).strategies}
    options = decide(rules, profile(world), START).combination.options
    for option in options:
        assert totals.get((option.schemes, option.actions), option.total) == option.total
    if not world.running():
        allowed = [option.total for option in options if not option.unsettled]
        assert max(allowed, default=Decimal(0)) == (best_total(world) or 0)


@given(worlds(most=4, excluding=True))
def test_supplements_that_others_exclude(world: World) -> None:
    """The best set is the same in `eval` and in a plan, and the one that a search finds."""
    found = decide(rulebook(world), profile(world), START).combination
    best = settled(made(world))
    with patch("public_aids.engine.decide.combination.MOST_LISTED", -1):
        assert decide(rulebook(world), profile(world), START).combination.total == found.total
    wanted = best_total(world)
    assert (best[0].total if best else None) == wanted
    if not world.running():
        assert found.total == (wanted or 0)


@settings(max_examples=10)
@given(worlds(), st.integers(0, 2))
def test_a_cap_is_never_passed(world: World, over: int) -> None:
    rules = rulebook(world)
    cap = Decimal(100)
    capped = tuple(
        replace(scheme, amounts=tuple(replace(one, cap=Dated(((None, Number(cap)),))) for one in scheme.amounts))
        for scheme in rules.schemes
    )
    found = plan(replace(rules, schemes=capped), profile(world), START, 1 + over)
    for strategy in found.strategies:
        for month in strategy.months or ():
            assert all(value <= 2 * cap for _, value in month.by_scheme)  # one sum a month, one at the opening


@given(worlds())
def test_many_open_schemes_have_the_same_best_set(world: World) -> None:
    """Beyond some number only the largest sets are listed: the best total stays what it was."""
    rules = rulebook(world)
    few = decide(rules, profile(world), START).combination
    with patch("public_aids.engine.decide.combination.MOST_LISTED", -1):
        many = decide(rules, profile(world), START).combination
    assert (many.total, many.choice) == (few.total, few.choice)
