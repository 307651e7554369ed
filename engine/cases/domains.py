"""Values of facts that are worth a try: where the answer of an expression can change, and on each side of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from public_aids.engine.cases.steps import ONE_DAY, stepped
from public_aids.engine.feel.syntax import Expr, Number, Temporal, walk
from public_aids.engine.feel.temporal_text import parse_temporal
from public_aids.engine.feel.values import Value, YearsMonths, add_months
from public_aids.engine.rulebook.model import ContractRole, Fact, Rulebook, Scheme, Term
from public_aids.engine.rulebook.order import by_need, names_with_grounds

MORE = Decimal(1_000)  # a sum that is neither small nor round on a cap
MONTHS = 12
EVERYTHING = 6  # of a list of months
Said = Mapping[str, Value]


class Marks:
    """The constants of some expressions: numbers, days, and lengths of time in months."""

    def __init__(self, exprs: Iterable[Expr], days: Iterable[date] = ()) -> None:
        self.numbers: set[Decimal] = set()
        self.days = set(days)
        self.months: set[int] = set()
        for expr in exprs:
            for node in walk(expr):
                if isinstance(node, Number):
                    self.numbers.add(node.value)
                elif isinstance(node, Temporal):
                    self._add(parse_temporal(node.text))

    def _add(self, value: object) -> None:
        if isinstance(value, YearsMonths):
            self.months.add(value.months)
        elif isinstance(value, date):
            self.days.add(value)


def names_of(exprs: Iterable[Expr], rules: Rulebook) -> tuple[str, ...]:
    """The facts that some expressions hang on, those that these hang on too, by need."""
    found = names_with_grounds(exprs, rules.facts)
    return tuple(fact.name for fact in by_need(rules.facts) if fact.name in found)


def values_of(fact: Fact, marks: Marks, on: date) -> Iterator[Value]:
    """Values of a fact, each once; None is a fact that is not known."""
    seen: list[Value] = []
    for value in _values(fact, marks, on):
        if value not in seen:
            seen.append(value)
            yield value
    yield None


def _values(fact: Fact, marks: Marks, on: date) -> Iterator[Value]:
    match fact.type:
        case "boolean":
            yield from (True, False)
        case "choice":
            yield from fact.values
        case "number":
            yield from (number for number in _numbers(fact, marks) if allowed(fact, number))
        case "date":
            yield from _days(marks, on)
        case "list":
            yield from ((number,) * MONTHS for number in _numbers(fact, marks) if allowed(fact, number))
        case "code" | "records":
            return


def _numbers(fact: Fact, marks: Marks) -> Iterator[Decimal]:
    if fact.values:
        yield from map(Decimal, fact.values)
        return
    named = sorted(marks.numbers)
    for number in named:
        yield from (number, *((number - 1, number + 1) if fact.whole else stepped(number)))
    yield from (Decimal(0), Decimal(EVERYTHING), Decimal(EVERYTHING + 1), MORE * MORE, MORE * MORE + 1)


def _days(marks: Marks, on: date) -> Iterator[date]:
    for day in sorted(marks.days):
        yield from (day, day - ONE_DAY, day + ONE_DAY)
    for months in sorted(marks.months):
        for sign in (-1, 1):
            day = add_months(on, sign * months)
            yield from (day, day - ONE_DAY, day + ONE_DAY)
    yield from (on, on - ONE_DAY, on + ONE_DAY, on - timedelta(days=40), date(on.year, 1, 1), date(on.year - 1, 12, 31))


def contracts_of(fact: Fact, scheme: Scheme, rules: Rulebook, on: date, ends: bool) -> Iterator[Value]:
    """Contracts of a scheme: running, terminated, ended, of an unknown day; one of each scheme it is related to.

    They say only what the fields of the fact have a place for.

    `ends` tries the days about the end of a contract too.
    """
    related = {other for relation in scheme.relations for other in relation.schemes}
    related |= {one.id for one in rules.schemes if any(scheme.id in relation.schemes for relation in one.relations)}
    contracts = [one for one in rules.schemes if one.kind == "contract"]
    named = {field.name for field in fact.fields}
    role = rules.roles.contracts
    for said in _fields(scheme, on, ends) if scheme in contracts else ():
        if named.issuperset(getattr(role, part) for part in said):
            yield (_contract(scheme.id, said, role),)
    for one in contracts:
        if one.id in related:
            yield (_contract(one.id, {"signed": add_months(on, -6)}, role),)
    yield ()
    yield None


def _contract(scheme: str, said: Said, role: ContractRole) -> dict[str, Value]:
    return {getattr(role, part): value for part, value in {"scheme": scheme, **said}.items()}


def _fields(scheme: Scheme, on: date, ends: bool) -> Iterator[Said]:
    """What a record of a contract may say besides its scheme, by the parts of its role."""
    half_year_ago = add_months(on, -6)
    yield {"signed": half_year_ago}
    yield {"signed": on}
    yield {"signed": half_year_ago, "terminated": on - ONE_DAY}
    yield {}
    if scheme.term is None:
        return
    long_ago = add_months(on, -2 * _months(scheme.term) - 1)
    for renewals in (0, 1):
        yield {"signed": long_ago, "renewals": Decimal(renewals)}
    if ends:
        yield from _about_the_end(scheme.term, on)


def _months(term: Term) -> int:
    """The months of a period; a year where no length is written."""
    return term.months or 12


def _about_the_end(term: Term, on: date) -> Iterator[Said]:
    if term.kept_if_signed_by is not None:
        yield {"signed": term.kept_if_signed_by}
        yield {"signed": term.kept_if_signed_by + ONE_DAY}
    before = term.renewals_before or on
    for periods in (1, 2):
        for end in sorted({near for day in (on, before) for near in (day, day - ONE_DAY, day + ONE_DAY)}):
            signed = add_months(end, -_months(term) * periods)
            yield {"signed": signed}
            yield {"signed": signed, "renewals": Decimal(periods)}


def allowed(fact: Fact, number: Decimal) -> bool:
    low = fact.minimum is None or number >= fact.minimum
    high = fact.maximum is None or number <= fact.maximum
    return low and high and (not fact.whole or number == number.to_integral_value())
