"""What may be held together: the best set against every set tried by hand, and the words of the result one by one."""

import sys
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from situations import DECIDED, OLD_CONTRACTS, Profile, Situation, by_id, contracts, nominal, rules, situations

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.result import Combination, Option
from public_aids.engine.decide.situation import Situation as Read
from public_aids.engine.feel.values import add_months

ALONE = date(2027, 1, 1)  # from then on no scheme opens or closes by itself within a year, but by anniversaries
OLD = frozenset(OLD_CONTRACTS)
ONE_OFF = ("aide_cabinet_secondaire_zip", "aide_premiere_installation_zac", "aide_premiere_installation_zip")
RECURRING = ("consultations_avancees", "majoration_fmt_deja_installes", "majoration_fmt_primo_installes")


def running(scheme: str, signed: date) -> tuple[Profile, ...]:
    return ({"dispositif": scheme, "date_signature": signed},)


def said(pair: tuple[str, str], profile: Profile) -> str:
    """What the sources say of a pair, written here a second time."""
    both = set(pair)
    if both <= OLD or (both & OLD and both & {*ONE_OFF, *RECURRING}):
        return "incompatible"
    if both in ({ONE_OFF[1], ONE_OFF[2]}, {RECURRING[1], RECURRING[2]}):
        return "incompatible"
    if "aide_premiere_installation_zip" in both and both & set(RECURRING[1:]):
        return "compatible"
    if "aide_cabinet_secondaire_zip" in both and both & set(RECURRING[1:]):
        return "compatible" if profile.get("medecin_traitant_au_cabinet_secondaire") is True else "unsettled"
    return "succession" if both == {"cde", "cesp"} else "unsettled"


# Laws


@pytest.mark.parametrize("there", [True, False, None])
def test_every_pair_has_the_answer_of_the_sources(there: bool | None) -> None:
    profile = {} if there is None else {"medecin_traitant_au_cabinet_secondaire": there}
    relations, read = Relations(rules()), Read(rules(), profile)
    for one, other in combinations(sorted(DECIDED), 2):
        assert relations.answer(one, other, read.value, ALONE) == said((one, other), profile), (one, other)
        assert relations.answer(other, one, read.value, ALONE) == said((one, other), profile), (other, one)


@given(situations())
def test_no_settled_set_brings_more_than_the_total(situation: Situation) -> None:
    profile, on = situation
    found = decide(rules(), profile, on).combination
    settled = [option for option in found.options if not option.unsettled]
    totals = [option.total for option in settled]
    if found.total is not None:  # what an unknown sum can bring at most is no more
        most = [option.at_most if option.total is None else option.total for option in settled]
        assert all(total is not None and total <= found.total for total in most)
        assert not totals or found.total in totals
    if found.best:
        assert any(option.schemes == found.best and option.total == found.total for option in found.options)


@given(situations())
def test_each_pair_is_in_one_list_and_where_the_sources_put_it(situation: Situation) -> None:
    profile, on = situation
    found = decide(rules(), profile, on).combination
    lists = {
        "incompatible": found.incompatible,
        "compatible": found.compatible,
        "unsettled": found.unsettled,
    }
    pairs = [pair for listed in lists.values() for pair in listed]
    assert len(pairs) == len(set(pairs))
    assert all(one < other for one, other in pairs)
    for name, listed in lists.items():
        assert {said(pair, profile) for pair in listed} <= {name}
    assert set(found.successions) <= {("cesp", "cde")}
    assert not {tuple(sorted(pair)) for pair in found.successions} & set(pairs)


@given(situations())
def test_a_set_is_unsettled_when_one_of_its_pairs_is(situation: Situation) -> None:
    profile, on = situation
    found = decide(rules(), profile, on).combination
    held = {record["dispositif"] for record in profile.get("contrats", ())}
    for option in found.options:
        assert list(option.schemes) == sorted(set(option.schemes))
        pairs = list(combinations(option.schemes, 2))
        if any(said(pair, profile) == "incompatible" and held.issuperset(pair) for pair in pairs):
            continue  # contracts at odds
        answers = {said(pair, profile) for pair in pairs}
        assert option.unsettled == bool(answers & {"unsettled", "succession"}), option.schemes
    assert not {said(pair, profile) for pair in combinations(found.best, 2)} & {"unsettled", "succession"}


