"""What an expression is worth in a situation, before and after a change: a quick look before the whole answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from engine.cases.domains import names_of
from engine.cases.mutants import Mutant
from engine.decide.profile import Profile
from engine.feel.evaluate import evaluate
from engine.feel.syntax import Expr, free_names
from engine.feel.values import Unknown, Value
from engine.rulebook.model import Rulebook

STATES = ("none", "running", "ended", "terminated", "unknown")


class Worth:
    """Looks at one change. One that is not of an expression may always matter."""

    def __init__(self, mutant: Mutant, rules: Rulebook) -> None:
        exprs = [part for part in (mutant.before, mutant.after) if isinstance(part, Expr)]
        self._exprs = exprs if len(exprs) == 2 else []
        self._facts = [rules.facts[name] for name in names_of(self._exprs, rules)]
        names = {name for expr in self._exprs for name in free_names(expr)}
        self._signed = "signature" in names
        self._states = STATES if "contract_state" in names else STATES[:1]

    def may_differ(self, profile: Profile, on: date) -> bool:
        """Whether the expressions differ for some signature and some state of a contract that the person may have."""
        if not self._exprs:
            return True
        before, after = self._exprs
        return any(evaluate(before, scope) != evaluate(after, scope) for scope in self._scopes(profile, on))

    def _scopes(self, profile: Profile, on: date) -> Iterator[dict[str, Value]]:
        facts: dict[str, Value] = {"on": on}
        facts |= {one.name: profile.get(one.name, Unknown(frozenset((one.name,)))) for one in self._facts}
        for one in self._facts:
            if one.derived is not None and isinstance(facts[one.name], Unknown):
                facts[one.name] = evaluate(one.derived, facts)
        for signature in (on, *_signatures(profile)) if self._signed else (on,):
            for state in self._states:
                yield {**facts, "signature": signature, "contract_state": state}


def _signatures(profile: Profile) -> Iterator[date]:
    contracts = profile.get("contrats")
    for one in contracts if isinstance(contracts, (list, tuple)) else ():
        signed = one.get("date_signature") if isinstance(one, Mapping) else None
        if isinstance(signed, date):
            yield signed
