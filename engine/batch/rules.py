"""A rulebook lowered to a plan: what `decide` says of one person, said of all rows at once.

The day of evaluation is the same for all rows of a plan, so that whatever depends on it alone is known before any row
is read.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import reduce

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.amounts import Stay, due, in_cents, known_or_open, sum_on
from public_aids.engine.batch.best.best import best_of
from public_aids.engine.batch.best.rows import MONTHS, Rows
from public_aids.engine.batch.best.running import running_contract
from public_aids.engine.batch.conditions import Judged, failures, holds, judge
from public_aids.engine.batch.contracts import COUNT, COUNT_KIND, Contracts
from public_aids.engine.batch.contradictions import Finder, against_facts
from public_aids.engine.batch.facts import Naming, kind_of_fact, scope_on
from public_aids.engine.batch.lower import Scope, lower, truth
from public_aids.engine.batch.lowered import Lowered, always, any_needs, where
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    UNKNOWN,
    both,
    case,
    compare,
    day,
    days_later,
    either,
    is_false,
    is_null,
    is_true,
    known,
    listed,
    months_later,
    negation,
    null,
    number,
    plus,
    word,
)
from public_aids.engine.batch.nodes import kind_of
from public_aids.engine.batch.plan import BEST, BEST_TOTAL, PARTS, Names, Output, Part, Plan
from public_aids.engine.batch.results import results_of, wanted
from public_aids.engine.decide.amounts import may_cost
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.rights import CAREER_LIMIT, HELD_CONTRACT, VALIDITY
from public_aids.engine.decide.situation import program_of
from public_aids.engine.decide.window import window_on
from public_aids.engine.feel.syntax import free_names
from public_aids.engine.feel.values import add_months
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Rulebook, Scheme


class Lowering:
    """One rulebook on one day."""

    def __init__(
        self,
        rules: Rulebook,
        on: date,
        slots: int,
        parts: Collection[Part],
        schemes: Collection[str],
        share: bool,
    ) -> None:
        self.parts = frozenset(parts)
        self.wanted = wanted(rules, schemes)
        self.rules = rules
        self.on = on
        self.today = day(on)
        self.names = Names(share)
        self.relations = Relations(rules)
        self.schemes = {scheme.id: scheme for scheme in rules.schemes}
        self.contracts = Contracts(rules, slots, on, self.names, self.scope)
        self.program = program_of(rules)
        self._left: Column = FALSE  # rows whose best set has no columns
        self._blocked: dict[str, Column] = {}
        self._scopes: dict[tuple[Column, Column], Scope] = {}

    def scope(self, on: Column, signature: Column) -> Scope:
        key = (on, signature)
        if key not in self._scopes:
            self._scopes[key] = scope_on(
                self.rules.facts, on, signature, self._named(on), lambda column: self.names.name("step", column)
            )
        return self._scopes[key]

    def _named(self, on: Column) -> Naming:
        """What follows for a fact is computed once, under a name, where it is the same on all days or for this day."""
        facts = self.rules.facts
        moving = {fact.name for fact in self.program.moving} if on != self.today else ()

        def named(name: str, column: Column) -> Column:
            fact = name.partition("__")[0]
            return column if fact in moving else self.names.name(name, column, facts[fact].label)

        return named

    def plan(self) -> Plan:
        outputs = tuple(self._outputs())
        facts = tuple((name, kind_of_fact(one)) for name, one in self.rules.facts.items() if one.type != "records")
        slots = tuple(
            (source.name, source.kind)
            for one in self.contracts.slots
            for source in (one.scheme, one.signed, one.renewals, one.terminated, one.granted)
        )
        inputs = (*facts, (COUNT, COUNT_KIND), *slots)
        listed = self.listed()
        return Plan(
            self.on,
            inputs,
            tuple(self.names.named.values()),
            outputs,
            self._row_by_row(listed),
            self._left,
            frozenset(listed),
            len(self.contracts.slots),
            self.contracts.more,
        )

    def _row_by_row(self, listed: dict[str, set[str]]) -> Column:
        """Rows with a list of months, rows with a day that stops a right: what is then paid has no columns."""
        scope = self.scope(self.today, self.today)
        names = sorted(set[str]().union(*listed.values()))
        obligations = (one for scheme in self.rules.schemes for one in scheme.obligations)
        counted = self.parts & {"first_year", "best"}
        stops = {one.kept_until: None for one in obligations if counted and one.kept_until is not None}
        return either(
            FALSE,
            *(known(scope[name].value) for name in names),
            *(known(lower(expr, scope).value) for expr in stops),
        )

    def listed(self) -> dict[str, set[str]]:
        """The schemes with an amount that a list gives month by month, and the facts that hold such lists."""
        found: dict[str, set[str]] = {}
        for scheme in self.rules.schemes:
            for amount in scheme.amounts:
                if amount.by_period is not None:
                    names = {name for name in free_names(amount.by_period) if name in self.rules.facts}
                    found[scheme.id] = found.get(scheme.id, set()) | names
        return found

    def _outputs(self) -> Iterator[Output]:
        """The columns that come out, filled."""
        columns: dict[tuple[str | None, Part, str | None], Column] = {
            (scheme.id, part, amount): column for scheme in self.wanted for part, amount, column in self._scheme(scheme)
        }
        overall = dict(self._best()) if "best" in self.parts else {}
        for one in results_of(self.rules, self.wanted):
            column = overall.get(one.name) or columns.get((one.scheme, one.part, one.amount), one.column)
            yield replace(one, column=column)

    # One scheme

    def _scheme(self, scheme: Scheme) -> Iterator[tuple[Part, str | None, Column]]:
        """Its columns: the part of the result, the amount that it speaks of."""
        if scheme.id in self.contracts.held_kinds:
            yield "held", None, self.held_state(scheme)
        if scheme.kind == "information":
            return
        judged = self.conditions(scheme)
        rest = self.names.name(
            f"{scheme.id}__otherwise_open", both(*(one.lowered.value for one in judged if one.id != "held_contract"))
        )
        blocking = judged[-1].lowered.value
        every = self.names.name(f"{scheme.id}__open", both(rest, blocking))
        yield "status", None, _status(every)
        yield "failed", None, listed(failures(judged))
        yield "missing", None, self.missing(judged, every)
        shown = negation(is_false(rest))
        yield from self._amounts(scheme, shown)

    def conditions(self, scheme: Scheme) -> tuple[Judged, ...]:
        """As `Rights.conditions`: the reserved ids first and last."""
        validity = TRUE if window_on(scheme, self.on) == "open" else FALSE
        found = [Judged("validity", always(self.names.name(f"{scheme.id}__validity", validity, VALIDITY)))]
        found += (judge(one, scheme.id, self.today, self.scope, self.names) for one in scheme.conditions)
        if scheme.limits:
            found.append(Judged("career_limit", self._career(scheme)))
        found.append(Judged("held_contract", self._blocking(scheme)))
        return tuple(found)

    def _career(self, scheme: Scheme) -> Lowered:
        parts = self._limit_parts(scheme, self.today)
        value = self.names.condition(f"{scheme.id}__career_limit", both(*(part.value for part in parts)), CAREER_LIMIT)
        return Lowered(value, where(is_null(value), any_needs(parts)))

    def _limits(self, scheme: Scheme, on: Column) -> tuple[Column, ...]:
        return tuple(part.value for part in self._limit_parts(scheme, on))

    def _limit_parts(self, scheme: Scheme, on: Column) -> tuple[Lowered, ...]:
        """Each limit of a career: free, taken, or not known."""
        parts = []
        for limit in scheme.limits:
            family = [s for s in self.rules.schemes if any(other.family == limit.family for other in s.limits)]
            had = either(FALSE, *(self.contracts.signed(one.id, on) for one in family))
            if limit.periods is not None:
                began = reduce(plus, (self.contracts.periods(one, on) for one in family))
                had = compare(">=", began, number(limit.periods))
            taken = truth(limit.taken_if, self.scope(on, on)) if limit.taken_if is not None else always(FALSE)
            told = self._told() if any(one.kind == "contract" for one in family) else always(TRUE)
            value = both(negation(had), negation(taken.value), told.value)
            parts.append(Lowered(value, where(is_null(value), any_needs((taken, told)))))
        return tuple(parts)

    def _told(self) -> Lowered:
        """True where the contracts are known, else unknown."""
        hidden = negation(self.contracts.known)
        return Lowered(case(((hidden, UNKNOWN),), TRUE), dict.fromkeys(self.rules.roles.untold(), hidden))

    def _blocking(self, scheme: Scheme) -> Lowered:
        """As `Rights.blocking`: unknown only where a contract that is not known could block."""
        names = sorted({scheme.id, *self.relations.opponents(scheme.id)} & set(self.schemes))
        blockers = [self.schemes[name] for name in names]
        running = either(FALSE, *(self.contracts.running(one) for one in blockers))
        hanging = [
            self.contracts.hanging(one, other)
            for one in self.contracts.slots
            for other in blockers
            if other.id in self.contracts.held_kinds
        ]
        if any(one.kind == "contract" for one in blockers):
            hanging.append(self._told())
        free = case(((running, FALSE),), both(*(one.value for one in hanging)))
        value = self.names.condition(f"{scheme.id}__held_contract", free, HELD_CONTRACT)
        self._blocked[scheme.id] = value
        return Lowered(value, where(is_null(value), any_needs(hanging)))

    def missing(self, judged: tuple[Judged, ...], every: Column) -> Column:
        needs = where(is_null(every), any_needs(one.lowered for one in judged))
        return listed((needs[name], name) for name in self.rules.facts if name in needs)

    # Amounts

    def _amounts(self, scheme: Scheme, shown: Column) -> Iterator[tuple[Part, str | None, Column]]:
        for amount in scheme.amounts:
            found = sum_on(amount, self.today, self.today, self.scope)
            needs = where(both(shown, known_or_open(found.applies)), found.needs)
            if found.value is not None:
                value = self.names.condition(
                    f"{scheme.id}__{amount.id}", in_cents(found.value), amount.label, amount.sources
                )
                yield "amounts", amount.id, case(((shown, value),), null(kind_of(value)))
            yield "missing", amount.id, listed((needs[n], n) for n in self.rules.facts if n in needs)
        if "first_year" not in self.parts:
            return
        total = self._first_year(scheme)
        yield "first_year", None, case(((shown, total),), null(kind_of(total)))

    def _first_year(self, scheme: Scheme) -> Column:
        """What the right brings in the twelve months from the day it opens: a planned day, or one that is the same
        for all rows. The two are lowered apart, so that the second one is computed before any row is read."""
        since = scheme.validity.since.at(self.on) if scheme.validity.since else None
        fixed = day(max(self.on, since) if since else self.on)
        soon = due(scheme, self._stay(scheme, fixed), self.scope).total(self._naming(scheme, "soon"))
        if scheme.opens_on is None:
            return self.names.name(f"{scheme.id}__twelve_months", soon)
        planned = lower(scheme.opens_on, self.scope(self.today, self.today)).value
        later = due(scheme, self._stay(scheme, planned), self.scope).total(self._naming(scheme, "planned"))
        total = case(((is_true(compare(">", planned, fixed)), later),), soon)
        return self.names.name(f"{scheme.id}__twelve_months", total)

    def _naming(self, scheme: Scheme, when: str) -> Naming:
        return lambda name, column: self.names.name(f"{scheme.id}__{when}_{name}", column)

    def _stay(self, scheme: Scheme, opens: Column) -> Stay:
        days = tuple(months_later(opens, index) for index in range(12))
        present = tuple(
            TRUE if scheme.kind != "recurring" or index == 0 else negation(is_false(self.open_on(scheme, one)))
            for index, one in enumerate(days)
        )
        end = days_later(months_later(opens, 12), -1)
        signature = self.today if scheme.kind == "contract" else None
        passed = tuple(number(index) for index in range(12))
        return Stay(days, present, passed, opens, signature, opens, end)

    def open_on(self, scheme: Scheme, one: Column) -> Column:
        """Would the right be open on a later day, given that what no day changes is open? Three-valued."""
        from public_aids.engine.batch.window import open_window

        moving = (holds(each, one, self.scope) for each in scheme.conditions if self.program.moves(each))
        return both(open_window(scheme, one), *moving, *self._limits(scheme, one))

    def _best(self) -> Iterator[tuple[str, Column]]:
        """The best set over twelve months; what has no columns is left to `decide`."""
        last_day = add_months(self.on, MONTHS) - timedelta(days=1)
        rows = Rows(
            self.rules,
            self.relations,
            self.on,
            running_contract(self.rules, self.contracts, last_day) if self.contracts.slots else None,
            self.scope,
            self._all_on,
            self._still,
            lambda scheme: self._blocked.get(scheme.id) or self._blocking(scheme).value,
            lambda name: either(FALSE, *(self.contracts.is_of(one, name) for one in self.contracts.slots)),
            self.names.name,
            frozenset(scheme.id for scheme in self.rules.schemes if may_cost(scheme, self.rules, self.on)),
        )
        found = best_of(rows)
        self._left = self.names.name("best__left", found.left)
        yield BEST, found.names
        yield BEST_TOTAL, found.total

    def _all_on(self, scheme: Scheme, one: Column) -> Column:
        """Would the right be open on a day, contracts left aside? Three-valued."""
        return both(self._still(scheme), self.open_on(scheme, one))

    def _still(self, scheme: Scheme) -> Column:
        """The conditions that are the same on all days, together. Three-valued."""
        still = (holds(each, self.today, self.scope) for each in scheme.conditions if not self.program.moves(each))
        return self.names.name(f"{scheme.id}__on_all_days", both(*still))

    # Contracts

    def held_state(self, scheme: Scheme) -> Column:
        """The state of the contract that is shown: the one that runs, else the latest signed; empty where none is."""
        found: Column = word("")
        latest: Column = null(kind_of(self.today))
        for one in self.contracts.slots:
            stands = self.contracts.state(one, scheme)
            running = stands.running
            of_scheme = self.contracts.is_of(one, scheme.id)
            state = case(
                (
                    (running, word("running")),
                    (stands.ended, word("ended")),
                    (stands.terminated, word("terminated")),
                    (stands.unknown, word("unknown")),
                ),
                word(""),
            )
            signed = both(of_scheme, is_true(compare("<=", one.signed, self.today)))
            newer = negation(is_true(compare("<=", one.signed, latest)))
            better = both(
                signed,
                either(running, both(newer, negation(compare("=", found, word("running"))))),
                either(newer, negation(compare("=", found, word("running"))), FALSE),
            )
            undated = both(of_scheme, is_null(one.signed), compare("=", found, word("")))
            left = is_true(compare("<=", one.terminated, self.today))
            unknown = case(
                ((self.contracts.undated(one, scheme), word("unknown")), (left, word("terminated"))), word("ended")
            )
            first = f"{scheme.id}__held_{one.index}"
            found, latest = (
                self.names.name(first, case(((better, state), (undated, unknown)), found)),
                self.names.name(f"{first}_signed", case(((better, one.signed),), latest)),
            )
        return found


def finder_of(rules: Rulebook, on: date) -> Finder:
    """What finds the rows that state facts against others. Raises `NoColumnForm`."""
    lowering = Lowering(rules, on, 0, (), (), True)
    columns = against_facts(rules.facts, lowering.scope(lowering.today, lowering.today))
    return Finder(lowering.names.named.values(), columns)


def _status(every: Column) -> Column:
    return case(((is_true(every), word("eligible")), (is_false(every), word("not_eligible"))), word("undetermined"))


def lower_rules(
    rules: Rulebook,
    on: date,
    slots: int = 0,
    parts: Collection[Part] = PARTS,
    schemes: Collection[str] = (),
    *,
    share: bool = True,
) -> Plan:
    """The plan of some parts of the result (of some schemes, all without any), for rows with up to so many contracts.

    `share`: columns that are equal have one name; without it each condition of each scheme has its own. Raises
    `NoColumnForm`.
    """
    return Lowering(rules, on, slots, parts, schemes, share).plan().only(parts)
