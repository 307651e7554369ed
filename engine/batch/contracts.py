"""Contracts already signed, in columns: up to `slots` of them, each with columns of its own.

`standing` of `engine.decide.contracts` in closed form: n terms of m months after the signature are over on a day as
soon as n times m whole months have elapsed on it.
"""

from datetime import date, timedelta
from decimal import Decimal

from engine.batch.algebra import DAY, Column, MonthsElapsed, Number, Source, Words
from engine.batch.make import (
    FALSE,
    both,
    case,
    compare,
    day,
    either,
    is_null,
    is_true,
    known,
    largest,
    negation,
    number,
    plus,
    smallest,
    times,
    word,
)
from engine.batch.plan import Names
from engine.record import Record
from engine.rulebook.model import Fact, Rulebook, Scheme, Term

CONTRACTS = "contrats"
COUNT = "nombre_contrats"
COUNT_KIND = Number(0, Decimal(1000))
MAX_MONTHS = Number(0, Decimal(40_000))


class Slot(Record):
    """The columns of one contract: its scheme, its days, the renewals the profile states."""

    index: int
    scheme: Source
    signed: Source
    renewals: Source
    terminated: Source
    granted: Source


def slot(index: int, rules: Rulebook) -> Slot:
    fields = {field.name: field for field in contract_fields(rules)}
    values = fields["dispositif"].values if "dispositif" in fields else ()
    return Slot(
        index,
        Source(f"contrat_{index}_dispositif", Words(values)),
        Source(f"contrat_{index}_date_signature", DAY),
        Source(f"contrat_{index}_reconductions", Number(0, Decimal(1000))),
        Source(f"contrat_{index}_date_resiliation", DAY),
        Source(f"contrat_{index}_montant_accorde_eur", Number(4, Decimal(10**10))),
    )


def contract_fields(rules: Rulebook) -> tuple[Fact, ...]:
    return rules.facts[CONTRACTS].fields if CONTRACTS in rules.facts else ()


class Contracts:
    """What the contracts of all rows say about a scheme on the day of evaluation."""

    def __init__(self, rules: Rulebook, slots: int, on: date, names: Names) -> None:
        self.on = on
        self.names = names
        self._running: dict[str, Column] = {}
        self.count = Source(COUNT, COUNT_KIND)
        self.slots = tuple(slot(index, rules) for index in range(1, slots + 1))
        self.held_kinds = frozenset(value for field in contract_fields(rules) for value in field.values)
        stated = known(self.count)
        self.known = either(stated, known(self.slots[0].scheme)) if self.slots else stated

    def is_of(self, one: Slot, scheme: str) -> Column:
        return is_true(compare("=", one.scheme, word(scheme)))

    def signed(self, scheme: str, by: Column) -> Column:
        """Was a contract of a scheme signed by a day, or on one that is not known? Never null."""
        found = (
            both(self.is_of(one, scheme), either(is_null(one.signed), is_true(compare("<=", one.signed, by))))
            for one in self.slots
        )
        return either(FALSE, *found) if scheme in self.held_kinds else FALSE

    def undated(self, one: Slot, scheme: str) -> Column:
        """Is it a contract of a scheme whose day of signature is not known, and that was not left? Never null."""
        left = is_true(compare("<=", one.terminated, day(self.on)))
        return both(self.is_of(one, scheme), is_null(one.signed), negation(left))

    def running(self, scheme: Scheme) -> Column:
        """Does a contract of a scheme run on the day? Never null."""
        if scheme.id not in self.held_kinds:
            return FALSE
        if scheme.id not in self._running:
            parts = (both(self.is_of(one, scheme.id), self.state(one, scheme.term)[0]) for one in self.slots)
            self._running[scheme.id] = self.names.name(f"{scheme.id}__running", either(FALSE, *parts))
        return self._running[scheme.id]

    def state(self, one: Slot, term: Term | None) -> tuple[Column, Column, Column]:
        """Running, ended, terminated: columns that are never null, all false before the signature."""
        today = day(self.on)
        signed = is_true(compare("<=", one.signed, today))
        stopped = is_true(compare("<=", one.terminated, today))
        if term is None:
            return both(signed, negation(stopped)), FALSE, both(signed, stopped)
        months = self.months(one, term)
        ended = self.over_by(one, today, months, term)
        terminated = both(stopped, negation(self.over_by(one, one.terminated, months, term)))
        name = f"contrat_{one.index}__{term.length}_{term.renewal}".lower()
        ended = self.names.name(f"{name}__over", ended)
        terminated = self.names.name(f"{name}__stopped", terminated)
        return (
            both(signed, negation(ended), negation(terminated)),
            both(signed, ended, negation(terminated)),
            both(signed, terminated),
        )

    def over_by(self, one: Slot, by: Column, months: Column, term: Term) -> Column:
        """Has the period that runs, cut short or not, ended by a day? Never null."""
        over = is_true(compare(">=", self._elapsed(one, by), months))
        if term.kept_if_signed_by is None or term.others_end_on is None:
            return over
        late = is_true(compare(">", one.signed, day(term.kept_if_signed_by)))
        cut = largest(one.signed, day(term.others_end_on))
        return either(over, both(late, is_true(compare(">=", by, cut))))

    def _elapsed(self, one: Slot, by: Column) -> Column:
        return self.names.name(f"contrat_{one.index}__months", MonthsElapsed(one.signed, by, MAX_MONTHS))

    def months(self, one: Slot, term: Term) -> Column:
        """The months from the signature to the end of the period that runs, or of the last one."""
        length = number(term.months)
        renewals = self._renewals(one, term)
        name = f"contrat_{one.index}__{term.length}_{term.renewal}__months".lower()
        return self.names.name(name, times(plus(renewals, number(1)), length))

    def _renewals(self, one: Slot, term: Term) -> Column:
        if term.renewal == "none":
            return number(0)
        from engine.batch.functions import whole_quotient

        today = day(self.on)
        last = case(((is_true(compare("<", one.terminated, today)), one.terminated),), today)
        periods = largest(number(0), whole_quotient(self._elapsed(one, last), term.months))
        stated = one.renewals
        if term.renewal == "once":
            once = both(is_true(compare(">=", stated, number(1))), is_true(compare(">=", periods, number(1))))
            return case(((once, number(1)),), number(0))
        by_itself = periods
        if term.renewals_before is not None:
            before = day(term.renewals_before - timedelta(days=1))
            allowed = largest(number(0), whole_quotient(self._elapsed(one, before), term.months))
            by_itself = smallest(periods, allowed)
        return case(((known(stated), smallest(periods, stated)),), by_itself)
