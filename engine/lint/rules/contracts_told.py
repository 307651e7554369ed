"""Contracts that nobody can say they have signed: no fact takes them, or it does not allow them."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.files import MANIFEST
from public_aids.engine.rulebook.manifest import contracts_cure
from public_aids.engine.text import Text

CODES = ("R490", "R491")


def of_folder(folder: Folder) -> Iterator[Finding]:
    contracts = [card for card in folder.cards if card.signed]
    if not contracts:
        return
    role = folder.roles.contracts
    fact = folder.facts.get(role.fact)
    if not role.fact:
        yield _no_role()
    elif fact is None or fact.type != "records":
        if folder.declared:  # it was told where the role is
            return
        message = Text(
            f"il y a des contrats, et aucun fait `{role.fact}` de type `records` pour dire ceux qu'on a signés",
            f"there are contracts, and no fact `{role.fact}` of type `records` to say which have been signed",
        )
        path = ("facts",) if fact is None else ("facts", role.fact, "type")
        yield Finding("R491", path, message, (contracts_cure(role),), file="facts.yaml")
    field = role.scheme
    told = next((one.values for one in fact.fields if one.name == field), None) if fact else None
    if told is None:
        return
    for card in contracts:
        if card.scheme not in told:
            message = Text(
                f"personne ne peut dire avoir signé `{card.scheme}` : `{field}` ne l'admet pas dans `{role.fact}`",
                f"nobody can say they have signed `{card.scheme}`: `{field}` does not allow it in `{role.fact}`",
            )
            label = f"{{ fr: {card.acronym}, en: {card.acronym} }}"
            value = f"- {{ is: {card.scheme}, label: {label} }}"
            cure = Text(
                f"dans facts.yaml, aux `values` de `{field}` : `{value}`",
                f"in facts.yaml, under the `values` of `{field}`: `{value}`",
            )
            yield Finding("R490", ("kind",), message, (cure,), file=card.file)


def _no_role() -> Finding:
    message = Text(
        "il y a des contrats, et aucun rôle `contracts` pour dire quel fait donne ceux qu'on a signés",
        "there are contracts, and no role `contracts` to say which fact tells those that have been signed",
    )
    cure = Text(
        "dans rules.yaml : `roles: { contracts: { fact: …, scheme: …, signed: … } }`",
        "in rules.yaml: `roles: { contracts: { fact: …, scheme: …, signed: … } }`",
    )
    return Finding("R491", ("roles",), message, (cure,), file=MANIFEST)
