"""One situation on one day: every scheme, the best combination, and what to ask next."""

from _thread import RLock  # `threading` takes a millisecond to import
from datetime import date
from decimal import Decimal
from functools import cached_property

from public_aids.engine.decide.advice import contact_of, questions_of, warnings_of
from public_aids.engine.decide.amounts import Basis
from public_aids.engine.decide.answer import Answer, answer_of, first_year_of
from public_aids.engine.decide.cautions import Cautions
from public_aids.engine.decide.changes import changed, changes_that_open, next_turn
from public_aids.engine.decide.combination import combine
from public_aids.engine.decide.conditions import failed_ids
from public_aids.engine.decide.contradictions import against_obligations
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.held import shown_contract
from public_aids.engine.decide.later_amounts import with_changes
from public_aids.engine.decide.money import Horizon, first_year
from public_aids.engine.decide.notices import Warned, concerned, warned
from public_aids.engine.decide.readings import Readings
from public_aids.engine.decide.result import (
    AmountResult,
    Blocker,
    Combination,
    ConditionResult,
    Held,
    Opening,
    ReadingResult,
    SchemeResult,
    Status,
    Termination,
    Turn,
    Unkept,
    Window,
)
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.situation import Profile, Situation
from public_aids.engine.decide.window import window_on
from public_aids.engine.record import replace
from public_aids.engine.rulebook.dated import spoken_on
from public_aids.engine.rulebook.model import Contact, Notice, Rulebook, Scheme
from public_aids.engine.text import Text


def decide(rules: Rulebook, profile: Profile, on: date, horizon: tuple[date, date] | None = None) -> Decision:
    """What a person may have on a day, and what is best over a horizon (12 months from that day when it is left out).

    `profile` holds the known facts by name; a fact that is not there is unknown. Each part is computed when it is first
    read.
    """
    return Decision.of_parts(Answers(Rights(Situation(rules, profile)), on, Horizon(*horizon) if horizon else None))


class Answers:
    """The parts of a `Decision`, each computed once. What is asked of one scheme does not compute the others."""

    def __init__(self, rights: Rights, on: date, horizon: Horizon | None = None) -> None:
        self.lock = RLock()
        self.rights = rights
        self.situation = rights.situation
        self.on = on
        self.rules_hash = self.situation.rules.hash
        self.currency = self.situation.rules.manifest.currency
        self.cautions = Cautions(rights, on)
        self.horizon = horizon or first_year(on)

    def of(self, scheme: Scheme) -> SchemeResult:
        return SchemeResult.of_parts(_Parts(scheme, self))

    @cached_property
    def schemes(self) -> tuple[SchemeResult, ...]:
        return tuple(self.of(scheme) for scheme in self.situation.rules.schemes)

    @cached_property
    def combination(self) -> Combination:
        return self.cautions.told(combine(self.rights, self.on, self.horizon))

    @cached_property
    def readings(self) -> Readings:
        return Readings(self.rights, self.on, self.horizon, self.combination)

    @property
    def contact(self) -> Contact | None:
        return contact_of(self.situation)

    @property
    def questions(self) -> tuple[str, ...]:
        return questions_of(self.schemes, self.combination, self.situation)

    @property
    def warnings(self) -> tuple[Text, ...]:
        return warnings_of(self.schemes, self.combination, self.situation, self.on)


