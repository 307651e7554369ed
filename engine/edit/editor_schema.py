"""JSON Schemas for editors: those of the grammar, with what is declared in a folder of rules.

A language server completes and explains from them: names of facts, their values, ids of schemes and of documents, and
for expressions an example of what can be written about each fact.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal

from public_aids import engine
from public_aids.engine.rulebook.model import Fact, Rulebook

SchemaKind = Literal["scheme", "facts", "cases", "profile", "result", "rules"]
Json = dict[str, Any]

_GRAMMAR: Final = Path(engine.__file__).parent.parent / "grammar"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Final = {"boolean": "boolean", "number": "number", "date": "string", "choice": "string", "code": "string"}
_SAMPLE: Final = {"number": "{} >= 1", "date": "on < {}", "code": '{} = "44"', "list": "count({}) > 0"}


def editor_schema(kind: SchemaKind, rules: Rulebook) -> Json:
    """The schema of a kind of file, for the facts, schemes and documents of these rules."""
    if kind == "profile":
        title = "La situation d'une personne / The situation of a person"
        return {"$schema": _DIALECT, "title": title, **_profile(rules.facts)}
    schema: Json = json.loads((_GRAMMAR / f"{kind}.schema.json").read_text(encoding="utf-8"))
    if kind == "result":
        return schema
    if kind == "rules":
        roles, contracts = schema["$defs"]["roles"], schema["$defs"]["contracts"]
        _name(roles, ("respected", "leaving", "departement", "groups"), list(rules.facts))
        _name(contracts, ("fact",), [name for name, fact in rules.facts.items() if fact.type == "records"])
        return schema
    if kind == "cases":
        schema["$defs"]["profile"] = {**_profile(rules.facts), "description": schema["$defs"]["profile"]["description"]}
        _name(schema, ("missing",), sorted(rules.facts))
        _name(schema, ("blocked_by", "follows"), [scheme.id for scheme in rules.schemes])
        return schema
    schema["$defs"]["feel"] |= {
        "examples": list(_expressions(rules.facts)),
        "markdownDescription": _listed(rules.facts),
    }
    _name(schema, ("schemes", "replaced_by"), [scheme.id for scheme in rules.schemes])
    supplements = [f"{one.id}.{amount.id}" for one in rules.schemes for amount in one.amounts if amount.supplements]
    _name(schema, ("supplement",), supplements)
    _name(schema, ("document",), [document.id for document in rules.documents])
    _name(schema, ("granted_by",), [name for name, fact in rules.facts.items() if fact.type == "number"])
    return schema


def _profile(facts: Mapping[str, Fact]) -> Json:
    properties = {name: _fact(fact) for name, fact in facts.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _fact(fact: Fact) -> Json:
    """The values of a fact; `null` is an unknown one."""
    told: Json = {"title": _both(fact.label.fr, fact.label.en), "description": _question(fact)}
    if fact.type == "records":
        return {**told, "type": ["array", "null"], "items": _record(fact.fields)}
    if fact.type == "list":
        return {**told, "type": ["array", "null"], "items": {"type": "number", **_bounds(fact)}}
    if fact.values:
        values: list[Any] = [_value(fact, value) for value in fact.values]
        told["enumDescriptions"] = [_both(label.fr, label.en) for _, label in fact.value_labels]
        return {**told, "enum": [*values, None]}
    kind = "integer" if fact.whole else _TYPES[fact.type]
    return {**told, "type": [kind, "null"], **_bounds(fact)}


def _record(fields: Iterable[Fact]) -> Json:
    fields = tuple(fields)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields if field.required],
        "properties": {field.name: _fact(field) for field in fields},
    }


def _bounds(fact: Fact) -> Json:
    bounds: Json = {}
    for key, bound in (("minimum", fact.minimum), ("maximum", fact.maximum)):
        if bound is not None:
            bounds[key] = _plain(str(bound))
    if fact.type == "date":
        bounds["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    elif fact.pattern:
        bounds["pattern"] = fact.pattern
    return bounds


def _value(fact: Fact, written: str) -> int | float | str:
    return _plain(written) if fact.type == "number" else written


def _plain(number: str) -> int | float:
    """A number of a schema: JSON knows no decimals."""
    return float(number) if "." in number else int(number)


def _question(fact: Fact) -> str:
    unit = f" ({fact.unit})" if fact.unit else ""
    texts = [_both(fact.question.fr, fact.question.en) + unit]
    return "\n\n".join([*texts, _both(fact.help.fr, fact.help.en)] if fact.help else texts)


def _both(fr: str, en: str) -> str:
    return f"{fr} / {en}"


def _expressions(facts: Mapping[str, Fact]) -> Iterator[str]:
    """What can be written about each fact: one expression for each value of a choice."""
    for name, fact in facts.items():
        if fact.type == "boolean":
            yield name
        elif fact.values:
            quote = "" if fact.type == "number" else '"'
            yield from (f"{name} = {quote}{value}{quote}" for value in fact.values)
        elif fact.type in _SAMPLE:
            yield _SAMPLE[fact.type].format(name)


def _listed(facts: Mapping[str, Fact]) -> str:
    """The declared facts, for the help that an editor shows beside an expression."""
    lines = ["Une expression FEEL sur ces faits / A FEEL expression on these facts:", ""]
    for name, fact in facts.items():
        values = f": {', '.join(f'`{value}`' for value in fact.values)}" if fact.values else ""
        lines.append(f"- `{name}` ({fact.type}{f', {fact.unit}' if fact.unit else ''}{values}) {fact.label.fr}")
    return "\n".join(lines)


def _name(part: Any, keys: tuple[str, ...], names: list[str]) -> None:
    """Under each of the keys, at any depth, an id becomes one of the declared names."""
    if isinstance(part, list):
        for one in part:
            _name(one, keys, names)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in keys and isinstance(value, dict):
                named = value["items"] if value.get("type") == "array" else value
                named.pop("$ref", None)
                named |= {"type": "string", "enum": names}
            else:
                _name(value, keys, names)
