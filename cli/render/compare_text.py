"""Several days for one person, in words: what opens, what closes, what changes from one day to the next."""

from decimal import Decimal
from itertools import pairwise

from public_aids.cli.render.compare_changes import SchemeChange, best_changes, scheme_changes, sums_of
from public_aids.cli.render.layout import Page
from public_aids.cli.render.outlook_text import STATUS
from public_aids.cli.render.scheme_text import View
from public_aids.cli.render.words import euros, joined, long_day, percent
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Lang, Text

HEADINGS = {
    "opens": Text("S'ouvre", "Opens"),
    "closes": Text("Se ferme", "Closes"),
    "changes": Text("Change", "Changes"),
}
STATES = {
    "running": Text("en cours", "running"),
    "ended": Text("échu", "ended"),
    "terminated": Text("résilié", "terminated"),
    "unknown": Text("inconnu", "unknown"),
}


def compare_text(
    decisions: list[Decision], rulebook: Rulebook, lang: Lang, only: tuple[str, ...], name: str = ""
) -> str:
    """A part for each pair of days that follow each other."""
    page = Page()
    for before, after in pairwise(decisions):
        view = View(rulebook, lang, after, False)
        first, last = long_day(before.on, lang), long_day(after.on, lang)
        head = view.say(f"Du {first} au {last}", f"From {first} to {last}")
        page.heading(head + (f" ({name})" if name else ""))
        found = list(scheme_changes(before, after, only))
        changes = [change for change in found if not _still_refused(change)]
        for kind, heading in HEADINGS.items():
            same = [change for change in changes if change.kind == kind]
            if same:
                page.heading(heading.to(lang))
            for change in same:
                page.field(change.after.scheme.acronym, _line(change, view), 2, 26)
        if rest := [change.after.scheme.acronym for change in found if change not in changes]:
            page.heading(
                view.say("Refusé avant comme après, pour d'autres raisons", "Refused still, for other reasons")
            )
            page.line(", ".join(rest))
        if best_changes(before, after):
            page.heading(view.say("Le mieux ensemble", "Best together"))
            page.field(first, _best(before, view), 2, 26)
            page.field(last, _best(after, view), 2, 26)
        elif not found:
            page.line(view.say("rien ne change", "nothing changes"))
    if len(decisions) < 2:
        page.heading(Text("Un seul jour : rien à comparer", "One day only: nothing to compare").to(lang))
    return str(page)


def _still_refused(change: SchemeChange) -> bool:
    """Only the reasons differ: no sum that would be paid, no contract that ends."""
    was, now = change.before, change.after
    same_contract = (was.held and was.held.state) == (now.held and now.held.state)
    return was.status == now.status == "not_eligible" and not was.amounts and not now.amounts and same_contract


def _line(change: SchemeChange, view: View) -> str:
    return (" ; " if view.lang == "fr" else "; ").join(_parts(change, view))


def _parts(change: SchemeChange, view: View) -> list[str]:
    """What is not the same, part by part."""
    was, now = change.before, change.after
    parts = []
    if was.status != now.status and was.status and now.status:
        before, after = STATUS[was.status].to(view.lang), STATUS[now.status].to(view.lang)
        parts.append(view.say(f"{before} puis {after}", f"{before}, then {after}"))
    if was.failed != now.failed:
        parts += _reasons(was, now, view)
    if was.missing != now.missing and now.missing:
        parts.append(view.say("il manque ", "missing ") + joined(list(now.missing), view.lang))
    if now.amounts and sums_of(was) != sums_of(now):
        parts.append(_sums(now, view))
    if (was.held and was.held.state) != (now.held and now.held.state) and now.held:
        state = STATES[now.held.state].to(view.lang)
        parts.append(view.say(f"contrat {state}", f"contract {state}"))
    return parts or [view.say("dans le détail", "in its detail")]


def _reasons(was: SchemeResult, now: SchemeResult, view: View) -> list[str]:
    """The conditions that fail on the later day and did not, then those that no longer do."""
    labels = {one.id: one.label.to(view.lang) for result in (was, now) for one in result.conditions}
    more = [labels.get(one, one) for one in now.failed if one not in was.failed]
    less = [labels.get(one, one) for one in was.failed if one not in now.failed]
    said = []
    if more:
        said.append(view.say("n'est plus rempli : ", "no longer met: ") + ", ".join(more))
    if less and now.failed:
        said.append(view.say("est désormais rempli : ", "now met: ") + ", ".join(less))
    return said


def _sums(result: SchemeResult, view: View) -> str:
    parts = []
    for amount in result.amounts:
        if isinstance(amount.value, Decimal):
            rate = f" ({percent(amount.rate, view.lang)})" if amount.rate is not None else ""
            parts.append(f"{amount.label.to(view.lang)} {euros(amount.value, view.lang)}{rate}")
    return ", ".join(parts) or view.say("somme inconnue", "sum unknown")


def _best(decision: Decision, view: View) -> str:
    combination = decision.combination
    names = joined([view.acronym(one) for one in combination.best], view.lang) or view.say("rien", "nothing")
    total = combination.total
    sum_ = view.say("somme inconnue", "sum unknown") if total is None else euros(total, view.lang)
    return view.say(f"{names}, {sum_} sur la période", f"{names}, {sum_} over the period")
