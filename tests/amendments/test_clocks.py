"""Which day dates a value: what a right is worth does not change by an amendment that speaks of later ones."""

from bisect import bisect_right
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from public_aids.engine.api.facts import profile_of
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.result import AmountResult
from public_aids.engine.feel.syntax import Number
from public_aids.engine.feel.values import add_months
from public_aids.engine.quick.quick import Quick
from public_aids.engine.record import replace
from public_aids.engine.rulebook.dated import timed
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Dated, Rulebook, RulesAsOf

AID = "aide_premiere_installation_zip"
ROOT = Path(__file__).parents[2]
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
RULES = load(DEFAULT_RULES)
NEWLY = yaml.safe_load((ROOT / "examples" / "primo_installee_zip.yaml").read_text(encoding="utf-8"))


@st.composite
def amendments(draw: st.DrawFn) -> tuple[tuple[date | None, Decimal], ...]:
    """A first sum, then others from later days."""
    days = sorted(draw(st.sets(DAYS, max_size=4)))
    sums = st.integers(0, 30_000).map(Decimal)
    return ((None, draw(sums)), *((day, draw(sums)) for day in days))


def amended(versions: tuple[tuple[date | None, Decimal], ...], as_of: RulesAsOf = "opening") -> Rulebook:
    """The rules, with other sums of the first set-up aid."""
    scheme = RULES.scheme(AID)
    assert scheme is not None
    value = Dated(tuple((first, Number(sum_)) for first, sum_ in versions))
    other = timed(replace(scheme, rules_as_of=as_of, amounts=(replace(scheme.amounts[0], value=value),)))  # type: ignore[arg-type]
    return replace(RULES, schemes=tuple(other if one.id == AID else one for one in RULES.schemes))


def profile(set_up: date, on: date, **more: Any) -> dict[str, Any]:
    status = "projet_installation" if set_up > on else "installe_liberal"
    return {**NEWLY, "date_installation": set_up, "statut": status, **more}


def answer(rules: Rulebook, facts: dict[str, Any], on: date) -> Decision:
    return decide(rules, profile_of(rules, facts), on)


def lump_sum(decision: Decision) -> AmountResult:
    return decision[AID].amounts[0]


def at(versions: tuple[tuple[date | None, Decimal], ...], day: date) -> Decimal:
    return versions[bisect_right([first or date.min for first, _ in versions], day) - 1][1]


@settings(deadline=None)
@given(amendments(), DAYS, DAYS)
def test_a_right_is_worth_what_the_text_said_on_the_day_it_opened(
    versions: tuple[tuple[date | None, Decimal], ...], set_up: date, on: date
) -> None:
    result = answer(amended(versions), profile(set_up, on), on)[AID]
    assume(result.status == "eligible")
    assert (result.amounts[0].value, result.amounts[0].changes) == (at(versions, set_up), ())
    assert result.total_first_year == at(versions, set_up)


@settings(deadline=None)
@given(amendments(), DAYS, DAYS, DAYS)
def test_an_amendment_of_later_rights_changes_no_answer(
    versions: tuple[tuple[date | None, Decimal], ...], day: date, set_up: date, on: date
) -> None:
    """A version is added from a day on: who set up before it is answered as before, on every day."""
    before = tuple(one for one in versions if (one[0] or date.min) < day)
    after = (*before, (day, Decimal(99_999)))
    set_up = min(set_up, day - timedelta(days=1))
    facts = profile(set_up, on)
    one, other = (answer(amended(each), facts, on).to_json() for each in (before, after))
    assert one == other


@settings(deadline=None)
@given(amendments(), DAYS, DAYS)
def test_columns_say_the_same(versions: tuple[tuple[date | None, Decimal], ...], set_up: date, on: date) -> None:
    rules = amended(versions)
    facts = profile_of(rules, profile(set_up, on))
    quick = next(one for one in Quick(rules, on).results(facts) if one.scheme == AID)
    slow = decide(rules, facts, on)[AID]
    assert [one.value for one in quick.amounts] == [one.value for one in slow.amounts]


@given(amendments(), DAYS)
def test_where_the_day_is_unknown_the_sum_is_known_when_all_versions_agree(
    versions: tuple[tuple[date | None, Decimal], ...], on: date
) -> None:
    facts = {name: value for name, value in NEWLY.items() if name != "date_installation"}
    found = lump_sum(answer(amended(versions), facts, on))
    if len({sum_ for _, sum_ in versions}) == 1:
        assert (found.value, found.missing) == (versions[0][1], ())
    else:
        assert (found.value, found.missing) == (None, ("date_installation",))


@settings(deadline=None)
@given(amendments(), DAYS)
def test_a_yearly_sum_tells_its_later_values_and_the_first_year_counts_them(
    versions: tuple[tuple[date | None, Decimal], ...], on: date
) -> None:
    """Each month is worth what the text says on its day: the amount, its changes and the total agree."""
    scheme = RULES.scheme("majoration_fmt_primo_installes")
    assert scheme is not None
    value = Dated(tuple((first, Number(sum_)) for first, sum_ in versions))
    plain = replace(scheme.amounts[0], value=value, rate=None, base=None, per="month")
    other = timed(replace(scheme, amounts=(plain,), divergences=()))
    rules = replace(RULES, schemes=tuple(other if one.id == scheme.id else one for one in RULES.schemes))
    result = answer(rules, profile(FIRST, on), on)[scheme.id]
    assume(result.status == "eligible")
    paid = result.amounts[0]
    steps = [(on, paid.value), *((one.since, one.value) for one in paid.changes)]
    assert steps[0][1] == at(versions, on)
    months = [add_months(on, index) for index in range(12)]
    told = [next(value for day, value in reversed(steps) if day <= month) for month in months]
    assert told == [at(versions, month) for month in months]
    assert result.total_first_year == sum(told)  # type: ignore[arg-type]
