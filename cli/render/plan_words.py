"""What every form of a plan needs: its strategies in words, and their letters."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from string import ascii_uppercase

from public_aids.cli.render.words import Speaking, joined, long_day
from public_aids.engine.decide.schedule import Period, Plan, PlanEffect, Strategy
from public_aids.engine.text import Lang

DRAWN = 5  # strategies on one chart: more could not be told apart
ROUND = tuple(map(Decimal, ("1", "1.2", "1.6", "2", "2.4", "3", "4", "5", "6", "8", "10")))  # a quarter is round too


class PlanView(Speaking):
    """A plan for a person; `readings` are those that she asked for."""

    plan: Plan
    readings: Mapping[str, str]
    effects: tuple[PlanEffect, ...] = ()  # of other readings

    def drawn(self) -> tuple[tuple[str, Strategy], ...]:
        """The strategies that a chart shows, with their letters: the best, staying, those that lead at some time."""
        known = [
            index
            for index, one in enumerate(self.plan.strategies)
            if one.months is not None and one.settled and (one.schemes or one.actions)
        ]
        stay = [index for index in known if not self.plan.strategies[index].actions][:1]
        leading = [number for lead in reversed(self.plan.leads) for number in lead.strategies[:1]]
        first = dict.fromkeys((*known[: max(self.plan.best, 1)], *stay, *leading, *known))
        return tuple((letter(index), self.plan.strategies[index]) for index in sorted([*first][:DRAWN]))


def letter(index: int) -> str:
    """`A`, `B`… `Z`, `A2`…"""
    turn, place = divmod(index, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn + 1) if turn else "")


def strategy_words(strategy: Strategy, view: PlanView) -> str:
    """What to do and what to take: `résilier COSCOM le 1er mai 2026 ; FMT déjà installés dès le 1er mai 2026`."""
    said: list[str] = []
    for on in sorted({action.on for action in strategy.actions}):
        contracts = [view.acronym(action.terminate) for action in strategy.actions if action.on == on]
        names, day = joined(contracts, view.lang), long_day(on, view.lang)
        said.append(view.say(f"résilier {names} le {day}", f"terminate {names} on {day}"))
    left = {action.terminate for action in strategy.actions}
    kept = [period for period in strategy.periods if period.scheme not in left]
    names_kept = dict.fromkeys(period.scheme for period in kept)
    said += (_taken(name, [period for period in kept if period.scheme == name], view) for name in names_kept)
    mark = " ; " if view.lang == "fr" else "; "
    if not said and view.plan.undetermined:
        return view.say("rien de connu encore", "nothing known yet")
    return mark.join(said) or view.say("rien", "nothing")


def _taken(name: str, periods: list[Period], view: PlanView) -> str:
    scheme, acronym = view.rulebook.scheme(name), view.acronym(name)
    first = periods[0]
    if scheme is not None and scheme.kind == "contract":
        if first.since < view.plan.start:
            return view.say(f"garder {acronym}", f"keep {acronym}") + _until(first, view)
        day = long_day(first.since, view.lang)
        return view.say(f"signer {acronym} le {day}", f"sign {acronym} on {day}") + _until(first, view)
    if first.since == first.until:
        day = long_day(first.since, view.lang)
        return f"{acronym} " + view.say(f"le {day}", f"on {day}")
    spans = [_span(period, view) for period in periods]
    return f"{acronym} {joined(spans, view.lang)}"


def _span(period: Period, view: PlanView) -> str:
    day = long_day(period.since, view.lang)
    return view.say(f"dès le {day}", f"from {day}") + _until(period, view)


def _until(period: Period, view: PlanView) -> str:
    if period.until is None:
        return ""
    last = long_day(period.until - timedelta(days=1), view.lang)
    return view.say(f" jusqu'au {last}", f" until {last}")


def month_name(day: date, lang: Lang) -> str:
    """`mars 2026`."""
    return long_day(date(day.year, day.month, 2), lang).split(" ", 1)[1]


def of_month(day: date, lang: Lang) -> str:
    """`de mars 2026`, `d'avril 2026`."""
    name = month_name(day, lang)
    return name if lang == "en" else f"d'{name}" if name[0] in "ao" else f"de {name}"


def nice_top(value: Decimal) -> Decimal:
    """The top of an axis: the next round number, zero for nothing."""
    if value <= 0:
        return Decimal(0)
    power = Decimal(10) ** value.adjusted()
    return next(step * power for step in ROUND if step * power >= value)


def rows_of(strategy: Strategy, *, months: bool) -> Iterator[tuple[str, date]]:
    """The rows of a table: each month, or each calendar year, with the first month in it."""
    seen: set[str] = set()
    for month in strategy.months or ():
        name = f"{month.start:%Y-%m}" if months else f"{month.start:%Y}"
        if name not in seen:
            seen.add(name)
            yield name, month.start
