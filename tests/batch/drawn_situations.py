"""Situations for tests, drawn around the days and values that the rules look at: as profiles, and as frames."""

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from public_aids.engine.rulebook.model import Fact, Rulebook

Profile = dict[str, Any]
CONTRACTS = (0, 0, 0, 1, 1, 2)
STOPS = "date_depart_zip"  # where it is known a row is decided alone
DAYS = (
    date(2025, 11, 20),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 3, 15),
    date(2026, 5, 31),
    date(2028, 2, 29),
)


def draw(rules: Rulebook, rng: random.Random, known: float = 0.8) -> Profile:
    """One situation; each fact is known with some probability."""
    profile: Profile = {}
    for name, one in rules.facts.items():
        if rng.random() < (0.1 if name == STOPS else known):
            value = _value(one, rng)
            if value is not None:
                profile[name] = value
    return profile


def draw_holder(rules: Rulebook, rng: random.Random) -> Profile:
    """A family doctor in a ZIP with one contract, to whom much may be open beside it or after it."""
    profile = draw(rules, rng, rng.choice((0.9, 1.0)))
    settled = {"statut": "installe_liberal", "conventionne": True, "secteur": 1, "medecin_traitant": True}
    contract = _contract(rules.facts["contrats"], rng)
    profile |= settled | {"zone_cabinet_principal": "ZIP", "contrats": [contract]}
    for name in ("demi_journees_consultations_avancees_par_mois", STOPS):
        profile.pop(name, None)
    return profile


EDGES = (
    date(2025, 12, 30),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 2, 3),
    date(2026, 2, 4),
    date(2026, 2, 5),
    date(2026, 7, 1),
)


def draw_edge(rules: Rulebook, rng: random.Random) -> Profile:
    """Somebody to whom much happens near the days on which the rules change: contracts that end, that are left, that
    are not known, that are over, and several of them."""
    profile = draw(rules, rng, rng.choice((0.8, 0.95, 1.0)))
    profile.pop("demi_journees_consultations_avancees_par_mois", None)
    if rng.random() < 0.8:
        profile |= {"statut": "installe_liberal", "conventionne": True, "secteur": 1}
    if rng.random() < 0.8:
        profile["zone_cabinet_principal"] = "ZIP"
    if rng.random() < 0.5:
        profile["date_installation"] = _near_an_edge(rng, (0, 0, 1, 2, 3)).isoformat()
    if rng.random() < 0.5:
        profile["date_resiliation_envisagee"] = _near_an_edge(rng, (0, 0, -1)).isoformat()
    else:
        profile.pop("date_resiliation_envisagee", None)
    if rng.random() < 0.9:
        profile["contrats"] = [_edge_contract(rules, rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3)))]
    else:
        profile.pop("contrats", None)
    return profile


def _edge_contract(rules: Rulebook, rng: random.Random) -> Profile:
    """One that ends, or is left, near an edge as often as not."""
    found = _contract(rules.facts["contrats"], rng)
    if "date_signature" in found and rng.random() < 0.8:
        found["date_signature"] = _near_an_edge(rng, (0, 1, 2, 3, 3, 3, 5, 5, 6, 9)).isoformat()
    if rng.random() < 0.2:
        found["date_resiliation"] = _near_an_edge(rng, (0, 0, 1, 2)).isoformat()
    return found


def _near_an_edge(rng: random.Random, years: Sequence[int]) -> date:
    near = rng.choice(EDGES)
    return near.replace(year=near.year - rng.choice(years)) + timedelta(days=rng.choice((-30, -1, 0, 0, 0, 1, 30)))


def _value(one: Fact, rng: random.Random) -> Any:
    match one.type:
        case "boolean":
            return rng.random() < 0.75
        case "date":
            return _day(rng).isoformat()
        case "choice":
            return rng.choice(one.values[:3] if rng.random() < 0.7 else one.values)
        case "code":
            return rng.choice(("44", "2A", "971", "autre"))
        case "number":
            return _number(one, rng)
        case "list":
            return [rng.randint(0, 8) for _ in range(rng.randint(1, 14))] if rng.random() < 0.1 else None
        case "records":
            return [_contract(one, rng) for _ in range(rng.choice(CONTRACTS))]


