"""What must not count: the order of facts and of schemes, the run, a scheme that has nothing to do with the others."""

import sys
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from situations import Situation, by_id, rules, situations

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.result import Combination
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Dated, Scheme, Validity

NEVER = Validity(until=Dated(((None, date(1990, 1, 1)),)))


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_count(situation: Situation, random: Random) -> None:
    profile, on = situation
    shuffled = list(profile.items())
    random.shuffle(shuffled)
    assert decide(rules(), dict(shuffled), on) == decide(rules(), profile, on)


@given(situations())
def test_two_runs_are_equal(situation: Situation) -> None:
    profile, on = situation
    assert decide(rules(), profile, on) == decide(replace(rules(), hash=rules().hash), profile, on)


@given(situations(), st.permutations(range(len(rules().schemes))), st.permutations(sorted(rules().facts)))
def test_the_order_of_schemes_and_of_declared_facts_does_not_count(
    situation: Situation, order: list[int], facts: list[str]
) -> None:
    profile, on = situation
    moved = replace(
        rules(),
        schemes=tuple(rules().schemes[index] for index in order),
        facts={name: rules().facts[name] for name in facts},
    )
    assert _answers(decide(moved, profile, on)) == _answers(decide(rules(), profile, on))


@given(situations(), st.sampled_from(range(len(rules().schemes))), st.integers(0, len(rules().schemes)))
def test_a_scheme_that_never_opens_changes_nothing_else(situation: Situation, copied: int, place: int) -> None:
    """A copy of a scheme under another id, with no relation, closed since ever."""
    profile, on = situation
    schemes = rules().schemes
    stranger = replace(_without_limits(schemes[copied]), id="etranger", relations=(), validity=NEVER, divergences=())
    more = replace(rules(), schemes=(*schemes[:place], stranger, *schemes[place:]))
    before, after = decide(rules(), profile, on), decide(more, profile, on)
    assert after.combination == before.combination
    assert tuple(result for result in after.schemes if result.scheme.id != "etranger") == before.schemes
    assert after.questions == before.questions


def _without_limits(scheme: Scheme) -> Scheme:
    return replace(scheme, limits=())


def _answers(decision: Decision) -> dict[str, object]:
    """A decision without the orders that follow those of the files: facts in `missing`, schemes in lists."""
    return {
        "combination": _pairs(decision.combination),
        "questions": set(decision.questions),
        "contact": decision.contact,
        **{
            name: (
                result.status,
                result.failed,
                frozenset(result.missing),
                tuple((one.id, one.value, one.rate, one.total, frozenset(one.missing)) for one in result.amounts),
                result.total_first_year,
                result.held and (result.held.state, result.held.ends_on, result.held.paid, result.held.remaining),
                result.blocked_by,
                tuple((one.divergence, one.decisive) for one in result.readings),
                frozenset(result.warnings),
            )
            for name, result in by_id(decision).items()
        },
    }


def _pairs(combination: Combination) -> tuple[object, ...]:
    return (
        combination.best,
        combination.total,
        combination.choice,
        combination.options,
        combination.incompatible,
        combination.compatible,
        combination.unsettled,
        combination.successions,
    )
