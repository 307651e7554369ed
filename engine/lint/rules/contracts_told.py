"""Contracts that nobody can say they have signed: the fact `contrats` does not take them, or has not what it takes."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.contract_fields import CONTRACTS, CURE, SCHEME
from public_aids.engine.text import Text

CODES = ("R490", "R491")


def of_folder(folder: Folder) -> Iterator[Finding]:
    contracts = [card for card in folder.cards if card.signed]
    if not contracts:
        return
    fact = folder.facts.get(CONTRACTS)
    if fact is None or fact.type != "records":
        message = Text(
            f"il y a des contrats, et aucun fait `{CONTRACTS}` de type `records` pour dire ceux qu'on a signés",
            f"there are contracts, and no fact `{CONTRACTS}` of type `records` to say which have been signed",
        )
        path = ("facts",) if fact is None else ("facts", CONTRACTS, "type")
        yield Finding("R491", path, message, (CURE,), file="facts.yaml")
        return
    told = next((field.values for field in fact.fields if field.name == SCHEME), None)
    if told is None:
        return
    for card in contracts:
        if card.scheme not in told:
            message = Text(
                f"personne ne peut dire avoir signé `{card.scheme}` : `{SCHEME}` ne l'admet pas dans `{CONTRACTS}`",
                f"nobody can say they have signed `{card.scheme}`: `{SCHEME}` does not allow it in `{CONTRACTS}`",
            )
            label = f"{{ fr: {card.acronym}, en: {card.acronym} }}"
            value = f"- {{ is: {card.scheme}, label: {label} }}"
            cure = Text(
                f"dans facts.yaml, aux `values` de `{SCHEME}` : `{value}`",
                f"in facts.yaml, under the `values` of `{SCHEME}`: `{value}`",
            )
            yield Finding("R490", ("kind",), message, (cure,), file=card.file)
