"""One person on any day: the facts that are known, those that are not, and what an expression is worth with them."""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from decimal import Decimal

from public_aids.engine.decide.contracts import Contract, contracts_from
from public_aids.engine.decide.given import APART, Given, given
from public_aids.engine.decide.relations import Relations
from public_aids.engine.decide.window import window_on
from public_aids.engine.feel.bounds import Span, span_of
from public_aids.engine.feel.compiled import compile_expr
from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.feel.values import Unknown, Value, add_months
from public_aids.engine.record import replace
from public_aids.engine.rulebook.limits import limits_of
from public_aids.engine.rulebook.model import (
    CLOCKS,
    Condition,
    Dated,
    Divergence,
    Fact,
    Group,
    Reading,
    Rulebook,
    Scheme,
)
from public_aids.engine.rulebook.order import by_need, grounds, names_with_grounds
from public_aids.engine.rulebook.readings import others, rules_under, under

Profile = Mapping[str, Value]
Parts = tuple[tuple[Condition, ...], tuple[Condition, ...]]
LONGEST = 12 * 60  # months: a contract that facts have not ended by then is not ended by them
Evaluation = Callable[[Mapping[str, Value]], Value]
Clock = tuple[date, date | Unknown, str]  # a day, the signature and the state of contract that go with it
_NOT_YET: Value = Unknown(frozenset())  # no value is this very object


class Compiled:
    """An expression ready to run: its free names, the facts among them, whether it is the same on all days (`fixed`).

    `moving`: the facts that it hangs on and that a day may change. It is compiled when it first runs.
    """

    def __init__(self, expr: Expr, names: frozenset[str], facts: tuple[str, ...], moving: tuple[Fact, ...]) -> None:
        self.expr = expr
        self.names = names
        self.facts = facts
        self.moving = moving
        self.fixed = not moving and names.isdisjoint(CLOCKS)
        self._run: Evaluation | None = None

    def run(self, scope: Mapping[str, Value]) -> Value:
        if self._run is None:
            self._run = compile_expr(self.expr)
        return self._run(scope)


class Program:
    """What depends on a rulebook alone, made ready once: its expressions, its schemes under other readings."""

    def __init__(self, rules: Rulebook) -> None:
        self.rules = rules
        self.unknown = {name: Unknown(frozenset((name,))) for name in rules.facts}
        ordered = by_need(rules.facts)
        self.order = {fact.name: index for index, fact in enumerate(ordered)}
        moves = {*CLOCKS}
        still, moving = list[Fact](), list[Fact]()
        for fact in ordered:
            exprs = grounds(fact)
            if any(free_names(expr) & moves for expr in exprs):
                moves.add(fact.name)
                moving.append(fact)
            elif exprs:
                still.append(fact)
        self.still, self.moving = tuple(still), tuple(moving)  # facts on which others have a say: on some days, or all
        self._moves: dict[int, tuple[Condition, bool]] = {}
        self._compiled: dict[int, Compiled] = {}
        self._parts: dict[int, tuple[Scheme, Parts]] = {}
        self._under: dict[tuple[str, str], Rulebook] = {}
        self._schemes_under: dict[tuple[int, int, str], Scheme] = {}
        self._relations: dict[int, tuple[Rulebook, Relations]] = {}
        self._windows: dict[int, tuple[Scheme, tuple[Scheme, ...]]] = {}
        self._alternatives: dict[int, tuple[Scheme, tuple[tuple[Reading, ...], ...]]] = {}

    def of(self, expr: Expr) -> Compiled:
        """The expression made ready."""
        known = self._compiled.get(id(expr))
        if known is None:
            names = free_names(expr)
            facts = tuple(sorted(name for name in names if name in self.rules.facts))
            hung_on = names_with_grounds((expr,), self.rules.facts)
            moving = tuple(fact for fact in self.moving if fact.name in hung_on)
            known = self._compiled[id(expr)] = Compiled(expr, names, facts, moving)
        return known

    def parts(self, scheme: Scheme) -> Parts:
        """The conditions of a scheme that are the same on all days, and those that may change."""
        known = self._parts.get(id(scheme))
        if known is None:
            still = tuple(one for one in scheme.conditions if not self.moves(one))
            moving = tuple(one for one in scheme.conditions if self.moves(one))
            known = self._parts[id(scheme)] = (scheme, (still, moving))
        return known[1]

    def under(self, divergence: Divergence, reading: Reading) -> Rulebook:
        """The rules under one other reading: the same object each time, so that what is known of it is found again."""
        key = (divergence.id, reading.id)
        if key not in self._under:
            self._under[key] = rules_under(self.rules, {divergence.id: reading.id})
        return self._under[key]

    def relations(self, rules: Rulebook) -> Relations:
        """What these rules, or the same under another reading, say of pairs of schemes."""
        known = self._relations.get(id(rules))
        if known is None:
            known = self._relations[id(rules)] = (rules, Relations(rules))
        return known[1]

    def alternatives(self, scheme: Scheme) -> tuple[tuple[Reading, ...], ...]:
        """For each disagreement of a scheme of these rules, the other readings that can be computed."""
        known = self._alternatives.get(id(scheme))
        if known is None:
            known = (scheme, tuple(others(scheme, divergence) for divergence in scheme.divergences))
            self._alternatives[id(scheme)] = known
        return known[1]

    def scheme_under(self, scheme: Scheme, index: int, reading: Reading) -> Scheme:
        """One scheme of these rules under another reading of its disagreement at an index."""
        key = (id(scheme), index, reading.id)
        if key not in self._schemes_under:
            self._schemes_under[key] = under(scheme, scheme.divergences[index], reading)
        return self._schemes_under[key]

    def windows(self, scheme: Scheme) -> tuple[Scheme, ...]:
        """The scheme, then itself under each reading that opens or closes it on other days."""
        known = self._windows.get(id(scheme))
        if known is None:
            found = [scheme]
            for index, readings in enumerate(self.alternatives(scheme)):
                others = (self.scheme_under(scheme, index, reading) for reading in readings)
                found += (one for one in others if all(one.validity != other.validity for other in found))
            known = self._windows[id(scheme)] = (scheme, tuple(found))
        return known[1]

    def could_be_signed(self, contract: Contract) -> bool:
        """Does a reading of the sources let a contract be signed on its day? Where that is not known it may be."""
        scheme, signed = self.rules.scheme(contract.scheme), contract.signed_on
        return scheme is None or signed is None or any(window_on(o, signed) == "open" for o in self.windows(scheme))

    def moves(self, condition: Condition) -> bool:
        """May the outcome of a condition change from a day to another?"""
        known = self._moves.get(id(condition))
        if known is None:
            known = (condition, self._may_move(condition))
            self._moves[id(condition)] = known
        return known[1]

    def _may_move(self, condition: Condition) -> bool:
        if isinstance(condition, Group):
            return any(self.moves(child) for child in condition.children)
        return self.turns(condition.when)

    def turns(self, dated: Dated[Expr]) -> bool:
        """May a dated expression be worth something else from a day to another?"""
        by_day = dated.clock is None and (len(dated.versions) > 1 or dated.versions[0][0] is not None)
        return by_day or any(not self.of(expr).fixed for expr in dated.formulas())


