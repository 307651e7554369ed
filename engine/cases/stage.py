"""Rules on which cases are played, one scheme at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from public_aids.engine.cases.model import Case, Observed, PairAnswer
from public_aids.engine.decide.decide import Answers
from public_aids.engine.decide.profile import Profile
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.situation import Situation
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.readings import rules_under


class Stage:
    """Answers for one scheme alone: a case claims nothing of the others.

    The situations of cases are kept, and shared with the stages made by `under`: what an expression is worth for a
    person does not depend on the rules around it.
    """

    def __init__(self, rules: Rulebook) -> None:
        self.rules = rules
        self._relations = Relations(rules)
        self._kept: dict[int, tuple[Case, Situation]] = {}

    def under(self, rules: Rulebook) -> Stage:
        """The same cases under rules that declare the same facts."""
        other = Stage(rules)
        other._kept = self._kept
        return other

    def play(self, case: Case) -> Observed:
        """What the rules answer to a case."""
        kept = self._kept.get(id(case))
        if kept is None:
            kept = self._kept[id(case)] = (case, Situation(self.rules, case.profile))
        stage = Stage(rules_under(self.rules, case.readings)) if case.readings else self
        return stage._seen(case.scheme, kept[1].under(stage.rules), case.on)

    def answer(self, scheme: str, profile: Profile, on: date) -> Observed:
        """What the rules answer to any situation."""
        return self._seen(scheme, Situation(self.rules, profile), on)

    def _seen(self, name: str, situation: Situation, on: date) -> Observed:
        scheme = self.rules.scheme(name)
        assert scheme is not None
        rights = Rights(situation, self._relations)
        opens, pairs = rights.opening(scheme, on), self._pairs(name, situation, on)
        return Observed(Answers(rights, on).of(scheme), opens, pairs, self._followed(name, situation, on))

    def _pairs(self, name: str, situation: Situation, on: date) -> Mapping[str, PairAnswer]:
        found: dict[str, PairAnswer] = {}
        for other in self.rules.schemes:
            answer = self._relations.answer(name, other.id, situation.value, on)
            if answer == "incompatible":
                relation = self._relations.incompatible(name, other.id)
                career = relation is not None and relation.during == "career"
                found[other.id] = "incompatible_for_career" if career else "incompatible"
            elif other.id != name:
                found[other.id] = answer
        return found

    def _followed(self, name: str, situation: Situation, on: date) -> tuple[str, ...]:
        held = {contract.scheme for contract in situation.contracts or ()}
        return tuple(
            earlier
            for earlier, later, had_if in self._relations.successions()
            if later == name and (earlier in held or (had_if is not None and situation.value(had_if, on) is True))
        )
