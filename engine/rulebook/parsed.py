"""Expressions parsed and checked, each text once: files of one folder repeat one another."""

from collections.abc import Mapping

from public_aids.engine.feel.check import ExpressionProblem, check
from public_aids.engine.feel.checking.naming import label_as_name
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.syntax import Boolean, Expr
from public_aids.engine.feel.types import Declared, Type
from public_aids.engine.record import Record


class Parsed(Record):
    """A tree, and what is wrong with it; `false` stands for an expression that cannot be read."""

    expr: Expr
    problems: tuple[ExpressionProblem, ...]


class Expressions:
    """Reads expressions over some names."""

    def __init__(self, names: Mapping[str, Declared]) -> None:
        self._names = names
        self._kept: dict[tuple[str, Type], Parsed] = {}

    def read(self, written: str, expected: Type) -> Parsed:
        """The expression of a text, which has to be of a type."""
        key = (written, expected)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._read(written, expected)
        return kept

    def check(self, expr: Expr, expected: Type, written: str) -> Parsed:
        """The same for an expression that is a number or an answer of YAML."""
        return Parsed(expr, check(expr, self._names, expected, written).problems)

    def _read(self, written: str, expected: Type) -> Parsed:
        try:
            expr = parse(written)
        except FeelError as error:
            one = label_as_name(written, error, self._names) or error
            return Parsed(Boolean(False), (ExpressionProblem(one.code, one.span, one.message, one.cures, one.fix),))
        return self.check(expr, expected, written)
