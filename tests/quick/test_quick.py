"""One situation through the generated functions: the answers of `decide`, for every case and for drawn situations."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from situations import cases, contracts, rules, situations

from public_aids.engine.batch.lowered import NoColumnForm
from public_aids.engine.cases.model import Case
from public_aids.engine.decide.decide import decide
from public_aids.engine.quick.quick import Quick
from public_aids.engine.quick.verdicts import from_decision
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Dated, Rulebook, Scheme, Test

SPRING = date(2026, 3, 15)


@cache
def quick(on: date) -> Quick:
    return Quick(rules(), on)


def check(found: Quick, profile: Mapping[str, Any], on: date) -> None:
    expected = from_decision(decide(found.rules, profile, on).schemes)
    assert found.results(profile) == expected
    assert found.verdicts(profile) == tuple(one[:3] for one in expected)
    assert found.missing(profile) == {one.scheme: one.missing for one in expected}


@pytest.mark.parametrize("scheme", sorted({case.scheme for case in cases()}))
def test_cases_beside_the_schemes(scheme: str) -> None:
    for case in cases():
        if case.scheme == scheme:
            check(quick(case.on), case.profile, case.on)


@given(situations())
@settings(deadline=None)
def test_drawn_situations(situation: tuple[dict[str, Any], date]) -> None:
    profile, on = situation
    check(Quick(rules(), on), profile, on)


@given(situations(), st.lists(contracts(), max_size=4).map(tuple))
@settings(deadline=None)
def test_any_number_of_contracts(situation: tuple[dict[str, Any], date], signed: tuple[dict[str, Any], ...]) -> None:
    profile, on = situation
    check(Quick(rules(), on), {**profile, "contrats": signed}, on)


def test_a_contract_without_the_day_of_its_signature() -> None:
    check(quick(SPRING), {"contrats": ({"dispositif": "caim"},)}, SPRING)


def test_sums_given_month_by_month() -> None:
    case = _case("consultations_avancees")
    check(
        quick(case.on),
        {**case.profile, "demi_journees_consultations_avancees_par_mois": (Decimal(2), Decimal(9))},
        case.on,
    )


def _case(scheme: str) -> Case:
    return next(one for one in cases() if one.scheme == scheme and one.id == "nominal")


def test_each_condition_has_its_outcome() -> None:
    decision = decide(rules(), {}, SPRING)
    for result in decision.schemes:
        ids = quick(SPRING).conditions[result.scheme.id]
        assert set(ids) >= {one.id for one in result.conditions}
    assert all(len(one.outcomes) == len(quick(SPRING).conditions[one.scheme]) for one in quick(SPRING).verdicts({}))


def test_a_fault_is_found() -> None:
    """The comparison above would see a rule that is read otherwise."""
    case = _case("aide_premiere_installation_zip")
    right, wrong = quick(case.on), Quick(_negated(rules(), case.scheme), case.on)
    assert right.verdicts(case.profile) != wrong.verdicts(case.profile)


def _negated(whole: Rulebook, scheme_id: str) -> Rulebook:
    from public_aids.engine.feel.parser import parse

    def changed(scheme: Scheme) -> Scheme:
        first, *others = scheme.conditions
        assert isinstance(first, Test)
        return replace(scheme, conditions=(replace(first, when=Dated(((None, parse("false")),))), *others))

    return replace(whole, schemes=tuple(changed(one) if one.id == scheme_id else one for one in whole.schemes))


def test_what_has_no_form_is_refused_before_any_profile() -> None:
    from public_aids.engine.feel.parser import parse

    scheme = rules().schemes[0]
    test = Test("odd", scheme.name, Dated(((None, parse('some x in contrats satisfies x.dispositif = "caim"')),)))
    broken = replace(rules(), schemes=(replace(scheme, conditions=(test,)), *rules().schemes[1:]))
    with pytest.raises(NoColumnForm):
        Quick(broken, SPRING).verdicts({})
