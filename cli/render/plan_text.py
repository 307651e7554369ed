"""A plan for a person: the best strategy, the others, when the ranking changes, what is paid when, a chart."""

from decimal import Decimal

from public_aids.cli.render.doubts import between, doubt_words, not_counted
from public_aids.cli.render.layout import Page
from public_aids.cli.render.plan_chart import chart
from public_aids.cli.render.plan_words import PlanView, letter, month_name, of_month, rows_of, strategy_words
from public_aids.cli.render.words import FIXED, colon, euros, joined, labelled, long_day, paid_words
from public_aids.engine.decide.schedule import Strategy
from public_aids.engine.feel.values import add_months
from public_aids.engine.text import Text, counted

SHOWN = 8  # strategies told one by one
COLUMN = 13


def plan_text(view: PlanView, *, months: bool, blocks: bool) -> str:
    """The whole page, then the table and the chart, which are not wider than 80 columns."""
    page = Page()
    start, end = long_day(view.plan.start, view.lang), long_day(view.plan.end, view.lang)
    page.heading(view.say(f"Plan du {start} au {end}", f"Plan from {start} to {end}"))
    _write_readings(page, view)
    told = _write_best(page, view)
    _write_others(page, view, told)
    _write_leads(page, view)
    drawn = view.drawn()
    parts = [str(page)]
    if any(one.total for _, one in drawn):
        parts += [_table(view, months=months), _best_table(view, months=months), chart(view, drawn, blocks=blocks)]
    notes = _notes(view)
    return "\n".join(part for part in (*parts, notes) if part)


def _write_readings(page: Page, view: PlanView) -> None:
    for divergence, reading in view.readings.items():
        page.line(
            view.say(f"lecture appliquée : {divergence} = {reading}", f"reading applied: {divergence} = {reading}")
        )


def _write_best(page: Page, view: PlanView) -> list[Text]:
    """The best strategies, and what is better: to stay or to leave; gives the cautions that it tells."""
    plan = view.plan
    told: list[Text] = []
    if not plan.best:
        if all(not one.schemes for one in plan.strategies):
            page.heading(view.say("Rien n'est dû à ces dates", "Nothing is due in these dates"))
        elif not any(one.settled for one in plan.strategies):
            page.heading(view.say("Aucune stratégie que les sources admettent", "No strategy that the sources allow"))
        else:
            page.heading(
                view.say("La meilleure stratégie n'est pas encore connue", "The best strategy is not known yet")
            )
            if plan.strategies[0].total:
                page.line(
                    view.say(
                        "la meilleure de celles dont le total est connu :", "the best of those whose total is known:"
                    )
                )
                _write_strategy(page, 0, view, told)
        return told
    if plan.best > 1:
        page.heading(view.say(f"{plan.best} stratégies à égalité", f"{plan.best} strategies tie"))
    else:
        page.heading(view.say("La meilleure stratégie", "The best strategy"))
    for index in range(plan.best):
        _write_strategy(page, index, view, told)
    choices = {
        "stay": Text(
            "rester dans les contrats en cours rapporte le plus", "staying in the running contracts pays most"
        ),
        "leave": Text("résilier rapporte le plus", "leaving pays most"),
        "tie": Text("rester ou résilier rapporte autant", "staying and leaving pay the same"),
    }
    if plan.choice and plan.stay is not None and plan.leave is not None:
        stay, leave = euros(plan.stay, view.lang), euros(plan.leave, view.lang)
        said = choices[plan.choice].to(view.lang)
        said += view.say(f" : rester {stay}, résilier {leave}", f": stay {stay}, leave {leave}")
        left, kept = (next(o for o in plan.strategies if bool(o.actions) == b and o.settled) for b in (True, False))
        if silent := dict.fromkeys((*kept.unquantified, *left.unquantified)):
            said += f" ({not_counted(silent, view.acronym, view.lang)})"
        page.line(said + (paid_words(left.cautions, view.lang) if plan.choice != "stay" else ""))
    return told


def _write_others(page: Page, view: PlanView, told: list[Text]) -> None:
    first = view.plan.best or int(bool(view.plan.strategies and view.plan.strategies[0].total))
    others = list(enumerate(view.plan.strategies))[first:]
    others = [(index, one) for index, one in others if one.schemes or one.actions]
    if not others:
        return
    page.heading(view.say("Les autres stratégies", "The other strategies"))
    for index, _ in others[:SHOWN]:
        _write_strategy(page, index, view, told)
    if len(others) > SHOWN:
        rest = len(others) - SHOWN
        page.line(view.say("et ", "and ") + f"{counted(rest, 'autre(s)', 'more').to(view.lang)} (--format json)")


def _write_strategy(page: Page, index: int, view: PlanView, told: list[Text]) -> None:
    """A strategy with its sum, and what is to be known of the contracts that it ends, said once."""
    strategy = view.plan.strategies[index]
    said = strategy_words(strategy, view)
    doubts = {pair: missing for pair, missing in view.plan.unsettled if set(pair) <= set(strategy.schemes)}
    said += doubt_words(strategy, doubts, view.acronym, view.lang)
    if strategy.missing:
        said += view.say(" ; il manque ", "; missing ") + labelled(strategy.missing, view.rulebook.facts, view.lang)
    total = between(strategy, view.lang)
    new = [caution.named for caution in strategy.cautions if caution.named not in told]
    if strategy.cautions and not new:
        said += view.say(" (réserves ci-dessus)", " (cautions above)")
    page.field(f"{letter(index):3}{total}", said, 2, 17)
    for caution in new:
        page.item(caution.to(view.lang), 4)
    told += new


