"""`for`, `some`, `every`, filters and contexts as closures: what makes scopes of its own."""

from collections.abc import Iterator

from public_aids.engine.feel.bodies import Body, Compile, Names
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.items import MAX_ITEMS, bounded, domain, filtered, item_scope
from public_aids.engine.feel.logic import conjunction, disjunction
from public_aids.engine.feel.run import Run
from public_aids.engine.feel.syntax import ContextOf, Filter, For, Iteration, Quantified, free_names, size
from public_aids.engine.feel.values import Unknown, Value, needs_of, union

Needs = frozenset[str] | None
Loop = tuple[str, Body, Body | None]


def _loops_of(iterations: tuple[Iteration, ...], compile_: Compile) -> tuple[Loop, ...]:
    return tuple((one.name, compile_(one.source), None if one.end is None else compile_(one.end)) for one in iterations)


def _scopes(
    loops: tuple[Loop, ...], names: Names, run: Run, steps: int, needs: Needs = None
) -> Iterator[tuple[Names, Needs]]:
    """The scopes of the body of a loop, the last iterator fastest.

    For a list that is unknown there is one scope, where the item is unknown too, and what the list needs.
    """
    if not loops:
        run.spend(steps)
        yield names, needs
        return
    name, source, end = loops[0]
    items = domain(source(names, run), None if end is None else end(names, run), has_end=end is not None)
    if isinstance(items, Unknown):
        yield from _scopes(loops[1:], {**names, name: items}, run, steps, union((needs, items.needs)))
        return
    for item in items:
        yield from _scopes(loops[1:], {**names, name: item}, run, steps, needs)


def _pending(value: Value, needs: Needs) -> Value:
    """The value of a body for an item of a list whose needs are not met: unknown."""
    return value if needs is None else Unknown(union((needs, needs_of(value))) or needs)


def for_body(expr: For, compile_: Compile) -> Body:
    """`partial`, the results so far, is made where the body uses it: it costs a copy of them for each item."""
    loops, inner = _loops_of(expr.iterations, compile_), compile_(expr.body)
    steps = size(expr.body)
    uses_partial = "partial" in free_names(expr.body)

    def results(names: Names, run: Run) -> Value:
        found: list[Value] = []
        unknown: Needs = None
        for scope, needs in _scopes(loops, names, run, steps):
            unknown = union((unknown, needs))
            found.append(inner({**scope, "partial": tuple(found)} if uses_partial else scope, run))
            if len(found) > MAX_ITEMS:
                raise NullError(f"plus de {MAX_ITEMS} éléments", f"over {MAX_ITEMS} items")
        return bounded(tuple(found)) if unknown is None else _pending(tuple(found), unknown)

    return _noted(results, expr.span)


def quantified_body(expr: Quantified, compile_: Compile) -> Body:
    loops, inner = _loops_of(expr.iterations, compile_), compile_(expr.body)
    steps = size(expr.body)
    together = disjunction if expr.kind == "some" else conjunction

    def answer(names: Names, run: Run) -> Value:
        return together(_pending(inner(scope, run), needs) for scope, needs in _scopes(loops, names, run, steps))

    return _noted(answer, expr.span)


def filter_body(expr: Filter, compile_: Compile) -> Body:
    base, condition, steps = compile_(expr.base), compile_(expr.condition), size(expr.condition)

    def kept(names: Names, run: Run) -> Value:
        def keeps(item: Value) -> Value:
            run.spend(steps)
            return condition(item_scope(names, item), run)

        return filtered(base(names, run), keeps, expr.condition)

    return _noted(kept, expr.span)


def context_body(expr: ContextOf, compile_: Compile) -> Body:
    entries = [(entry.key, compile_(entry.value)) for entry in expr.entries]

    def context(names: Names, run: Run) -> Value:
        found: dict[str, Value] = {}
        for key, value in entries:
            found[key] = value({**names, **found}, run)
        return bounded(found)

    return _noted(context, expr.span)


def _noted(body: Body, span: tuple[int, int]) -> Body:
    def noted(names: Names, run: Run) -> Value:
        try:
            return body(names, run)
        except NullError as error:
            return run.note(span, error)

    return noted
