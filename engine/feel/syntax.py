"""The tree of an expression (DMN 1.5, clause 10.3.1).

Nodes are data: they hold nodes, tuples, str, bool, None and Decimal, so that a generic codec can store them. Each
knows the characters it was read from, `span`, as offsets (start, end excluded) in the text of its expression.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, assert_never

from public_aids.engine.record import Record

Span = tuple[int, int]
ArithmeticOp = Literal["+", "-", "*", "/", "**"]
ComparisonOp = Literal["=", "!=", "<", "<=", ">", ">="]
# `a < b` with its sides exchanged, and what is true where it is false
MIRRORED: dict[ComparisonOp, ComparisonOp] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
OPPOSITE: dict[ComparisonOp, ComparisonOp] = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class Null(Record):
    span: Span = (0, 0)


class Boolean(Record):
    value: bool
    span: Span = (0, 0)


class Number(Record):
    value: Decimal
    span: Span = (0, 0)


class String(Record):
    value: str
    span: Span = (0, 0)


class Temporal(Record):
    """`@"2025-12-31"`: a date, a time, a date and time or a duration, as its text."""

    text: str
    span: Span = (0, 0)


class Name(Record):
    """A name, with single spaces where it has several words."""

    name: str
    span: Span = (0, 0)


class Path(Record):
    """`base.name`."""

    base: Expr
    name: str
    span: Span = (0, 0)


class Negation(Record):
    operand: Expr
    span: Span = (0, 0)


class Arithmetic(Record):
    op: ArithmeticOp
    left: Expr
    right: Expr
    span: Span = (0, 0)


class Comparison(Record):
    op: ComparisonOp
    left: Expr
    right: Expr
    span: Span = (0, 0)


class And(Record):
    """Two operands or more."""

    operands: tuple[Expr, ...]
    span: Span = (0, 0)


class Or(Record):
    """Two operands or more."""

    operands: tuple[Expr, ...]
    span: Span = (0, 0)


class Between(Record):
    """`value between low and high`, both bounds included."""

    value: Expr
    low: Expr
    high: Expr
    span: Span = (0, 0)


class In(Record):
    """`value in tests`: true when one test holds. A test is a `UnaryTest`, an `Interval`, or any expression."""

    value: Expr
    tests: tuple[Expr, ...]
    span: Span = (0, 0)


class UnaryTest(Record):
    """`< 10`: a test on the right of `in`, a range with one bound elsewhere."""

    op: ComparisonOp
    operand: Expr
    span: Span = (0, 0)


class Interval(Record):
    """`[low..high)`."""

    low: Expr
    high: Expr
    low_included: bool
    high_included: bool
    span: Span = (0, 0)


class If(Record):
    condition: Expr
    then: Expr
    otherwise: Expr
    span: Span = (0, 0)


class Iteration(Record):
    """`name in source`, or `name in source..end`."""

    name: str
    source: Expr
    end: Expr | None = None
    span: Span = (0, 0)


class For(Record):
    iterations: tuple[Iteration, ...]
    body: Expr
    span: Span = (0, 0)


class Quantified(Record):
    """`some` or `every` ... `satisfies body`."""

    kind: Literal["some", "every"]
    iterations: tuple[Iteration, ...]
    body: Expr
    span: Span = (0, 0)


class ListOf(Record):
    items: tuple[Expr, ...]
    span: Span = (0, 0)


class Entry(Record):
    key: str
    value: Expr
    span: Span = (0, 0)


class ContextOf(Record):
    """`{key: value}`: each value sees the entries before it."""

    entries: tuple[Entry, ...]
    span: Span = (0, 0)


class TypeName(Record):
    """A type, as written: `name` is `list`, `range`, `context`, `function` or a simple type's.

    `of` holds the item type of a list or a range, the types of a context's `keys`, or those of a function's
    parameters and then of its result.
    """

    name: str
    of: tuple[TypeName, ...] = ()
    keys: tuple[str, ...] = ()
    span: Span = (0, 0)


class Parameter(Record):
    name: str
    type: TypeName | None = None
    span: Span = (0, 0)


class FunctionOf(Record):
    """`function(parameters) body`."""

    parameters: tuple[Parameter, ...]
    body: Expr
    span: Span = (0, 0)


class Call(Record):
    """`function(arguments)`; `names` has one name for each argument, or is empty when they are positional."""

    function: Expr
    arguments: tuple[Expr, ...]
    names: tuple[str, ...] = ()
    span: Span = (0, 0)


class Filter(Record):
    """`base[condition]`; the condition sees `item` and the entries of an item."""

    base: Expr
    condition: Expr
    span: Span = (0, 0)


class InstanceOf(Record):
    value: Expr
    type: TypeName
    span: Span = (0, 0)


Literals = Null | Boolean | Number | String | Temporal
Expr = (
    Literals
    | Name
    | Path
    | Negation
    | Arithmetic
    | Comparison
    | And
    | Or
    | Between
    | In
    | UnaryTest
    | Interval
    | If
    | For
    | Quantified
    | ListOf
    | ContextOf
    | FunctionOf
    | Call
    | Filter
    | InstanceOf
)


def children(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside an expression, in the order of the text."""
    match expr:
        case Null() | Boolean() | Number() | String() | Temporal() | Name():
            return ()
        case Path(base) | InstanceOf(base):
            return (base,)
        case Negation(operand) | UnaryTest(_, operand):
            return (operand,)
        case Arithmetic(_, left, right) | Comparison(_, left, right) | Interval(left, right):
            return (left, right)
        case And(operands) | Or(operands) | ListOf(operands):
            return operands
        case Between(value, low, high):
            return (value, low, high)
        case In(value, tests):
            return (value, *tests)
        case If(condition, then, otherwise):
            return (condition, then, otherwise)
        case For(iterations, body) | Quantified(_, iterations, body):
            return (*_sources(iterations), body)
        case ContextOf(entries):
            return tuple(entry.value for entry in entries)
        case FunctionOf(_, body):
            return (body,)
        case Call(function, arguments):
            return (function, *arguments)
        case Filter(base, condition):
            return (base, condition)
        case _:
            assert_never(expr)


