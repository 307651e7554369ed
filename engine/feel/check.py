"""Names, types and units of an expression, checked before it runs; every mistake of it in one pass.

Facts are the only names of a rule, so what the standard makes null when it runs (clause 10.3.2) is an error here: an
unknown name, kinds that do not compare, a divisor that may be zero. A checked condition is true, false or unknown.
"""

from collections.abc import Mapping

from public_aids.engine.feel.checking.expecting import expect
from public_aids.engine.feel.checking.problem import ExpressionProblem, Report
from public_aids.engine.feel.checking.scope import Scope
from public_aids.engine.feel.checking.walk import Walk
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.feel.types import Declared, Type
from public_aids.engine.record import Record

__all__ = ["Checked", "ExpressionProblem", "check"]


class Checked(Record):
    """The type of an expression, and what is wrong in it, in the order of its text."""

    type: Type
    problems: tuple[ExpressionProblem, ...]


def check(expr: Expr, names: Mapping[str, Declared], expected: Type | None = None, text: str = "") -> Checked:
    """Checks an expression over `names`; `expected` is what it has to be, if anything.

    `text` is what it was parsed from: messages repeat the words of it. A type expected with an unset unit takes any.
    """
    report = Report(text, names)
    walk, scope = Walk(report), Scope(names)
    found = walk.type_of(expr, scope) if expected is None else walk.value(expr, scope, expected)
    if expected is not None:
        expect(expected, expr, found, report)
    problems = {(problem.span, problem.code): problem for problem in reversed(report.problems)}
    return Checked(found, tuple(problems[key] for key in sorted(problems)))
