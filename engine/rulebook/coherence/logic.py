"""Whether conditions can hold together, over all that facts may be (in the terms of `domains`)."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Generic, TypeVar

from public_aids.engine.feel.compiled import compile_expr
from public_aids.engine.feel.syntax import And, Boolean, Call, Expr, If, Name, Or, free_names, size
from public_aids.engine.feel.values import Unknown, Value
from public_aids.engine.rulebook.coherence.domains import Facts, compared, in_few_values, negated, values_tried

MAX_WORK = 4_000  # steps of evaluation
T = TypeVar("T")


class Logic:
    """Answers questions about conditions; what is worked out for one is kept for all the others of a folder."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.names = _Kept(free_names)
        self.constant = _Kept(self._constant)
        self._few = _Kept(lambda expr: in_few_values(expr, facts))
        self._meaning = _Kept(_Meaning)
        self._parts = {so: _Kept(partial(self._parts_of, so=so)) for so in (True, False)}
        self._empty: dict[frozenset[_Part], bool] = {}

    def impossible(self, conditions: Iterable[Expr]) -> bool:
        """Whether conditions can certainly not all be true of anybody."""
        written = (one for condition in conditions for one in _apart(condition, True))
        parts = dict.fromkeys(part for expr, so in written for part in self._parts[so](expr))
        return any(self._none_holds(group) for group in _related(parts))

    def _constant(self, expr: Expr) -> bool | None:
        """The one answer of a condition, whatever facts are; None when it has several, or they cannot all be tried."""
        if self.impossible((expr,)):
            return False
        return True if self.impossible((negated(expr),)) else None

    def same(self, one: Expr, other: Expr) -> bool:
        """Whether two conditions are true of the same people."""
        return one == other or (self.impossible((one, negated(other))) and self.impossible((negated(one), other)))

    def core(self, conditions: tuple[Expr, ...]) -> tuple[int, ...]:
        """The positions of a few conditions that are impossible together, taken from some that are."""
        kept = tuple(range(len(conditions)))
        for at in reversed(kept):
            fewer = tuple(one for one in kept if one != at)
            if self.impossible(conditions[one] for one in fewer):
                kept = fewer
        return kept

    def _parts_of(self, written: Expr, so: bool) -> tuple["_Part", ...]:
        return tuple((self._meaning(expr), answer) for expr, answer in _apart(self._few(written), so))

    def _none_holds(self, group: list["_Part"]) -> bool:
        known = frozenset(group)
        if known not in self._empty:
            self._empty[known] = _Search(group, self.facts).fails()
        return self._empty[known]


def needed(expr: Expr) -> frozenset[str]:
    """The names without which a condition is not known to be true, however the others are."""
    match expr:
        case And(operands):
            return frozenset[str]().union(*map(needed, operands))
        case Or(operands):
            return frozenset.intersection(*map(needed, operands))
        case _:
            return free_names(expr) if not isinstance(expr, If) else needed(expr.condition)


class _Kept(Generic[T]):
    """What is worked out of expressions, each known by its identity: equal texts of a folder are read once."""

    def __init__(self, work: Callable[[Expr], T]) -> None:
        self._work = work
        self._kept: dict[int, tuple[Expr, T]] = {}  # with the expression, so that no other one gets its identity

    def __call__(self, expr: Expr) -> T:
        found = self._kept.get(id(expr))
        if found is None:
            found = self._kept[id(expr)] = (expr, self._work(expr))
        return found[1]


class _Meaning:
    """An expression in terms of few values, ready to be tried."""

    def __init__(self, expr: Expr) -> None:
        self.value = compile_expr(expr)
        self.names = free_names(expr)
        self.size = size(expr)
        self.points = tuple((name, point) for name, point in compared(expr) if name in self.names)


_Part = tuple[_Meaning, bool]  # the answer that it has to have


def _apart(expr: Expr, so: bool) -> Iterator[tuple[Expr, bool]]:
    """What has to be true, or false, for an expression to be so."""
    match expr:
        case Call(Name("not"), (operand,)):
            yield from _apart(operand, not so)
        case And(operands) | Or(operands) if isinstance(expr, And) is so:
            for one in operands:
                yield from _apart(one, so)
        case Boolean(value) if value is so:
            return
        case _:
            yield expr, so


def _related(parts: Iterable[_Part]) -> list[list[_Part]]:
    """Parts in groups that have no name in common."""
    groups: list[tuple[frozenset[str], list[_Part]]] = []
    for part in parts:
        names, together, apart = part[0].names, [part], []
        for known, group in groups:
            if known & names:
                names, together = names | known, group + together
            else:
                apart.append((known, group))
        groups = [*apart, (names, together)]
    return [group for _, group in groups]


class _Search:
    """Tries the values of the names of a group of parts."""

    def __init__(self, group: list[_Part], facts: Facts) -> None:
        points: dict[str, set[Decimal | str]] = {name: set() for part, _ in group for name in part.names}
        for part, _ in group:
            for name, point in part.points:
                points[name].add(point)
        self._domains = {name: values_tried(name, points[name], facts) for name in points}
        self._parts = sorted(group, key=lambda part: part[0].size)
        self._left = MAX_WORK

    def fails(self) -> bool:
        """Whether no way holds; no when it would take too long to tell."""
        return self._fails({name: Unknown(frozenset((name,))) for name in self._domains}, self._parts)

    def _fails(self, values: dict[str, Value], parts: list[_Part], changed: str | None = None) -> bool:
        still = []
        for part, so in parts:
            if changed is None or changed in part.names:
                self._left -= part.size
                answer = part.value(values)
                if answer is (not so):
                    return True
                if not isinstance(answer, Unknown):
                    continue
            still.append((part, so))
        if not still or self._left <= 0:
            return False
        waiting = ([name for name in sorted(part.names) if isinstance(values[name], Unknown)] for part, _ in still)
        name = min(waiting, key=len)[0]
        return all(self._fails({**values, name: value}, still, name) for value in self._domains[name])