@given(situations())
def test_without_a_running_contract_there_is_no_choice(situation: Situation) -> None:
    profile, on = situation
    found = decide(rules(), {**profile, "contrats": ()}, on).combination
    assert found.choice is None
    assert all(option.actions == () for option in found.options)


@given(situations(), contracts(), st.booleans())
def test_staying_and_leaving_are_both_told(situation: Situation, record: Profile, wished: bool) -> None:
    profile, on = situation
    day = on + timedelta(days=100) if wished else on
    profile = {**profile, "contrats": (record,), "date_resiliation_envisagee": day}
    decision = decide(rules(), profile, on)
    name = record["dispositif"]
    held = by_id(decision)[name].held
    assume(held is not None and held.state == "running")
    assert held is not None
    stay = [option for option in decision.combination.options if not option.actions]
    leave = [option for option in decision.combination.options if option.actions]
    assert stay and leave
    assert all(name in option.schemes for option in stay)
    assert {(action.terminate, action.on) for option in leave for action in option.actions} == {(name, day)}
    if not wished:
        assert all(name not in option.schemes for option in leave)
    through = held.ends_on is not None and held.ends_on > add_months(on, 12) and "date_resiliation" not in record
    if through:
        opponents = {*OLD, *ONE_OFF, *RECURRING} - {name}
        assert all(not opponents & set(option.schemes) for option in stay)


@given(situations(), contracts(), st.integers(-400, 800), st.integers(0, 1000))
def test_over_any_horizon_only_who_has_a_running_contract_leaves_it(
    situation: Situation, record: Profile, start: int, length: int
) -> None:
    profile, on = situation
    horizon = on + timedelta(days=start), on + timedelta(days=start + length)
    decision = decide(rules(), {**profile, "contrats": (record,)}, on, horizon)
    held = by_id(decision)[record["dispositif"]].held
    ways = {bool(option.actions) for option in decision.combination.options}
    if held is not None and held.state == "running":
        assert ways == {True, False}
    else:
        assert ways <= {False} and decision.combination.choice is None


@given(situations(st.dates(ALONE, date(2031, 12, 31))))
def test_the_best_set_is_the_best_of_all_sets(situation: Situation) -> None:
    """Where nothing opens or closes within the horizon, every subset of the open rights is tried by hand."""
    profile, on = situation
    on, profile = max(on, ALONE), {**profile, "contrats": ()}
    assume(not _planned(profile, on))
    decision = decide(rules(), profile, on)
    open_now = _open(decision)
    sums = {name: by_id(decision)[name].total_first_year for name in open_now}
    assume(None not in sums.values())
    later = (add_months(on, month) for month in range(1, 12))
    assume(all(_open(decide(rules(), profile, day)) == open_now for day in later))
    allowed = [
        chosen
        for size in range(len(open_now) + 1)
        for chosen in combinations(sorted(open_now), size)
        if all(said(pair, profile) == "compatible" for pair in combinations(chosen, 2))
    ]
    best = max(sum((sums[name] or Decimal(0) for name in chosen), Decimal(0)) for chosen in allowed)
    assert decision.combination.total == best
    tried = {option.schemes for option in decision.combination.options if not option.unsettled}
    assert tried == {chosen for chosen in allowed if chosen}


def _open(decision: Decision) -> frozenset[str]:
    return frozenset(name for name, result in by_id(decision).items() if result.status == "eligible")


def _planned(profile: Profile, on: date) -> bool:
    return any(profile.get(name, on) > on for name in ("date_installation", "date_creation_cabinet_secondaire"))


# The words of the result, by example