def _day(rng: random.Random) -> date:
    near = rng.choice(DAYS)
    years = rng.choice((0, 0, 0, 1, 2, 3, 6, 30, 60))
    shifted = date(near.year - years, near.month, min(near.day, 28)) + timedelta(days=rng.choice((-1, 0, 0, 1, 3)))
    return rng.choice((shifted, near, near + timedelta(days=rng.randint(-900, 400))))


def _number(one: Fact, rng: random.Random) -> Decimal | int:
    if one.values:
        return int(rng.choice(one.values))
    low = int(one.minimum or 0)
    high = int(one.maximum) if one.maximum is not None else rng.choice((10, 30_000, 300_000))
    whole = rng.randint(low, max(low, min(high, low + rng.choice((3, 60, 300_000)))))
    return (
        whole
        if one.whole or rng.random() < 0.5 or whole == high
        else Decimal(whole) + Decimal(rng.randint(0, 99)) / 100
    )


def _contract(one: Fact, rng: random.Random) -> Profile:
    values = next(field.values for field in one.fields if field.name == "dispositif")
    found: Profile = {"dispositif": rng.choice(values), "date_signature": _day(rng).isoformat()}
    if rng.random() < 0.05:
        del found["date_signature"]
    if rng.random() < 0.3:
        found["reconductions"] = rng.randint(0, 3)
    if rng.random() < 0.3:
        found["date_resiliation"] = _day(rng).isoformat()
    if rng.random() < 0.3:
        found["montant_accorde_eur"] = Decimal(rng.randint(0, 5_000_000)) / 100
    return found


def frame_of(profiles: Sequence[Profile], rules: Rulebook) -> pl.DataFrame:
    """The situations as a file would hold them: words as text, contracts as JSON."""
    return pl.DataFrame(
        [_series(one, [profile.get(name) for profile in profiles]) for name, one in rules.facts.items()]
    )


def _series(one: Fact, values: list[Any]) -> pl.Series:
    match one.type:
        case "boolean":
            return pl.Series(one.name, values, dtype=pl.Boolean)
        case "number":
            numbers = [None if value is None else Decimal(str(value)) for value in values]
            return pl.Series(one.name, numbers, dtype=pl.Decimal(38, 2 if not one.whole else 0))
        case "list":
            return pl.Series(one.name, values, dtype=pl.List(pl.Int64))
        case "records":
            texts = [None if value is None else json.dumps(value, default=float) for value in values]
            return pl.Series(one.name, texts, dtype=pl.String)
        case _:
            return pl.Series(one.name, values, dtype=pl.String)


def slotted(profiles: Sequence[Profile], rules: Rulebook, slots: int) -> pl.DataFrame:
    """The situations as a table of a database would hold them: contracts in columns of their own, rows numbered.

    A list of numbers is there as text: queries only ask whether it is there.
    """
    flat = frame_of(profiles, rules).drop("contrats")
    texts = [one.name for one in rules.facts.values() if one.type == "list"]
    flat = flat.with_columns([pl.col(name).cast(pl.List(pl.String)).list.join(" ") for name in texts])
    contracts = [profile.get("contrats") for profile in profiles]
    columns = [
        pl.Series("number", range(len(profiles)), dtype=pl.Int64),
        pl.Series("nombre_contrats", [None if one is None else len(one) for one in contracts], dtype=pl.Int64),
    ]
    fields = rules.facts["contrats"].fields
    for index in range(slots):
        for field in fields:
            cells = [(one or [])[index : index + 1] for one in contracts]
            values = [str(cell[0][field.name]) if cell and field.name in cell[0] else None for cell in cells]
            columns.append(pl.Series(f"contrat_{index + 1}_{field.name}", values, dtype=pl.String))
    return flat.with_columns(columns)
