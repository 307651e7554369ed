"""A new right on a day: its window, its conditions, its limits, the contracts that block it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from public_aids.engine.decide.conditions import NO_NEEDS, combined, explain, outcome_of, outcome_on
from public_aids.engine.decide.contracts import Contract
from public_aids.engine.decide.money import Horizon, Money
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.result import ConditionResult, Outcome
from public_aids.engine.decide.situation import Situation
from public_aids.engine.decide.standing import Standing, standing
from public_aids.engine.decide.window import window_on
from public_aids.engine.rulebook.model import Rulebook, Scheme
from public_aids.engine.text import Text

VALIDITY = Text("Le dispositif est ouvert à cette date", "The scheme is open on this date")
CAREER_LIMIT = Text("Une seule fois dans la carrière", "Once in a career")
HELD_CONTRACT = Text("Aucun contrat incompatible n'est en cours", "No incompatible contract is running")
Verdict = tuple[Outcome, frozenset[str]]
T = TypeVar("T")
OPPOSITE: dict[Outcome, Outcome] = {"true": "false", "false": "true", "unknown": "unknown"}


class Kept:
    """What was computed for a person; it holds under every reading of the sources, since a scheme under another reading
    is another scheme. Schemes are known by identity: each is held here as long as what was computed for it."""

    def __init__(self) -> None:
        self.schemes: dict[int, Scheme] = {}
        self.still: dict[int, Verdict] = {}
        self.open: dict[tuple[int, date], Verdict] = {}
        self.open_days: dict[tuple[int, tuple[date, ...]], int] = {}
        self.looked_at: set[date] = set()
        self.money: dict[Horizon, Money] = {}
        self.standing: dict[tuple[Contract, int, date], Standing | None] = {}
        self.found: dict[tuple[object, int, date], Any] = {}


class Rights:
    """What can be opened by one person, on any day."""

    def __init__(self, situation: Situation, relations: Relations | None = None, kept: Kept | None = None) -> None:
        self.situation = situation
        self.relations = relations or situation.program.relations(situation.rules)
        self.schemes = {scheme.id: scheme for scheme in situation.rules.schemes}
        self.kept = kept or Kept()

    def open_on(self, scheme: Scheme, day: date) -> Verdict:
        """Would the right be open on a day, contracts that block it left aside?"""
        key = (id(scheme), day)
        found = self.kept.open.get(key)
        if found is None:
            self.kept.schemes[id(scheme)] = scheme
            self.kept.looked_at.add(day)
            found = self.kept.open[key] = self._opened(scheme, day)
        return found

    def _opened(self, scheme: Scheme, day: date) -> Verdict:
        if window_on(scheme, day) != "open":
            return "false", NO_NEEDS
        still = self.without_time(scheme, day)
        if still[0] == "false":
            return still
        moving = [outcome_on(one, self.situation, day) for one in self.situation.program.parts(scheme)[1]]
        return combined("all_of", (still, *moving, self.career(scheme, day)))

    def without_time(self, scheme: Scheme, day: date) -> Verdict:
        """The conditions that are the same on all days (seen on any of them), together."""
        found = self.kept.still.get(id(scheme))
        if found is None:
            self.kept.schemes[id(scheme)] = scheme
            parts = (outcome_on(one, self.situation, day) for one in self.situation.program.parts(scheme)[0])
            found = self.kept.still[id(scheme)] = combined("all_of", parts)
        return found

    def days(self) -> tuple[date, ...]:
        """Every day that was looked at so far."""
        return tuple(sorted(self.kept.looked_at | {on for on, _, _ in self.situation.clocks()}))

    def under(self, rules: Rulebook) -> "Rights":
        """The same person under rules that differ only by readings of the sources; what is known is kept."""
        pairs = zip(self.situation.rules.schemes, rules.schemes, strict=True)
        related = all(one.relations is other.relations for one, other in pairs)
        return Rights(
            self.situation.under(rules),
            self.relations if related else self.situation.program.relations(rules),
            self.kept,
        )

    def once(self, found: Callable[[Scheme, "Rights", date], T], scheme: Scheme, day: date) -> T:
        """What is found out of a scheme and a person alone, whatever the schemes around it, is kept."""
        key = (found, id(scheme), day)
        if key not in self.kept.found:
            self.kept.schemes[id(scheme)] = scheme
            self.kept.found[key] = found(scheme, self, day)
        return self.kept.found[key]  # type: ignore[no-any-return]

    def money(self, horizon: Horizon) -> Money:
        """The sums due over a horizon."""
        if horizon not in self.kept.money:
            self.kept.money[horizon] = Money(self.situation, horizon)
        return self.kept.money[horizon]

    def conditions(self, scheme: Scheme, day: date) -> tuple[ConditionResult, ...]:
        """Every condition explained, the reserved ones (`validity`, `career_limit`, `held_contract`) too."""
        validity: Outcome = "true" if window_on(scheme, day) == "open" else "false"
        found = [ConditionResult("validity", VALIDITY, validity, {}, scheme.validity.sources)]
        found += (explain(condition, self.situation, day) for condition in scheme.conditions)
        if scheme.limits:
            outcome, missing = self.career(scheme, day)
            sources = tuple(source for limit in scheme.limits for source in limit.sources)
            found.append(ConditionResult("career_limit", career_label(scheme), outcome, {}, sources, missing))
        outcome, missing = self.blocking(scheme, day)
        found.append(ConditionResult("held_contract", HELD_CONTRACT, outcome, {}, (), missing))
        return tuple(found)

    def career(self, scheme: Scheme, day: date) -> Verdict:
        """Is the limit of a career still free?"""
        if not scheme.limits:
            return "true", NO_NEEDS
        return combined("all_of", (self._free(scheme, limit_index, day) for limit_index in range(len(scheme.limits))))

    def _free(self, scheme: Scheme, limit_index: int, day: date) -> Verdict:
        limit = scheme.limits[limit_index]
        family = [s for s in self.schemes.values() if any(other.family == limit.family for other in s.limits)]
        names = {one.id for one in family}
        had = [c for c in self.situation.contracts or () if c.scheme in names and _signed(c, day)]
        if limit.periods is not None and sum(self._periods(one, day) for one in had) >= limit.periods:
            return "false", NO_NEEDS
        if limit.periods is None and had:
            return "false", NO_NEEDS
        parts: list[Verdict] = []
        if self.situation.contracts is None and any(one.kind == "contract" for one in family):
            parts.append(("unknown", self.situation.rules.roles.untold()))
        if limit.taken_if is not None:
            taken, missing = outcome_of(self.situation.value(limit.taken_if, day))
            parts.append((OPPOSITE[taken], missing))
        return combined("all_of", parts)

    def _periods(self, contract: Contract, day: date) -> int:
        """How many periods of a contract began by a day: the first one, and its renewals."""
        stands = self.standing(contract, day)
        return 1 + (stands.renewals if contract.signed_on and stands else contract.renewals or 0)

    def blocking(self, scheme: Scheme, day: date) -> Verdict:
        """Is the way free of running contracts? Asked where a contract could block: one of a contract's own may run."""
        contracts = self.situation.contracts
        opponents = {scheme.id, *self.relations.opponents(scheme.id)}
        if contracts is None:
            could = any(self.schemes[other].kind == "contract" for other in opponents if other in self.schemes)
            return ("unknown", self.situation.rules.roles.untold()) if could else ("true", NO_NEEDS)
        if self.blockers(scheme, day):
            return "false", NO_NEEDS
        stands = (self.standing(one, day) for one in contracts if one.scheme in opponents)
        return combined("all_of", (("unknown", one.needs) for one in stands if one and one.state == "unknown"))

    def blockers(self, scheme: Scheme, day: date) -> tuple[str, ...]:
        """The schemes of the running contracts that block a right, in order of their names."""
        opponents = {scheme.id, *self.relations.opponents(scheme.id)}
        contracts = (one for one in self.situation.contracts or () if one.scheme in opponents)
        running = ((one, self.standing(one, day)) for one in contracts)
        return tuple(sorted({one.scheme for one, stands in running if stands and stands.state == "running"}))

    def standing(self, contract: Contract, day: date) -> Standing | None:
        """How a contract stands on a day; None before it is signed."""
        scheme = self.schemes.get(contract.scheme)
        key = (contract, id(scheme), day)
        if key not in self.kept.standing:
            self.kept.standing[key] = standing(contract, scheme, self.situation, day)
        return self.kept.standing[key]

    def ends(self, contract: Contract, day: date, last: date) -> Iterator[date]:
        """The days on which a contract begins, is terminated or comes to the end of a period, up to a last one."""
        yield from (one for one in (contract.signed_on, contract.terminated_on) if one is not None)
        day = max(day, contract.signed_on or day)
        while day <= last and (found := self.standing(contract, day)) is not None:
            if found.ends_on is None or found.ends_on <= day:
                return
            yield (day := found.ends_on)

    def opening(self, scheme: Scheme, day: date) -> date:
        """The day a right that is open on `day` begins: a planned installation or creation may come later."""
        since = scheme.validity.since.at(day) if scheme.validity.since else None
        planned = self.situation.value(scheme.opens_on, day) if scheme.opens_on else None
        return max(d for d in (day, since, planned) if isinstance(d, date))


def career_label(scheme: Scheme) -> Text:
    """What the limits of a scheme say."""
    most = min((limit.periods for limit in scheme.limits if limit.periods is not None), default=None)
    if most is None:
        return CAREER_LIMIT
    return Text(f"Périodes déjà faites, au plus {most}", f"Periods already had, {most} at most")


def _signed(contract: Contract, day: date) -> bool:
    return contract.signed_on is None or contract.signed_on <= day
