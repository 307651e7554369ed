"""What would open a refused right, and what time alone changes: both are tried."""

import json
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from situations import Profile, Situation, by_id, cases, contracts, nominal, rules, situations, values_of

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import read_profile
from public_aids.engine.decide.result_json import stated
from public_aids.engine.feel.parser import parse as expr
from public_aids.engine.feel.values import Value
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Dated, Test


@st.composite
def nearly_open(draw: st.DrawFn) -> Situation:
    """A right that is open, but for a fact that a person can act on."""
    facts = rules().facts
    open_ones = (case for case in cases() if case.id == "nominal")
    pairs = [(case, name) for case in open_ones for name in sorted(case.profile) if facts[name].actionable]
    case, name = draw(st.sampled_from(pairs))
    return {**case.profile, name: draw(values_of(facts[name]))}, case.on


@given(nearly_open(), st.none() | contracts())
def test_a_change_that_is_said_to_open_a_right_does(situation: Situation, signed: Profile | None) -> None:
    profile, on = situation
    profile = {**profile, "contrats": (signed,)} if signed else profile
    found = by_id(decide(rules(), profile, on))
    changes = [(name, change) for name, result in found.items() for change in result.would_open_if[:2]]
    assume(changes)
    for name, change in changes:
        after = by_id(decide(rules(), {**profile, **change.facts}, on))[name]
        assert after.status != "not_eligible", (name, change.facts)
        brings = None if after.scheme.unquantified else after.total_first_year  # not "nothing": nobody knows
        assert change.brings == brings, (name, change.facts)
        assert _read_again(change.facts) == change.facts, "an answer goes back into a profile as the JSON has it"


def _read_again(facts: Mapping[str, Value]) -> Mapping[str, Value]:
    return read_profile("answer.json", json.dumps(stated(facts)).encode(), rules().facts)


def test_the_facts_of_a_condition_go_back_into_a_profile_too() -> None:
    facts = {"jours_par_semaine": Decimal("2.25"), "date_installation": date(2025, 3, 1), "secteur": Decimal(1)}
    assert _read_again(facts) == facts


@given(situations())
def test_time_changes_a_right_on_the_day_that_is_said_and_not_before(situation: Situation) -> None:
    profile, on = situation
    before = by_id(decide(rules(), profile, on))
    turning = sorted(name for name, result in before.items() if result.turns is not None)
    assume(turning)
    for name in turning[:3]:
        turn = before[name].turns
        assert turn is not None and turn.on > on and turn.status != before[name].status
        assert by_id(decide(rules(), profile, turn.on))[name].status == turn.status, (name, turn)
        eve = turn.on - timedelta(days=1)
        assert by_id(decide(rules(), profile, eve))[name].status == before[name].status, (name, turn)


@pytest.mark.parametrize(
    ("on", "contract", "opens"),
    [
        (date(2025, 3, 1), {"date_signature": date(2022, 6, 1)}, date(2028, 6, 1)),  # renewed on 1 June 2025
        (date(2026, 6, 1), {"date_signature": date(2024, 2, 1), "reconductions": Decimal(1)}, date(2030, 2, 1)),
        (date(2024, 1, 1), {"date_signature": date(2024, 2, 1)}, date(2027, 2, 1)),  # signed later
    ],
)
def test_a_right_opens_when_the_last_period_of_a_contract_ends(on: date, contract: Profile, opens: date) -> None:
    profile = nominal("majoration_fmt_deja_installes", contrats=({"dispositif": "coscom", **contract},))
    turn = by_id(decide(rules(), profile, on))["majoration_fmt_deja_installes"].turns
    assert turn is not None and (turn.on, turn.status) == (opens, "eligible")


def test_the_years_of_an_installation_count_from_any_day() -> None:
    """Set up on 1 March 2026: the increase of established doctors opens on 1 March 2029, seen from that day too."""
    profile = nominal("majoration_fmt_primo_installes")
    for on in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2), date(2029, 2, 28)):
        turn = by_id(decide(rules(), profile, on))["majoration_fmt_deja_installes"].turns
        assert turn is not None and (turn.on, turn.status) == (date(2029, 3, 1), "eligible"), on


@pytest.mark.parametrize("on", [date(2026, 12, 31), date(2026, 10, 5)])
def test_a_condition_that_changes_on_a_day_turns_on_it(on: date) -> None:
    """A version that begins on 1 January, and no fact that moves."""
    scheme = rules().scheme("consultations_avancees")
    assert scheme is not None
    wider = Dated(((None, expr('zone_intervention_ponctuelle = "ZIP"')), (date(2027, 1, 1), expr("true"))))
    conditions = tuple(
        replace(one, when=wider) if isinstance(one, Test) and one.id == "intervention_en_zip" else one
        for one in scheme.conditions
    )
    changed = tuple(replace(scheme, conditions=conditions) if one is scheme else one for one in rules().schemes)
    profile = nominal("consultations_avancees", zone_intervention_ponctuelle="ZAC")
    turn = by_id(decide(replace(rules(), schemes=changed), profile, on))["consultations_avancees"].turns
    assert turn is not None and (turn.on, turn.status) == (date(2027, 1, 1), "eligible")


def test_a_contract_is_not_opened_by_leaving_the_same_one() -> None:
    profile = nominal("coscom", contrats=({"dispositif": "coscom", "date_signature": date(2024, 5, 2)},))
    found = by_id(decide(rules(), profile, date(2025, 11, 20)))["coscom"]
    assert found.failed == ("held_contract",) and found.would_open_if == ()
    assert [(one.scheme, one.opens_if) for one in found.blocked_by] == [("coscom", None)]


def test_one_condition_may_take_two_facts() -> None:
    """A secondary practice that is not planned, so that no zone is known of it: to plan one is not enough."""
    name = "aide_cabinet_secondaire_zip"
    profile = nominal(name, cree_cabinet_secondaire=False, zone_cabinet_secondaire=None)
    found = by_id(decide(rules(), profile, date(2026, 3, 15)))[name]
    assert found.failed == ("cree_cabinet_secondaire",)
    assert [one.facts for one in found.would_open_if] == [
        {"cree_cabinet_secondaire": True, "zone_cabinet_secondaire": "ZIP"}
    ]
