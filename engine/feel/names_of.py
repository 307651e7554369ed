"""The names that an expression can use, given the values of its scope."""

from collections.abc import Iterator, Mapping

from public_aids.engine.feel.values import Value


def names_of(scope: Mapping[str, Value]) -> frozenset[str]:
    """The names of a scope and the keys of all contexts inside: those may hold spaces, too (rule 27)."""
    return frozenset(_keys(scope))


def _keys(value: Value) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value
        for item in value.values():
            yield from _keys(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _keys(item)
