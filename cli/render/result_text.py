"""A `Decision` for a person: what is open, why, how much, when, what is missing, what is best together."""

from collections.abc import Iterator

from public_aids.cli.render.combination_text import write_combination
from public_aids.cli.render.contact_text import write_contacts
from public_aids.cli.render.layout import Page
from public_aids.cli.render.refused_text import is_later, write_refused
from public_aids.cli.render.scheme_text import View, title, write_held, write_readings, write_scheme
from public_aids.cli.render.words import long_day, window_words
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.notices import as_to_check
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Lang, Text

Group = tuple[SchemeResult, ...]

OPEN = Text("Ouvert pour vous", "Open to you")
INCOMPLETE = Text(
    "À compléter : la réponse dépend de ce qui manque", "To be completed: the answer depends on what is missing"
)
LATER = Text("Ouvert plus tard, et compté plus bas", "Open later, and counted below")
BLOCKED = Text("Bloqué par un contrat en cours", "Blocked by a running contract")
REFUSED = Text("Pas ouvert pour vous", "Not open to you")
UNMET = Text("Pas ouvert pour vous : ce qui n'est pas rempli", "Not open to you: what is not met")


class Shown(Record):
    """The schemes in the order of the page: those told in full, those in a line each."""

    whole: tuple[tuple[Text, Group], ...]
    refused: Group
    closed: Group


def result_text(
    decision: Decision,
    rulebook: Rulebook,
    lang: Lang,
    schemes: Group,
    readings: tuple[tuple[str, str], ...] = (),
    *,
    sources: bool = False,
    whole: bool = False,
    name: str = "",
) -> str:
    """The whole page. `schemes` are those to show, `sources` adds where each condition is written, `name` heads it.

    `whole`: everything on the schemes to show, their notes too.
    """
    view = View(rulebook, lang, decision, sources, whole)
    page = Page()
    day = long_day(decision.on, lang)
    page.heading(view.say(f"Situation au {day}", f"Situation on {day}") + (f" ({name})" if name else ""))
    for divergence, reading in readings:
        page.line(
            view.say(f"lecture appliquée : {divergence} = {reading}", f"reading applied: {divergence} = {reading}")
        )
    shown = _sorted(schemes, view)
    for heading, group in shown.whole:
        _write_group(page, heading, group, view)
    _write_contracts(page, schemes, view)
    cautions = write_combination(page, view)
    _write_questions(page, schemes, view)
    _write_warnings(page, schemes, shown, cautions, view)
    write_contacts(page, schemes, view)
    write_refused(page, UNMET, shown.refused, view)
    _write_closed(page, shown.closed, view)
    _write_sheets(page, schemes, view)
    if view.sources:
        _write_documents(page, view)
    return str(page)


def _sorted(schemes: Group, view: View) -> Shown:
    """Where each scheme stands on the page. Refusals are short, where nobody asks about that scheme alone."""
    groups: dict[str, list[SchemeResult]] = {}
    for one in schemes:
        groups.setdefault(_place(one, view), []).append(one)
    found = {name: tuple(group) for name, group in groups.items()}
    refused = found.get("refused", ())
    last = ((REFUSED, refused),) if view.whole else ()
    named = (("open", OPEN), ("later", LATER), ("incomplete", INCOMPLETE), ("blocked", BLOCKED))
    whole = (*((heading, found.get(name, ())) for name, heading in named), *last)
    return Shown(whole, () if view.whole else refused, found.get("closed", ()))


def _place(result: SchemeResult, view: View) -> str:
    match result.status:
        case "eligible":
            return "open"
        case "undetermined":
            return "incomplete"
        case None:
            return "sheet"
        case "not_eligible" if result.failed == ("held_contract",):
            own = result.held is not None and result.held.state == "running"
            return "held" if own and not view.whole else "blocked"
        case "not_eligible" if is_later(result, view):
            return "later"
        case "not_eligible" if "validity" in result.failed and not view.whole:
            return "closed"
        case "not_eligible":
            return "refused"


def _write_group(page: Page, heading: Text, group: Group, view: View) -> None:
    if group:
        page.heading(heading.to(view.lang))
    for result in group:
        write_scheme(page, result, view)


def _write_closed(page: Page, closed: Group, view: View) -> None:
    """Schemes that cannot be opened on the day: a line each."""
    if closed:
        page.heading(view.say("Fermé à cette date", "Closed on that day"))
        on = view.decision.on
        page.table([(one.scheme.acronym, window_words(one.scheme, one.window, on, view)) for one in closed])


def _write_contracts(page: Page, schemes: Group, view: View) -> None:
    """The contracts held; what other readings would change is said here where the scheme itself has only a line."""
    if any(one.held for one in schemes):
        page.heading(view.say("Vos contrats", "Your contracts"))
    for one in schemes:
        if one.held:
            write_held(page, one.scheme, one.held, view)
        if one.held and ("validity" in one.failed or _place(one, view) == "held"):
            write_readings(page, one, view)


def _write_questions(page: Page, schemes: Group, view: View) -> None:
    """The questions in words, each with the name of the fact that answers it."""
    questions = asked_for(schemes, view)
    if not questions:
        return
    page.heading(
        view.say("Pour en savoir plus, répondre à (la plus utile d'abord)", "To know more, answer (most useful first)")
    )
    for name in questions:
        page.item(f"{view.rulebook.facts[name].question.to(view.lang)} ({name})", 2)


def asked_for(schemes: Group, view: View) -> list[str]:
    """The facts to ask for these schemes, the most useful first: all of them where all schemes are shown."""
    if len(schemes) == len(view.decision.schemes):
        return list(view.decision.questions)
    asked = {name for one in schemes for name in (*one.missing, *_missing_for_amounts(one))}
    asked |= {name for one in schemes if one.held for name in one.held.missing}
    return [name for name in view.decision.questions if name in asked]


def _missing_for_amounts(result: SchemeResult) -> Iterator[str]:
    held = result.held.amounts if result.held else ()
    return (name for amount in (*result.amounts, *held) for name in amount.missing)


def _write_warnings(page: Page, schemes: Group, shown: Shown, cautions: tuple[Text, ...], view: View) -> None:
    """Warnings that stand beside no scheme, and those to be checked, each once for all its schemes."""
    asked = {one.scheme.id for one in schemes}
    brief = asked - {one.scheme.id for _, group in shown.whole for one in group}
    elsewhere = [one for one in view.decision.schemes if one.scheme.id not in asked]
    told = {text.fr for one in view.decision.schemes if one.scheme.id not in brief for text in one.warnings + one.later}
    open_ = {text for one in schemes for text in one.to_check}
    told |= {as_to_check(text).fr for one in elsewhere for text in one.to_check if text not in open_}
    beside = {one.named for scheme in schemes for change in scheme.would_open_if for one in change.cautions}
    beside |= set(cautions)
    warnings = [one for one in view.decision.warnings if not one.fr.endswith(tuple(told)) and one not in beside]
    if warnings:
        page.heading(view.say("Attention", "Warning"))
    for warning in warnings:
        page.item(warning.to(view.lang), 2)


def _write_sheets(page: Page, schemes: Group, view: View) -> None:
    for sheet in (one.scheme for one in schemes if one.status is None):
        page.heading(view.say("Pour information", "For information"))
        page.line(f"{title(sheet, view)} (schemes show {sheet.id})")


def _write_documents(page: Page, view: View) -> None:
    page.heading(view.say("Documents", "Documents"))
    page.table([(one.id, f"{one.title} ({one.publisher.to(view.lang)})") for one in view.rulebook.documents])
