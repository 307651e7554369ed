"""Contracts that nobody can say they have signed: the fact `contrats` does not take them, or has not what it takes."""

from collections.abc import Iterator, Mapping
from typing import Final

from public_aids.engine.decide.situation import CONTRACTS
from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Fact, FactType
from public_aids.engine.text import Text

CODES = ("R490", "R491")
SCHEME: Final = "dispositif"
NEEDED: Final[Mapping[str, FactType]] = {SCHEME: "choice", "date_signature": "date"}
READ: Final[Mapping[str, FactType]] = {
    **NEEDED,
    "reconductions": "number",
    "date_resiliation": "date",
    "montant_accorde_eur": "number",
}


def of_folder(folder: Folder) -> Iterator[Finding]:
    contracts = [card for card in folder.cards if card.signed]
    if not contracts:
        return
    fact = folder.facts.get(CONTRACTS)
    wrong = tuple(_of_fact(fact))
    yield from wrong
    if fact is None or wrong:
        return
    told = next(field.values for field in fact.fields if field.name == SCHEME)
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


def _of_fact(fact: Fact | None) -> Iterator[Finding]:
    """What the fact of the contracts has not, or has of another type than the engine reads."""
    at: Path = ("facts", CONTRACTS)
    if fact is None or fact.type != "records":
        message = Text(
            f"il y a des contrats, et aucun fait `{CONTRACTS}` de type `records` pour dire ceux qu'on a signés",
            f"there are contracts, and no fact `{CONTRACTS}` of type `records` to say which have been signed",
        )
        yield _wrong(("facts",) if fact is None else (*at, "type"), message)
        return
    fields = {field.name: field.type for field in fact.fields}
    for name in (one for one in NEEDED if one not in fields):
        message = Text(f"`{CONTRACTS}` n'a pas le champ `{name}`", f"`{CONTRACTS}` has no field `{name}`")
        yield _wrong((*at, "fields"), message)
    for name, type_ in READ.items():
        if fields.get(name, type_) != type_:
            message = Text(f"`{name}` est de type `{type_}`", f"`{name}` is of type `{type_}`")
            yield _wrong((*at, "fields", name, "type"), message)


def _wrong(path: Path, message: Text) -> Finding:
    cure = Text(
        f"`{CONTRACTS}` a les champs " + ", ".join(f"`{name}` (`{type_}`)" for name, type_ in NEEDED.items()),
        f"`{CONTRACTS}` has the fields " + ", ".join(f"`{name}` (`{type_}`)" for name, type_ in NEEDED.items()),
    )
    return Finding("R491", path, message, (cure,), file="facts.yaml")
