"""The reference evaluator: the meaning of each node, as the standard has it (DMN 1.5, clause 10.3.2).

`compiled.py` gives the same answers faster; tests hold the two together.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from public_aids.engine.feel.arithmetic import OPERATIONS, negate
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions import builtin
from public_aids.engine.feel.functions.builtin import in_order
from public_aids.engine.feel.items import MAX_ITEMS, bounded, domain, filtered, item_scope
from public_aids.engine.feel.logic import (
    chosen,
    compare,
    conjunction,
    disjunction,
    half_range,
    holds,
    interval,
    softly,
    within,
)
from public_aids.engine.feel.paths import path
from public_aids.engine.feel.run import Run, Why, as_function
from public_aids.engine.feel.syntax import (
    And,
    Arithmetic,
    Between,
    Boolean,
    Call,
    Comparison,
    ContextOf,
    Expr,
    Filter,
    For,
    FunctionOf,
    If,
    In,
    InstanceOf,
    Interval,
    Iteration,
    ListOf,
    Name,
    Negation,
    Null,
    Number,
    Or,
    Path,
    Quantified,
    String,
    Temporal,
    UnaryTest,
    free_names,
    size,
)
from public_aids.engine.feel.temporal_text import parse_temporal
from public_aids.engine.feel.types_of import as_value, instance_of
from public_aids.engine.feel.values import Function, Unknown, Value, needs_of, union

Names = Mapping[str, Value]
Needs = frozenset[str] | None


def evaluate(expr: Expr, scope: Names, why: Why | None = None) -> Value:
    """The value of an expression whose names have the values of `scope`.

    An operation without a result is null, as in the standard; `why` then collects (span, Text) for each. A name that
    is not in the scope is null, one whose value is `Unknown` is unknown.
    """
    run = Run(why)
    try:
        return _value(expr, scope, run)
    except RecursionError:
        return run.too_deep(expr.span)


def _value(expr: Expr, names: Names, run: Run) -> Value:
    try:
        return _meaning(expr, names, run)
    except NullError as error:
        return run.note(expr.span, error)


def _meaning(expr: Expr, names: Names, run: Run) -> Value:
    def value(inner: Expr) -> Value:
        return _value(inner, names, run)

    match expr:
        case Null():
            return None
        case Boolean(literal):
            return literal
        case Number(number):
            return number
        case String(text):
            return text
        case Temporal(text):
            return parse_temporal(text)
        case Name(name):
            return _named(name, names)
        case Path(base, name):
            return path(value(base), name)
        case Negation(operand):
            return negate(value(operand))
        case Arithmetic(op, left, right):
            return OPERATIONS[op](value(left), value(right))
        case Comparison(comparison, left, right):
            return compare(comparison, value(left), value(right))
        case And(operands):
            return conjunction(value(operand) for operand in operands)
        case Or(operands):
            return disjunction(value(operand) for operand in operands)
        case Between(tested, low, high):
            return within(value(tested), value(low), value(high))
        case In(tested, tests):
            tested_value = value(tested)
            return disjunction(_test(tested_value, test, names, run) for test in tests)
        case UnaryTest(comparison, operand):
            return half_range(comparison, value(operand))
        case Interval(low, high, low_included, high_included):
            return interval(value(low), value(high), low_included, high_included)
        case If(condition, then, otherwise):
            return chosen(value(condition), lambda: value(then), lambda: value(otherwise))
        case For():
            return _for(expr, names, run)
        case Quantified(kind, iterations, body):
            loops = _loops(iterations, names, run, size(body))
            answers = (_pending(_value(body, inner, run), needs) for inner, needs in loops)
            return disjunction(answers) if kind == "some" else conjunction(answers)
        case ListOf(items):
            return bounded(tuple(value(item) for item in items))
        case ContextOf():
            return _context(expr, names, run)
        case FunctionOf():
            return _function(expr, names, run)
        case Call():
            return _call(expr, names, run)
        case Filter(base, condition):
            return filtered(value(base), _keeping(condition, names, run), condition)
        case InstanceOf(tested, kind_of):
            return instance_of(value(tested), kind_of)
        case _:
            assert_never(expr)


def _named(name: str, names: Names) -> Value:
    if name in names:
        return names[name]
    found = builtin(name)
    if found is None:
        raise NullError(f"`{name}` n'a pas de valeur", f"`{name}` has no value")
    return as_function(found)


def _test(value: Value, test: Expr, names: Names, run: Run) -> Value:
    """Whether one test on the right of `in` holds; a test that uses `?` is true or false by itself."""
    match test:
        case UnaryTest(op, operand):
            return softly(op, value, _value(operand, names, run))
        case Interval(low, high, low_included, high_included):
            return within(value, _value(low, names, run), _value(high, names, run), low_included, high_included)
        case _ if "?" in free_names(test):
            return _value(test, {**names, "?": value}, run)
        case _:
            return holds(value, _value(test, names, run))


def _loops(
    iterations: tuple[Iteration, ...], names: Names, run: Run, steps: int, needs: Needs = None
) -> Iterator[tuple[Names, Needs]]:
    """The scopes of the body of a loop, the last iterator fastest.

    For a list that is unknown there is one scope, where the item is unknown too, and what the list needs.
    """
    if not iterations:
        run.spend(steps)
        yield names, needs
        return
    first, rest = iterations[0], iterations[1:]
    source = _value(first.source, names, run)
    end = None if first.end is None else _value(first.end, names, run)
    items = domain(source, end, has_end=first.end is not None)
    if isinstance(items, Unknown):
        yield from _loops(rest, {**names, first.name: items}, run, steps, union((needs, items.needs)))
        return
    for item in items:
        yield from _loops(rest, {**names, first.name: item}, run, steps, needs)


def _pending(value: Value, needs: Needs) -> Value:
    """The value of a body for an item of a list whose needs are not met: unknown."""
    return value if needs is None else Unknown(union((needs, needs_of(value))) or needs)


def _for(expr: For, names: Names, run: Run) -> Value:
    results: list[Value] = []
    unknown: Needs = None
    for inner, needs in _loops(expr.iterations, names, run, size(expr.body)):
        unknown = union((unknown, needs))
        results.append(_value(expr.body, {**inner, "partial": tuple(results)}, run))
        if len(results) > MAX_ITEMS:
            raise NullError(f"plus de {MAX_ITEMS} éléments", f"over {MAX_ITEMS} items")
    return bounded(tuple(results)) if unknown is None else _pending(tuple(results), unknown)


def _keeping(condition: Expr, names: Names, run: Run) -> Callable[[Value], Value]:
    steps = size(condition)

    def keeps(item: Value) -> Value:
        run.spend(steps)
        return _value(condition, item_scope(names, item), run)

    return keeps


def _context(expr: ContextOf, names: Names, run: Run) -> Value:
    entries: dict[str, Value] = {}
    for entry in expr.entries:
        entries[entry.key] = _value(entry.value, {**names, **entries}, run)
    return bounded(entries)


def _function(expr: FunctionOf, names: Names, run: Run) -> Function:
    steps = size(expr.body)

    def call(arguments: dict[str, Value]) -> Value:
        run.spend(steps)
        return _value(expr.body, {**names, **arguments}, run)

    return as_value(expr.parameters, call)


def _call(expr: Call, names: Names, run: Run) -> Value:
    arguments = tuple(_value(argument, names, run) for argument in expr.arguments)
    if isinstance(expr.function, Name) and expr.function.name not in names:
        function = builtin(expr.function.name)
        if function is None:
            raise NullError(
                f"il n'y a pas de fonction `{expr.function.name}`", f"there is no function `{expr.function.name}`"
            )
        form = function.form(len(arguments), expr.names)
        ordered = tuple(arguments[i] for i in in_order(form, expr.names)) if expr.names else arguments
        return function.invoke(form, ordered)
    return run.invoke(_value(expr.function, names, run), arguments, expr.names)
