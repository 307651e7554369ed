"""What is to be known of a contract that the program proposes to leave before its term: said beside what that brings.

The caveats are those of the scheme, as if the person had named the day: each that holds when the contract is left, and
does not while it is kept.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from public_aids.engine.decide.contracts import Contract
from public_aids.engine.decide.held import paid_before, shown_contract
from public_aids.engine.decide.result import Caution, Combination, Termination
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.situation import Situation
from public_aids.engine.decide.window import window_on
from public_aids.engine.feel.values import Value
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Notice, Scheme
from public_aids.engine.text import Text
from public_aids.engine.words import euros, long_day


class Cautions:
    """The cautions of one person on one day; each contract and day of leaving is looked at once."""

    def __init__(self, rights: Rights, on: date) -> None:
        self._rights = rights
        self._on = on
        self._found: dict[Termination, tuple[Caution, ...]] = {}

    def of(self, actions: Iterable[Termination]) -> tuple[Caution, ...]:
        """The cautions of some contracts that are left; none for one that is over by then."""
        found: list[Caution] = []
        for action in actions:
            if action not in self._found:
                self._found[action] = tuple(self._of(action))
            found += self._found[action]
        return tuple(found)

    def told(self, combination: Combination) -> Combination:
        """The same combination, with the cautions of what each option leaves."""
        options = (replace(one, cautions=(*one.cautions, *self.of(one.actions))) for one in combination.options)
        return replace(combination, options=tuple(options))

    def _of(self, action: Termination) -> Iterator[Caution]:
        scheme = self._rights.schemes[action.terminate]
        shown = shown_contract(scheme, self._rights.situation, self._on)
        contract = shown[0] if shown else None
        stands = self._rights.standing(contract, action.on) if contract else None
        if contract is None or contract.signed_on is None or stands is None or stands.state != "running":
            return
        yield from self._paid(scheme, contract, action.on, stands.ends_on)
        for notice in self._caused(scheme, contract.signed_on, action.on):
            yield Caution(scheme.acronym, notice.text)
        if self._never_again(scheme, action.on):
            yield Caution(
                scheme.acronym,
                Text("un contrat quitté ne pourra plus être signé", "a contract that is left cannot be signed again"),
            )

    def _paid(self, scheme: Scheme, contract: Contract, day: date, ends_on: date | None) -> Iterator[Caution]:
        """What was paid under a commitment that is not over."""
        paid = paid_before(scheme, contract, self._rights.situation, day)
        if paid == 0:
            return
        later = day > self._on
        if ends_on is None:
            under = Text("au titre d'un contrat qui n'est pas fini", "under a contract that is not over")
        else:
            end = long_day(ends_on)
            under = Text(
                f"au titre d'un engagement qui court jusqu'au {end.fr}", f"under a commitment that runs until {end.en}"
            )
        if paid is None:
            said = Text(
                f"des sommes {'auront pu' if later else 'ont pu'} être versées {under.fr}",
                f"sums may {'by then ' if later else ''}have been paid {under.en}",
            )
        else:
            sum_ = euros(paid)
            said = Text(
                f"{sum_.fr} {'auront' if later else 'ont'} été versés {under.fr}",
                f"{sum_.en} {'will have been' if later else 'were'} paid {under.en}",
            )
        yield Caution(scheme.acronym, said, paid=True)

    def _caused(self, scheme: Scheme, signed: date, day: date) -> Iterator[Notice]:
        """The caveats of a scheme that come with leaving its contract on a day."""
        situation = self._rights.situation
        name = situation.rules.roles.leaving
        others = {one: value for one, value in situation.profile.items() if one != name}
        leaving = Situation(situation.rules, {**others, name: day}, situation.program)
        staying = Situation(situation.rules, others, situation.program)
        for notice in scheme.warnings:
            if notice.when is None or _holds(notice, staying, self._on, signed, "running"):
                continue
            seen = (self._on, "running"), (day, "terminated")
            if any(_holds(notice, leaving, on, signed, state) for on, state in seen):
                yield notice

    def _never_again(self, scheme: Scheme, day: date) -> bool:
        """Can the contract not be signed a second time, once it is left: is it closed, or had once in a career?"""
        if self._rights.career(scheme, day)[0] == "false":
            return True
        bounds = (scheme.validity.since, scheme.validity.until)
        turns = {first for bound in bounds if bound for pair in bound.versions for first in pair if first is not None}
        return all(window_on(scheme, one) != "open" for one in (day, *(turn for turn in turns if turn > day)))


def _holds(notice: Notice, situation: Situation, on: date, signed: date, state: str) -> bool:
    value: Value = situation.value(notice.when, on, signed, state) if notice.when is not None else True
    return value is True
