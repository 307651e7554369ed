"""Every scheme for one person in some twenty microseconds: `decide` without its reasons, plans and sentences.

The rules of a day become one function of Python, made once from the same columns as those of a population, so that
there is no second reading of the rules. Nothing of it is stored on disk.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from public_aids.engine.decide.amounts import Basis, amounts_of
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.situation import Profile, Situation
from public_aids.engine.quick.forms import Answer, Forms, condition_ids, list_facts
from public_aids.engine.quick.verdicts import Result, Sum, Verdict, from_decision
from public_aids.engine.rulebook.model import Rulebook

Contracts = tuple[Mapping[str, Any], ...] | None


class Quick:
    """The rules on one day. Profiles are those of `decide`: values by name, None or absent is unknown.

    Raises `NoColumnForm` for rules with an expression that has no form in columns.
    """

    def __init__(self, rules: Rulebook, on: date) -> None:
        self.rules = rules
        self.on = on
        self.conditions = {scheme.id: condition_ids(scheme) for scheme in rules.schemes}
        self._role = rules.roles.contracts
        self._forms: dict[int, Forms] = {}
        self._functions: dict[tuple[str, int], Answer] = {}
        self._listed = list_facts(self._form(0).lowering)
        self._verdicts = self._function("verdicts", 0)

    def verdicts(self, profile: Profile) -> tuple[Verdict, ...]:
        """For each scheme, in the order of the rulebook, its status and the outcome of each condition."""
        contracts: Any = profile.get(self._role.fact)
        if not contracts:
            return self._verdicts(profile.get, contracts)
        if not self._regular(contracts):
            return tuple(Verdict(*one[:3]) for one in self._decided(profile))
        return self._function("verdicts", len(contracts))(profile.get, contracts)

    def missing(self, profile: Profile) -> dict[str, tuple[str, ...]]:
        """For each scheme the exact facts that can still change its status, in the order of their declaration."""
        contracts: Any = profile.get(self._role.fact)
        if contracts and not self._regular(contracts):
            return {one.scheme: one.missing for one in self._decided(profile)}
        found = self._function("missing", len(contracts or ()))(profile.get, contracts)
        return dict(zip(self.conditions, found, strict=True))

    def results(self, profile: Profile) -> tuple[Result, ...]:
        """For each scheme all that is true of it: what failed, what is missing, its amounts, the contract held."""
        contracts: Any = profile.get(self._role.fact)
        if contracts and not self._regular(contracts):
            return self._decided(profile)
        found: tuple[Result, ...] = self._function("results", len(contracts or ()))(profile.get, contracts)
        given = {name for name, facts in self._listed.items() if any(profile.get(fact) is not None for fact in facts)}
        return tuple(self._by_month(one, profile) if one.scheme in given else one for one in found) if given else found

    def _by_month(self, result: Result, profile: Profile) -> Result:
        """A result whose amounts are given month by month: such lists have no columns."""
        scheme = self.rules.scheme(result.scheme)
        if scheme is None or not result.amounts:
            return result
        amounts = amounts_of(scheme, Situation(self.rules, profile), Basis(self.on, self.on))
        return result._replace(amounts=tuple(Sum(one.id, one.value, one.missing) for one in amounts))

    def _decided(self, profile: Profile) -> tuple[Result, ...]:
        return from_decision(decide(self.rules, profile, self.on).schemes)

    def _form(self, contracts: int) -> Forms:
        if contracts not in self._forms:
            self._forms[contracts] = Forms(self.rules, self.on, contracts)
        return self._forms[contracts]

    def _function(self, name: str, contracts: int) -> Answer:
        found = self._functions.get((name, contracts))
        if found is None:
            form = self._form(contracts)
            made = {"verdicts": form.verdicts, "missing": form.missing, "results": form.results}[name]
            found = self._functions[name, contracts] = made()
        return found

    def _regular(self, contracts: Any) -> bool:
        """Does each contract have the day of its signature? Columns do not know what is unknown of a contract."""
        return all(one.get(self._role.signed) is not None for one in contracts)
