"""Functions on lists (DMN 1.5, clause 10.3.4.4). Positions count from 1, or from the end below 0."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cmp_to_key

from public_aids.engine.feel.compare import Truth, equal
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions.builtin import Family
from public_aids.engine.feel.items import as_items, item_at
from public_aids.engine.feel.logic import disjunction
from public_aids.engine.feel.values import Function, List, Unknown, Value, union

FUNCTIONS = Family()


def _index(items: List, position: Decimal) -> int:
    """The offset of a position that the list has."""
    item_at(tuple(items), position)
    return int(position) - 1 if position > 0 else len(items) + int(position)


@FUNCTIONS.define("list contains(list: list, element) -> boolean", lazy=True)
def list_contains(items: List | Unknown, element: Value) -> Value:
    if isinstance(items, Unknown):
        return Unknown(items.needs | element.needs) if isinstance(element, Unknown) else items
    return disjunction(_same(item, element) for item in items)


def _same(one: Value, other: Value) -> Truth:
    found = equal(one, other)
    return False if found is None else found


@FUNCTIONS.define("count(list: list) -> number", lazy=True)
def count(items: List | Unknown) -> Value:
    return items if isinstance(items, Unknown) else Decimal(len(items))


@FUNCTIONS.define("sublist(list: list, start position: number, length: number?) -> list")
def sublist(items: List, start: Decimal, length: Decimal | None = None) -> Value:
    first = _index(items, start)
    if length is None:
        return tuple(items)[first:]
    if length < 1:
        raise NullError("la longueur doit être positive", "the length must be positive")
    return tuple(items)[first : first + int(min(length, Decimal(len(items))))]


@FUNCTIONS.define("append(list: list, item*) -> list", lazy=True)
def append(items: List | Unknown, added: tuple[Value, ...]) -> Value:
    return items if isinstance(items, Unknown) else (*items, *added)


@FUNCTIONS.define("concatenate(list*) -> list", lazy=True)
def concatenate(lists: tuple[Value, ...]) -> Value:
    needs = union(one.needs if isinstance(one, Unknown) else None for one in lists)
    return tuple(item for one in lists for item in as_items(one)) if needs is None else Unknown(needs)


@FUNCTIONS.define("insert before(list: list, position: number, newItem) -> list")
def insert_before(items: List, position: Decimal, item: Value) -> Value:
    at = _index(items, position)
    return (*items[:at], item, *items[at:])


@FUNCTIONS.define("remove(list: list, position: number) -> list")
def remove(items: List, position: Decimal) -> Value:
    at = _index(items, position)
    return (*items[:at], *items[at + 1 :])


@FUNCTIONS.define("reverse(list: list) -> list")
def reverse(items: List) -> Value:
    return tuple(reversed(items))


@FUNCTIONS.define("index of(list: list, match) -> list")
def index_of(items: List, match: Value) -> Value:
    return tuple(Decimal(i) for i, item in enumerate(items, 1) if equal(item, match) is True)


@FUNCTIONS.define("distinct values(list: list) -> list")
def distinct_values(items: List) -> Value:
    kept: list[Value] = []
    seen: set[tuple[type, Value]] = set()
    for item in items:
        if isinstance(item, (str, Decimal, bool, type(None))):
            if (type(item), item) not in seen:
                seen.add((type(item), item))
                kept.append(item)
        elif all(equal(item, other) is not True for other in kept):
            kept.append(item)
    return tuple(kept)


@FUNCTIONS.define("union(list*) -> list")
def union_of(lists: tuple[Value, ...]) -> Value:
    return distinct_values(tuple(item for one in lists for item in as_items(one)))


@FUNCTIONS.define("flatten(list: list) -> list")
def flatten(items: List) -> Value:
    return tuple(_flat(items))


def _flat(items: List) -> Iterator[Value]:
    for item in items:
        if isinstance(item, (tuple, list)):
            yield from _flat(item)
        else:
            yield item


@FUNCTIONS.define("list replace(list: list, position/match: number|function, newItem) -> list")
def list_replace(items: List, which: Value, item: Value) -> Value:
    if isinstance(which, Decimal):
        at = _index(items, which)
        return (*items[:at], item, *items[at + 1 :])
    if not isinstance(which, Function) or len(which.parameters) != 2:
        raise NullError("il faut une fonction de deux paramètres", "a function of two parameters is needed")
    answers = [which.call(old, item) for old in items]
    needs = union(answer.needs if isinstance(answer, Unknown) else None for answer in answers)
    if needs is not None:
        return Unknown(needs)
    if not all(isinstance(answer, bool) for answer in answers):
        raise NullError("la fonction doit répondre `true` ou `false`", "the function must answer `true` or `false`")
    return tuple(item if answer else old for old, answer in zip(items, answers, strict=True))


@FUNCTIONS.define("partition(list: list, size: number) -> list")
def partition(items: List, size: Decimal) -> Value:
    """Lists of `size` items, the last one shorter where they do not come out even."""
    if size < 1:
        raise NullError("la taille doit être positive", "the size must be positive")
    step = int(min(size, Decimal(max(len(items), 1))))
    return tuple(tuple(items[i : i + step]) for i in range(0, len(items), step))


@FUNCTIONS.define("sort(list: list, precedes: function) -> list")
def sort(items: List, precedes: Function) -> Value:
    """In the order in which `precedes` holds between each item and the next; equal items keep their order."""
    if len(precedes.parameters) != 2:
        raise NullError("il faut une fonction de deux paramètres", "a function of two parameters is needed")
    needs: list[frozenset[str]] = []

    def step(one: Value, other: Value) -> int:
        first, second = precedes.call(one, other), precedes.call(other, one)
        needs.extend(answer.needs for answer in (first, second) if isinstance(answer, Unknown))
        return (second is True) - (first is True)

    ordered = tuple(sorted(items, key=cmp_to_key(step)))
    return Unknown(union(needs) or frozenset()) if needs else ordered
