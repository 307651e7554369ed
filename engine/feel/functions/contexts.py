"""Functions on contexts (DMN 1.5, clause 10.3.4.6)."""

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions.builtin import Family
from public_aids.engine.feel.values import Context, List, Value

FUNCTIONS = Family()


@FUNCTIONS.define("get value(m: context, key/keys: string|list) -> any")
def get_value(m: Context, key: Value) -> Value:
    """The value of a key, or at the end of a path of keys."""
    found: Value = m
    for one in _keys(key):
        if not isinstance(found, dict) or one not in found:
            raise NullError(f"il n'y a pas de `{one}` dans l'enregistrement", f"the context has no `{one}`")
        found = found[one]
    return found


def _keys(key: Value) -> tuple[str, ...]:
    keys = tuple(key) if isinstance(key, (tuple, list)) else (key,)
    texts = tuple(one for one in keys if isinstance(one, str))
    if not keys or len(texts) < len(keys):
        raise NullError("une clé est un texte", "a key is a string")
    return texts


@FUNCTIONS.define("get entries(m: context) -> list")
def get_entries(m: Context) -> Value:
    return tuple({"key": key, "value": value} for key, value in m.items())


@FUNCTIONS.define("context(entries: list) -> context")
def context(entries: List) -> Value:
    found: dict[str, Value] = {}
    for entry in entries:
        key = entry.get("key") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(key, str) or "value" not in entry:
            raise NullError("il faut des `{key, value}`", "entries `{key, value}` are needed")
        if key in found:
            raise NullError(f"`{key}` est donné deux fois", f"`{key}` is given twice")
        found[key] = entry["value"]
    return found


@FUNCTIONS.define("context put(context: context, key/keys: string|list, value) -> context")
def context_put(m: Context, key: Value, value: Value) -> Value:
    """The context with one entry set; with several keys, the entry at the end of their path."""
    return _put(m, _keys(key), value)


def _put(m: Value, keys: tuple[str, ...], value: Value) -> Value:
    if not isinstance(m, dict):
        raise NullError("le chemin ne mène pas à un enregistrement", "the path leads to no context")
    key, rest = keys[0], keys[1:]
    return {**m, key: _put(m.get(key), rest, value) if rest else value}


@FUNCTIONS.define("context merge(contexts: list) -> context")
def context_merge(contexts: List) -> Value:
    """All entries together; of two with one key, the later."""
    found: dict[str, Value] = {}
    for one in contexts:
        if not isinstance(one, dict):
            raise NullError("il faut une liste d'enregistrements", "a list of contexts is needed")
        found.update(one)
    return found
