"""Contracts already signed, in columns: up to `slots` of them, each with columns of its own.

`standing` of `engine.decide.contracts` in closed form: n terms of m months after the signature are over on a day as
soon as n times m whole months have elapsed on it.
"""

from datetime import date, timedelta
from decimal import Decimal

from public_aids.engine.batch.algebra import DAY, Column, MonthsElapsed, Number, Source, Words
from public_aids.engine.batch.amounts import ScopeOn
from public_aids.engine.batch.endings import over_by_facts, runs_for_sure
from public_aids.engine.batch.lower import Scope
from public_aids.engine.batch.lowered import Lowered, Needs, any_needs, fact, where
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    UNKNOWN,
    both,
    case,
    coalesce,
    compare,
    count_true,
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
from public_aids.engine.batch.plan import Names
from public_aids.engine.batch.window import open_window
from public_aids.engine.decide.situation import program_of
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Fact, Rulebook, Scheme, Term

SLOT = "contrat_"
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
    role = rules.roles.contracts
    values = next((field.values for field in contract_fields(rules) if field.name == role.scheme), ())
    return Slot(
        index,
        Source(slot_column(index, role.scheme), Words(values)),
        Source(slot_column(index, role.signed), DAY),
        Source(slot_column(index, role.renewals or "#renewals"), Number(0, Decimal(1000))),
        Source(slot_column(index, role.terminated or "#terminated"), DAY),
        Source(slot_column(index, role.granted or "#granted"), Number(4, Decimal(10**10))),
    )


def slot_column(index: int, field: str) -> str:
    """The column of a field of one contract."""
    return f"{SLOT}{index}_{field}"


def contract_fields(rules: Rulebook) -> tuple[Fact, ...]:
    contracts = rules.facts.get(rules.roles.contracts.fact)
    return contracts.fields if contracts else ()


def held_kinds(rules: Rulebook) -> frozenset[str]:
    """The schemes that a contract may be of."""
    return frozenset(value for field in contract_fields(rules) for value in field.values)


class States(Record):
    """How a contract stands on a day: columns that are never null, all false before the signature; `needs`: what tells
    it where it is unknown."""

    running: Column
    ended: Column
    terminated: Column
    unknown: Column
    needs: Needs