def test_first_set_up_in_a_zip_goes_with_the_increase() -> None:
    profile = nominal("majoration_fmt_primo_installes", aide_premiere_installation_deja_percue=False)
    found = decide(rules(), profile, date(2026, 3, 1)).combination
    assert found.best == ("aide_premiere_installation_zip", "majoration_fmt_primo_installes")
    assert found.total == 16000
    assert found.compatible == (found.best,)
    assert (found.start, found.end) == (date(2026, 3, 1), date(2027, 2, 28))


def test_leaving_a_coscom_for_the_increase() -> None:
    """Over 2026: 5,000 € in the contract, or 10% of the base part."""
    for base, choice, total in ((49999, "stay", 5000), (50000, "tie", 5000), (50001, "leave", Decimal("5000.10"))):
        found = _year_2026(
            nominal(
                "majoration_fmt_deja_installes",
                montant_fmt_socle_annuel_eur=Decimal(base),
                activite_hopital_proximite=False,
                mois_stagiaire_temps_plein_par_an=Decimal(0),
                contrats=running("coscom", date(2024, 10, 1)),
            )
        )
        assert (found.choice, found.total) == (choice, total)
        left = next(option for option in found.options if option.actions and option.schemes)
        assert [(action.terminate, action.on) for action in left.actions] == [("coscom", date(2026, 1, 1))]
        assert found.incompatible == (("coscom", "majoration_fmt_deja_installes"),)


def test_a_contract_that_ends_in_the_horizon_makes_room() -> None:
    """A COSCOM until 1 June 2026, then the increase: five months of one, seven of the other."""
    found = _year_2026(
        nominal(
            "majoration_fmt_deja_installes",
            montant_fmt_socle_annuel_eur=Decimal(12000),
            activite_hopital_proximite=False,
            mois_stagiaire_temps_plein_par_an=Decimal(0),
            contrats=running("coscom", date(2023, 6, 1)),
        )
    )
    assert found.best == ("coscom", "majoration_fmt_deja_installes")
    assert found.total == Decimal("2783.33")  # 5 × 5,000 / 12 + 7 × 1,200 / 12
    assert found.choice == "stay"


def test_the_rate_follows_the_year_of_installation_month_by_month() -> None:
    """Set up on 1 March 2026, over 2027: two months at 50%, ten at 30%."""
    profile = nominal("majoration_fmt_primo_installes")
    found = decide(rules(), profile, date(2026, 12, 1), (date(2027, 1, 1), date(2027, 12, 31))).combination
    assert _total(found, ("majoration_fmt_primo_installes",)) == 4000  # 2 × 500 + 10 × 300


def test_the_two_increases_follow_each_other_and_are_never_added() -> None:
    """Set up on 1 March 2026, over 2029: two months as newly established, ten as established, all at 10%."""
    profile = nominal("majoration_fmt_primo_installes")
    found = decide(rules(), profile, date(2029, 1, 1), (date(2029, 1, 1), date(2029, 12, 31))).combination
    assert found.total == 1200
    assert found.incompatible == (("majoration_fmt_deja_installes", "majoration_fmt_primo_installes"),)


def test_a_dated_payment_counts_on_its_day_only() -> None:
    """A CAIM of 1 October 2025 over the twelve months from each side of its second payment."""
    profile = nominal("caim", contrats=running("caim", date(2025, 10, 1)))
    for start, total in ((date(2025, 10, 1), 25000), (date(2025, 10, 2), 25000), (date(2026, 10, 2), 0)):
        found = decide(rules(), profile, start).combination
        stay = next(option for option in found.options if option.schemes == ("caim",) and not option.actions)
        assert stay.total == total


