"""What jsonschema finds, in the words of someone who writes a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from public_aids.engine.rulebook.shape_cures import for_kind, for_pattern, hint
from public_aids.engine.rulebook.shape_keys import Path, ShapeProblem, known_keys, missing, missing_keys, unknown_keys
from public_aids.engine.source.nearest import did_you_mean, write
from public_aids.engine.source.place import Place
from public_aids.engine.source.spellings import name_meant
from public_aids.engine.source.tree import Mapping, Node, Sequence, at, plain
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

KINDS = {
    "object": Text("des clés et leurs valeurs (`clé: valeur`)", "keys and their values (`key: value`)"),
    "array": Text("une liste (`- …`)", "a list (`- …`)"),
    "string": Text("un texte", "a text"),
    "number": Text("un nombre", "a number"),
    "integer": Text("un nombre entier", "a whole number"),
    "boolean": Text("true ou false", "true or false"),
    "null": Text("rien", "nothing"),
}

_FRENCH = {
    "an": "year", "par_an": "year", "annee": "year", "mois": "month", "par_mois": "month", "contrat": "contract",
    "une_fois": "once", "unique": "one_off", "recurrent": "recurring", "recurrente": "recurring", "aucun": "none",
    "sans": "none", "tacite": "tacit", "exacte": "exact", "plafond": "ceiling", "environ": "approximate", "euro": "EUR",
    "euros": "EUR", "€": "EUR", "carriere": "career", "meme_periode": "same_period", "oui_ou_non": "boolean",
    "nombre": "number", "choix": "choice", "liste": "list",
}  # fmt: skip


def problems_of(error: "ValidationError", root: Node) -> Iterator[ShapeProblem]:
    """One problem or several, from one error of jsonschema."""
    path = tuple(error.absolute_path)
    node = at(root, path)
    schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    wanted: Any = error.validator_value
    match error.validator:
        case "anyOf" | "oneOf" if error.context:
            yield from _explain_branches(error, root)
        case "additionalProperties" | "unevaluatedProperties":
            yield from unknown_keys(node, path, known_keys(schema))
        case "required" | "dependentRequired":
            yield from missing_keys(error, node, path)
        case "type":
            yield _other_kind(node, wanted if isinstance(wanted, list) else [wanted], schema)
        case "enum" | "const":
            allowed = wanted if error.validator == "enum" else [wanted]
            yield ShapeProblem(
                "S204", node.place, *_not_allowed(str(error.instance), [str(value) for value in allowed])
            )
        case "pattern":
            message = Text(
                f"`{error.instance}` n'a pas la bonne forme", f"`{error.instance}` does not have the right form"
            )
            cures, fix = for_pattern(str(error.instance), schema)
            if isinstance(node, Mapping):  # the name of a key: others may speak of it
                yield ShapeProblem("S205", node.key_place(str(error.instance)), message, cures)
            else:
                yield ShapeProblem("S205", node.place, message, cures, fix=fix)
        case "minItems" if wanted > 1:
            message = Text(f"il en faut ici {wanted} au moins", f"at least {wanted} expected here")
            yield ShapeProblem("S206", node.place, message, hint(schema))
        case "minItems" | "minProperties" | "minLength":
            message = Text("ce champ ne peut pas rester vide", "this cannot be left empty")
            yield ShapeProblem("S206", node.place, message, hint(schema))
        case "uniqueItems":
            message = Text("la liste répète une valeur", "the list repeats a value")
            cure = Text("gardez-la une fois", "keep it once")
            yield ShapeProblem("S207", _repeated(node), message, (cure,))
        case "minimum" | "maximum" | "exclusiveMinimum":
            yield ShapeProblem("S208", node.place, _out_of_bounds(error), hint(schema))
        case "maxLength":
            size = len(str(error.instance))
            message = Text(f"{size} caractères, {wanted} au plus", f"{size} characters, at most {wanted} allowed")
            yield ShapeProblem("S211", node.place, message, hint(schema))
        case "not":
            yield ShapeProblem("S210", _key_place(root, path), *_excluded(str(path[-1]) if path else ""))
        case "oneOf":
            yield ShapeProblem("S209", node.place, *_one_of(error))
        case _:
            message = Text("cette partie n'a pas la forme attendue", "this part does not have the expected form")
            yield ShapeProblem("S209", node.place, message)


def _other_kind(node: Node, wanted: list[str], schema: dict[str, Any]) -> ShapeProblem:
    kinds = [KINDS[kind] for kind in wanted if kind in KINDS]
    fr, en = " ou ".join(kind.fr for kind in kinds), " or ".join(kind.en for kind in kinds)
    message = Text(f"il faut ici {fr}", f"{en} is expected here")
    cures, fix = for_kind(node, wanted, schema)
    return ShapeProblem("S203", node.place, message, cures, fix=fix)


def _out_of_bounds(error: "ValidationError") -> Text:
    value, bound = error.instance, error.validator_value
    match error.validator:
        case "minimum":
            return Text(f"`{value}` est trop petit : au moins {bound}", f"`{value}` is too small: at least {bound}")
        case "exclusiveMinimum":
            return Text(f"`{value}` est trop petit : plus de {bound}", f"`{value}` is too small: more than {bound}")
        case _:
            return Text(f"`{value}` est trop grand : au plus {bound}", f"`{value}` is too large: at most {bound}")


def _excluded(name: str) -> tuple[Text, tuple[Text, ...]]:
    """A key that another one excludes."""
    message = Text(f"la clé `{name}` n'a pas sa place ici", f"the key `{name}` has no place here")
    cure = Text(
        "ôtez-la, ou changez la clé qui l'exclut (`precision`, `kind` ou `type`)",
        "remove it, or change the key that excludes it (`precision`, `kind` or `type`)",
    )
    return message, (cure,)


def _repeated(node: Node) -> Place:
    """The first item that stands in the list before."""
    items = node.items if isinstance(node, Sequence) else ()
    values = [plain(item) for item in items]
    return next((item.place for n, item in enumerate(items) if values[n] in values[:n]), node.place)


def _key_place(root: Node, path: Path) -> Place:
    owner = at(root, path[:-1])
    return owner.key_place(str(path[-1])) if isinstance(owner, Mapping) else owner.place


def _one_of(error: "ValidationError") -> tuple[Text, tuple[Text, ...]]:
    """Keys of which exactly one is wanted, and several are there."""
    branches: Any = error.validator_value
    names = [f"`{name}`" for branch in branches for name in branch.get("required", ())]
    listed = ", ".join(names)
    message = Text(f"une seule de ces clés peut être là : {listed}", f"only one of these keys may be there: {listed}")
    return message, (Text("gardez-en une", "keep one of them"),)


def _explain_branches(error: "ValidationError", root: Node) -> Iterator[ShapeProblem]:
    """Of the branches of an `anyOf`, explain the one the author came nearest to."""
    from jsonschema.exceptions import relevance

    branches: dict[object, list[ValidationError]] = {}
    for child in error.context or ():
        branches.setdefault(child.schema_path[0], []).append(child)
    of_right_kind = [b for b in branches.values() if not any(_is_kind_error(e, error) for e in b)]
    if not of_right_kind and len(branches) > 1:
        yield from _of_no_kind(error, [e for b in branches.values() for e in b], root)
    elif all(e.validator == "required" for b in branches.values() for e in b):
        path = tuple(error.absolute_path)
        names = [str(name) for b in branches.values() for e in b for name in e.validator_value]  # type: ignore[union-attr]
        yield missing(at(root, path), path, names)
    else:
        best = min(of_right_kind or branches.values(), key=lambda branch: (len(branch), [relevance(e) for e in branch]))
        for child in best:
            yield from problems_of(child, root)


def _of_no_kind(error: "ValidationError", children: "list[ValidationError]", root: Node) -> Iterator[ShapeProblem]:
    """A value whose kind none of the branches allows."""
    of_kind = [e for e in children if e.validator == "type"]
    wanted = [kind for e in of_kind for kind in _kinds(e)]
    described = [one for e in (error, *of_kind) if isinstance(one := e.schema, dict)]
    schema = {key: value for one in reversed(described) for key, value in one.items()}
    yield _other_kind(at(root, tuple(error.absolute_path)), list(dict.fromkeys(wanted)), schema)


def _kinds(error: "ValidationError") -> list[str]:
    wanted: Any = error.validator_value
    return wanted if isinstance(wanted, list) else [wanted]


def _is_kind_error(child: "ValidationError", parent: "ValidationError") -> bool:
    if child.absolute_path != parent.absolute_path:
        return False
    return child.validator == "type" or (
        child.validator == "anyOf" and all(_is_kind_error(one, parent) for one in child.context or ())
    )


def _not_allowed(value: str, allowed: list[str]) -> tuple[Text, tuple[Text, ...]]:
    listed = ", ".join(f"`{one}`" for one in allowed)
    message = Text(f"valeur `{value}` non admise", f"value `{value}` is not allowed")
    meant = _FRENCH.get(name_meant(value) or value)
    if meant in allowed:
        return message, (write(meant),)
    return message, (*did_you_mean(value, allowed), Text(f"valeurs admises : {listed}", f"allowed values: {listed}"))