def walk(expr: Expr) -> Iterator[Expr]:
    """An expression and all inside it, outermost first, without recursion."""
    waiting: list[Expr] = [expr]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def size(expr: Expr) -> int:
    """How many nodes an expression has, itself included."""
    return sum(1 for _ in walk(expr))


def has_names(condition: Expr) -> bool:
    """Whether the condition of a filter has names other than `item`."""
    return any(isinstance(node, Name) and node.name != "item" for node in walk(condition))


def is_test(expr: Expr) -> bool:
    """Whether the value is true, false or null whatever its names stand for."""
    match expr:
        case Boolean() | Comparison() | And() | Or() | Between() | In() | Quantified() | InstanceOf():
            return True
        case Call(Name(name)):
            return name == "not"
        case _:
            return False


def outcomes(expr: Expr) -> Iterator[Expr]:
    """What an expression may come to: the branches of its `if`, or itself."""
    if isinstance(expr, If):
        yield from outcomes(expr.then)
        yield from outcomes(expr.otherwise)
    else:
        yield expr


def free_names(expr: Expr) -> frozenset[str]:
    """The names an expression takes from its scope: the first segment of paths; names it binds itself are left out.

    The entries of the items of a filtered list look like names of the scope and are counted as such; `item`,
    `partial` and names that only call a function are left out.
    """
    found: set[str] = set()
    _free(expr, frozenset(), found)
    return frozenset(found)


def _free(expr: Expr, bound: frozenset[str], found: set[str]) -> None:
    match expr:
        case Name(name):
            if name not in bound:
                found.add(name)
        case Comparison(_, left, right) | Arithmetic(_, left, right):
            _free(left, bound, found)
            _free(right, bound, found)
        case Number() | String() | Temporal() | Boolean() | Null():
            pass
        case For(iterations, body) | Quantified(_, iterations, body):
            for iteration in iterations:
                for source in _sources((iteration,)):
                    _free(source, bound, found)
                bound |= {iteration.name}
            _free(body, bound | {"partial"} if isinstance(expr, For) else bound, found)
        case ContextOf(entries):
            for entry in entries:
                _free(entry.value, bound, found)
                bound |= {entry.key}
        case FunctionOf(parameters, body):
            _free(body, bound | {parameter.name for parameter in parameters}, found)
        case Filter(base, condition):
            _free(base, bound, found)
            _free(condition, bound | {"item"}, found)
        case Call(Name(), arguments):
            for argument in arguments:
                _free(argument, bound, found)
        case In(value, tests):
            _free(value, bound, found)
            for test in tests:
                _free(test, bound | {"?"}, found)
        case _:
            for child in children(expr):
                _free(child, bound, found)


def _sources(iterations: tuple[Iteration, ...]) -> tuple[Expr, ...]:
    return tuple(part for one in iterations for part in (one.source, one.end) if part is not None)
