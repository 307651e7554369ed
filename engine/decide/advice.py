"""Whom to write to, what to ask next, what to be careful of."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from public_aids.engine.decide.contract_warnings import of_contracts
from public_aids.engine.decide.contradictions import against_facts
from public_aids.engine.decide.notices import as_to_check
from public_aids.engine.decide.result import Combination, SchemeResult
from public_aids.engine.decide.situation import Situation
from public_aids.engine.rulebook.model import Contact
from public_aids.engine.text import Text
from public_aids.engine.words import euros


def contact_of(situation: Situation) -> Contact | None:
    """The fund of the département of practice, None when it is unknown or not covered."""
    where = situation.known(situation.rules.roles.departement)
    return next((contact for contact in situation.rules.contacts if contact.departement == where), None)


def questions_of(results: tuple[SchemeResult, ...], combination: Combination, situation: Situation) -> tuple[str, ...]:
    """The missing facts, most useful first: those that decide most schemes, then those that pairs and amounts need, and
    those that tell which contracts run."""
    for_status = Counter(name for result in results for name in result.missing)
    for_amounts = Counter(
        name
        for result in results
        for amount in (*result.amounts, *(result.held.amounts if result.held else ()))
        for name in amount.missing
    )
    for_pairs = Counter(name for relation in combination.relations for name in relation.missing)
    for_contracts = {name for result in results if result.held for name in result.held.missing}
    if contracts_hidden(situation):
        for_contracts.add(situation.rules.roles.contracts.fact)
    order = situation.program.order
    named = {*for_status, *for_pairs, *for_amounts, *for_contracts}
    return tuple(sorted(named, key=lambda name: (-for_status[name], -for_pairs[name] - for_amounts[name], order[name])))


def contracts_hidden(situation: Situation) -> bool:
    """May contracts run that nobody has told of?"""
    contracts = any(scheme.kind == "contract" for scheme in situation.rules.schemes)
    return situation.contracts is None and contracts and situation.rules.roles.contracts.fact in situation.rules.facts


def of_hidden_contracts(situation: Situation) -> Iterator[Text]:
    """The caveat that goes with contracts nobody has told of."""
    fact = situation.rules.roles.contracts.fact
    if contracts_hidden(situation):
        yield Text(
            f"les contrats déjà signés ne sont pas connus (`{fact}`) : un contrat en cours n'est pas compté",
            f"the contracts already signed are not known (`{fact}`): one that runs is not counted",
        )


def warnings_of(
    results: tuple[SchemeResult, ...], combination: Combination, situation: Situation, on: date
) -> tuple[Text, ...]:
    """Every caveat of the answer, once."""
    told = (
        *(_named(result, text) for result in results for text in (*result.warnings, *result.later)),
        *(_named(result, one.text) for result in results for one in result.unkept),
        *(_named(result, text) for result in results for text in of_contracts(result, situation, on)),
        *(caution.named for option in combination.options for caution in option.cautions),
        *(caution.named for result in results for change in result.would_open_if for caution in change.cautions),
        *_unquantified(results, combination),
        *_negative(results),
        *_of_combination(results, combination),
        *of_hidden_contracts(situation),
        *against_facts(situation, on),
    )
    return tuple(dict.fromkeys((*told, *_to_check(results, frozenset(told)))))


def _named(result: SchemeResult, text: Text) -> Text:
    acronym = result.scheme.acronym
    return Text(f"{acronym} : {text.fr}", f"{acronym}: {text.en}")


def _to_check(results: tuple[SchemeResult, ...], sure: frozenset[Text]) -> Iterator[Text]:
    """The warnings that may hold, each once, with the schemes that it is about; not those that are told as sure."""
    about: dict[Text, list[str]] = {}
    for result in results:
        for text in (one for one in result.to_check if _named(result, one) not in sure):
            about.setdefault(text, []).append(result.scheme.acronym)
    for text, acronyms in about.items():
        names, checked = ", ".join(acronyms), as_to_check(text)
        yield Text(f"{names} : {checked.fr}", f"{names}: {checked.en}")


def _unquantified(results: tuple[SchemeResult, ...], combination: Combination) -> Iterator[Text]:
    """The amounts that no source quantifies, of what is open or taken."""
    taken = set(combination.best)
    for result in results:
        if result.status != "eligible" and result.scheme.id not in taken:
            continue
        held = result.held if result.held and result.held.state == "running" else None
        for amount in held.amounts if held else result.amounts:
            if amount.precision == "unquantified":
                yield _named(
                    result,
                    Text(
                        f"« {amount.label.fr} » n'est chiffré dans aucune source et n'entre dans aucun total",
                        f"“{amount.label.en}” is quantified in no source and is left out of every total",
                    ),
                )


def _negative(results: tuple[SchemeResult, ...]) -> Iterator[Text]:
    """The sums that are less than nothing: what brings no more than that is in no set."""
    for result in results:
        for amount in (*result.amounts, *(result.held.amounts if result.held else ())):
            if amount.value is not None and amount.value < 0:
                sum_ = euros(amount.value)
                said = Text(
                    f"« {amount.label.fr} » donne une somme négative ({sum_.fr}), ce qu'aucune aide ne verse",
                    f"“{amount.label.en}” gives a negative sum ({sum_.en}), which no aid pays",
                )
                yield _named(result, said)


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
