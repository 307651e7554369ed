"""What a fact is worth beside others: what they say of it comes before what is stated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from public_aids.engine.decide.profile import read_value
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.feel.values import Unknown, Value
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Fact

APART: Value = Unknown(frozenset())  # of a fact that does not apply: no fact that could be asked makes it known
Evaluate = Callable[[Expr], Value]


class Given(Record):
    """The value of a fact; what others say of it, by which expression; whether it does not apply."""

    value: Value
    says: Value = None
    by: Expr | None = None
    apart: bool = False


def given(fact: Fact, stated: Value, run: Evaluate) -> Given:
    """A fact beside the others. `stated` is unknown where the profile is silent; `run` evaluates an expression.

    One that does not apply is false, an empty list of records, or a value of which every condition is false. What is
    derived comes before what is stated; what is only implied comes after it.
    """
    asked = frozenset((fact.name,))
    if fact.when_relevant is not None:
        relevant = run(fact.when_relevant)
        if relevant is False or relevant == APART:
            return Given(_apart(fact), None, fact.when_relevant, True)
        asked |= relevant.needs if isinstance(relevant, Unknown) else frozenset()
    if fact.derived is not None:
        value = run(fact.derived)
        if admitted(fact, value):
            return Given(value, value, fact.derived)
        if isinstance(value, Unknown):
            asked = asked - {fact.name} | value.needs
    by = next((one for one in fact.implied if run(one.when) is True), None)
    silent = isinstance(stated, Unknown)
    if by is not None:
        says = run(by.value)
        return Given(says if silent else stated, says, by.when)
    value = Unknown(asked) if silent else stated
    return Given(value, apart=value == APART)


def admitted(fact: Fact, value: Value) -> bool:
    """Is it a value that the fact may have: within its bounds, of its form, among its values?"""
    if value is None or isinstance(value, Unknown):
        return False
    return isinstance(value, (date, list, tuple)) or not read_value(fact, value, ())[1]


def _apart(fact: Fact) -> Value:
    match fact.type:
        case "boolean":
            return False
        case "records":
            return ()
        case _:
            return APART
