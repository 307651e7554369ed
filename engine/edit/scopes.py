"""Where an expression names a fact, or a scheme: by its syntax tree, never by its text."""

from collections.abc import Iterator

from public_aids.engine.feel.syntax import (
    Comparison,
    ContextOf,
    Expr,
    Filter,
    For,
    FunctionOf,
    In,
    Iteration,
    ListOf,
    Name,
    Path,
    Quantified,
    Span,
    String,
    children,
    walk,
)


def spans_of_fact(expr: Expr, fact: str, fields: frozenset[str]) -> Iterator[Span]:
    """Where the fact is named. A name that the expression binds itself is another one; so is, in a filter, an entry of
    the filtered records (`fields`)."""
    match expr:
        case Name(name):
            if name == fact:
                yield expr.span
        case For(iterations, body) | Quantified(_, iterations, body):
            yield from _in_iterations(iterations, body, fact, fields)
        case ContextOf(entries):
            for entry in entries:
                yield from spans_of_fact(entry.value, fact, fields)
                if entry.key == fact:
                    return
        case FunctionOf(parameters, body):
            if all(parameter.name != fact for parameter in parameters):
                yield from spans_of_fact(body, fact, fields)
        case Filter(base, condition):
            yield from spans_of_fact(base, fact, fields)
            if fact not in fields:
                yield from spans_of_fact(condition, fact, fields)
        case _:
            for child in children(expr):
                yield from spans_of_fact(child, fact, fields)


def _in_iterations(iterations: tuple[Iteration, ...], body: Expr, fact: str, fields: frozenset[str]) -> Iterator[Span]:
    for one in iterations:
        yield from spans_of_fact(one.source, fact, fields)
        if one.end is not None:
            yield from spans_of_fact(one.end, fact, fields)
        if one.name == fact:
            return
    yield from spans_of_fact(body, fact, fields)


def spans_of_scheme(expr: Expr, scheme: str, field: str) -> Iterator[Span]:
    """Where the id of the scheme stands as a text, quotes included, beside the `field` of contracts that names one."""
    for node in walk(expr):
        match node:
            case Comparison(_, left, right) if _holds(left, field) or _holds(right, field):
                texts: tuple[Expr, ...] = (left, right)
            case In(value, tests) if _holds(value, field):
                texts = tuple(one for test in tests for one in (test.items if isinstance(test, ListOf) else (test,)))
            case _:
                continue
        yield from (one.span for one in texts if isinstance(one, String) and one.value == scheme)


def _holds(expr: Expr, field: str) -> bool:
    return isinstance(expr, Name | Path) and expr.name == field
