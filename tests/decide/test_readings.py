"""Which disagreements are told of a scheme: those it records, and those of others that change the answer on it."""

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from situations import Profile, by_id, nominal, rules

from public_aids.cli.render.outlook_text import reading_lines
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Divergence


def result(scheme: str, profile: Profile, on: date) -> SchemeResult:
    return by_id(decide(rules(), profile, on))[scheme]


def told(found: SchemeResult) -> dict[str, bool | None]:
    return {one.divergence: one.decisive for one in found.readings}


def contract(scheme: str, signed: date) -> Profile:
    return {"contrats": ({"dispositif": scheme, "date_signature": signed},)}


def test_a_right_that_a_contract_blocks_tells_the_reading_under_which_both_go_together() -> None:
    """The disagreement on what replaces the old contracts is recorded by these; advance consultations hang on it."""
    profile = nominal("consultations_avancees", **contract("cstm", date(2024, 2, 1)))
    found = result("consultations_avancees", profile, date(2026, 3, 31))
    assert told(found)["cumul_avec_le_nouveau_regime"] is True
    assert any(
        "--reading cumul_avec_le_nouveau_regime=" in line for line in reading_lines(found, rules(), "en", best=False)
    )
    free = result("consultations_avancees", {**profile, "contrats": ()}, date(2026, 3, 31))
    assert "cumul_avec_le_nouveau_regime" not in told(free)


def test_a_right_that_a_renewed_contract_would_block_tells_so() -> None:
    """A COSCOM whose term came in March 2026: renewed, it would keep the increase out."""
    name = "majoration_fmt_deja_installes"
    for signed, expected in ((date(2023, 3, 2), True), (date(2022, 12, 31), None)):
        found = result(name, nominal(name, **contract("coscom", signed)), date(2026, 10, 1))
        assert told(found).get("reconduction_apres_2025") is expected


@pytest.mark.parametrize(("signed", "decisive"), [(date(2025, 12, 30), False), (date(2025, 12, 31), True)])
def test_a_contract_of_the_last_day_hangs_on_whether_that_day_is_included(signed: date, decisive: bool) -> None:
    found = result("coscom", nominal("coscom", **contract("coscom", signed)), date(2027, 1, 15))
    assert told(found)["dernier_jour_de_signature"] is decisive
    lines = [
        line for line in reading_lines(found, rules(), "en", best=False) if "dernier_jour_de_signature=exclu" in line
    ]
    assert [line.endswith("COSCOM ends on 1 January 2026, not on 31 December 2028") for line in lines] == [
        True
    ] * decisive


@pytest.mark.parametrize(
    ("secteur", "written", "decisive"),
    [
        (1, ("optam_aco_seule", "optam_co_seule"), False),
        (1, ("optam_co_seule",), None),  # the other one may change the answer: nobody knows
        (1, (), None),
        (2, ("optam_aco_seule", "optam_co_seule"), True),
        (2, ("optam_aco_seule",), True),
    ],
)
def test_a_reading_without_an_expression_is_not_said_to_change_nothing(
    secteur: int, written: tuple[str, ...], decisive: bool | None
) -> None:
    """In sector 1 nothing hangs on the option, in sector 2 OPTAM-CO hangs on which reading is right."""
    name, topic = "aide_premiere_installation_zip", "optam_co_et_optam_aco"

    def partly(one: Divergence) -> Divergence:
        known = {one.applied, *written}
        readings = (read if read.id in known else replace(read, value=None) for read in one.readings)
        return replace(one, readings=tuple(readings)) if one.id == topic else one

    schemes = (replace(one, divergences=tuple(map(partly, one.divergences))) for one in rules().schemes)
    person = nominal(name, secteur=Decimal(secteur), option_tarifaire="optam_co")
    decision = decide(replace(rules(), schemes=tuple(schemes)), person, date(2026, 3, 15))
    assert told(by_id(decision)[name])[topic] is decisive
