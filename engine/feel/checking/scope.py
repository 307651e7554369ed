"""What the parts of an expression are checked in, and what checks them."""

from collections.abc import Mapping
from typing import Protocol

from public_aids.engine.feel.checking.presence import Assumed, assumed_when
from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.feel.types import Declared, Type
from public_aids.engine.record import Record, replace


class Scope(Record):
    """The names that can be used, and what is assumed of expressions: not zero, not absent."""

    names: Mapping[str, Declared]
    assumed: Assumed = frozenset()

    def with_names(self, bound: Mapping[str, Type]) -> "Scope":
        names = {**self.names, **{name: Declared(of) for name, of in bound.items()}}
        kept = (expr for expr in self.assumed if not free_names(expr) & bound.keys())
        return Scope(names, frozenset(kept))

    def assuming(self, condition: Expr, truth: bool) -> "Scope":
        return replace(self, assumed=self.assumed | assumed_when(condition, truth))


class Typer(Protocol):
    """The walk through the tree, as seen by what checks one kind of node."""

    report: Report

    def value(self, expr: Expr, scope: Scope, hint: Type | None = None) -> Type: ...

    def condition(self, expr: Expr, scope: Scope, before: Expr | None = None) -> None: ...
