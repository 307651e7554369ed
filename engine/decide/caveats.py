"""What to be careful of in a plan: the caveats of its schemes, sums that are ceilings, sums that no source gives."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from public_aids.engine.decide.amounts import Basis, amounts_of
from public_aids.engine.decide.contradictions import against_obligations
from public_aids.engine.decide.held import held_on
from public_aids.engine.decide.notices import as_to_check, warned
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.situation import Situation
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text


def caveats_of(schemes: tuple[Scheme, ...], situation: Situation, on: date) -> Iterator[Text]:
    """The caveats of schemes that a plan takes, seen from its first day."""
    for scheme in schemes:
        held = held_on(scheme, situation, on)
        caveats = warned(scheme, situation, on, held)
        checks = (as_to_check(notice.text) for notice in caveats.to_check)
        for text in (*(notice.text for notice in caveats.fired), *checks):
            yield Text(f"{scheme.acronym} : {text.fr}", f"{scheme.acronym}: {text.en}")
        for one in against_obligations(scheme, situation, on, "eligible", held):
            yield Text(f"{scheme.acronym} : {one.text.fr}", f"{scheme.acronym}: {one.text.en}")
        yield from _of_amounts(scheme, situation, on)
        if held and held.state == "running" and not situation.respected:
            yield Text(
                f"{scheme.acronym} : les conditions du contrat ne sont plus respectées, rien n'est compté",
                f"{scheme.acronym}: the conditions of the contract are no longer met, nothing is counted",
            )


def running_apart(schemes: tuple[Scheme, ...], relations: Relations) -> Iterator[Text]:
    """Contracts that run at once although a source does not allow it."""
    for one, other in combinations(schemes, 2):
        if relations.incompatible(one.id, other.id) is not None:
            yield Text(
                f"{one.acronym} et {other.acronym} sont en cours ensemble, ce que les sources n'admettent pas",
                f"{one.acronym} and {other.acronym} run together, which the sources do not allow",
            )


def _of_amounts(scheme: Scheme, situation: Situation, on: date) -> Iterator[Text]:
    contracts = [one for one in situation.contracts or () if one.scheme == scheme.id]
    granted = next((one.granted for one in contracts), None)
    for amount in amounts_of(scheme, situation, Basis(on, on, granted)):
        fr, en = f"{scheme.acronym} : « {amount.label.fr} »", f"{scheme.acronym}: “{amount.label.en}”"
        match amount.precision:
            case "unquantified":
                yield Text(
                    f"{fr} n'est chiffré dans aucune source et n'entre dans aucun total",
                    f"{en} is quantified in no source and is left out of every total",
                )
            case "ceiling":
                yield Text(
                    f"{fr} est compté à son maximum, la somme accordée peut être moindre",
                    f"{en} is counted at its maximum, the sum granted may be less",
                )
            case "approximate":
                yield Text(f"{fr} est une somme approchée", f"{en} is an approximate sum")
            case "exact":
                continue
