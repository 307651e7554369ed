"""A `Decision` for a person: what is open, why, how much, when, what is missing, what is best together."""

from collections.abc import Iterator

from cli.render.combination_text import write_combination
from cli.render.layout import Page
from cli.render.scheme_text import View, title, write_held, write_readings, write_scheme
from cli.render.words import long_day, window_words
from engine.decide.result import Decision, SchemeResult
from engine.rulebook.model import Rulebook
from engine.text import Lang, Text

Group = tuple[SchemeResult, ...]

OPEN = Text("Ouvert pour vous", "Open to you")
INCOMPLETE = Text(
    "À compléter : la réponse dépend de ce qui manque", "To be completed: the answer depends on what is missing"
)
BLOCKED = Text("Bloqué par un contrat en cours", "Blocked by a running contract")
REFUSED = Text("Pas ouvert pour vous", "Not open to you")


def result_text(
    decision: Decision,
    rulebook: Rulebook,
    lang: Lang,
    schemes: Group,
    readings: tuple[tuple[str, str], ...] = (),
    *,
    sources: bool = False,
    name: str = "",
) -> str:
    """The whole page. `schemes` are those to show, `sources` adds where each condition is written, `name` heads it."""
    view = View(decision, rulebook, lang, sources)
    page = Page()
    day = long_day(decision.on, lang)
    page.heading(view.say(f"Situation au {day}", f"Situation on {day}") + (f" ({name})" if name else ""))
    for divergence, reading in readings:
        page.line(
            view.say(f"lecture appliquée : {divergence} = {reading}", f"reading applied: {divergence} = {reading}")
        )
    closed = tuple(one for one in schemes if "validity" in one.failed)
    told = tuple(one for one in schemes if one not in closed)
    _write_group(page, OPEN, tuple(one for one in told if one.status == "eligible"), view)
    _write_group(page, INCOMPLETE, tuple(one for one in told if one.status == "undetermined"), view)
    refused = tuple(one for one in told if one.status == "not_eligible")
    _write_group(page, BLOCKED, tuple(one for one in refused if one.failed == ("held_contract",)), view)
    _write_group(page, REFUSED, tuple(one for one in refused if one.failed != ("held_contract",)), view)
    _write_closed(page, closed, view)
    _write_contracts(page, schemes, view)
    cautions = write_combination(page, view)
    _write_questions(page, schemes, view)
    _write_rest(page, schemes, cautions, view)
    return str(page)


def _write_group(page: Page, heading: Text, group: Group, view: View) -> None:
    if group:
        page.heading(heading.to(view.lang))
    for result in group:
        write_scheme(page, result, view)


def _write_closed(page: Page, closed: Group, view: View) -> None:
    """Schemes that cannot be opened on the day: a line each."""
    if closed:
        page.heading(view.say("Fermé à cette date", "Closed on that day"))
        on, lang = view.decision.on, view.lang
        page.table([(one.scheme.acronym, window_words(one.scheme, one.window, on, lang)) for one in closed])


def _write_contracts(page: Page, schemes: Group, view: View) -> None:
    """The contracts held; what other readings would change is said here where the scheme itself has only a line."""
    if any(one.held for one in schemes):
        page.heading(view.say("Vos contrats", "Your contracts"))
    for one in schemes:
        if one.held:
            write_held(page, one.scheme, one.held, view)
        if one.held and "validity" in one.failed:
            write_readings(page, one, view)


def _write_questions(page: Page, schemes: Group, view: View) -> None:
    """The questions in words, each with the name of the fact that answers it."""
    asked = {name for one in schemes for name in (*one.missing, *_missing_for_amounts(one))}
    questions = [name for name in view.decision.questions if name in asked]
    if not questions:
        return
    page.heading(
        view.say("Pour en savoir plus, répondre à (la plus utile d'abord)", "To know more, answer (most useful first)")
    )
    for name in questions:
        page.item(f"{view.rulebook.facts[name].question.to(view.lang)} ({name})", 2)


def _missing_for_amounts(result: SchemeResult) -> Iterator[str]:
    held = result.held.amounts if result.held else ()
    return (name for amount in (*result.amounts, *held) for name in amount.missing)


def _write_rest(page: Page, schemes: Group, cautions: tuple[Text, ...], view: View) -> None:
    """Warnings that stand beside no scheme, information sheets, the body to write to, the documents."""
    elsewhere = (one for one in view.decision.schemes if one not in schemes or "validity" not in one.failed)
    told = tuple(warning.fr for one in elsewhere for warning in one.warnings)
    beside = {one.named for scheme in schemes for change in scheme.would_open_if for one in change.cautions}
    beside |= set(cautions)
    warnings = [one for one in view.decision.warnings if not one.fr.endswith(told) and one not in beside]
    if warnings:
        page.heading(view.say("Attention", "Warning"))
    for warning in warnings:
        page.item(warning.to(view.lang), 2)
    for sheet in (one.scheme for one in schemes if one.status is None):
        page.heading(view.say("Pour information", "For information"))
        page.line(f"{title(sheet, view)} (schemes show {sheet.id})")
    if contact := view.decision.contact:
        page.heading(view.say("À qui écrire", "Whom to write to"))
        page.line(f"{contact.body}, {contact.email}")
    if view.sources:
        _write_documents(page, view)


def _write_documents(page: Page, view: View) -> None:
    page.heading(view.say("Documents", "Documents"))
    page.table([(one.id, f"{one.title} ({one.publisher.to(view.lang)})") for one in view.rulebook.documents])
