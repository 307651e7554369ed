"""The shape of a file: its JSON Schema, and what is wrong with it in words, at its place."""

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.rulebook.quick_shape import GRAMMAR, quick_check
from engine.source.diagnostic import Diagnostic
from engine.source.nearest import did_you_mean
from engine.source.place import Place, Source
from engine.source.tree import Mapping, Node, at, plain
from engine.text import Text

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_FLAGS = ("additionalProperties", "uniqueItems", "default")
KINDS = {
    "object": Text("des clés et leurs valeurs (`clé: valeur`)", "keys and their values (`key: value`)"),
    "array": Text("une liste (`- …`)", "a list (`- …`)"),
    "string": Text("un texte", "a text"),
    "number": Text("un nombre", "a number"),
    "integer": Text("un nombre entier", "a whole number"),
    "boolean": Text("true ou false", "true or false"),
    "null": Text("rien", "nothing"),
}


@cache
def _validator(name: str) -> Any:
    import jsonschema

    text = (GRAMMAR / f"{name}.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text, object_hook=_with_paths)
    kinds = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("number", _is_number).redefine("integer", _is_whole)
    extend: Any = jsonschema.validators.extend
    return extend(jsonschema.Draft202012Validator, type_checker=kinds)(schema)


def _with_paths(schema: dict[str, Any]) -> dict[str, Any]:
    """A key that must not be there, in words that mean the same but that make jsonschema say which key it was."""
    return {key: {"not": {}} if value is False and key not in _FLAGS else value for key, value in schema.items()}


def check_shape(node: Node, source: Source, schema: str) -> tuple[Diagnostic, ...]:
    """Every way in which `node` is not what `grammar/<schema>.schema.json` asks for."""
    return () if quick_check(schema)(node) else explained(node, source, schema)


def explained(node: Node, source: Source, schema: str) -> tuple[Diagnostic, ...]:
    """What is wrong, by the full validator."""
    found = [problem for error in _validator(schema).iter_errors(plain(node)) for problem in _explain(error, node)]
    return tuple(
        Diagnostic(code, message, place, cures, excerpt=source.line(place.line))
        for code, place, message, cures in sorted(found, key=lambda p: (p[1].line, p[1].column))
    )


Problem = tuple[str, Place, Text, tuple[Text, ...]]


def _explain(error: "ValidationError", root: Node) -> Iterator[Problem]:
    """One problem or several, from one error of jsonschema."""
    node = at(root, tuple(error.absolute_path))
    match error.validator:
        case "anyOf" | "oneOf" if error.context:
            yield from _explain_branches(error, root)
        case "additionalProperties" | "unevaluatedProperties":
            yield from _unknown_keys(error, node)
        case "required" | "dependentRequired":
            yield from _missing_keys(error, node)
        case "type":
            wanted: Any = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
            kinds = [KINDS[kind] for kind in wanted if kind in KINDS]
            fr, en = " ou ".join(kind.fr for kind in kinds), " or ".join(kind.en for kind in kinds)
            yield "S203", node.place, Text(f"il faut ici {fr}", f"{en} is expected here"), ()
        case "enum" | "const":
            allowed: Any = error.validator_value if error.validator == "enum" else [error.validator_value]
            yield "S204", node.place, *_not_allowed(str(error.instance), [str(value) for value in allowed])
        case "pattern":
            hint = str(error.schema.get("description", "")) if isinstance(error.schema, dict) else ""
            fr, _, en = hint.partition(" / ")
            cures = (Text(fr, en or fr),) if hint else ()
            message = Text(
                f"`{error.instance}` n'a pas la bonne forme", f"`{error.instance}` does not have the right form"
            )
            yield "S205", node.place, message, cures
        case "minItems" | "minProperties" | "minLength":
            yield "S206", node.place, Text("il ne faut pas que ce soit vide", "this must not be empty"), ()
        case "uniqueItems":
            yield "S207", node.place, Text("la liste répète une valeur", "the list repeats a value"), ()
        case "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum":
            bound = error.validator_value
            message = Text(
                f"`{error.instance}` est hors des bornes ({bound})", f"`{error.instance}` is out of bounds ({bound})"
            )
            yield "S208", node.place, message, ()
        case "not":
            name = error.absolute_path[-1] if error.absolute_path else ""
            message = Text(f"la clé `{name}` n'a pas sa place ici", f"the key `{name}` has no place here")
            cure = Text(
                "ôtez-la, ou changez la clé qui l'exclut (`precision`, `kind` ou `type`)",
                "remove it, or change the key that excludes it (`precision`, `kind` or `type`)",
            )
            yield "S210", _key_place(root, tuple(error.absolute_path)), message, (cure,)
        case "oneOf":
            yield "S209", node.place, *_one_of(error)
        case _:
            yield (
                "S209",
                node.place,
                Text("cette partie n'a pas la forme attendue", "this part does not have the expected form"),
                (),
            )


def _key_place(root: Node, path: tuple[str | int, ...]) -> Place:
    owner = at(root, path[:-1])
    return owner.key_place(str(path[-1])) if isinstance(owner, Mapping) else owner.place


def _one_of(error: "ValidationError") -> tuple[Text, tuple[Text, ...]]:
    """Keys of which exactly one is wanted, and several are there."""
    branches: Any = error.validator_value
    names = [f"`{name}`" for branch in branches for name in branch.get("required", ())]
    listed = ", ".join(names)
    message = Text(f"une seule de ces clés peut être là : {listed}", f"only one of these keys may be there: {listed}")
    return message, (Text("gardez-en une", "keep one of them"),)


def _explain_branches(error: "ValidationError", root: Node) -> Iterator[Problem]:
    """Of the branches of an `anyOf`, explain the one the author came nearest to."""
    from jsonschema.exceptions import relevance

    branches: dict[object, list[ValidationError]] = {}
    for child in error.context or ():
        branches.setdefault(child.schema_path[0], []).append(child)
    of_right_kind = [b for b in branches.values() if not any(_is_kind_error(e, error) for e in b)]
    best = min(of_right_kind or branches.values(), key=lambda branch: (len(branch), [relevance(e) for e in branch]))
    if not of_right_kind and len(branches) > 1:
        node = at(root, tuple(error.absolute_path))
        kinds = [
            KINDS[str(e.validator_value)]
            for b in branches.values()
            for e in b
            if e.validator == "type" and str(e.validator_value) in KINDS
        ]
        if kinds:
            fr, en = " ou ".join(kind.fr for kind in kinds), " or ".join(kind.en for kind in kinds)
            yield "S203", node.place, Text(f"il faut ici {fr}", f"{en} is expected here"), ()
            return
    for child in best:
        yield from _explain(child, root)


def _is_kind_error(child: "ValidationError", parent: "ValidationError") -> bool:
    return child.validator == "type" and child.absolute_path == parent.absolute_path


def _unknown_keys(error: "ValidationError", node: Node) -> Iterator[Problem]:
    assert isinstance(node, Mapping)
    known = _known_keys(error.schema) if isinstance(error.schema, dict) else set()
    for key, _ in node.entries:
        name = str(key.value)
        if name in known:
            continue
        yield "S201", key.place, Text(f"clé inconnue `{name}`", f"unknown key `{name}`"), did_you_mean(name, known)


def _missing_keys(error: "ValidationError", node: Node) -> Iterator[Problem]:
    present = {str(key.value) for key, _ in node.entries} if isinstance(node, Mapping) else set()
    for name in sorted(_required_keys(error, present) - present):
        # jsonschema gives one error for each missing key: its message names the key.
        if f"'{name}' is a " not in error.message:
            continue
        cure = Text(f"ajoutez une ligne `{name}: …`", f"add a line `{name}: …`")
        place = node.entries[0][0].place if isinstance(node, Mapping) and node.entries else node.place
        yield "S202", place, Text(f"la clé `{name}` manque", f"the key `{name}` is missing"), (cure,)


def _required_keys(error: "ValidationError", present: set[str]) -> set[str]:
    """The keys that must be there: always, or because another one is."""
    wanted: Any = error.validator_value
    if error.validator == "required":
        return set(wanted)
    return {name for key, names in wanted.items() if key in present for name in names}


def _known_keys(schema: dict[str, Any]) -> set[str]:
    known = set(schema.get("properties", {}))
    for part in schema.get("allOf", ()):
        known |= _known_keys(part)
    return known


def _not_allowed(value: str, allowed: list[str]) -> tuple[Text, tuple[Text, ...]]:
    listed = ", ".join(f"`{one}`" for one in allowed)
    message = Text(f"valeur `{value}` non admise", f"value `{value}` is not allowed")
    return message, (*did_you_mean(value, allowed), Text(f"valeurs admises : {listed}", f"allowed values: {listed}"))


def _is_number(_: object, value: object) -> bool:
    from decimal import Decimal

    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _is_whole(_: object, value: object) -> bool:
    return _is_number(_, value) and value == int(value)  # type: ignore[call-overload]
