"""Where an expression names a fact, or a scheme: by its syntax tree, never by its text."""

from collections.abc import Iterator

from public_aids.engine.feel import syntax


def spans_of_fact(expr: syntax.Expr, fact: str, fields: frozenset[str]) -> Iterator[syntax.Span]:
    """Where the fact is named. A name that the expression binds itself is another one; so is, in a filter, an entry of
    the filtered records (`fields`)."""
    match expr:
        case syntax.Name(name):
            if name == fact:
                yield expr.span
        case syntax.For(iterations, body) | syntax.Quantified(_, iterations, body):
            yield from _in_iterations(iterations, body, fact, fields)
        case syntax.ContextOf(entries):
            for entry in entries:
                yield from spans_of_fact(entry.value, fact, fields)
                if entry.key == fact:
                    return
        case syntax.FunctionOf(parameters, body):
            if all(parameter.name != fact for parameter in parameters):
                yield from spans_of_fact(body, fact, fields)
        case syntax.Filter(base, condition):
            yield from spans_of_fact(base, fact, fields)
            if fact not in fields:
                yield from spans_of_fact(condition, fact, fields)
        case _:
            for child in syntax.children(expr):
                yield from spans_of_fact(child, fact, fields)


def _in_iterations(
    iterations: tuple[syntax.Iteration, ...], body: syntax.Expr, fact: str, fields: frozenset[str]
) -> Iterator[syntax.Span]:
    for one in iterations:
        yield from spans_of_fact(one.source, fact, fields)
        if one.end is not None:
            yield from spans_of_fact(one.end, fact, fields)
        if one.name == fact:
            return
    yield from spans_of_fact(body, fact, fields)


def spans_of_scheme(expr: syntax.Expr, scheme: str, field: str) -> Iterator[syntax.Span]:
    """Where the id of the scheme stands as a text, quotes included, beside the `field` of contracts that names one."""
    for node in syntax.walk(expr):
        match node:
            case syntax.Comparison(_, left, right) if _holds(left, field) or _holds(right, field):
                texts: tuple[syntax.Expr, ...] = (left, right)
            case syntax.In(value, tests) if _holds(value, field):
                texts = tuple(
                    one for test in tests for one in (test.items if isinstance(test, syntax.ListOf) else (test,))
                )
            case _:
                continue
        yield from (one.span for one in texts if isinstance(one, syntax.String) and one.value == scheme)


def _holds(expr: syntax.Expr, field: str) -> bool:
    return isinstance(expr, syntax.Name | syntax.Path) and expr.name == field