class Contracts:
    """What the contracts of all rows say about a scheme on the day of evaluation."""

    def __init__(self, rules: Rulebook, slots: int, on: date, names: Names, scope_on: ScopeOn) -> None:
        self.on = on
        self.names = names
        self._running: dict[str, Column] = {}
        self.count = Source(COUNT, COUNT_KIND)
        self.slots = tuple(slot(index, rules) for index in range(1, slots + 1))
        self.held_kinds = held_kinds(rules)
        given = count_true(tuple(known(one.scheme) for one in self.slots))
        self.more = is_true(compare(">", self.count, given)) if contract_fields(rules) else FALSE
        self.known = either(known(self.count), *(known(one.scheme) for one in self.slots))
        self._windows = {scheme.id: program_of(rules).windows(scheme) for scheme in rules.schemes}
        self._scope_on = scope_on
        self._rules = rules
        self._untold = rules.roles.untold()

    def seen_from(self, day: date) -> "Contracts":
        """The same contracts on another day."""
        return Contracts(self._rules, len(self.slots), day, self.names, self._scope_on)

    def is_of(self, one: Slot, scheme: str) -> Column:
        """Is it a contract of a scheme, which a reading of the sources lets be signed on its day? Never null."""
        windows = self._windows.get(scheme, ())
        signed = either(*(open_window(window, one.signed) for window in windows)) if windows else TRUE
        could = either(is_null(one.signed), is_true(signed))
        return self.names.name(
            slot_column(one.index, f"_of_{scheme}"), both(is_true(compare("=", one.scheme, word(scheme))), could)
        )

    def signed(self, scheme: str, by: Column) -> Column:
        """Was a contract of a scheme signed by a day, or on one that is not known? Never null."""
        found = (self._signed(one, scheme, by) for one in self.slots)
        return either(FALSE, *found) if scheme in self.held_kinds else FALSE

    def _signed(self, one: Slot, scheme: str, by: Column) -> Column:
        return both(self.is_of(one, scheme), either(is_null(one.signed), is_true(compare("<=", one.signed, by))))

    def periods(self, scheme: Scheme, by: Column) -> Column:
        """How many periods of contracts of a scheme began by a day, renewals included. Never null."""
        found: Column = number(0)
        for one in self.slots if scheme.id in self.held_kinds else ():
            renewals = self._renewals(one, scheme.term, by) if scheme.term else number(0)
            undated = coalesce(one.renewals, number(0))
            began = plus(number(1), case(((is_null(one.signed), undated),), renewals))
            found = plus(found, case(((self._signed(one, scheme.id, by), began),), number(0)))
        return found

    def undated(self, one: Slot, scheme: Scheme) -> Column:
        """Is it a contract of a scheme whose day of signature is not known, and that is not over? Never null."""
        left = is_true(compare("<=", one.terminated, day(self.on)))
        over = is_true(self._by_facts(one, scheme, day(self.on)).value)
        return both(self.is_of(one, scheme.id), is_null(one.signed), negation(left), negation(over))

    def running(self, scheme: Scheme) -> Column:
        """Does a contract of a scheme run on the day? Never null."""
        if scheme.id not in self.held_kinds:
            return FALSE
        if scheme.id not in self._running:
            parts = (both(self.is_of(one, scheme.id), self.state(one, scheme).running) for one in self.slots)
            self._running[scheme.id] = self.names.name(f"{scheme.id}__running", either(FALSE, *parts))
        return self._running[scheme.id]

    def state(self, one: Slot, scheme: Scheme) -> States:
        today = day(self.on)
        signed = is_true(compare("<=", one.signed, today))
        stopped = is_true(compare("<=", one.terminated, today))
        ended = self.over_by(one, scheme, today)
        terminated = both(stopped, negation(self.over_by(one, scheme, one.terminated)))
        name = slot_column(one.index, f"_{_term_name(scheme)}")
        ended = self.names.name(f"{name}__over", ended)
        terminated = self.names.name(f"{name}__stopped", terminated)
        still = both(signed, negation(ended), negation(terminated))
        unsure = self.names.name(f"{name}__unsure", self.unsure(one, scheme, today))
        unknown = both(still, unsure)
        return States(
            both(still, negation(unsure)),
            both(signed, ended, negation(terminated)),
            both(signed, terminated),
            unknown,
            where(unknown, self._by_facts(one, scheme, today).needs),
        )

    def hanging(self, one: Slot, scheme: Scheme) -> Lowered:
        """True where it is known whether it is a contract of a scheme that runs, else unknown."""
        undated, stands = self.undated(one, scheme), self.state(one, scheme)
        unknown = both(self.is_of(one, scheme.id), stands.unknown)
        needs = any_needs(
            (Lowered(UNKNOWN, dict.fromkeys(self._untold, undated)), Lowered(UNKNOWN, where(unknown, stands.needs)))
        )
        return Lowered(case(((either(undated, unknown), UNKNOWN),), TRUE), needs)

    def over_by(self, one: Slot, scheme: Scheme, by: Column) -> Column:
        """Has the period that runs, cut short or not, ended by a day? Never null."""
        term = scheme.term
        over = is_true(self._by_facts(one, scheme, by).value)
        if term is None or not term.months:
            return over
        over = either(over, is_true(compare(">=", self._elapsed(one, by), self._months(one, term))))
        if term.kept_if_signed_by is None or term.others_end_on is None:
            return over
        late = is_true(compare(">", one.signed, day(term.kept_if_signed_by)))
        cut = largest(one.signed, day(term.others_end_on))
        return either(over, both(late, is_true(compare(">=", by, cut))))

    def unsure(self, one: Slot, scheme: Scheme, by: Column) -> Column:
        """Where nothing tells whether it is over by a day, may it be? Never null."""
        over = self._by_facts(one, scheme, by)
        return both(is_null(over.value), negation(runs_for_sure(scheme, self._scope(one, by))))

    def _by_facts(self, one: Slot, scheme: Scheme, by: Column) -> Lowered:
        return over_by_facts(scheme, self._scope(one, by), self._elapsed(one, by), self._untold)

    def _scope(self, one: Slot, by: Column) -> Scope:
        return self._scope_on(by, one.signed).but({"signature": fact(self._rules.roles.contracts.fact, one.signed)})

    def _elapsed(self, one: Slot, by: Column) -> Column:
        return self.names.name(slot_column(one.index, "_months"), MonthsElapsed(one.signed, by, MAX_MONTHS))

    def _months(self, one: Slot, term: Term) -> Column:
        """The months from the signature to the end of the period that runs, or of the last one."""
        length = number(term.months)
        renewals = self._renewals(one, term, day(self.on))
        name = slot_column(one.index, f"_{term.length}_{term.renewal}__months").lower()
        return self.names.name(name, times(plus(renewals, number(1)), length))

    def _renewals(self, one: Slot, term: Term, today: Column) -> Column:
        """How many renewals were made by a day."""
        if term.renewal == "none":
            return number(0)
        from public_aids.engine.batch.functions import whole_quotient

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


def _term_name(scheme: Scheme) -> str:
    """What contracts that end alike share."""
    term = scheme.term
    if term is None or not term.length or term.ends_when is not None:
        return scheme.id
    return f"{term.length}_{term.renewal}".lower()