class _Parts:
    """The parts of a `SchemeResult`, each computed once where others need it too."""

    def __init__(self, scheme: Scheme, answers: Answers) -> None:
        self.lock = answers.lock
        self._scheme = scheme
        self.kind = scheme.kind
        self._all, self._rights, self._on = answers, answers.rights, answers.on

    @property
    def scheme(self) -> Scheme:
        return spoken_on(self._scheme, self._on)

    @cached_property
    def _answer(self) -> Answer:
        return answer_of(self._scheme, self._rights, self._on)

    @property
    def status(self) -> Status | None:
        return self._answer.status

    @property
    def window(self) -> Window:
        return window_on(self._scheme, self._on)

    @cached_property
    def conditions(self) -> tuple[ConditionResult, ...]:
        return () if self.status is None else self._rights.conditions(self._scheme, self._on)

    @cached_property
    def failed(self) -> tuple[str, ...]:
        return tuple(failed_ids(self.conditions))

    @property
    def missing(self) -> tuple[str, ...]:
        return self._answer.missing if self.status == "undetermined" else ()

    @property
    def amounts(self) -> tuple[AmountResult, ...]:
        opens = self._rights.opening(self._scheme, self._on)
        return self._with_changes(self._answer.amounts, Basis(self._on, opens))

    @property
    def total_first_year(self) -> Decimal | None:
        return self._answer.total_first_year

    @cached_property
    def held(self) -> Held | None:
        held, shown = self._answer.held, shown_contract(self._scheme, self._rights.situation, self._on)
        if held is None or shown is None or held.signed_on is None or held.state != "running":
            return held
        basis = Basis(self._on, held.signed_on, shown[0].granted)
        return replace(held, amounts=self._with_changes(held.amounts, basis, until=held.ends_on))

    def _with_changes(
        self, amounts: tuple[AmountResult, ...], basis: Basis, until: date | None = None
    ) -> tuple[AmountResult, ...]:
        return with_changes(self._scheme, amounts, self._rights.situation, basis, self._all.horizon, until)

    @property
    def blocked_by(self) -> tuple[Blocker, ...]:
        """The running contracts in the way; the right opens without them only where all else is certainly met, and none
        is one of its own."""
        outcomes = {condition.id: condition.outcome for condition in self.conditions}
        if outcomes.pop("held_contract", "true") != "false":
            return ()
        blockers = self._rights.blockers(self._scheme, self._on)
        opens = self._scheme.id not in blockers and all(outcome == "true" for outcome in outcomes.values())
        return tuple(Blocker(other, "terminated" if opens else None) for other in blockers)

    @property
    def would_open_if(self) -> tuple[Opening, ...]:
        scheme, rights, on = self._scheme, self._all.readings.settled[0], self._on
        left = self._all.cautions.of(Termination(other, on) for other in rights.blockers(scheme, on))
        contracts = rights.situation.rules.roles.contracts.fact
        return tuple(
            Opening(facts, _brought(scheme, changed(rights, facts), on), left if contracts in facts else ())
            for facts in changes_that_open(scheme, rights, on, self.conditions)
        )

    @cached_property
    def turns(self) -> Turn | None:
        return None if self.status is None else next_turn(self._scheme, self._all.readings.settled[0], self._on)

    @property
    def readings(self) -> tuple[ReadingResult, ...]:
        return self._all.readings.of(self._scheme)

    @property
    def warnings(self) -> tuple[Text, ...]:
        return _texts(self._caveats.fired, self._on) if self._now else ()

    @property
    def later(self) -> tuple[Text, ...]:
        return () if self._now else _texts(self._caveats.fired, self._on)

    @property
    def to_check(self) -> tuple[Text, ...]:
        return _texts(self._caveats.to_check, self._on)

    @property
    def unkept(self) -> tuple[Unkept, ...]:
        return tuple(against_obligations(self._scheme, self._rights.situation, self._on, self.status, self.held))

    @cached_property
    def _now(self) -> bool:
        return concerned(self.status, self.failed, self.held)

    @cached_property
    def _caveats(self) -> Warned:
        seen = self._on if self._now else self._opens_on
        return warned(self._scheme, self._rights.situation, seen, self.held) if seen else Warned()

    @property
    def _opens_on(self) -> date | None:
        """The day on which the right opens that the best set takes later."""
        opens = self.turns is not None and self.turns.status == "eligible"
        return self.turns.on if self.turns and opens and self._scheme.id in self._all.combination.best else None


def _texts(notices: tuple[Notice, ...], day: date) -> tuple[Text, ...]:
    return tuple(notice.text.at(day) for notice in notices)


def _brought(scheme: Scheme, rights: Rights, on: date) -> Decimal | None:
    return None if scheme.unquantified else first_year_of(scheme, rights, on)