_PROGRAMS: list[Program] = []


def program_of(rules: Rulebook) -> Program:
    """The program of a rulebook; the last few are kept."""
    for program in _PROGRAMS:
        if program.rules is rules:
            return program
    _PROGRAMS[:] = [*_PROGRAMS[-3:], Program(rules)]
    return _PROGRAMS[-1]


class Moment:
    """A day, a signature and a state of the contract: the facts then, and what expressions are worth."""

    def __init__(self, scope: dict[str, Value]) -> None:
        self.scope = scope
        self.worth: dict[int, Value] = {}


class Situation:
    """A profile read against a rulebook. Days are given at each question, so one situation serves a whole horizon."""

    def __init__(self, rules: Rulebook, profile: Profile, program: "Program | None" = None) -> None:
        self.rules = rules
        self.profile = profile
        self.program = program or program_of(rules)
        known = {name: value for name, value in profile.items() if name in rules.facts}
        self._facts: dict[str, Value] = {**self.program.unknown, **known}
        for fact in self.program.still:
            self._facts[fact.name] = self.given(fact, self._facts).value
        self._fixed: dict[int, Value] = {}
        moving = {fact.name for fact in self.program.moving}
        self._still = {name: value for name, value in self._facts.items() if name not in moving}
        self._moments: dict[Clock, Moment] = {}
        self._first_days: dict[tuple[int, date], date | None] = {}
        told = self._contracts()
        self.contracts = told and tuple(one for one in told if self.program.could_be_signed(one))
        self.not_counted = tuple(one for one in told or () if one not in (self.contracts or ()))

    def _contracts(self) -> tuple[Contract, ...] | None:
        """The contracts of the profile; the sum granted may also be a fact of its own."""
        found = contracts_from(self.known(self.rules.roles.contracts.fact), self.rules.roles.contracts)
        if found is None:
            return None
        stated = {
            scheme.id: self.known(amount.granted_by)
            for scheme in self.rules.schemes
            for amount in scheme.amounts
            if amount.granted_by is not None
        }
        return tuple(
            replace(one, granted=granted)
            if one.granted is None and isinstance(granted := stated.get(one.scheme), Decimal)
            else one
            for one in found
        )

    def value(
        self, expr: Expr, on: date, signature: date | Unknown | None = None, contract_state: str = "none"
    ) -> Value:
        """What an expression is worth on a day, for a right opened or a contract signed on `signature` (or `on`)."""
        known = self._fixed.get(id(expr), _NOT_YET)
        if known is not _NOT_YET:
            return known
        compiled = self.program.of(expr)
        if compiled.fixed:
            found = self._fixed[id(expr)] = compiled.run(self._facts)
            return found
        moment = self._moment(on, signature or on, contract_state)
        known = moment.worth.get(id(expr), _NOT_YET)
        if known is _NOT_YET:
            known = moment.worth[id(expr)] = compiled.run(self._with(moment.scope, compiled.moving))
        return known

    def first_day(self, expr: Expr, signature: date) -> date | None:
        """The first day after a signature on which an expression that stays true is; None where it always was."""
        key = (id(expr), signature)
        if key not in self._first_days:
            before, after = signature, add_months(signature, LONGEST)
            turns = self.value(expr, before, signature) is not True and self.value(expr, after, signature) is True
            while turns and (after - before).days > 1:
                middle = before + (after - before) // 2
                before, after = (before, middle) if self.value(expr, middle, signature) is True else (middle, after)
            self._first_days[key] = after if turns else None
        return self._first_days[key]

    def number(self, expr: Expr, on: date, signature: date | None = None) -> Decimal | Unknown:
        """The same for a sum or a rate. A value that is not a number is unknown, never zero."""
        value = self.value(expr, on, signature)
        return value if isinstance(value, (Decimal, Unknown)) else Unknown(frozenset())

    def span(self, expr: Expr, on: date, signature: date | None = None) -> Span:
        """How small and how large a number can be, from what the facts that are not known may be."""
        facts = self.rules.facts
        return span_of(expr, self.scope(on, signature or on, "none"), lambda name: limits_of(facts.get(name)))

    def facts_of(self, expr: Expr, on: date) -> dict[str, Value]:
        """The facts that an expression names, as far as they are known."""
        scope = self.scope(on, on, "none")
        named = self.program.of(expr).facts
        return {name: scope[name] for name in named if not isinstance(scope[name], Unknown)}

    def under(self, rules: Rulebook) -> "Situation":
        """The same person under rules that differ only by readings of the sources; what is known is kept."""
        other = copy(self)
        other.rules = rules
        return other

    def clocks(self) -> tuple[Clock, ...]:
        """Every clock that an expression was evaluated on."""
        return tuple(self._moments)

    def scope(self, on: date, signature: date | Unknown, contract_state: str) -> Mapping[str, Value]:
        """Every fact, unknown ones too, the clocks, and what derives from both."""
        return self._with(self._moment(on, signature, contract_state).scope, self.program.moving)

    def _moment(self, on: date, signature: date | Unknown, contract_state: str) -> Moment:
        key = (on, signature, contract_state)
        found = self._moments.get(key)
        if found is None:
            clocks = {"on": on, "signature": signature, "contract_state": contract_state}
            found = self._moments[key] = Moment({**self._still, **clocks})
        return found

    def _with(self, scope: dict[str, Value], facts: tuple[Fact, ...]) -> Mapping[str, Value]:
        """A scope with some facts that a day may change, each after those that it hangs on."""
        for fact in facts:
            if fact.name not in scope:
                scope[fact.name] = self.given(fact, scope).value
        return scope

    def given(self, fact: Fact, scope: Mapping[str, Value]) -> Given:
        """A fact beside the others of a scope, from what the profile states of it."""
        stated = self.profile.get(fact.name, self.program.unknown[fact.name])
        return given(fact, stated, lambda expr: self.program.of(expr).run(scope))

    def hangs_apart(self, expr: Expr, on: date) -> bool:
        """Would an expression be unknown on a day, if what does not apply were unknown?"""
        scope = self.scope(on, on, "none")
        facts = [self.rules.facts[name] for name in self.program.of(expr).facts]
        hidden = {fact.name: APART for fact in facts if self.given(fact, scope).apart}
        return bool(hidden) and isinstance(self.program.of(expr).run({**scope, **hidden}), Unknown)

    @property
    def respected(self) -> bool:
        """False where the person says that the conditions of the running contract are no longer met."""
        return self.known(self.rules.roles.respected) is not False

    @property
    def leaving(self) -> Value | None:
        """The day on which the person would leave a contract."""
        return self.known(self.rules.roles.leaving)

    def known(self, name: str) -> Value | None:
        """A fact that no day changes, as the profile states it or as it follows from others; None where unknown."""
        value = self._facts.get(name)
        return None if isinstance(value, Unknown) else value
