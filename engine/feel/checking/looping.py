"""Loops and filters: what the items of a list are."""

from public_aids.engine.feel.checking.advice import as_condition
from public_aids.engine.feel.checking.scope import Scope, Typer
from public_aids.engine.feel.syntax import Expr, Iteration
from public_aids.engine.feel.types import (
    ANY,
    AnyType,
    BooleanType,
    ContextType,
    ListType,
    NumberType,
    OptionalType,
    RangeType,
    Type,
    join,
    type_name,
)
from public_aids.engine.text import Text


def item_of(walk: Typer, iteration: Iteration, scope: Scope) -> Type:
    source = walk.value(iteration.source, scope)
    if iteration.end is not None:
        end = walk.value(iteration.end, scope)
        joined = join(source, end)
        return NumberType() if isinstance(joined, NumberType) else joined or ANY
    match source:
        case ListType(item) | RangeType(item):
            return item
        case AnyType():
            return ANY
        case _:
            name = type_name(source)
            message = Text(f"il faut ici une liste, pas {name.fr}", f"a list is expected here, not {name.en}")
            walk.report.add("T301", iteration.source, message)
            return ANY


def filtered(walk: Typer, base: Expr, condition: Expr, scope: Scope) -> Type:
    """`list[condition]` keeps items, `list[1]` is one item if there is one."""
    found = walk.value(base, scope)
    item = found.item if isinstance(found, ListType) else found
    fields = dict(item.fields) if isinstance(item, ContextType) else {}
    test = walk.value(condition, scope.with_names({"item": item, **fields}))
    if isinstance(test, NumberType):
        return OptionalType(item)
    if not isinstance(test, BooleanType | AnyType):
        name = type_name(test)
        message = Text(f"il faut ici une condition, pas {name.fr}", f"a condition is expected here, not {name.en}")
        walk.report.add("T302", condition, message, *as_condition(condition, test, walk.report))
    return ListType(item) if isinstance(test, BooleanType) else ANY
