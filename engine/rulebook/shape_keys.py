"""Keys that are unknown and keys that are missing: often the same one, misspelt."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from public_aids.engine.record import Record
from public_aids.engine.source.nearest import nearest, suggested
from public_aids.engine.source.place import Place
from public_aids.engine.source.spellings import name_meant
from public_aids.engine.source.tree import Mapping, Node
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Path = tuple[str | int, ...]
_FEW = 12  # keys that can be listed in one line
_FRENCH = {
    "est": "is", "vaut": "is", "de": "from", "du": "from", "depuis": "from", "debut": "from", "a_partir_du": "from",
    "a": "until", "au": "until", "jusqu_au": "until", "fin": "until", "valeur": "value", "montant": "value",
    "somme": "value", "taux": "rate", "plafond": "cap", "par": "per", "unite": "unit", "nom": "name",
    "sigle": "acronym", "libelle": "label", "intitule": "label", "si": "when", "quand": "when", "condition": "when",
    "duree": "length",
    "seulement_si": "only_if", "citation": "quote", "ligne": "lines", "lignes": "lines", "pour": "for",
    "sinon": "otherwise", "attendu": "expect", "le": "on", "avec": "with", "titre": "title",
    "nature": "kind", "genre": "kind",
}  # fmt: skip


class ShapeProblem(Record):
    """`key` is the one that is missing, or that an unknown one was meant to be, in the record at `owner`."""

    code: str
    place: Place
    message: Text
    cures: tuple[Text, ...] = ()
    owner: Path = ()
    key: str = ""
    fix: str | None = None


def unknown_keys(node: Node, path: Path, known: set[str]) -> Iterator[ShapeProblem]:
    assert isinstance(node, Mapping)
    present = {key.text for key, _ in node.entries}
    for key, _ in node.entries:
        name = str(key.value)
        if name in known:
            continue
        meant = nearest(name, known) or _in_english(name, known)
        cures = (suggested(meant),) if meant else _listed(known - present)
        yield ShapeProblem(
            "S201", key.place, Text(f"clé inconnue `{name}`", f"unknown key `{name}`"), cures, path, meant or ""
        )


def _in_english(name: str, known: set[str]) -> str | None:
    """The key that a French word stands for."""
    meant = _FRENCH.get(name_meant(name))
    return meant if meant in known else None


def _listed(known: set[str]) -> tuple[Text, ...]:
    """The keys that may be there, where they are few."""
    if not 0 < len(known) <= _FEW:
        return ()
    names = ", ".join(f"`{name}`" for name in sorted(known))
    return (Text(f"clés possibles : {names}", f"possible keys: {names}"),)


def missing_keys(error: "ValidationError", node: Node, path: Path) -> Iterator[ShapeProblem]:
    present = {str(key.value) for key, _ in node.entries} if isinstance(node, Mapping) else set()
    for name in sorted(_required_keys(error, present) - present):
        # jsonschema gives one error for each missing key: its message names the key.
        if f"'{name}' is a " in error.message:
            yield missing(node, path, [name])


def missing(node: Node, path: Path, names: list[str]) -> ShapeProblem:
    """A key that is missing, or several of which one is wanted."""
    place = node.entries[0][0].place if isinstance(node, Mapping) and node.entries else node.place
    fr, en = (word.join(f"`{name}`" for name in names) for word in (" ou ", " or "))
    cure = Text(f"ajoutez une ligne `{names[0]}: …`", f"add a line `{names[0]}: …`")
    return ShapeProblem("S202", place, Text(f"la clé {fr} manque", f"the key {en} is missing"), (cure,), path, names[0])


def _required_keys(error: "ValidationError", present: set[str]) -> set[str]:
    """The keys that must be there: always, or because another one is."""
    wanted: Any = error.validator_value
    if error.validator == "required":
        return set(wanted)
    return {name for key, names in wanted.items() if key in present for name in names}


def known_keys(schema: dict[str, Any]) -> set[str]:
    known = set(schema.get("properties", {}))
    for part in schema.get("allOf", ()):
        known |= known_keys(part)
    return known
