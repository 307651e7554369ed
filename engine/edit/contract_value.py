"""A new contract among those that a profile may say were signed: one more value in `facts.yaml`."""

from public_aids.engine.rulebook.model import ContractRole
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node, Sequence, at, end_of


def with_contract(source: Source, facts: Node, scheme_id: str, role: ContractRole) -> str:
    """The text of `facts.yaml` with the contract after the last one; as it was where none may be said."""
    text = source.text
    path = ("facts", role.fact, "fields", role.scheme, "values")
    values = at(facts, path)
    if not isinstance(values, Sequence) or not values.items or not isinstance(values.items[-1], Mapping):
        return text
    last = values.items[-1]
    label = scheme_id.replace("_", " ").capitalize()
    value = f"{{ is: {scheme_id}, label: {{ fr: {label}, en: {label} }} }}"
    before = source.line(last.place.line)[: last.place.column - 1]
    if before.strip() != "-":
        end = end_of(last)
        return f"{text[:end]}, {value}{text[end:]}"
    end = text.find("\n", end_of(last) - 1)
    end = len(text) if end < 0 else end
    line = "\r\n" if text[:end].endswith("\r") else "\n"
    end -= len(line) - 1
    return f"{text[:end]}{line}{before}{value}{text[end:]}"
