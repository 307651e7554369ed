"""The warnings of a scheme that concern a person: those that hold, and those that may, a fact being unknown."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from public_aids.engine.decide.result import Held, Status
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.syntax import Expr, If, outcomes
from public_aids.engine.feel.values import Unknown, Value
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import STATES, Notice, Scheme
from public_aids.engine.text import Text


class Warned(Record):
    """`fired`: the warnings that hold. `to_check`: those that hold or not, by facts that are unknown."""

    fired: tuple[Notice, ...] = ()
    to_check: tuple[Notice, ...] = ()


def concerned(status: Status | None, failed: tuple[str, ...], held: Held | None) -> bool:
    """May the scheme be something for the person: held, or refused by nothing but a contract that runs?"""
    return status != "not_eligible" or held is not None or failed == ("held_contract",)


def warned(scheme: Scheme, situation: Situation, on: date, held: Held | None) -> Warned:
    """The warnings of a scheme on a day, for somebody who has such a contract or not.

    One that hangs on nothing but a day of leaving is said beside what leaving brings (`engine.decide.cautions`).
    """
    leaving = situation.rules.roles.leaving
    worth = [(notice, _worth(notice, situation, on, held)) for notice in scheme.warnings]
    return Warned(
        tuple(notice for notice, value in worth if value is True),
        tuple(notice for notice, value in worth if isinstance(value, Unknown) and value.needs != {leaving}),
    )


def as_to_check(text: Text) -> Text:
    return Text(f"à vérifier, si cela vous concerne : {text.fr}", f"to be checked, if it applies to you: {text.en}")


def _worth(notice: Notice, situation: Situation, on: date, held: Held | None) -> Value:
    """True, False, or unknown; the state of a contract that is unknown may be any."""
    if notice.when is None:
        return True
    expr, signature = notice.when, held.signed_on if held else None
    states = STATES[:-1] if held and held.state == "unknown" else (held.state if held else "none",)
    return _one_of(value for state in states for value in _possible(expr, situation, on, signature, state))


def _possible(expr: Expr, situation: Situation, on: date, signature: date | None, state: str) -> Iterator[Value]:
    """What the expression is worth; where a fact that a table gives is unknown, with each value that it may give."""
    value = situation.value(expr, on, signature, state)
    scope = situation.scope(on, signature or on, state)
    tables = {
        name: tuple(evaluate(leaf, scope) for leaf in outcomes(derived))
        for name in situation.program.of(expr).facts
        if isinstance(derived := situation.rules.facts[name].derived, If) and isinstance(scope[name], Unknown)
    }
    if not isinstance(value, Unknown) or not tables:
        yield value
        return
    for values in product(*tables.values()):
        yield evaluate(expr, {**scope, **dict(zip(tables, values, strict=True))})


def _one_of(values: Iterator[Value]) -> Value:
    """The value that all of them are; else unknown."""
    first, *others = values
    same = all(other == first and type(other) is type(first) for other in others)
    return first if same else Unknown(frozenset())
