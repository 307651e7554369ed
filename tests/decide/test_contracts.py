"""Contracts already signed, on any day: how they stand, what they block."""

import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from situations import DAYS, OLD_CONTRACTS, Profile, by_id, contracts, nominal, rules, situations

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import profile_from
from public_aids.engine.decide.result import Held
from public_aids.engine.rulebook.readings import rules_under

NEW = ("aide_premiere_installation_zip", "majoration_fmt_deja_installes", "consultations_avancees")


def held(scheme: str, on: date, **record: object) -> Held | None:
    profile: Profile = {"contrats": ({"dispositif": scheme, **record},)}
    return by_id(decide(rules(), profile, on))[scheme].held


@given(contracts(), DAYS)
def test_the_state_follows_from_the_dates(record: Profile, on: date) -> None:
    found = by_id(decide(rules(), {"contrats": (record,)}, on))[record["dispositif"]].held
    signed, terminated = record["date_signature"], record.get("date_resiliation")
    if on < signed:
        assert found is None
        return
    assert found is not None and found.ends_on is not None
    assert found.signed_on == signed
    match found.state:
        case "running":
            assert signed <= on < found.ends_on and (terminated is None or on < terminated)
        case "ended":
            assert found.ends_on <= on
        case "terminated":
            assert terminated is not None and terminated <= on and terminated < found.ends_on
        case "unknown":
            raise AssertionError("every date is known")
    years = 5 if record["dispositif"] == "caim" else 3
    assert found.ends_on.year == signed.year + years * (found.renewals + 1)
    assert record["dispositif"] != "caim" or found.renewals == 0
    assert record["dispositif"] != "cotram" or found.renewals <= 1


@given(contracts(), DAYS, st.integers(1, 1500))
def test_a_contract_that_is_over_never_runs_again(record: Profile, on: date, days: int) -> None:
    found = by_id(decide(rules(), {"contrats": (record,)}, on))[record["dispositif"]].held
    assume(found is not None and found.state in ("ended", "terminated"))
    assert found is not None
    later = by_id(decide(rules(), {"contrats": (record,)}, on + timedelta(days=days)))[record["dispositif"]].held
    assert later is not None and (later.state, later.ends_on) == (found.state, found.ends_on)


@given(situations(), contracts())
def test_a_running_old_contract_blocks_all_that_replaces_it(situation: tuple[Profile, date], record: Profile) -> None:
    profile, on = situation
    results = by_id(decide(rules(), {**profile, "contrats": (record,)}, on))
    found = results[record["dispositif"]].held
    runs = found is not None and found.state == "running"
    for name in (*OLD_CONTRACTS, *NEW):
        blockers = {blocker.scheme for blocker in results[name].blocked_by}
        assert blockers == ({record["dispositif"]} if runs else set()), name
        assert ("held_contract" in results[name].failed) == runs, name


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(situations(), contracts())
def test_a_termination_opens_what_only_the_contract_closed(situation: tuple[Profile, date], record: Profile) -> None:
    profile, on = situation
    results = by_id(decide(rules(), {**profile, "contrats": (record,)}, on))
    promised = {
        name
        for name, result in results.items()
        if result.blocked_by and all(blocker.opens_if == "terminated" for blocker in result.blocked_by)
    }
    assume(promised)
    after = by_id(decide(rules(), {**profile, "contrats": ({**record, "date_resiliation": on},)}, on))
    assert {name for name in promised if after[name].status != "eligible"} == set()


@pytest.mark.parametrize(
    ("signed", "on", "state", "ends_on"),
    [
        (date(2022, 12, 31), date(2026, 1, 1), "running", date(2028, 12, 31)),  # renewed on the last day of 2025
        (date(2023, 1, 1), date(2025, 12, 31), "running", date(2026, 1, 1)),
        (date(2023, 1, 1), date(2026, 1, 1), "ended", date(2026, 1, 1)),  # not renewed on the first day of 2026
        (date(2024, 2, 29), date(2027, 2, 28), "ended", date(2027, 2, 28)),
    ],
)
def test_tacit_renewals_stop_with_2025(signed: date, on: date, state: str, ends_on: date) -> None:
    found = held("coscom", on, date_signature=signed)
    assert found is not None and (found.state, found.ends_on) == (state, ends_on)


