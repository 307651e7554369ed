"""Whom to write to, what to ask next, what to be careful of."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from engine.decide.held import KEPT
from engine.decide.result import Combination, SchemeResult
from engine.decide.rights import window_on
from engine.decide.situation import Situation
from engine.rulebook.model import Contact
from engine.text import Text


def contact_of(situation: Situation) -> Contact | None:
    """The fund of the département of practice, None when it is unknown or not covered."""
    where = situation.profile.get("departement_exercice")
    return next((contact for contact in situation.rules.contacts if contact.departement == where), None)


def questions_of(results: tuple[SchemeResult, ...], combination: Combination, situation: Situation) -> tuple[str, ...]:
    """The missing facts, most useful first: those that decide most schemes, then those that pairs and amounts need."""
    for_status = Counter(name for result in results for name in result.missing)
    for_amounts = Counter(
        name
        for result in results
        for amount in (*result.amounts, *(result.held.amounts if result.held else ()))
        for name in amount.missing
    )
    for_pairs = Counter(name for relation in combination.relations for name in relation.missing)
    order = situation.program.order
    named = {*for_status, *for_pairs, *for_amounts}
    return tuple(sorted(named, key=lambda name: (-for_status[name], -for_pairs[name] - for_amounts[name], order[name])))


def warnings_of(
    results: tuple[SchemeResult, ...], combination: Combination, situation: Situation, on: date
) -> tuple[Text, ...]:
    """Every caveat of the answer, once."""
    told = (
        *(_named(result, text) for result in results for text in result.warnings),
        *(_named(result, text) for result in results for text in _of_contract(result, situation)),
        *(caution.named for option in combination.options for caution in option.cautions),
        *(caution.named for result in results for change in result.would_open_if for caution in change.cautions),
        *_unquantified(results, combination),
        *_of_combination(results, combination),
        *_of_derived(situation, on),
    )
    return tuple(dict.fromkeys(told))


def _named(result: SchemeResult, text: Text) -> Text:
    acronym = result.scheme.acronym
    return Text(f"{acronym} : {text.fr}", f"{acronym}: {text.en}")


def _of_contract(result: SchemeResult, situation: Situation) -> Iterator[Text]:
    held = result.held
    if held is None:
        return
    if held.signed_on is not None and window_on(result.scheme, held.signed_on) != "open":
        day = held.signed_on
        yield Text(
            f"le contrat est daté du {day:%d/%m/%Y}, jour où il ne pouvait pas être signé",
            f"the contract is dated {day:%Y-%m-%d}, a day on which it could not be signed",
        )
    if held.signed_on is not None and held.terminated_on is not None and held.terminated_on < held.signed_on:
        yield Text("la résiliation précède la signature", "the termination comes before the signature")
    told = [one for one in situation.contracts or () if one.scheme == result.scheme.id]
    renewals = max((one.renewals or 0 for one in told), default=0)
    most = {"none": 0, "once": 1, "tacit": renewals}[result.scheme.term.renewal] if result.scheme.term else 0
    if renewals > most:
        yield Text(
            f"{renewals} reconductions sont déclarées, le contrat en permet {most}",
            f"{renewals} renewals are reported, the contract allows {most}",
        )
    if len(told) > 1 and held.state == "running":
        yield Text(
            "plusieurs contrats sont déclarés, le dernier signé compte",
            "several contracts are reported, the one signed last counts",
        )
    if held.state == "unknown":
        yield Text("la date de signature du contrat manque", "the day the contract was signed is missing")
    if held.state == "running" and situation.profile.get(KEPT) is False:
        yield Text(
            "les conditions du contrat ne sont plus respectées : rien n'est compté",
            "the conditions of the contract are no longer met: nothing is counted",
        )


def _unquantified(results: tuple[SchemeResult, ...], combination: Combination) -> Iterator[Text]:
    """The amounts that no source quantifies, of what is open or taken."""
    taken = set(combination.best)
    for result in results:
        if result.status != "eligible" and result.scheme.id not in taken:
            continue
        for amount in result.amounts or (result.held.amounts if result.held else ()):
            if amount.precision == "unquantified":
                yield _named(
                    result,
                    Text(
                        f"« {amount.label.fr} » n'est chiffré dans aucune source et n'entre dans aucun total",
                        f"“{amount.label.en}” is quantified in no source and is left out of every total",
                    ),
                )


def _of_combination(results: tuple[SchemeResult, ...], combination: Combination) -> Iterator[Text]:
    acronyms = {result.scheme.id: result.scheme.acronym for result in results}
    tried = [set(option.schemes) for option in combination.options if option.unsettled]
    hanging = {relation.schemes: relation.missing for relation in combination.relations if relation.missing}
    doubtful = [
        pair
        for pair in (*combination.unsettled, *combination.successions)
        if pair not in hanging and any(set(pair) <= o for o in tried)
    ]
    for (one, other), missing in hanging.items():
        names = ", ".join(f"`{name}`" for name in missing)
        both = f"{acronyms[one]} + {acronyms[other]}"
        yield Text(
            f"{both} : le cumul dépend d'un fait qui n'est pas connu ({names})",
            f"{both}: whether they may be held together depends on a fact that is not known ({names})",
        )
    if doubtful:
        pairs = ", ".join(f"{acronyms[one]} + {acronyms[other]}" for one, other in doubtful)
        yield Text(
            f"aucune source ne dit si ces aides se cumulent : {pairs}",
            f"no source says whether these aids may be held together: {pairs}",
        )
    held = [result.scheme.id for result in results if result.held and result.held.state == "running"]
    for one, other in combination.incompatible:
        if one in held and other in held:
            yield Text(
                f"deux contrats en cours ne se cumulent pas : {acronyms[one]} + {acronyms[other]}",
                f"two running contracts may not be held together: {acronyms[one]} + {acronyms[other]}",
            )
    if any(result.status == "undetermined" for result in results):
        yield Text(
            "les aides encore indéterminées n'entrent pas dans la meilleure combinaison",
            "aids that are still undetermined are left out of the best combination",
        )


def _of_derived(situation: Situation, on: date) -> Iterator[Text]:
    """A fact that is given, and that others contradict: those come first."""
    scope = situation.scope(on, on, "none")
    for name, fact in situation.rules.facts.items():
        told = situation.profile.get(name)
        if fact.derived is not None and told is not None and scope[name] != told:
            yield Text(
                f"`{name}` ({told}) ne va pas avec les autres faits, dont on déduit {scope[name]}",
                f"`{name}` ({told}) does not go with the other facts, which give {scope[name]}",
            )
