"""Whom to write to, for each scheme that may be something for the person."""

from public_aids.cli.render.layout import Page
from public_aids.cli.render.refused_text import is_later
from public_aids.cli.render.scheme_text import View
from public_aids.cli.render.words import labelled
from public_aids.engine.decide.notices import concerned
from public_aids.engine.decide.result import SchemeResult


def write_contacts(page: Page, schemes: tuple[SchemeResult, ...], view: View) -> None:
    lines = contact_lines(schemes, view)
    if lines:
        page.heading(view.say("À qui écrire", "Whom to write to"))
    for line in lines:
        page.line(line)


def contact_lines(schemes: tuple[SchemeResult, ...], view: View) -> list[str]:
    """Each body once; with its schemes, where there are several bodies."""
    about: dict[str, list[str]] = {}
    local = view.decision.contact
    for one in schemes:
        held = one.held if one.held and one.held.state in ("running", "unknown") else None
        if one.status is not None and (concerned(one.status, one.failed, held) or is_later(one, view)):
            who = one.scheme.write_to
            body = who.to(view.lang) if who else f"{local.body}, {local.email}" if local else _elsewhere(view)
            about.setdefault(body, []).append(one.scheme.acronym)
    about.pop("", None)
    if not about and local:
        return [f"{local.body}, {local.email}"]
    several = len(about) > 1
    told = sorted(about.items(), key=lambda one: "@" not in one[0])
    return [f"{body} ({', '.join(acronyms)})" if several else body for body, acronyms in told]


def _elsewhere(view: View) -> str:
    """What tells whom to write to, where no contact is known."""
    name = view.rulebook.roles.departement
    if name not in view.rulebook.facts or not view.rulebook.contacts:
        return ""
    label = labelled((name,), view.rulebook.facts, view.lang)
    return view.say(f"l'adresse dépend de {label} (`{name}`)", f"the address depends on {label} (`{name}`)")
