"""The fields of the fact `contrats`, which tells the contracts already signed: what answers read of them."""

from collections.abc import Mapping
from typing import Final

from public_aids.engine.rulebook.model import Fact, FactType
from public_aids.engine.rulebook.reading import Reader, child
from public_aids.engine.source.tree import Node
from public_aids.engine.text import Text

CONTRACTS: Final = "contrats"
SCHEME: Final = "dispositif"
NEEDED: Final[Mapping[str, FactType]] = {SCHEME: "choice", "date_signature": "date"}
READ: Final[Mapping[str, FactType]] = {
    **NEEDED,
    "reconductions": "number",
    "date_resiliation": "date",
    "montant_accorde_eur": "number",
}
CURE: Final = Text(
    f"`{CONTRACTS}` a les champs " + ", ".join(f"`{name}` (`{type_}`)" for name, type_ in NEEDED.items()),
    f"`{CONTRACTS}` has the fields " + ", ".join(f"`{name}` (`{type_}`)" for name, type_ in NEEDED.items()),
)


def check_contracts(node: Node, facts: Mapping[str, Fact], reader: Reader) -> None:
    """Reports the fields that the records of contracts have not, or have of another type than is read."""
    fact = facts.get(CONTRACTS)
    if fact is None or fact.type != "records":
        return
    written = child(child(child(node, "facts"), CONTRACTS), "fields")
    fields = {field.name: field.type for field in fact.fields}
    for name in (one for one in NEEDED if one not in fields):
        message = Text(f"`{CONTRACTS}` n'a pas le champ `{name}`", f"`{CONTRACTS}` has no field `{name}`")
        reader.report("D360", written.place, message, CURE)
    for name, type_ in READ.items():
        if fields.get(name, type_) != type_:
            message = Text(f"`{name}` est de type `{type_}`", f"`{name}` is of type `{type_}`")
            reader.report("D360", child(child(written, name), "type").place, message, CURE)