@pytest.mark.parametrize(
    ("signed", "on", "state", "ends_on"),
    [
        (date(2025, 12, 30), date(2026, 1, 1), "running", date(2028, 12, 30)),
        (date(2025, 12, 31), date(2025, 12, 31), "running", date(2026, 1, 1)),
        (date(2025, 12, 31), date(2026, 1, 1), "ended", date(2026, 1, 1)),
    ],
)
def test_a_contract_signed_too_late_to_be_kept_is_cut_short(signed: date, on: date, state: str, ends_on: date) -> None:
    """D-26: under the reading `exclu` only the contracts signed before 31 December 2025 are kept."""
    strict = rules_under(rules(), {"dernier_jour_de_signature": "exclu"})
    for scheme in ("coscom", "cotram", "cstm"):
        profile: Profile = {"contrats": ({"dispositif": scheme, "date_signature": signed},)}
        found = by_id(decide(strict, profile, on))[scheme].held
        assert found is not None and (found.state, found.ends_on) == (state, ends_on), scheme


@given(contracts(), DAYS)
def test_to_be_cut_short_never_lengthens_a_contract(record: Profile, on: date) -> None:
    strict = rules_under(rules(), {"dernier_jour_de_signature": "exclu"})
    profile: Profile = {"contrats": (record,)}
    usual, cut = (by_id(decide(one, profile, on))[record["dispositif"]].held for one in (rules(), strict))
    if usual is None or record["date_signature"] <= date(2025, 12, 30):
        assert usual == cut
    else:
        assert cut is not None and cut.ends_on is not None and usual.ends_on is not None
        assert cut.ends_on == min(usual.ends_on, max(record["date_signature"], date(2026, 1, 1)))


def test_of_two_contracts_the_running_one_is_shown() -> None:
    over = {"dispositif": "coscom", "date_signature": date(2025, 3, 1), "date_resiliation": date(2025, 9, 1)}
    runs = {"dispositif": "coscom", "date_signature": date(2024, 2, 1)}
    found = by_id(decide(rules(), {"contrats": (over, runs)}, date(2025, 11, 20)))["coscom"].held
    assert found is not None and found.signed_on == date(2024, 2, 1)


def test_of_two_contracts_that_are_over_the_latest_is_shown() -> None:
    first = {"dispositif": "caim", "date_signature": date(2015, 3, 1)}
    second = {"dispositif": "caim", "date_signature": date(2019, 2, 1)}
    found = by_id(decide(rules(), {"contrats": (second, first)}, date(2025, 11, 20)))["caim"].held
    assert found is not None and found.signed_on == date(2019, 2, 1)


def test_a_contract_whose_conditions_are_not_kept_counts_nothing() -> None:
    profile = nominal("coscom", contrats=({"dispositif": "coscom", "date_signature": date(2024, 10, 1)},))
    decision = decide(rules(), {**profile, "respecte_conditions_contrat": False}, date(2025, 11, 20))
    found = by_id(decision)["coscom"].held
    assert found is not None
    assert (found.state, found.amounts, found.remaining) == ("running", (), 0)
    assert any("ne sont plus respectées" in warning.fr for warning in decision.warnings)
    assert {option.total for option in decision.combination.options if not option.actions} == {0}


def test_a_contract_dated_after_the_closing_is_told() -> None:
    for signed, told in ((date(2025, 12, 31), False), (date(2026, 1, 1), True)):
        profile: Profile = {"contrats": ({"dispositif": "coscom", "date_signature": signed},)}
        warnings = decide(rules(), profile, date(2026, 6, 1)).warnings
        assert any("ne pouvait pas être signé" in warning.fr for warning in warnings) == told


def test_a_contract_of_a_day_that_is_not_known_may_still_block() -> None:
    """It is there and may run: unknown, never no. One that was left on a known day blocks nothing."""
    name = "majoration_fmt_deja_installes"
    for record, state, status in (
        ({}, "unknown", "undetermined"),
        ({"date_signature": None}, "unknown", "undetermined"),
        ({"date_resiliation": "2026-01-01"}, "terminated", "eligible"),
    ):
        plain = {"contrats": [{"dispositif": "coscom", **record}]}
        profile = {**nominal(name), **profile_from(plain, rules().facts)}
        found = by_id(decide(rules(), profile, date(2026, 3, 1)))
        assert (found["coscom"].held and found["coscom"].held.state, found[name].status) == (state, status)
        assert found[name].missing == (("contrats",) if status == "undetermined" else ())


def test_a_contract_of_the_scheme_itself_may_still_run_too() -> None:
    found = by_id(decide(rules(), nominal("coscom", contrats=({"dispositif": "coscom"},)), date(2025, 11, 20)))
    assert (found["coscom"].status, found["coscom"].missing) == ("undetermined", ("contrats",))


