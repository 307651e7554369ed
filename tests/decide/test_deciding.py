"""What is not known is shown so: which set is best where sums are missing, and what decides it."""

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from situations import Situation, contracts, nominal, rules, situations, values_of

from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.plan import plan
from public_aids.engine.decide.result import Combination

SUMS = (
    "mois_stagiaire_temps_plein_par_an",
    "montant_fmt_socle_annuel_eur",
    "honoraires_conventionnes_annuels_eur",
    "honoraires_annuels_en_zip_eur",
    "activite_hopital_proximite",
)


def option(combination: Combination, schemes: tuple[str, ...], actions: tuple[Any, ...]) -> Any:
    return next(one for one in combination.options if (one.schemes, one.actions) == (schemes, actions))


@given(situations(), st.one_of(st.none(), contracts()), st.data())
def test_what_is_decided_without_a_fact_stays_so_when_it_is_told(
    situation: Situation, record: dict[str, Any] | None, data: st.DataObject
) -> None:
    """Of facts that only sums hang on: the best set, its total, the choice; and every total is within its bounds.

    A sum granted is left out: it says of a supplement that nothing tells that it is not paid beside it.
    """
    profile, on = situation
    held = {name: value for name, value in (record or {}).items() if name != "montant_accorde_eur"}
    profile = {**profile, "contrats": (held,) if held else ()}
    missing = data.draw(st.sets(st.sampled_from(SUMS), min_size=1))
    told = {name: data.draw(values_of(rules().facts[name]), label=name) for name in sorted(missing)}
    short = decide(rules(), {name: value for name, value in profile.items() if name not in missing}, on)
    full = decide(rules(), {**profile, **told}, on)
    assume([one.status for one in short.schemes] == [one.status for one in full.schemes])  # else a condition too
    before, after = short.combination, full.combination
    assert len(before.options) == len(after.options)
    for one in before.options:
        total = option(after, one.schemes, one.actions).total
        if total is not None:
            assert one.at_least is None or one.at_least <= total
            assert one.at_most is None or total <= one.at_most
    if before.total is not None and after.total is not None:
        assert before.total == after.total
    if before.best and after.total is not None:
        totals = [one.total for one in after.options if one.settled and one.schemes == before.best]
        assert after.total in totals
    if before.choice and after.choice:
        assert before.choice == after.choice


def caim_or_coscom(**facts: Any) -> dict[str, Any]:
    profile = {**nominal("coscom"), **nominal("caim"), "date_installation": date(2025, 3, 1), "contrats": ()}
    return {**profile, "activite_hopital_proximite": False, "mois_stagiaire_temps_plein_par_an": None, **facts}


def holder(**facts: Any) -> dict[str, Any]:
    contract = {"dispositif": "coscom", "date_signature": date(2024, 5, 2)}
    return {
        **nominal("majoration_fmt_deja_installes"),
        "activite_hopital_proximite": False,
        "contrats": (contract,),
        **facts,
    }


STAGE, BASE = "mois_stagiaire_temps_plein_par_an", "montant_fmt_socle_annuel_eur"
# The facts, the day; then best, total, choice, and the facts that decide
SEEN = [
    # a CAIM of 25,000 is more than a COSCOM can ever be
    (caim_or_coscom(), date(2025, 11, 20), ("caim",), 25000, None, ()),
    # 5,000 to 8,600 for staying; leaving pays less, more, or it is not known
    (holder(**{BASE: Decimal(12000)}), date(2026, 3, 15), ("coscom",), None, "stay", (STAGE,)),
    (holder(**{BASE: Decimal(90000)}), date(2026, 3, 15), ("majoration_fmt_deja_installes",), 9000, "leave", ()),
    (holder(**{BASE: Decimal(60000)}), date(2026, 3, 15), (), None, None, (STAGE,)),
    (holder(**{BASE: None}), date(2026, 3, 15), (), None, None, (STAGE, BASE)),
    (holder(**{BASE: None, STAGE: Decimal(0)}), date(2026, 3, 15), (), None, None, (BASE,)),
    # one thing alone, whatever it pays
    ({**nominal("majoration_fmt_deja_installes"), BASE: None}, date(2026, 3, 15),
     ("majoration_fmt_deja_installes",), None, None, (BASE,)),
]  # fmt: skip


@pytest.mark.parametrize(("profile", "on", "best", "total", "choice", "missing"), SEEN)
def test_the_bounds_of_facts_decide_where_they_can(
    profile: dict[str, Any],
    on: date,
    best: tuple[str, ...],
    total: int | None,
    choice: str | None,
    missing: tuple[str, ...],
) -> None:
    known = {name: value for name, value in profile.items() if value is not None}
    found = decide(rules(), known, on).combination
    assert (found.best, found.total, found.choice) == (best, total, choice)
    assert set(found.missing) == set(missing)
    year = plan(rules(), known, on, 1)
    assert bool(year.best) == bool(best)
    if best:
        assert (year.strategies[0].schemes, year.strategies[0].total) == (best, total)
