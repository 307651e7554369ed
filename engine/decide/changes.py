"""What would have to change for a refused right to open, as facts a person can act on; when time alone changes it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product

from public_aids.engine.decide.conditions import outcome_on
from public_aids.engine.decide.result import ConditionResult, Turn
from public_aids.engine.decide.rights import Rights
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.syntax import Expr, Number, Temporal, walk
from public_aids.engine.feel.values import Value, YearsMonths, add_months
from public_aids.engine.rulebook.model import Condition, Fact, Group, Scheme, Test
from public_aids.engine.rulebook.order import grounds, names_with_grounds

MOST_FACTS = 2  # to mend one condition
MOST_SETS = 8
YEARS_AHEAD = 10
Facts = Mapping[str, Value]


def changes_that_open(
    scheme: Scheme, rights: Rights, on: date, conditions: tuple[ConditionResult, ...]
) -> tuple[Facts, ...]:
    """The smallest sets of changes after which the right is open, none inside another, fewest facts first.

    Only facts declared `actionable` change; a running contract that blocks is changed by terminating it on `on`,
    but for one of the scheme itself: nobody leaves a contract to sign the same one.
    """
    failed = {condition.id for condition in conditions if condition.outcome == "false"}
    if not failed or failed & {"validity", "career_limit"} or scheme.id in rights.blockers(scheme, on):
        return ()
    mends = [_mends(condition, rights.situation, on) for condition in scheme.conditions if condition.id in failed]
    if "held_contract" in failed:
        mends.append([_terminated(rights, scheme, on)] if rights.situation.rules.roles.contracts.terminated else [])
    found: list[Facts] = []
    for parts in product(*mends):
        changes = _together(parts)
        if changes is not None and _opens(scheme, rights, on, changes):
            found.append(changes)
    return tuple(_smallest(found))[:MOST_SETS]


def changed(rights: Rights, changes: Facts) -> Rights:
    """The same person with some facts changed."""
    situation = rights.situation
    other = Situation(situation.rules, {**situation.profile, **changes}, situation.program)
    return Rights(other, rights.relations)


def _opens(scheme: Scheme, rights: Rights, on: date, changes: Facts) -> bool:
    other = changed(rights, changes)
    return other.open_on(scheme, on)[0] == other.blocking(scheme, on)[0] == "true"


def _mends(condition: Condition, situation: Situation, on: date) -> list[Facts]:
    """The smallest changes of actionable facts that make one condition no longer false."""
    exprs = list(_exprs(condition, on))
    named = names_with_grounds(exprs, situation.rules.facts)
    facts = [fact for name in sorted(named) if (fact := situation.rules.facts[name]).actionable]
    found: list[Facts] = []
    for size in range(1, MOST_FACTS + 1):
        for chosen in combinations(facts, size):
            if any(set(mend) < {fact.name for fact in chosen} for mend in found):
                continue
            choices = [list(_values(fact, situation.profile.get(fact.name), exprs)) for fact in chosen]
            for values in product(*choices):
                mend = {fact.name: value for fact, value in zip(chosen, values, strict=True)}
                other = Situation(situation.rules, {**situation.profile, **mend}, situation.program)
                if outcome_on(condition, other, on)[0] == "true":
                    found.append(mend)
                    break
    return found


def _values(fact: Fact, now: Value, exprs: list[Expr]) -> Iterator[Value]:
    """Other values of a fact that are worth a try, the nearest to the present one first."""
    match fact.type:
        case "boolean":
            yield now is not True
        case "choice":
            yield from (value for value in fact.values if value != now)
        case "number":
            present = now if isinstance(now, Decimal) else Decimal(0)
            named = {node.value for expr in exprs for node in walk(expr) if isinstance(node, Number)}
            tried = {value + step for value in named for step in (Decimal(-1), Decimal(0), Decimal(1))}
            allowed = (value for value in tried if value != now and _within(fact, value))
            yield from sorted(allowed, key=lambda value: (abs(value - present), value))
        case "date" | "code" | "list" | "records":
            return


def _within(fact: Fact, value: Decimal) -> bool:
    low, high = fact.minimum, fact.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def _exprs(condition: Condition, on: date) -> Iterator[Expr]:
    return (when for test in _tests(condition) if (when := test.when.at(on)) is not None)


def _tests(condition: Condition) -> Iterator[Test]:
    if isinstance(condition, Group):
        for child in condition.children:
            yield from _tests(child)
    else:
        yield condition


def _terminated(rights: Rights, scheme: Scheme, on: date) -> Facts:
    """The contracts of the profile, those that block terminated on the day."""
    blockers = rights.blockers(scheme, on)
    role = rights.situation.rules.roles.contracts
    contracts = rights.situation.profile.get(role.fact)
    assert isinstance(contracts, (list, tuple))
    ended = tuple(
        {**one, role.terminated: on} if isinstance(one, Mapping) and one.get(role.scheme) in blockers else one
        for one in contracts
    )
    return {role.fact: ended}


def _together(parts: tuple[Facts, ...]) -> Facts | None:
    """Several changes as one; None where they contradict each other."""
    merged: dict[str, Value] = {}
    for part in parts:
        for name, value in part.items():
            if merged.setdefault(name, value) != value:
                return None
    return merged


def _smallest(found: list[Facts]) -> Iterator[Facts]:
    """Those that hold no other, fewest facts first."""
    kept: list[Facts] = []
    for one in sorted(found, key=lambda facts: (len(facts), sorted(facts))):
        if not any(other.items() <= one.items() for other in kept):
            kept.append(one)
            yield one


def next_turn(scheme: Scheme, rights: Rights, on: date) -> Turn | None:
    """The first day after `on` on which time alone changes the right, and what it is then; None within ten years."""
    if rights.without_time(scheme, on)[0] == "false":
        return None
    now = _standing(scheme, rights, on)
    for day in sorted(_days_that_count(scheme, rights, on)):
        then = _standing(scheme, rights, day)
        if then != now:
            status = {"true": "eligible", "false": "not_eligible", "unknown": "undetermined"}[then]
            return Turn(day, status)  # type: ignore[arg-type]
    return None


def _standing(scheme: Scheme, rights: Rights, day: date) -> str:
    outcomes = {rights.open_on(scheme, day)[0], rights.blocking(scheme, day)[0]}
    return "false" if "false" in outcomes else "unknown" if "unknown" in outcomes else "true"


def _days_that_count(scheme: Scheme, rights: Rights, on: date) -> set[date]:
    """Every day on which something that the right depends on can change: windows, anniversaries, ends of contracts."""
    days: set[date] = set()
    validity = scheme.validity
    for bound in (validity.since, validity.until):
        days |= {day for version in (bound.versions if bound else ()) for day in version if day}
    for test in (test for condition in scheme.conditions for test in _tests(condition)):
        if rights.situation.program.moves(test):
            for expr in test.when.formulas():
                days |= _anniversaries(expr, rights.situation, on)
            days |= {first for first, _ in test.when.versions if first is not None}
    last = add_months(on, 12 * YEARS_AHEAD)
    for contract in rights.situation.contracts or ():
        days.update(rights.ends(contract, on, last))
    return {day for near in days if near <= last for day in (near, near + timedelta(days=1)) if on < day <= last}


def _anniversaries(expr: Expr, situation: Situation, on: date) -> set[date]:
    """The dates an expression names, and those dates plus the lengths of time it names.

    Those of what the facts that it names hang on too; a number is then a number of years.
    """
    scope, names = situation.scope(on, on, "none"), set(situation.program.of(expr).names)
    exprs = [expr]
    for fact in reversed(situation.program.moving):
        if fact.name in names:
            exprs += grounds(fact)
            names.update(*(situation.program.of(one).names for one in grounds(fact)))
    named = {value for name in names - {"on"} if isinstance(value := scope.get(name), date)}
    lengths: set[int] = set()
    for node in (node for one in exprs for node in walk(one)):
        if isinstance(node, Temporal):
            value = situation.value(node, on)
            if isinstance(value, date):
                named.add(value)
            elif isinstance(value, YearsMonths):
                lengths.add(value.months)
        elif isinstance(node, Number) and len(exprs) > 1:
            lengths |= {12 * (int(node.value) + more) for more in (0, 1)}
    return named | {add_months(day, months) for day in named for months in lengths}
