"""An expression changed a little, in every way that a slip of the pen could.

A way is one change at one node of the tree: `<` for `<=`, a constant by its smallest step, a branch dropped. A change
whose text is that of the original is never made; one that changes no answer may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, assert_never

from public_aids.engine.cases.steps import stepped_literal
from public_aids.engine.feel import syntax
from public_aids.engine.feel.check import check
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.expressions import CLOCKS, names_for
from public_aids.engine.rulebook.model import Fact

Slip = Literal["bound", "opposite", "step", "other_value", "more_values", "and_or", "dropped", "negated", "operator"]
Variant = tuple[Slip, syntax.Expr]
Facts = Mapping[str, Fact]

BOUND: Mapping[syntax.ComparisonOp, syntax.ComparisonOp] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
OPERATOR: Mapping[syntax.ArithmeticOp, syntax.ArithmeticOp] = {"+": "-", "-": "+", "*": "/", "/": "*", "**": "*"}
FUNCTION = {"min": "max", "max": "min", "floor": "ceiling", "ceiling": "floor", "any": "all", "all": "any"}


class Slips:
    """Makes the variants of expressions over some facts."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._names = names_for(facts.values(), CLOCKS)

    def of(self, expr: syntax.Expr) -> Iterator[Variant]:
        """Every change of one node, the whole expression around it; each result once.

        Those that `schemes check` would refuse are left out: nobody needs a case to notice them.
        """
        kind = type(check(expr, self._names).type)
        seen: list[syntax.Expr] = [expr]
        for slip, changed in _everywhere(expr, self.facts):
            if changed not in seen:
                seen.append(changed)
                checked = check(changed, self._names)
                if not checked.problems and isinstance(checked.type, kind):
                    yield slip, changed


def _everywhere(node: Any, facts: Facts) -> Iterator[tuple[Slip, Any]]:
    """The changes at a node, then those inside it. Iterations and entries are nodes without changes of their own."""
    if isinstance(node, syntax.Expr):
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


def _here(node: syntax.Expr, facts: Facts) -> Iterator[Variant]:
    """The changes of one node."""
    match node:
        case syntax.Comparison():
            yield from _comparison(node, facts)
        case syntax.And(operands):
            yield "and_or", syntax.Or(operands)
            yield from _dropped(operands, syntax.And)
        case syntax.Or(operands):
            yield "and_or", syntax.And(operands)
            yield from _dropped(operands, syntax.Or)
        case syntax.In(value, tests):
            yield "negated", syntax.Call(syntax.Name("not"), (node,))
            if len(tests) > 1:
                yield from (("dropped", syntax.In(value, (*tests[:i], *tests[i + 1 :]))) for i in range(len(tests)))
            listed = [test.value for test in tests if isinstance(test, syntax.String)]
            yield from (
                ("more_values", syntax.In(value, (*tests, syntax.String(one)))) for one in _others(value, listed, facts)
            )
        case syntax.Between(value, low, high):
            for low_included, high_included in ((False, True), (True, False)):
                yield "bound", syntax.In(value, (syntax.Interval(low, high, low_included, high_included),))
        case syntax.Interval():
            yield "bound", replace(node, low_included=not node.low_included)
            yield "bound", replace(node, high_included=not node.high_included)
        case syntax.UnaryTest(op, operand):
            if op in BOUND:
                yield "bound", syntax.UnaryTest(BOUND[op], operand)
            yield "opposite", syntax.UnaryTest(syntax.OPPOSITE[op], operand)
        case syntax.If(condition, then, otherwise):
            yield from (("dropped", then), ("dropped", otherwise), ("negated", syntax.If(condition, otherwise, then)))
        case syntax.Arithmetic(op, left, right):
            yield "operator", syntax.Arithmetic(OPERATOR[op], left, right)
            yield from (("dropped", left), ("dropped", right))
        case syntax.Number() | syntax.Temporal():
            yield from (("step", one) for one in stepped_literal(node))
        case syntax.Boolean(value):
            yield "negated", syntax.Boolean(not value)
        case syntax.Name(name):
            if name in facts and facts[name].type == "boolean":
                yield "negated", syntax.Call(syntax.Name("not"), (node,))
        case syntax.Call():
            yield from _call(node)
        case syntax.Quantified(kind):
            yield "operator", replace(node, kind="every" if kind == "some" else "some")
        case syntax.Filter(base):
            yield "dropped", base
        case syntax.Negation(operand):
            yield "dropped", operand
        case (
            syntax.Null()
            | syntax.String()
            | syntax.Path()
            | syntax.For()
            | syntax.ListOf()
            | syntax.ContextOf()
            | syntax.FunctionOf()
            | syntax.InstanceOf()
        ):
            return
        case _:
            assert_never(node)


def _comparison(node: syntax.Comparison, facts: Facts) -> Iterator[Variant]:
    if node.op in BOUND:
        yield "bound", replace(node, op=BOUND[node.op])
    yield "opposite", replace(node, op=syntax.OPPOSITE[node.op])
    if isinstance(node.right, syntax.String):
        for one in _others(node.left, [node.right.value], facts):
            yield "other_value", replace(node, right=syntax.String(one))


def _others(value: syntax.Expr, listed: list[str], facts: Facts) -> Iterator[str]:
    """The values of a choice that are not listed."""
    fact = facts.get(value.name) if isinstance(value, syntax.Name) else None
    if fact is not None and fact.type == "choice":
        yield from (one for one in fact.values if one not in listed)


def _dropped(operands: tuple[syntax.Expr, ...], whole: type[syntax.And] | type[syntax.Or]) -> Iterator[Variant]:
    for index in range(len(operands)):
        rest = (*operands[:index], *operands[index + 1 :])
        yield "dropped", rest[0] if len(rest) == 1 else whole(rest)


def _call(node: syntax.Call) -> Iterator[Variant]:
    if not isinstance(node.function, syntax.Name):
        return
    name = node.function.name
    if name == "not" and len(node.arguments) == 1:
        yield "negated", node.arguments[0]
    if name in FUNCTION:
        yield "operator", replace(node, function=syntax.Name(FUNCTION[name]))
    if name in ("min", "max") and len(node.arguments) > 1:
        yield from (("dropped", one) for one in node.arguments)
