"""Rules on which cases are played, one scheme at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from public_aids.engine.cases.model import Case, Observed, PairAnswer
from public_aids.engine.decide.answer import answer_of
from public_aids.engine.decide.combination import combine
from public_aids.engine.decide.conditions import failed_ids
from public_aids.engine.decide.contradictions import against_obligations
from public_aids.engine.decide.decide import fired
from public_aids.engine.decide.money import first_year
from public_aids.engine.decide.profile import Profile
from public_aids.engine.decide.readings import Readings
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.result import Blocker, ReadingResult, SchemeResult
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.situation import Situation
from public_aids.engine.decide.window import window_on
from public_aids.engine.rulebook.model import Rulebook, Scheme
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
        """What the rules answer to a case; readings are compared where the case claims something of them."""
        kept = self._kept.get(id(case))
        if kept is None:
            kept = self._kept[id(case)] = (case, Situation(self.rules, case.profile))
        readings = any(claim.what[0] == "readings" for claim in case.claims)
        stage = Stage(rules_under(self.rules, case.readings)) if case.readings else self
        return stage._seen(case.scheme, kept[1].under(stage.rules), case.on, readings)

    def answer(self, scheme: str, profile: Profile, on: date) -> Observed:
        """What the rules answer to any situation; readings are left out."""
        return self._seen(scheme, Situation(self.rules, profile), on, readings=False)

    def _seen(self, name: str, situation: Situation, on: date, readings: bool) -> Observed:
        scheme = self.rules.scheme(name)
        assert scheme is not None
        rights = Rights(situation, self._relations)
        result = _result(scheme, rights, on, _readings(scheme, rights, on) if readings else ())
        opens, pairs = rights.opening(scheme, on), self._pairs(name, situation, on)
        return Observed(result, opens, pairs, self._followed(name, situation, on))

    def _pairs(self, name: str, situation: Situation, on: date) -> Mapping[str, PairAnswer]:
        found: dict[str, PairAnswer] = {}
        for other in self.rules.schemes:
            answer = self._relations.answer(name, other.id, situation, on)
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


def _readings(scheme: Scheme, rights: Rights, on: date) -> tuple[ReadingResult, ...]:
    year = first_year(on)
    return Readings(rights, on, year, combine(rights, on, year)).of(scheme)


def _result(scheme: Scheme, rights: Rights, on: date, readings: tuple[ReadingResult, ...]) -> SchemeResult:
    answer = answer_of(scheme, rights, on)
    conditions = () if answer.status is None else rights.conditions(scheme, on)
    failed = tuple(failed_ids(conditions))
    blockers = rights.blockers(scheme, on) if "held_contract" in failed else ()
    return SchemeResult(
        scheme=scheme,
        kind=scheme.kind,
        status=answer.status,
        window=window_on(scheme, on),
        conditions=conditions,
        failed=failed,
        missing=answer.missing if answer.status == "undetermined" else (),
        amounts=answer.amounts,
        total_first_year=answer.total_first_year,
        held=answer.held,
        blocked_by=tuple(Blocker(one, None) for one in blockers),
        would_open_if=(),
        turns=None,
        readings=readings,
        warnings=tuple(
            notice.text for notice in fired(scheme, rights.situation, on, answer.status, failed, answer.held)
        ),
        unkept=tuple(against_obligations(scheme, rights.situation, on, answer.status, answer.held)),
    )
