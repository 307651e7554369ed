"""An expression changed a little, in every way that a slip of the pen could.

A way is one change at one node of the tree: `<` for `<=`, a constant by its smallest step, a branch dropped. A change
whose text is that of the original is never made; one that changes no answer may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, assert_never

from public_aids.engine.cases.steps import stepped_literal
from public_aids.engine.feel.check import check
from public_aids.engine.feel.syntax import (
    And,
    Arithmetic,
    ArithmeticOp,
    Between,
    Boolean,
    Call,
    Comparison,
    ComparisonOp,
    ContextOf,
    Expr,
    Filter,
    For,
    FunctionOf,
    If,
    In,
    InstanceOf,
    Interval,
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
)
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.expressions import CLOCKS, names_for
from public_aids.engine.rulebook.model import Fact

Slip = Literal["bound", "opposite", "step", "other_value", "more_values", "and_or", "dropped", "negated", "operator"]
Variant = tuple[Slip, Expr]
Facts = Mapping[str, Fact]

BOUND: Mapping[ComparisonOp, ComparisonOp] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
OPPOSITE: Mapping[ComparisonOp, ComparisonOp] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
OPERATOR: Mapping[ArithmeticOp, ArithmeticOp] = {"+": "-", "-": "+", "*": "/", "/": "*", "**": "*"}
FUNCTION = {"min": "max", "max": "min", "floor": "ceiling", "ceiling": "floor", "any": "all", "all": "any"}


class Slips:
    """Makes the variants of expressions over some facts."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._names = names_for(facts.values(), CLOCKS)

    def of(self, expr: Expr) -> Iterator[Variant]:
        """Every change of one node, the whole expression around it; each result once.

        Those that `schemes check` would refuse are left out: nobody needs a case to notice them.
        """
        kind = type(check(expr, self._names).type)
        seen: list[Expr] = [expr]
        for slip, changed in _everywhere(expr, self.facts):
            if changed not in seen:
                seen.append(changed)
                checked = check(changed, self._names)
                if not checked.problems and isinstance(checked.type, kind):
                    yield slip, changed


def _everywhere(node: Any, facts: Facts) -> Iterator[tuple[Slip, Any]]:
    """The changes at a node, then those inside it. Iterations and entries are nodes without changes of their own."""
    if isinstance(node, Expr):
        yield from _here(node, facts)
    for field in node._fields:
        part = getattr(node, field)
        if isinstance(part, Record):
            for slip, changed in _everywhere(part, facts):
                yield slip, replace(node, **{field: changed})
        elif isinstance(part, tuple):
            for index, item in enumerate(part):
                if isinstance(item, Record):
                    for slip, changed in _everywhere(item, facts):
                        yield slip, replace(node, **{field: (*part[:index], changed, *part[index + 1 :])})


def _here(node: Expr, facts: Facts) -> Iterator[Variant]:
    """The changes of one node."""
    match node:
        case Comparison():
            yield from _comparison(node, facts)
        case And(operands):
            yield "and_or", Or(operands)
            yield from _dropped(operands, And)
        case Or(operands):
            yield "and_or", And(operands)
            yield from _dropped(operands, Or)
        case In(value, tests):
            yield "negated", Call(Name("not"), (node,))
            if len(tests) > 1:
                yield from (("dropped", In(value, (*tests[:i], *tests[i + 1 :]))) for i in range(len(tests)))
            listed = [test.value for test in tests if isinstance(test, String)]
            yield from (("more_values", In(value, (*tests, String(one)))) for one in _others(value, listed, facts))
        case Between(value, low, high):
            for low_included, high_included in ((False, True), (True, False)):
                yield "bound", In(value, (Interval(low, high, low_included, high_included),))
        case Interval():
            yield "bound", replace(node, low_included=not node.low_included)
            yield "bound", replace(node, high_included=not node.high_included)
        case UnaryTest(op, operand):
            if op in BOUND:
                yield "bound", UnaryTest(BOUND[op], operand)
            yield "opposite", UnaryTest(OPPOSITE[op], operand)
        case If(condition, then, otherwise):
            yield from (("dropped", then), ("dropped", otherwise), ("negated", If(condition, otherwise, then)))
        case Arithmetic(op, left, right):
            yield "operator", Arithmetic(OPERATOR[op], left, right)
            yield from (("dropped", left), ("dropped", right))
        case Number() | Temporal():
            yield from (("step", one) for one in stepped_literal(node))
        case Boolean(value):
            yield "negated", Boolean(not value)
        case Name(name):
            if name in facts and facts[name].type == "boolean":
                yield "negated", Call(Name("not"), (node,))
        case Call():
            yield from _call(node)
        case Quantified(kind):
            yield "operator", replace(node, kind="every" if kind == "some" else "some")
        case Filter(base):
            yield "dropped", base
        case Negation(operand):
            yield "dropped", operand
        case Null() | String() | Path() | For() | ListOf() | ContextOf() | FunctionOf() | InstanceOf():
            return
        case _:
            assert_never(node)


def _comparison(node: Comparison, facts: Facts) -> Iterator[Variant]:
    if node.op in BOUND:
        yield "bound", replace(node, op=BOUND[node.op])
    yield "opposite", replace(node, op=OPPOSITE[node.op])
    if isinstance(node.right, String):
        for one in _others(node.left, [node.right.value], facts):
            yield "other_value", replace(node, right=String(one))


def _others(value: Expr, listed: list[str], facts: Facts) -> Iterator[str]:
    """The values of a choice that are not listed."""
    fact = facts.get(value.name) if isinstance(value, Name) else None
    if fact is not None and fact.type == "choice":
        yield from (one for one in fact.values if one not in listed)


def _dropped(operands: tuple[Expr, ...], whole: type[And] | type[Or]) -> Iterator[Variant]:
    for index in range(len(operands)):
        rest = (*operands[:index], *operands[index + 1 :])
        yield "dropped", rest[0] if len(rest) == 1 else whole(rest)


def _call(node: Call) -> Iterator[Variant]:
    if not isinstance(node.function, Name):
        return
    name = node.function.name
    if name == "not" and len(node.arguments) == 1:
        yield "negated", node.arguments[0]
    if name in FUNCTION:
        yield "operator", replace(node, function=Name(FUNCTION[name]))
    if name in ("min", "max") and len(node.arguments) > 1:
        yield from (("dropped", one) for one in node.arguments)