def test_a_contract_left_when_the_horizon_begins_keeps_others_out_until_then() -> None:
    """In December 2025 with a COSCOM that is left on 1 January 2026: a CAIM cannot be signed before, nor after."""
    profile = nominal(
        "caim",
        activite_hopital_proximite=False,
        mois_stagiaire_temps_plein_par_an=Decimal(0),
        contrats=running("coscom", date(2025, 10, 1)),
    )
    on, year = date(2025, 12, 15), (date(2026, 1, 1), date(2026, 12, 31))
    found = decide(rules(), profile, on, year).combination
    assert (found.best, found.total, found.choice) == (("coscom",), 5000, "stay")
    assert all("caim" not in option.schemes for option in found.options)
    left = decide(rules(), {**profile, "date_resiliation_envisagee": on}, on, year).combination
    assert (left.best, left.total, left.choice) == (("caim",), 25000, "leave")


def test_a_single_sum_counts_on_the_day_the_contract_that_blocks_it_is_left() -> None:
    """A COSCOM until 23 March 2027: 10,000 € in a horizon that begins when it is left, none in a later one."""
    profile = nominal(
        "aide_premiere_installation_zip",
        date_installation=date(2026, 3, 1),
        activite_hopital_proximite=False,
        mois_stagiaire_temps_plein_par_an=Decimal(0),
        contrats=running("coscom", date(2024, 3, 23)),
    )
    on, horizon = date(2026, 6, 1), (date(2027, 1, 1), date(2028, 12, 31))
    found = decide(rules(), profile, on, horizon).combination
    left = [option for option in found.options if option.actions and option.schemes]
    assert [(option.schemes, option.total) for option in left] == [(("aide_premiere_installation_zip",), 10000)]
    sooner = {**profile, "date_resiliation_envisagee": date(2026, 9, 15)}
    found = decide(rules(), sooner, on, horizon).combination
    assert [(option.schemes, option.total) for option in found.options if option.actions] == [((), 0)]


def test_a_single_sum_that_opens_between_today_and_the_horizon_is_not_in_it() -> None:
    """Set-up planned for 10 February 2026, seen from November 2025: the 10,000 € are of that day."""
    profile = nominal("aide_premiere_installation_zip", date_installation=date(2026, 2, 10))
    for start, total in ((date(2026, 2, 10), 10000), (date(2026, 2, 11), 0)):
        found = decide(rules(), profile, date(2025, 11, 20), (start, date(2026, 12, 31))).combination
        assert found.total == total


def test_only_a_contract_that_runs_today_is_left() -> None:
    """Over 2026, a COSCOM terminated on 1 April: seen before there is a choice, from that day on there is none."""
    profile = nominal(
        "majoration_fmt_deja_installes",
        montant_fmt_socle_annuel_eur=Decimal(12000),
        activite_hopital_proximite=False,
        mois_stagiaire_temps_plein_par_an=Decimal(0),
        contrats=({**running("coscom", date(2024, 10, 1))[0], "date_resiliation": date(2026, 4, 1)},),
    )
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert decide(rules(), profile, date(2026, 3, 31), year).combination.choice == "stay"
    found = decide(rules(), profile, date(2026, 4, 1), year).combination
    assert (found.choice, found.total) == (None, 2150)  # 3 × 5,000 / 12 + 9 × 1,200 / 12
    assert all(option.actions == () for option in found.options)


def test_a_contract_that_is_over_when_the_horizon_begins_may_be_left_all_the_same() -> None:
    profile = nominal("majoration_fmt_deja_installes", contrats=running("coscom", date(2024, 3, 23)))
    found = decide(rules(), profile, date(2026, 6, 1), (date(2028, 1, 1), date(2028, 12, 31))).combination
    assert found.choice == "tie"
    assert {option.schemes for option in found.options} == {("majoration_fmt_deja_installes",)}
    assert {len(option.actions) for option in found.options} == {0, 1}