def _write_leads(page: Page, view: PlanView) -> None:
    """Which strategy is best when one looks less far."""
    leads = view.plan.leads
    if len(leads) < 2:
        return
    page.heading(view.say("La meilleure selon l'horizon", "The best one by horizon"))
    ends = [lead.since for lead in leads[1:]]
    for lead, following in zip(leads, [*ends, None], strict=True):
        names = joined([letter(index) for index in lead.strategies], view.lang)
        first = month_name(lead.since, view.lang)
        if following is None:
            span = view.say(f"à partir {of_month(lead.since, 'fr')}", f"{first} and later")
        else:
            last = month_name(add_months(following, -1), view.lang)
            span = view.say(f"{of_month(lead.since, 'fr')} à {last}", f"{first} to {last}") if last != first else first
        page.line(f"{span}{colon(view.lang)}{names}")


def _table(view: PlanView, *, months: bool) -> str:
    """What each strategy pays, a line for a year or for a month."""
    drawn = view.drawn()
    title = view.say("Ce qui est versé, en euros", "What is paid, in euros")
    head = " " * 10 + "".join(name.rjust(COLUMN) for name, _ in drawn)
    sums = [_sums(one, months=months) for _, one in drawn]
    lines = [f"  {row:8}" + "".join(_cell(column.get(row), view) for column in sums) for row in sums[0]]
    total = view.say("total", "total")
    foot = f"  {total:8}" + "".join(_cell(one.total, view) for _, one in drawn)
    return "\n".join([title, head, *lines, foot]) + "\n"


def _best_table(view: PlanView, *, months: bool) -> str:
    """Which scheme pays what, in the first of the best strategies."""
    name, best = view.drawn()[0]
    payers = sorted({payer for month in best.months or () for payer, _ in month.by_scheme})
    if len(payers) < 2:
        return ""
    page = Page()
    page.line(view.say(f"Qui verse quoi, stratégie {name}, en euros", f"What pays what, strategy {name}, in euros"), 0)
    sums = [_sums(best, months=months, payer=payer) for payer in payers]
    for row, _ in rows_of(best, months=months):
        parts = [
            f"{view.acronym(payer)} {_plain(value, view)}"
            for payer, column in zip(payers, sums, strict=True)
            if (value := column.get(row))
        ]
        if parts:
            page.field(row, ", ".join(parts), 2, 9)
    return str(page)


def _sums(strategy: Strategy, *, months: bool, payer: str | None = None) -> dict[str, Decimal]:
    """The sum of each row of a table, for one scheme or for all."""
    sums: dict[str, Decimal] = {}
    for month in strategy.months or ():
        row = f"{month.start:%Y-%m}" if months else f"{month.start:%Y}"
        value = month.total if payer is None else dict(month.by_scheme).get(payer, Decimal(0))
        sums[row] = sums.get(row, Decimal(0)) + value
    return sums


def _cell(value: Decimal | None, view: PlanView) -> str:
    return (_plain(value, view) if value else "-").rjust(COLUMN)


def _plain(value: Decimal, view: PlanView) -> str:
    """A sum without its unit, which the title gives."""
    return euros(value, view.lang).replace(f"{FIXED}€", "").replace("€", "")


def _notes(view: PlanView) -> str:
    """What could change the plan: missing facts, pairs that no source settles, caveats."""
    plan, page = view.plan, Page()
    if plan.missing:
        page.heading(view.say("Faits qui peuvent changer ce plan", "Facts that can change this plan"))
        for name in plan.missing:
            page.item(f"{view.rulebook.facts[name].question.to(view.lang)} ({name})", 2)
    told = [view.acronym(one.scheme) for one in plan.undetermined]
    beside = {caution.named for one in plan.strategies[: plan.best + SHOWN] for caution in one.cautions}
    warnings = [warning.to(view.lang) for warning in plan.warnings if warning not in beside]
    if told:
        listed = joined(told, view.lang)
        warnings.insert(
            0, view.say(f"encore indéterminé, non compté : {listed}", f"undetermined, not counted: {listed}")
        )
    silent = [pair for pair, missing in plan.unsettled if not missing]
    if silent:
        pairs = ", ".join(f"{view.acronym(one)} + {view.acronym(other)}" for one, other in silent)
        warnings.append(view.say(f"aucune source ne dit si se cumulent : {pairs}", f"no source settles: {pairs}"))
    if view.effects:
        page.heading(view.say("D'autres lectures des sources", "Other readings of the sources"))
        for effect in view.effects:
            total = view.say("inconnu", "unknown") if effect.total is None else euros(effect.total, view.lang)
            mark = colon(view.lang)
            page.item(f"--reading {effect.divergence}={effect.reading}{mark}{total}", 2)
    if warnings:
        page.heading(view.say("Attention", "Warning"))
        for warning in warnings:
            page.item(warning, 2)
    return str(page)
