"""What a folder of rules is, and which facts mean something to the engine: `rules.yaml`."""

from collections.abc import Iterator, Mapping
from typing import Final

from public_aids.engine.rulebook.model import ContractRole, Fact, FactType, Manifest
from public_aids.engine.rulebook.reading import Reader, child, get, items
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.source.tree import Node, Scalar
from public_aids.engine.text import Text

Facts = Mapping[str, Fact]

_WORDS: Final[tuple[FactType, ...]] = ("choice", "code")
OF_FACTS: Final[Mapping[str, tuple[FactType, ...]]] = {
    "respected": ("boolean",),
    "leaving": ("date",),
    "departement": _WORDS,
}
OF_CONTRACTS: Final[Mapping[str, tuple[FactType, ...]]] = {
    "scheme": ("choice",),
    "signed": ("date",),
    "renewals": ("number",),
    "terminated": ("date",),
    "granted": ("number",),
}


def manifest_from(node: Node, reader: Reader) -> Manifest:
    return reader.record(Manifest, node)


def check_roles(node: Node, facts: Facts, reader: Reader) -> None:
    """Reports each role that no fact, or no field of the contracts, can play."""
    roles = get(node, "roles")
    if roles is None:
        return
    for name, node_of, known, types in _named(roles, facts):
        assert isinstance(node_of, Scalar)
        fact = known.get(node_of.text)
        if fact is None:
            message = Text(
                f"le rôle `{name}` nomme `{node_of.text}`, que facts.yaml ne déclare pas",
                f"the role `{name}` names `{node_of.text}`, which facts.yaml does not declare",
            )
            meant = did_you_mean(node_of.text, {one: fact.label for one, fact in known.items() if fact.type in types})
            write = Text(
                f"déclarez-le, de type {_listed(types)}, ou effacez le rôle",
                f"declare it, of type {_listed(types)}, or delete the role",
            )
            reader.report("S214", node_of.place, message, *meant, write)
        elif fact.type not in types:
            message = Text(
                f"le rôle `{name}` veut le type {_listed(types)}, et `{fact.name}` est de type `{fact.type}`",
                f"the role `{name}` takes the type {_listed(types)}, and `{fact.name}` is of type `{fact.type}`",
            )
            reader.report("S215", node_of.place, message, Text("nommez un autre fait", "name another fact"))


def check_contracts(node: Node, facts: Facts, role: ContractRole, reader: Reader) -> None:
    """Reports the fields that the records of contracts have not, or have of another type than is read, in the facts of
    a folder that does not name them itself."""
    fact = facts.get(role.fact)
    if fact is None or fact.type != "records":
        return
    written = child(child(child(node, "facts"), role.fact), "fields")
    fields = {field.name: field.type for field in fact.fields}
    for name in (role.scheme, role.signed):
        if name not in fields:
            message = Text(f"`{role.fact}` n'a pas le champ `{name}`", f"`{role.fact}` has no field `{name}`")
            reader.report("D360", written.place, message, contracts_cure(role))
    for part, (type_,) in OF_CONTRACTS.items():
        name = getattr(role, part)
        if fields.get(name, type_) != type_:
            message = Text(f"`{name}` est de type `{type_}`", f"`{name}` is of type `{type_}`")
            reader.report("D360", child(child(written, name), "type").place, message, contracts_cure(role))


def contracts_cure(role: ContractRole) -> Text:
    listed = ", ".join(f"`{getattr(role, part)}` (`{OF_CONTRACTS[part][0]}`)" for part in ("scheme", "signed"))
    return Text(f"`{role.fact}` a les champs {listed}", f"`{role.fact}` has the fields {listed}")


def _named(roles: Node, facts: Facts) -> Iterator[tuple[str, Node, Facts, tuple[FactType, ...]]]:
    """Each role, where it is named, what it may be of, the types it may have."""
    contracts = get(roles, "contracts")
    if contracts is not None:
        named = child(contracts, "fact")
        yield "contracts.fact", named, facts, ("records",)
        held = facts.get(named.text) if isinstance(named, Scalar) else None
        fields = {one.name: one for one in held.fields} if held else {}
        for part, types in OF_CONTRACTS.items() if fields else ():
            if (one := get(contracts, part)) is not None:
                yield f"contracts.{part}", one, fields, types
    for part, types in OF_FACTS.items():
        if (one := get(roles, part)) is not None:
            yield part, one, facts, types
    for one in items(roles, "groups"):
        yield "groups", one, facts, _WORDS


def _listed(types: tuple[FactType, ...]) -> str:
    return " / ".join(f"`{one}`" for one in types)
