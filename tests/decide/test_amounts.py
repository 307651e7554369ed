"""Sums: under their caps, paid on their days, and the same whole however much of it is paid already."""

import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from situations import DAYS, OLD_CONTRACTS, Profile, Situation, by_id, contracts, nominal, rules, situations

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.result import AmountResult, SchemeResult
from public_aids.engine.feel.parser import parse
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Dated

CENT = Decimal("0.01")


def answer(scheme: str, on: date, **changes: object) -> SchemeResult:
    return by_id(decide(rules(), nominal(scheme, **changes), on))[scheme]


def amount(result: SchemeResult, name: str) -> AmountResult:
    return next(one for one in result.amounts if one.id == name)


@given(situations())
def test_sums_are_never_above_their_cap_nor_below_zero(situation: Situation) -> None:
    profile, on = situation
    for name, result in by_id(decide(rules(), profile, on)).items():
        for one in (*result.amounts, *(result.held.amounts if result.held else ())):
            sums = [value for value in (one.value, *(one.by_period or ())) if value is not None]
            assert all(value >= 0 for value in sums), name
            assert one.cap is None or all(value <= one.cap for value in sums), name
            assert (one.value is None) or not one.missing or one.by_period is not None, name


@given(situations())
def test_a_right_that_is_refused_for_itself_brings_nothing(situation: Situation) -> None:
    profile, on = situation
    for name, result in by_id(decide(rules(), profile, on)).items():
        if result.status == "not_eligible" and result.failed != ("held_contract",):
            assert result.amounts == () and result.total_first_year is None, name


@given(situations(), st.none() | contracts(("caim",)))
def test_payments_add_up_to_the_sum(situation: Situation, signed: Profile | None) -> None:
    profile, on = situation
    results = decide(rules(), {**profile, "contrats": (signed,)} if signed else profile, on).schemes
    amounts = [one for result in results for one in (*result.amounts, *(result.held.amounts if result.held else ()))]
    paid = [one for one in amounts if one.payments and one.value is not None]
    assume(paid)
    for one in paid:
        assert sum(payment.value or 0 for payment in one.payments) == one.value


@given(st.sampled_from(OLD_CONTRACTS), st.data())
def test_what_is_paid_and_what_remains_add_up_to_the_whole(scheme: str, data: st.DataObject) -> None:
    """While one period of a contract runs, time moves money from `remaining` to `paid` and changes nothing else."""
    record = data.draw(contracts((scheme,)))
    on = data.draw(DAYS)
    later = on + timedelta(days=data.draw(st.integers(0, 900)))
    facts = {"contrats": (record,), "date_installation": record["date_signature"], "date_naissance": date(1950, 1, 1)}
    first, second = (answer(scheme, day, **facts).held for day in (on, later))
    assume(first is not None and second is not None)
    assert first is not None and second is not None
    assert first.paid is not None and first.remaining is not None
    assert second.paid is not None and second.remaining is not None
    assert second.paid >= first.paid
    assert first.state == "running" or first.remaining == 0
    if first.ends_on == second.ends_on:
        assert abs((first.paid + first.remaining) - (second.paid + second.remaining)) <= CENT


@given(st.dates(date(2017, 1, 1), date(2025, 12, 31)), st.integers(0, 35), st.integers(0, 40))
def test_a_coscom_pays_a_twelfth_each_month(signed: date, months: int, days: int) -> None:
    """Counted by hand: the monthly anniversaries of the signature that have come, the first one on the day itself."""
    on = _months_after(signed, months) + timedelta(days=days)
    held = answer("coscom", on, contrats=({"dispositif": "coscom", "date_signature": signed},)).held
    assert held is not None and held.ends_on is not None and held.paid is not None
    last = min(on, held.ends_on - timedelta(days=1))
    come = sum(1 for month in range(12 * 15) if _months_after(signed, month) <= last)
    assert abs(held.paid - Decimal(5000) * come / 12) <= CENT / 2


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    length = (date(day.year + year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(day.year + year, month + 1, min(day.day, length))


@pytest.mark.parametrize(
    ("signed", "installed", "second"),
    [
        (date(2025, 11, 20), date(2025, 9, 1), date(2026, 11, 20)),
        (date(2025, 11, 20), date(2026, 3, 1), date(2027, 3, 1)),
        (date(2025, 11, 20), date(2025, 11, 20), date(2026, 11, 20)),
        (date(2024, 2, 29), date(2024, 1, 15), date(2025, 2, 28)),
    ],
)
def test_the_second_half_of_a_caim_waits_a_year_of_contract_and_of_activity(
    signed: date, installed: date, second: date
) -> None:
    found = amount(answer("caim", signed, date_installation=installed), "forfait")
    assert [(payment.on, payment.value) for payment in found.payments] == [(signed, 25000), (second, 25000)]


def test_the_day_of_a_payment_that_is_not_known_is_not_invented() -> None:
    found = amount(answer("caim", date(2025, 11, 20), date_installation=None), "forfait")
    assert [payment.on for payment in found.payments] == [date(2025, 11, 20), None]


def test_an_odd_sum_is_paid_to_the_cent() -> None:
    found = amount(answer("caim", date(2025, 11, 20), montant_caim_accorde_eur=Decimal("31250.01")), "forfait")
    assert sum(payment.value for payment in found.payments if payment.value is not None) == Decimal("31250.01")


def test_each_month_of_half_days_has_its_own_cap() -> None:
    months = tuple(Decimal(n) for n in (7, 2, 0, 6))
    found = amount(
        answer(
            "consultations_avancees",
            date(2026, 3, 31),
            demi_journees_consultations_avancees_mois=None,
            demi_journees_consultations_avancees_par_mois=months,
        ),
        "forfait",
    )
    assert found.by_period == (1200, 400, 0, 1200)
    assert found.total == 2800


def test_a_sum_that_is_dated_later_has_no_figure_before() -> None:
    """What no version says on the day is told, and is not a zero that counts as exact."""
    scheme = "aide_premiere_installation_zip"
    later = Dated(((date(2026, 6, 1), parse("10000")),))
    schemes = (
        replace(one, amounts=(replace(one.amounts[0], value=later),)) if one.id == scheme else one
        for one in rules().schemes
    )
    book = replace(rules(), schemes=tuple(schemes))
    found = decide(book, nominal(scheme, date_installation=date(2026, 3, 1)), date(2026, 3, 15))
    assert [(one.value, one.precision) for one in by_id(found)[scheme].amounts] == [(None, "unquantified")]
    assert any("left out of every total" in one.en for one in found.warnings)
