"""The best sets of things that go together two by two: by looking at all of them, and by the solver."""

import sys
from decimal import Decimal
from itertools import combinations
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from public_aids.engine.decide.choices import best_sets, largest_sets
from public_aids.engine.decide.solver import MissingSolverError, members

Problem = tuple[list[Decimal], list[int]]


@st.composite
def problems(draw: st.DrawFn, most: int) -> Problem:
    """What things are worth, and which do not go together."""
    count = draw(st.integers(1, most))
    worths = draw(st.lists(st.integers(-60, 300).map(lambda euros: Decimal(euros) / 4), min_size=count, max_size=count))
    apart = [0] * count
    for one, other in combinations(range(count), 2):
        if draw(st.booleans()):
            apart[one] |= 1 << other
            apart[other] |= 1 << one
    return worths, apart


def worth(chosen: int, worths: list[Decimal]) -> Decimal:
    return sum((worths[one] for one in members(chosen)), Decimal(0))


def goes_together(chosen: int, apart: list[int]) -> bool:
    return all(not apart[one] & chosen for one in members(chosen))


@given(problems(9))
def test_the_largest_sets_are_those_that_nothing_can_join(problem: Problem) -> None:
    worths, apart = problem
    everything = range(1 << len(worths))
    together = {chosen for chosen in everything if goes_together(chosen, apart)}
    largest = {one for one in together if not any(one != other and one & other == one for other in together)}
    found = list(largest_sets(apart))
    assert set(found) == largest and len(found) == len(largest)


@given(problems(9))
def test_no_set_is_worth_more_than_the_first(problem: Problem) -> None:
    worths, apart = problem
    best = max(worth(chosen, worths) for chosen in range(1 << len(worths)) if goes_together(chosen, apart))
    found = best_sets(worths, apart, 2)
    assert worth(found[0], worths) == best
    costs = sum(1 << index for index, one in enumerate(worths) if one < 0)
    assert not any(chosen & costs for chosen in found)
    ties = [chosen for chosen in largest_sets(apart) if worth(chosen, worths) == best and not chosen & costs]
    assert set(ties) <= set(found)


@settings(max_examples=25)
@given(problems(12))
def test_the_solver_gives_the_same_answers(problem: Problem) -> None:
    pytest.importorskip("highspy", reason="the extra `analysis` is not installed")
    worths, apart = problem
    looked = best_sets(worths, apart, 1)
    with patch("public_aids.engine.decide.choices.MOST_LISTED", 0):
        solved = best_sets(worths, apart, 1)
    assert worth(solved[0], worths) == worth(looked[0], worths)
    assert all(goes_together(chosen, apart) for chosen in solved)
    strict = {chosen for chosen in looked if all(worths[one] for one in members(chosen))}
    assert strict <= set(solved)  # ties that differ by what is worth nothing are one for the solver


def test_twenty_things_are_looked_at_whatever_the_relations() -> None:
    """The most largest sets there can be among twenty: six threes and a pair."""
    groups = [range(start, min(start + 3, 20)) for start in range(0, 20, 3)]
    apart = [sum(1 << other for other in group if other != one) for group in groups for one in group]
    assert sum(1 for _ in largest_sets(apart)) == 3**6 * 2
    worths = [Decimal(one) for one in range(20)]
    assert worth(best_sets(worths, apart, 1)[0], worths) == sum(group[-1] for group in groups)


def test_beyond_twenty_things_the_missing_solver_is_named() -> None:
    with patch.dict(sys.modules, {"highspy": None}), pytest.raises(MissingSolverError) as caught:
        best_sets([Decimal(1)] * 21, [0] * 21, 1)
    assert "21" in caught.value.diagnostics[0].message.fr
    assert "analysis" in caught.value.diagnostics[0].cures[0].en


def test_beyond_twenty_things_the_solver_finds_the_best() -> None:
    pytest.importorskip("highspy", reason="the extra `analysis` is not installed")
    apart = [1 << (one ^ 1) for one in range(24)]  # twelve pairs
    worths = [Decimal(one) for one in range(24)]
    assert worth(best_sets(worths, apart, 1)[0], worths) == sum(range(1, 24, 2))
