"""Lists: what they go through, what filters keep, how large they may be (DMN 1.5, clauses 10.3.2.5 and 10.3.2.14)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from public_aids.engine.feel.calendar import from_days, to_days
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.numbers import whole
from public_aids.engine.feel.syntax import Expr, has_names, is_test
from public_aids.engine.feel.values import FarDate, Range, Unknown, Value, needs_of, union

MAX_ITEMS = 10_000
MAX_NODES = 100_000
MAX_NESTING = 100


def as_items(value: Value) -> tuple[Value, ...]:
    """A list as it is, another value as a list of one; NullError for null."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, list):
        return tuple(value)
    if value is None:
        raise NullError("`null` n'est pas une liste", "`null` is not a list")
    return (value,)


def domain(source: Value, end: Value = None, *, has_end: bool = False) -> tuple[Value, ...] | Unknown:
    """What `for`, `some` and `every` go through: a list, `1..5`, `5..1`, dates, or a range with both bounds."""
    if has_end:
        needs = union((needs_of(source), needs_of(end)))
        return _steps(source, end) if needs is None else Unknown(needs)
    if isinstance(source, Range):
        steps = _steps(source.low, source.high)
        start = 0 if source.low_included else 1
        return steps[start : len(steps) if source.high_included else -1]
    return source if isinstance(source, Unknown) else as_items(source)


def _steps(start: Value, end: Value) -> tuple[Value, ...]:
    match start, end:
        case Decimal(), Decimal():
            first, last = whole(start), whole(end)
            if first is not None and last is not None:
                return tuple(Decimal(i) for i in _counted(first, last))
        case ((date() | FarDate()), (date() | FarDate())):
            return tuple(from_days(i) for i in _counted(to_days(start), to_days(end)))
        case _:
            pass
    raise NullError(
        "on ne compte qu'entre deux nombres entiers ou deux dates", "only whole numbers and dates can be counted"
    )


def _counted(first: int, last: int) -> range:
    if abs(last - first) >= MAX_ITEMS:
        raise NullError(f"plus de {MAX_ITEMS} éléments", f"over {MAX_ITEMS} items")
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)


def filtered(base: Value, condition: Callable[[Value], Value], form: Expr) -> Value:
    """`base[condition]`: the item at a number (from 1, or from the end below 0), or the items where it is true.

    `form` is the condition as written. Where it has names they may be entries of an item that is unknown, so nothing
    is decided for that one. Where it is a test it is not a number, so that of an empty list nothing is left.
    """
    if isinstance(base, Unknown):
        return Unknown(union((base.needs, needs_of(condition(base)))) or frozenset())
    items = as_items(base)
    if not items:
        return () if is_test(form) else _nothing(condition(None))
    named = has_names(form)
    results: list[Value] = []
    for item in items:
        result = condition(item)
        if named and isinstance(item, Unknown):
            result = Unknown(union((item.needs, needs_of(result))) or item.needs)
        results.append(result)
        if isinstance(results[0], Decimal):
            return item_at(items, _whole(results[0]))
    needs = union(result.needs if isinstance(result, Unknown) else None for result in results)
    if needs is not None:
        return Unknown(needs)
    return tuple(item for item, result in zip(items, results, strict=True) if result is True)


def _nothing(position: Value) -> Value:
    """`[][position]`."""
    if isinstance(position, Unknown):
        return position
    return item_at((), _whole(position)) if isinstance(position, Decimal) else ()


def _whole(position: Decimal) -> Decimal:
    """The position of a filter, an integer (DMN 1.5, clause 10.3.2.5, table 54); functions cut theirs."""
    if position != position.to_integral_value():
        raise NullError(f"`{position}` n'est pas un rang", f"`{position}` is not a position")
    return position


def item_at(items: tuple[Value, ...], position: Decimal) -> Value:
    index = int(position) if position.adjusted() < 9 else MAX_NODES
    if not 1 <= abs(index) <= len(items):
        raise NullError(
            f"la liste a {len(items)} éléments, pas d'élément `{position}`",
            f"the list has {len(items)} items, no item `{position}`",
        )
    return items[index - 1 if index > 0 else index]


def item_scope(names: Mapping[str, Value], item: Value) -> dict[str, Value]:
    """The names a filter sees: those around, `item`, and the entries of an item that is a context."""
    if isinstance(item, Mapping):
        return {**names, "item": item, **item}
    return {**names, "item": item}


def bounded(value: Value) -> Value:
    """The value itself; NullError when a list or context has too many items, or nests too deeply."""
    waiting = [(value, 0)]
    nodes = 0
    while waiting:
        node, depth = waiting.pop()
        inside = node if isinstance(node, (tuple, list)) else node.values() if isinstance(node, dict) else ()
        nodes += len(inside)
        if len(inside) > MAX_ITEMS or nodes > MAX_NODES or depth > MAX_NESTING:
            raise NullError("la liste est trop grande", "the list is too big")
        waiting.extend((item, depth + 1) for item in inside if isinstance(item, (tuple, list, dict)))
    return value
