"""The words of the reference cases, and where the same thing stands in a result of `schemes eval`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

FAILURES = {"fenetre_signature": "validity", "contrat_en_cours_incompatible": "held_contract"}
STATES = {"en_cours": "running", "echu": "ended", "resilie": "terminated"}
RENEWALS = {"tacite": "tacit", "une_fois": "once", "non": "none", False: "none"}
PERIODS = {"an": {"year"}, "mois": {"month"}, "total": {"contract", "once"}, "non_chiffre": None}
CHOICES = {"rester": "stay", "resilier": "leave", "egalite": "tie"}

Json = dict[str, Any]
Wrong = Iterator[str]


def horizon_of(case: Json) -> Json | None:
    """The period that a case names in words."""
    named = case["expect"].get("cumul", {}).get("horizon")
    if named is None:
        return None
    if named.startswith("année civile"):
        year = named[-4:]
        return {"from": f"{year}-01-01", "to": f"{year}-12-31"}
    assert named == "première année d'installation", named
    return {"from": case["situation"]["date_installation"]}


def differences(case: Json, result: Json) -> Wrong:
    """Where a result is not what the case expects; a word that is not known here is a difference too."""
    schemes = {scheme["id"]: scheme for scheme in result["schemes"]}
    for name, expected in case["expect"].items():
        match name:
            case "contact":
                yield from _contact(expected, result["contact"])
            case "cumul":
                yield from _combination(expected, result)
            case _:
                yield from (f"{name}: {wrong}" for wrong in _scheme(expected, schemes[name]))


def _scheme(expected: Json, got: Json) -> Wrong:
    for word, wanted in expected.items():
        match word:
            case "statut":
                yield from _same(word, wanted, got["status"])
            case "echecs":
                ids = {FAILURES.get(label, label) for label in wanted}
                if not ids <= set(got["failed"]):
                    yield f"echecs {sorted(ids)}, got {got['failed']}"
            case "manque":
                yield from _same(word, sorted(wanted), sorted(got["missing"]))
            case "montants":
                yield from _amounts(wanted, got["amounts"])
            case "manque_pour_montant":
                yield from _same(word, sorted(wanted), sorted({one for a in got["amounts"] for one in a["missing"]}))
            case "montant_chiffre":
                yield from _same(word, wanted, any(amount["value"] is not None for amount in got["amounts"]))
            case "taux_pct":
                rates = {Decimal(amount["rate"]) * 100 for amount in got["amounts"] if amount["rate"] is not None}
                yield from _same(word, {Decimal(wanted)}, rates)
            case "total_eur":
                yield from _money(word, wanted, next((a["total"] for a in got["amounts"] if a["total"]), None))
            case "total_premiere_annee_eur":
                yield from _money(word, wanted, got["total_first_year"])
            case "duree_ans":
                yield from _same(word, f"P{wanted}Y", got["term"] and got["term"]["length"])
            case "reconductible":
                yield from _same(word, RENEWALS[wanted], got["term"] and got["term"]["renewal"])
            case "contrat":
                yield from _held(wanted, got["held"])
            case "bloque_par":
                wanted = [wanted] if isinstance(wanted, str) else wanted
                yield from _same(word, sorted(wanted), sorted(one["scheme"] for one in got["blocked_by"]))
            case "eligible_si_resiliation":
                opens = bool(got["blocked_by"]) and all(one["opens_if"] == "terminated" for one in got["blocked_by"])
                yield from _same(word, wanted, opens)
            case _:
                yield f"unknown word {word}"


def _amounts(expected: list[Json], got: list[Json]) -> Wrong:
    """Every expected sum stands for an amount of its own; a month of a list stands for one month."""
    left = list(got)
    months = [(amount["per"], month) for amount in got for month in amount["by_period"] or ()]
    for one in expected:
        if one["libelle"].startswith("mois "):
            yield from _money(one["libelle"], one["euros"], months[int(one["libelle"][5:]) - 1][1])
            continue
        found = next((amount for amount in left if _is_amount(one, amount)), None)
        if found is None:
            yield f"no amount {one}, got {got}"
        else:
            left.remove(found)


def _is_amount(expected: Json, got: Json) -> bool:
    periods = PERIODS[expected["periode"]]
    if periods is not None and got["per"] not in periods:
        return False
    if expected["nature"] == "plafond" and got["precision"] != "ceiling":
        return False
    if got["supplement"] != (expected["nature"] == "supplement"):
        return False
    if expected["euros"] is None:
        return got["value"] is None
    return got["value"] is not None and not list(_money("", expected["euros"], got["value"]))


def _held(expected: Json, got: Json | None) -> Wrong:
    if got is None:
        yield "no contract is held"
        return
    for word, wanted in expected.items():
        match word:
            case "etat":
                yield from _same(word, STATES[wanted], got["state"])
            case "terme":
                yield from _same(word, str(wanted), got["ends_on"])
            case "date":
                yield from _same(word, str(wanted), got["terminated_on"])
            case _:
                yield f"unknown word {word}"


def _contact(expected: Json, got: Json | None) -> Wrong:
    if got is None:
        yield "no contact"
        return
    yield from _same("cpam", f"CPAM {expected['cpam']}", got["body"])
    yield from _same("courriel", expected["courriel"], got["email"])


def _combination(expected: Json, result: Json) -> Wrong:
    got = result["combination"]
    pairs = {kind: {frozenset(pair) for pair in got[kind]} for kind in ("compatible", "incompatible")}
    for word, wanted in expected.items():
        match word:
            case "horizon":
                continue
            case "compatibles" | "incompatibles":
                if not {frozenset(pair) for pair in wanted} <= pairs[word[:-1]]:
                    yield f"{word} {wanted}, got {got[word[:-1]]}"
            case "meilleur_ensemble":
                yield from _same(word, sorted(wanted), sorted(got["best"]))
            case "total_eur":
                yield from _money(word, wanted, got["total"])
            case "total_rester_eur" | "total_resilier_eur":
                leaves = word == "total_resilier_eur"
                totals = [
                    one["total"] for one in got["options"] if bool(one["actions"]) == leaves and not one["unsettled"]
                ]
                known = [Decimal(total) for total in totals if total is not None]
                yield from _money(word, wanted, str(max(known)) if known else None)
            case "choix":
                yield from _same(word, CHOICES[wanted], got["choice"])
            case "taux_fmt_total_pct":
                open_now = [one for one in result["schemes"] if one["status"] == "eligible"]
                rates = [Decimal(a["rate"]) for one in open_now for a in one["amounts"] if a["rate"] is not None]
                yield from _same(word, Decimal(wanted), sum(rates) * 100)
            case _:
                yield f"unknown word {word}"


def _same(word: str, wanted: object, got: object) -> Wrong:
    if wanted != got:
        yield f"{word} {wanted}, got {got}"


def _money(word: str, wanted: float, got: str | None) -> Wrong:
    """Sums are the same to the cent."""
    if got is None or abs(Decimal(str(wanted)) - Decimal(got)) > Decimal("0.01"):
        yield f"{word} {wanted}, got {got}"
