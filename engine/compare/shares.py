"""What differs between two `population.toml`: key by key, in the words of the file."""

from collections.abc import Iterator, Mapping
from typing import Any

from public_aids.engine.compare.model import POPULATION, Change
from public_aids.engine.text import Text

_NO_LABEL = Text("", "")


def share_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    old, new = dict(_leaves((), before)), dict(_leaves((), after))
    return tuple(_change(key, old.get(key), new.get(key)) for key in {**old, **new} if old.get(key) != new.get(key))


def _change(key: str, old: Any, new: Any) -> Change:
    path = (POPULATION, key)
    if old is None:
        return Change("added", path, _NO_LABEL, after=new)
    if new is None:
        return Change("removed", path, _NO_LABEL, before=old)
    return Change("changed", (*path, "value"), _NO_LABEL, old, new)


def _leaves(path: tuple[str, ...], written: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(written, dict):
        for key, value in written.items():
            yield from _leaves((*path, key), value)
    else:
        yield ".".join(path), tuple(written) if isinstance(written, list) else written
