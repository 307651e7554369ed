"""What expressions are worth in a situation, without the whole answer around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from public_aids.engine.cases.domains import names_of
from public_aids.engine.decide.contracts import contracts_from
from public_aids.engine.decide.given import given
from public_aids.engine.decide.profile import Profile
from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.feel.values import Unknown, Value
from public_aids.engine.rulebook.model import STATES, Rulebook


class Worth:
    """Some expressions, evaluated together: for every signature and state of a contract that a person may have."""

    def __init__(self, exprs: Iterable[Expr], rules: Rulebook) -> None:
        self._exprs = tuple(exprs)
        self._role = rules.roles.contracts
        self._facts = [rules.facts[name] for name in names_of(self._exprs, rules)]
        names = {name for expr in self._exprs for name in free_names(expr)}
        self._signed = "signature" in names
        self._states = ("none", *(STATES if "contract_state" in names else ()))

    def of(self, profile: Profile, on: date) -> Iterator[tuple[Value, ...]]:
        """The values of the expressions, once for each signature and state."""
        for scope in self._scopes(profile, on):
            yield tuple(evaluate(expr, scope) for expr in self._exprs)

    def _scopes(self, profile: Profile, on: date) -> Iterator[dict[str, Value]]:
        facts: dict[str, Value] = {"on": on}
        facts |= {one.name: profile.get(one.name, Unknown(frozenset((one.name,)))) for one in self._facts}
        for one in self._facts:
            facts[one.name] = given(one, facts[one.name], lambda expr: evaluate(expr, facts)).value
        for signature in (on, *self._signatures(profile)) if self._signed else (on,):
            for state in self._states:
                yield {**facts, "signature": signature, "contract_state": state}

    def _signatures(self, profile: Profile) -> Iterator[date]:
        told = contracts_from(profile.get(self._role.fact), self._role) or ()
        return (one.signed_on for one in told if one.signed_on is not None)