def test_a_sum_granted_is_all_that_is_due_where_nothing_is_said_of_a_supplement() -> None:
    """It tells that an untold supplement is not beside it: the months of a trainee are not asked."""
    record = {"dispositif": "coscom", "date_signature": date(2025, 10, 1), "montant_accorde_eur": Decimal(5000)}
    profile: Profile = {"statut": "installe_liberal", "activite_hopital_proximite": True, "contrats": (record,)}
    found = decide(rules(), profile, date(2026, 3, 1))
    assert (found.combination.best, found.combination.total) == (("coscom",), 6250)
    told = [one.en for one in found.warnings if "counted alone" in one.en]
    assert told == [
        "COSCOM: “Hosting a full-time trainee, €300 a month”: the sum granted is counted alone, as nothing is said of "
        "`mois_stagiaire_temps_plein_par_an`"
    ]


def test_the_sum_granted_comes_before_the_ceiling() -> None:
    record = {"dispositif": "caim", "date_signature": date(2025, 10, 1), "montant_accorde_eur": Decimal(37500)}
    found = by_id(decide(rules(), nominal("caim", contrats=(record,)), date(2026, 6, 1)))["caim"].held
    assert found is not None
    assert [(one.id, one.value, one.precision) for one in found.amounts] == [("forfait", 37500, "exact")]
    assert [(payment.on, payment.value) for payment in found.amounts[0].payments] == [
        (date(2025, 10, 1), 18750),
        (date(2026, 10, 1), 18750),
    ]


@pytest.mark.parametrize(
    ("scheme", "signed", "counted"),
    [
        ("coscom", date(2015, 12, 31), False),
        ("coscom", date(2016, 1, 1), True),
        ("cotram", date(2025, 12, 31), True),  # one reading allows that day
        ("cotram", date(2026, 1, 1), False),
        ("cesp", date(2010, 9, 1), True),  # no source bounds it
    ],
)
@pytest.mark.parametrize("reading", ["inclus", "exclu"])
def test_a_contract_counts_if_a_source_lets_it_be_signed_on_its_day(
    scheme: str, signed: date, counted: bool, reading: str
) -> None:
    read = rules_under(rules(), {"dernier_jour_de_signature": reading})
    found = decide(read, {"contrats": ({"dispositif": scheme, "date_signature": signed},)}, date(2026, 3, 15))
    assert (by_id(found)[scheme].held is not None) == counted
    assert any("it is not counted" in text.en for text in found.warnings) == (not counted or scheme == "cesp")


PAST: list[Profile] = [
    {"dispositif": "cesp", "date_signature": date(2015, 9, 1)},
    {"dispositif": "caim", "date_signature": date(2018, 1, 10)},
    {"dispositif": "coscom", "date_signature": date(2019, 6, 15), "reconductions": Decimal(0)},
    {"dispositif": "cstm", "date_signature": date(2020, 6, 15), "date_resiliation": date(2021, 1, 1)},
    {"dispositif": "cotram", "date_signature": date(2017, 1, 10), "reconductions": Decimal(1)},
    {"dispositif": "cde", "date_signature": date(2022, 1, 10), "date_resiliation": date(2022, 7, 1)},
]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(situations(), st.sampled_from(PAST))
def test_a_past_contract_changes_nothing_but_limits_and_what_follows(
    situation: tuple[Profile, date], past: Profile
) -> None:
    profile, on = situation
    if past["dispositif"] == "cesp":
        profile = {**profile, "cesp_termine": True}
    told = tuple(record for record in profile.get("contrats") or () if record["dispositif"] != past["dispositif"])
    without = decide(rules(), {**profile, "contrats": told}, on)
    with_it = decide(rules(), {**profile, "contrats": (*told, past)}, on)
    own = by_id(with_it)[past["dispositif"]]
    assert own.held is not None and own.held.state in ("ended", "terminated")
    closed = "career_limit" in own.failed
    for before, after in zip(without.schemes, with_it.schemes, strict=True):
        if not (closed and after is own):
            assert (before.status, before.failed, before.missing) == (after.status, after.failed, after.missing)
            assert (before.blocked_by, before.amounts) == (after.blocked_by, after.amounts)
    if not closed:
        one, other = without.combination, with_it.combination
        assert (one.best, one.total, one.choice, one.options) == (other.best, other.total, other.choice, other.options)
