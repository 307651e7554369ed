"""Columns as statements of Python: the algebra of `engine.batch`, for one row.

Each column becomes one assignment to a local variable, in the order in which they depend on one another; equal columns
share one. None is null. What is not a Python literal (days, decimals, sets of words) is a name of `constants`.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any as Anything
from typing import assert_never

from public_aids.engine.batch import algebra
from public_aids.engine.batch.nodes import never_null
from public_aids.engine.feel.calendar import months_between
from public_aids.engine.feel.values import add_months
from public_aids.engine.quick.arithmetic import MODES, months_elapsed, quotient, rounded, share

FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "add_months": add_months,
    "months_between": months_between,
    "months_elapsed": months_elapsed,
    "quotient": quotient,
    "rounded": rounded,
    "share": share,
}
PARTS = {"year": ".year", "month": ".month", "day": ".day", "weekday": ".isoweekday()"}
OPERATORS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class Statements:
    """The statements written so far. `read` gives the Python that reads a source."""

    def __init__(self, read: Callable[[algebra.Source], str | algebra.Column]) -> None:
        self.lines: list[str] = []
        self.constants: dict[str, object] = dict(FUNCTIONS)
        self._read = read
        self._known: dict[algebra.Column, str] = {}
        self._names: dict[tuple[type, object], str] = {}

    def value(self, column: algebra.Column) -> str:
        """A variable or a literal that holds the value of a column."""
        known = self._known.get(column)
        if known is None:
            known = self._known[column] = self._written(column)
        return known

    def truth(self, column: algebra.Column) -> str:
        """A test that is true where a column is true, false where it is false or null."""
        match column:
            case algebra.IsTrue(of):
                return self.truth(of)
            case algebra.IsFalse(of):
                return f"{self.value(of)} is False"
            case algebra.IsNull(of):
                return f"{self.value(of)} is None"
            case algebra.Not(of) if never_null(of):
                return f"not {self._bracketed(of)}"
            case _:
                return self.value(column) if never_null(column) else f"{self.value(column)} is True"

    def _bracketed(self, column: algebra.Column) -> str:
        test = self.truth(column)
        return f"({test})" if " " in test else test

    def _written(self, column: algebra.Column) -> str:
        match column:
            case algebra.Const(value):
                return self.constant(value)
            case algebra.Source():
                found = self._read(column)
                return self.assigned(found) if isinstance(found, str) else self.value(found)
            case _:
                return self.assigned(self._expression(column))

    def assigned(self, expression: str) -> str:
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = {expression}")
        return name

    def constant(self, value: object) -> str:
        if value is None or isinstance(value, (bool, str, int)):
            return repr(value)
        key = (type(value), str(value) if isinstance(value, Decimal) else value)  # 0.1 and 0.10 are two units
        if key not in self._names:
            self._names[key] = f"k{len(self._names)}"
            self.constants[self._names[key]] = value
        return self._names[key]

    def _expression(self, column: algebra.Column) -> str:
        match column:
            case algebra.Source() | algebra.Const():
                return self.value(column)
            case algebra.IsNull() | algebra.IsTrue() | algebra.IsFalse():
                return self.truth(column)
            case algebra.Not(of):
                return self._where_known(lambda value: f"not {value}", of)
            case algebra.All(of):
                return self._joined(of, "and", decisive=False)
            case algebra.Any(of):
                return self._joined(of, "or", decisive=True)
            case algebra.Compare(op, left, right):
                return self._where_known(lambda one, other: f"{one} {OPERATORS[op]} {other}", left, right)
            case algebra.OneOf(of, values):
                among = self.constant(frozenset(value.value for value in values))
                return self._where_known(lambda value: f"{value} in {among}", of)
            case algebra.Case():
                return self._case(column)
            case algebra.Plus(left, right):
                return self._where_known(lambda one, other: f"{one} + {other}", left, right)
            case algebra.Minus(left, right):
                return self._where_known(lambda one, other: f"{one} - {other}", left, right)
            case algebra.Times(left, right):
                return self._where_known(lambda one, other: f"{one} * {other}", left, right)
            case algebra.Count(of):
                return " + ".join(f"({self.truth(one)})" for one in of)
            case algebra.Listed(entries):
                return self._listed(entries)
            case _:
                return self._called(column)

    def _called(
        self,
        column: algebra.Divide
        | algebra.Rounded
        | algebra.Share
        | algebra.AddMonths
        | algebra.AddDays
        | algebra.PartOf
        | algebra.WholeMonths
        | algebra.MonthsElapsed
        | algebra.TextTest,
    ) -> str:
        match column:
            case algebra.Divide(of, by):
                return self._where_known(lambda value: f"quotient({value}, {by})", of)
            case algebra.Rounded(of, how, kind):
                return self._where_known(lambda value: f"rounded({value}, {self._unit(kind)}, {MODES[how]!r})", of)
            case algebra.Share(of, by, kind):
                return self._where_known(lambda value: f"share({value}, {by}, {self._unit(kind)})", of)
            case algebra.AddMonths(of, months):
                return self._where_known(lambda value: f"add_months({value}, {months})", of)
            case algebra.AddDays(of, days):
                return self._where_known(lambda value: f"{value} + {self.constant(timedelta(days))}", of)
            case algebra.PartOf(of, part):
                return self._where_known(lambda value: f"{value}{PARTS[part]}", of)
            case algebra.WholeMonths(start, end):
                return self._where_known(lambda one, other: f"months_between({one}, {other})", start, end)
            case algebra.MonthsElapsed(start, end):
                return self._where_known(lambda one, other: f"months_elapsed({one}, {other})", start, end)
            case algebra.TextTest(of, "contains", text):
                return self._where_known(lambda value: f"{text!r} in {value}", of)
            case algebra.TextTest(of, test, text):
                return self._where_known(lambda value: f"{value}.{test}with({text!r})", of)
            case _:
                assert_never(column)

    def _unit(self, kind: algebra.Number) -> str:
        return self.constant(Decimal(1).scaleb(-kind.scale))

    def _where_known(self, form: Callable[..., str], *parts: algebra.Column) -> str:
        """An expression of some values, null where one of them is."""
        values = [self.value(part) for part in parts]
        tests = [f"{value} is None" for part, value in zip(parts, values, strict=True) if not never_null(part)]
        expression = form(*values)
        return f"None if {' or '.join(dict.fromkeys(tests))} else {expression}" if tests else expression

    def _joined(self, parts: tuple[algebra.Column, ...], word: str, *, decisive: bool) -> str:
        """Three-valued `and` (false decides) or `or` (true decides)."""
        nullable = [self.value(part) for part in parts if not never_null(part)]
        sure = [self._bracketed(part) for part in parts if never_null(part)]
        if not nullable:
            return f" {word} ".join(sure)
        decided = [f"{value} is {decisive}" for value in nullable]
        decided += sure if decisive else [f"not {test}" for test in sure]
        unknown = " or ".join(f"{value} is None" for value in nullable)
        return f"{decisive} if {' or '.join(decided)} else None if {unknown} else {not decisive}"

    def _case(self, column: algebra.Case) -> str:
        written = [f"{self.value(value)} if {self.truth(condition)} else " for condition, value in column.branches]
        return "".join(written) + self.value(column.otherwise)

    def _listed(self, entries: tuple[tuple[algebra.Column, str], ...]) -> str:
        """A tuple of words, in their order."""
        if not entries:
            return "()"
        words = [f"*(({word!r},) if {self.truth(condition)} else ())" for condition, word in entries]
        return f"({', '.join(words)},)"


def compiled(name: str, parameters: str, statements: Statements, result: str) -> Callable[..., Anything]:
    """The function of some statements. The text is made from rules that were read just now, and is never stored."""
    body = "\n    ".join((*statements.lines, f"return {result}"))
    text = f"def {name}({parameters}):\n    {body}\n"
    scope: dict[str, Anything] = dict(statements.constants)
    exec(compile(text, f"<{name}>", "exec"), scope)
    made: Callable[..., Anything] = scope[name]
    return made
