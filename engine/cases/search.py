"""A situation near those of the cases that shows what no case shows.

Cases are tried as they are, then with one thing changed, then two, then three: the facts that the rule hangs on, the
contracts and the day, among the values where its answer can change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, islice, product

from public_aids.engine.cases.domains import Marks, contracts_of, names_of, values_of
from public_aids.engine.cases.model import Case, CaseFile, Observed, Path
from public_aids.engine.cases.parts import exprs_at
from public_aids.engine.cases.steps import ONE_DAY
from public_aids.engine.decide.profile import Profile
from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.feel.values import Value, add_months
from public_aids.engine.record import Record
from public_aids.engine.rulebook.coherence.card import expressions_of
from public_aids.engine.rulebook.coherence.dated import dated_parts
from public_aids.engine.rulebook.coherence.domains import literal
from public_aids.engine.rulebook.model import Rulebook, Scheme

MOST_CHANGES = 3
MOST_TRIED = 20_000
BASES = 4  # cases to start from


class Attempt(Record):
    """A situation on a day, and the case that it is near."""

    near: Case
    profile: Profile
    on: date


class Suggestion(Record):
    """A case to add to a file: its situation, and what it would claim."""

    file: CaseFile
    attempt: Attempt
    claims: Mapping[Path, Value]
    seen: Observed


class Ground(Record):
    """Where to look: the facts to change, the constants that matter, and whether the day a contract ends on does."""

    names: tuple[str, ...]
    marks: Marks
    ends: bool


def attempts(file: CaseFile, scheme: Scheme, rules: Rulebook, ground: Ground) -> Iterator[Attempt]:
    """Situations, the nearest to the cases first; at most `MOST_TRIED`."""
    yield from (Attempt(case, case.profile, case.on) for case in file.cases)
    yield from islice(_variations(file, scheme, rules, ground), MOST_TRIED)


def _variations(file: CaseFile, scheme: Scheme, rules: Rulebook, ground: Ground) -> Iterator[Attempt]:
    for size in range(MOST_CHANGES + 1):
        for case in _bases(file):
            for changes in _changes(case, size, scheme, rules, ground) if size else ():
                yield _changed(case, changes, case.on)
            for changes in _changes(case, size - 1, scheme, rules, ground) if size else ():
                for day in _other_days({**case.profile, **changes}, case.on, scheme, ground.marks):
                    yield _changed(case, changes, day)


def _changes(case: Case, size: int, scheme: Scheme, rules: Rulebook, ground: Ground) -> Iterator[Profile]:
    """Every way to change so many facts; None takes one away."""
    for names in combinations(ground.names, size):
        domains = [tuple(_domain(name, case, scheme, rules, ground)) for name in names]
        yield from (dict(zip(names, values, strict=True)) for values in product(*domains))


def _bases(file: CaseFile) -> Iterator[Case]:
    """The first cases on different situations."""
    seen: list[Profile] = []
    for case in file.cases:
        if case.profile not in seen and len(seen) < BASES:
            seen.append(case.profile)
            yield case


def _domain(name: str, case: Case, scheme: Scheme, rules: Rulebook, ground: Ground) -> Iterator[Value]:
    now, fact = case.profile.get(name), rules.facts[name]
    values = (
        contracts_of(fact, scheme, rules, case.on, ends=ground.ends)
        if fact.type == "records"
        else values_of(fact, ground.marks, case.on)
    )
    return (value for value in values if value != now)


def _other_days(profile: Profile, on: date, scheme: Scheme, marks: Marks) -> Iterator[date]:
    """Days on which something can turn, nearest first: constants, anniversaries of known dates, windows."""
    turning = set(marks.days)
    for bound in (scheme.validity.since, scheme.validity.until):
        turning |= {day for _, day in bound.versions} if bound else set()
    known = [value for value in profile.values() if isinstance(value, date)]
    turning |= {add_months(day, months) for day in known for months in marks.months}
    found = {near for day in turning for near in (day - ONE_DAY, day, day + ONE_DAY)}
    found |= {add_months(on, months) for months in (-36, -12, 12, 36)}
    return iter(sorted(found - {on}, key=lambda day: (abs(day - on), day)))


def _changed(case: Case, changes: Profile, on: date) -> Attempt:
    facts = {**case.profile, **changes}
    return Attempt(case, {name: value for name, value in facts.items() if value is not None}, on)


def ground_of(scheme: Scheme, at: Path, more: Iterable[Expr], rules: Rulebook) -> Ground:
    """Where to look for what changes with a part of a scheme; `more` expressions matter too."""
    exprs = [*exprs_at(scheme, at), *more]
    everywhere = Marks(expressions_of(scheme.conditions))
    marks = Marks(exprs, _days_of(scheme))
    marks.months |= everywhere.months
    caps = (literal(value) for one in scheme.amounts if one.cap for _, value in one.cap.versions)
    marks.numbers |= {cap for cap in caps if cap is not None}
    names = set(names_of(exprs, rules))
    clocks = {name for expr in exprs for name in free_names(expr)} & {"signature", "contract_state"}
    contracts = rules.roles.contracts.fact
    if contracts in rules.facts and (clocks or at[0] not in ("conditions", "validity")):
        names.add(contracts)
    names |= {one.granted_by for one in scheme.amounts if one.granted_by and at[:2] == ("amounts", one.id)}
    return Ground(tuple(name for name in rules.facts if name in names), marks, ends=at[0] == "term")


def _days_of(scheme: Scheme) -> set[date]:
    """The first days of versions, and those of the term."""
    days = {day for _, _, dated in dated_parts(scheme) for day, _ in dated.versions}
    if scheme.term:
        days |= {scheme.term.renewals_before, scheme.term.kept_if_signed_by, scheme.term.others_end_on}
    return {day for day in days if day is not None}
