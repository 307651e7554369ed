"""Loops and filters: what the items of a list are."""

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.advice import as_condition
from public_aids.engine.feel.checking.scope import Scope, Typer
from public_aids.engine.feel.syntax import Expr, Iteration
from public_aids.engine.text import Text


def item_of(walk: Typer, iteration: Iteration, scope: Scope) -> types.Type:
    source = walk.value(iteration.source, scope)
    if iteration.end is not None:
        end = walk.value(iteration.end, scope)
        joined = types.join(source, end)
        return types.NumberType() if isinstance(joined, types.NumberType) else joined or types.ANY
    match source:
        case types.ListType(item) | types.RangeType(item):
            return item
        case types.AnyType():
            return types.ANY
        case _:
            name = types.type_name(source)
            message = Text(f"il faut ici une liste, pas {name.fr}", f"a list is expected here, not {name.en}")
            walk.report.add("T301", iteration.source, message)
            return types.ANY


def filtered(walk: Typer, base: Expr, condition: Expr, scope: Scope) -> types.Type:
    """`list[condition]` keeps items, `list[1]` is one item if there is one."""
    found = walk.value(base, scope)
    item = found.item if isinstance(found, types.ListType) else found
    fields = dict(item.fields) if isinstance(item, types.ContextType) else {}
    test = walk.value(condition, scope.with_names({"item": item, **fields}))
    if isinstance(test, types.NumberType):
        return types.OptionalType(item)
    if not isinstance(test, types.BooleanType | types.AnyType):
        name = types.type_name(test)
        message = Text(f"il faut ici une condition, pas {name.fr}", f"a condition is expected here, not {name.en}")
        walk.report.add("T302", condition, message, *as_condition(condition, test, walk.report))
    return types.ListType(item) if isinstance(test, types.BooleanType) else types.ANY