def test_contracts_at_odds_are_not_best_as_long_as_both_are_there() -> None:
    """A CAIM and a COSCOM at once: settled only where one is left from the first day on."""
    profile = nominal(
        "coscom",
        activite_hopital_proximite=False,
        mois_stagiaire_temps_plein_par_an=Decimal(0),
        contrats=running("caim", date(2023, 5, 1)) + running("coscom", date(2024, 5, 1)),
    )
    on = date(2026, 3, 15)
    for day, best, total in ((on, ("coscom",), 5000), (date(2026, 9, 15), (), None)):
        found = decide(rules(), {**profile, "date_resiliation_envisagee": day}, on).combination
        assert (found.best, found.total) == (best, total)
        at_once = [option for option in found.options if option.schemes == ("caim", "coscom")]
        assert all(option.apart == (("caim", "coscom"),) and not option.unsettled for option in at_once)


def test_a_contract_is_not_signed_in_the_past() -> None:
    """In March 2026 no contract can be signed any more, even over a horizon that begins in 2025."""
    profile = nominal("coscom", mois_stagiaire_temps_plein_par_an=Decimal(0), activite_hopital_proximite=False)
    for on, best in ((date(2025, 12, 31), ("coscom",)), (date(2026, 1, 1), ())):
        found = decide(rules(), profile, on, (date(2025, 12, 1), date(2026, 11, 30))).combination
        assert found.best == best


def test_an_unsettled_pair_is_told_and_not_counted() -> None:
    """No source says whether advance consultations go with a secondary practice."""
    profile = {
        **nominal("consultations_avancees"),
        **nominal("aide_cabinet_secondaire_zip"),
    }
    found = decide(rules(), profile, date(2026, 4, 1)).combination
    assert found.unsettled == (("aide_cabinet_secondaire_zip", "consultations_avancees"),)
    assert (found.best, found.total) == (("consultations_avancees",), 9600)
    both = _option(found, ("aide_cabinet_secondaire_zip", "consultations_avancees"))
    assert (both.unsettled, both.total) == (True, 12600)


def test_secondary_practice_goes_with_the_increase_as_a_family_doctor_there() -> None:
    base = {**nominal("majoration_fmt_deja_installes"), **nominal("aide_cabinet_secondaire_zip")}
    profile = {**base, "zone_cabinet_principal": "ZIP", "medecin_traitant_au_cabinet_secondaire": True}
    pair = ("aide_cabinet_secondaire_zip", "majoration_fmt_deja_installes")
    found = decide(rules(), profile, date(2026, 4, 1)).combination
    assert (found.best, found.total, found.compatible) == (pair, 4500, (pair,))
    for unmet in ({"medecin_traitant_au_cabinet_secondaire": False}, {"medecin_traitant_au_cabinet_secondaire": None}):
        other = {name: value for name, value in {**profile, **unmet}.items() if value is not None}
        found = decide(rules(), other, date(2026, 4, 1)).combination
        assert (found.best, found.total, found.unsettled) == (("aide_cabinet_secondaire_zip",), 3000, (pair,))


def test_a_cde_may_follow_a_cesp() -> None:
    profile = nominal("cde", contrats=({"dispositif": "cesp", "date_signature": date(2021, 9, 1)},))
    assert decide(rules(), profile, date(2026, 3, 31)).combination.successions == (("cesp", "cde"),)
    over = nominal("cde", cesp_termine=True)
    assert decide(rules(), over, date(2026, 3, 31)).combination.successions == (("cesp", "cde"),)


def test_nothing_known_brings_nothing() -> None:
    for on in (date(2025, 11, 20), date(2026, 3, 15)):
        found = decide(rules(), {}, on).combination
        assert (found.best, found.options, found.choice) == ((), (), None)
        assert found.incompatible == found.compatible == found.unsettled == ()


def _year_2026(profile: Profile) -> Combination:
    return decide(rules(), profile, date(2026, 1, 1), (date(2026, 1, 1), date(2026, 12, 31))).combination


def _option(found: Combination, schemes: tuple[str, ...]) -> Option:
    return next(option for option in found.options if option.schemes == schemes)


def _total(found: Combination, schemes: tuple[str, ...]) -> Decimal | None:
    return _option(found, schemes).total
