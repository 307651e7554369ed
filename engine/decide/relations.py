"""What may be held together: symmetric answers from what each file declares once."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.feel.values import Value
from public_aids.engine.rulebook.model import Relation, Rulebook

Answer = Literal["incompatible", "compatible", "unsettled", "succession"]
Pair = tuple[str, str]


class Relations:
    """The relations of a rulebook, by pair."""

    def __init__(self, rules: Rulebook) -> None:
        self._declared: dict[frozenset[str], list[tuple[str, Relation]]] = {}
        for scheme in rules.schemes:
            for relation in scheme.relations:
                for other in relation.schemes:
                    self._declared.setdefault(frozenset((scheme.id, other)), []).append((scheme.id, relation))
        self._opponents: dict[str, dict[str, Relation]] = {}
        for pair, declared in self._declared.items():
            for relation in (one for _, one in declared if one.kind == "incompatible"):
                for scheme_id in pair:
                    for other in pair - {scheme_id}:
                        self._opponents.setdefault(scheme_id, {}).setdefault(other, relation)

        self._excluded: dict[str, dict[str, frozenset[str]]] = {}
        for scheme in rules.schemes:
            for exclusion in scheme.incompatible_supplements:
                owner, _, amount = exclusion.supplement.partition(".")
                named = self._excluded.setdefault(owner, {})
                named[amount] = named.get(amount, frozenset()) | {scheme.id}

    def excluded(self, scheme: str) -> Mapping[str, frozenset[str]]:
        """The supplements of a scheme that are not paid beside others: by each, these schemes."""
        return self._excluded.get(scheme, {})

    def excludes(self, one: str, other: str) -> bool:
        """Is a supplement of the other scheme not paid beside this one?"""
        return any(one in schemes for schemes in self.excluded(other).values())

    def declared(self, one: str, other: str) -> tuple[Relation, ...]:
        return tuple(relation for _, relation in self._declared.get(frozenset((one, other)), ()))

    def incompatible(self, one: str, other: str) -> Relation | None:
        return self.opponents(one).get(other)

    def opponents(self, scheme: str) -> Mapping[str, Relation]:
        """The schemes that a scheme is incompatible with, and the relation that says so."""
        return self._opponents.get(scheme, {})

    def successions(self) -> tuple[tuple[str, str, Expr | None], ...]:
        """What may follow what: the earlier scheme, the later one, and the expression that says the earlier was had."""
        found = [
            (earlier, later, relation.had_if)
            for pair, declared in self._declared.items()
            for earlier, relation in declared
            if relation.kind == "succession"
            for later in pair - {earlier}
        ]
        return tuple(sorted(found, key=lambda one: one[:2]))

    def answer(self, one: str, other: str, worth: Callable[[Expr, date], Value], day: date) -> Answer:
        """The answer of the sources on holding both; under a condition that is not met, none of them settles it."""
        declared = self.declared(one, other)
        kinds = {r.kind for r in declared if r.only_if is None or worth(r.only_if, day) is True}
        if "incompatible" in kinds:
            return "incompatible"
        if "compatible" in kinds:
            return "compatible"
        return "succession" if "succession" in kinds else "unsettled"
