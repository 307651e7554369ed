"""One scheme of a decision for a person: why, how much, when, what is missing."""

from collections.abc import Iterator

from public_aids.cli.render.amount_text import amount_line, payment_lines
from public_aids.cli.render.layout import Page
from public_aids.cli.render.outlook_text import opening_lines, reading_lines, turn_line
from public_aids.cli.render.words import (
    Speaking,
    cited,
    euros,
    fact_value,
    joined,
    labelled,
    long_day,
    term_words,
    window_words,
)
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.result import ConditionResult, Held, SchemeResult
from public_aids.engine.feel.values import Value
from public_aids.engine.rulebook.model import Citation, Scheme
from public_aids.engine.text import Text


class View(Speaking):
    """What every part of the page needs."""

    decision: Decision
    sources: bool
    whole: bool = False  # everything on a few schemes, not what matters most of all


def title(scheme: Scheme, view: View) -> str:
    name = scheme.name.to(view.lang)
    return name if name == scheme.acronym else f"{name} ({scheme.acronym})"


def write_scheme(page: Page, result: SchemeResult, view: View) -> None:
    """The whole entry of a scheme that is open, to be completed, blocked or refused."""
    page.line(title(result.scheme, view))
    page.fields(view.say("pourquoi", "why"), _why(result, view))
    if result.missing:
        page.field(view.say("il manque", "missing"), labelled(result.missing, view.rulebook.facts, view.lang))
    _write_money(page, result, view)
    if term := _term(result.scheme, view):
        page.field(view.say("durée", "length"), term)
    _write_duties(page, result, view)
    page.fields(view.say("à noter", "note"), [one.to(view.lang) for one in (*result.warnings, *result.later)])
    if view.whole:
        page.fields(view.say("à savoir", "good to know"), [one.text.to(view.lang) for one in result.scheme.notes])
    if result.status != "eligible":
        page.fields(view.say("pour l'ouvrir", "to open it"), opening_lines(result, view.rulebook, view.lang))
    if result.turns and not _told_in_why(result, view):
        page.field(view.say("avec le temps", "with time"), turn_line(result.turns, view.decision.on, view.lang))
    write_readings(page, result, view)
    if view.sources:
        _write_sources(page, result, view)


def _told_in_why(result: SchemeResult, view: View) -> bool:
    """Is the day on which time changes the right the one on which the scheme opens, which is why it is refused?"""
    since = result.scheme.validity.since.at(view.decision.on) if result.scheme.validity.since else None
    return result.failed == ("validity",) and result.turns is not None and result.turns.on == since


def _why(result: SchemeResult, view: View) -> list[str]:
    if result.failed:
        unmet = view.say("condition non remplie : ", "not met: ")
        reserved = ("validity", "career_limit", "held_contract")
        said = zip(result.failed, reasons(result, view), strict=True)
        return [reason if failed in reserved else unmet + reason for failed, reason in said]
    met = sum(condition.outcome == "true" for condition in result.conditions)
    if result.status == "eligible":
        return [view.say(f"les {met} conditions sont remplies", f"all {met} conditions are met")]
    count = len(result.conditions)
    return [view.say(f"conditions remplies : {met} sur {count}", f"conditions met: {met} of {count}")]


def reasons(result: SchemeResult, view: View) -> list[str]:
    """Why a right is refused: each condition that is not met, with the facts that say so."""
    return [_failure(failed, result, view) for failed in result.failed]


def _failure(failed: str, result: SchemeResult, view: View) -> str:
    """A failed condition in words, with the facts that made it fail."""
    match failed:
        case "validity":
            return window_words(result.scheme, result.window, view.decision.on, view)
        case "career_limit":
            return _limited(result, view)
        case "held_contract":
            return _blocked(result, view)
        case _:
            return _condition_words(failed, result, view)


def _limited(result: SchemeResult, view: View) -> str:
    periods = [limit.periods for limit in result.scheme.limits if limit.periods is not None]
    if periods:
        most = min(periods)
        return view.say(f"déjà obtenu pour {most} périodes, le maximum", f"had already for {most} periods, the most")
    return view.say(
        "une seule fois dans la carrière, et l'aide a déjà été obtenue", "had already, only once in a career"
    )


def _condition_words(failed: str, result: SchemeResult, view: View) -> str:
    condition = next((one for one in walk(result.conditions) if one.id == failed), None)
    label = condition.label.to(view.lang) if condition else failed
    known = _facts(condition) if condition else {}
    facts = ", ".join(f"{_label(name, view)} = {_value(name, known[name], view)}" for name in sorted(known))
    return f"{label} ({facts})" if facts else label


def _facts(condition: ConditionResult) -> dict[str, Value]:
    """The facts that a condition and its children used."""
    return {name: value for one in walk((condition,)) for name, value in one.facts.items()}


def _label(name: str, view: View) -> str:
    fact = view.rulebook.facts.get(name)
    return fact.label.to(view.lang) if fact else name


def _value(name: str, value: Value, view: View) -> str:
    return fact_value(view.rulebook.facts.get(name), value, view.lang)


def walk(conditions: tuple[ConditionResult, ...]) -> Iterator[ConditionResult]:
    """Every condition of a tree, parents before children."""
    for condition in conditions:
        yield condition
        yield from walk(condition.children)


def _blocked(result: SchemeResult, view: View) -> str:
    names = [view.acronym(one.scheme) for one in result.blocked_by]
    running, several = joined(names, view.lang), len(names) > 1
    if several:
        said = view.say(f"bloqué par des contrats en cours : {running}", f"blocked by running contracts: {running}")
    else:
        said = view.say(f"bloqué par un contrat en cours : {running}", f"blocked by a running contract: {running}")
    if any(one.opens_if == "terminated" for one in result.blocked_by):
        cure = (
            Text(" ; le droit s'ouvre s'ils sont résiliés", "; opens if they are terminated")
            if several
            else Text(" ; le droit s'ouvre s'il est résilié", "; opens if it is terminated")
        )
        said += cure.to(view.lang)
    return said


def _write_money(page: Page, result: SchemeResult, view: View) -> None:
    page.fields(
        view.say("combien", "how much"), [amount_line(one, view.rulebook.facts, view.lang) for one in result.amounts]
    )
    page.fields(view.say("quand", "when"), payment_lines(result.amounts, view.lang))
    if not result.scheme.unquantified and result.total_first_year is not None:
        page.field(view.say("première année", "first year"), euros(result.total_first_year, view.lang))


def _write_duties(page: Page, result: SchemeResult, view: View) -> None:
    """Who pays, and what the person commits to, where she has the right or asks about it."""
    scheme = result.scheme
    if result.status == "eligible" or result.later or view.whole:
        if scheme.payer:
            page.field(view.say("qui paie", "who pays"), scheme.payer.to(view.lang))
        write_obligations(page, scheme, view)


def write_obligations(page: Page, scheme: Scheme, view: View) -> None:
    page.fields(view.say("engagements", "obligations"), [one.text.to(view.lang) for one in scheme.obligations])


def _term(scheme: Scheme, view: View) -> str:
    return term_words(scheme.term, view.lang) if scheme.term else ""


def write_readings(page: Page, result: SchemeResult, view: View) -> None:
    """The disagreements of the sources that change the answer on a scheme."""
    best = result.scheme.id in view.decision.combination.best
    page.fields(view.say("lecture", "reading"), reading_lines(result, view.rulebook, view.lang, best=best))


def write_held(page: Page, scheme: Scheme, held: Held, view: View) -> None:
    """A contract of the profile: its state, what it pays, what remains."""
    page.line(title(scheme, view))
    page.field(view.say("état", "state"), _state(held, view))
    page.fields(
        view.say("combien", "how much"), [amount_line(one, view.rulebook.facts, view.lang) for one in held.amounts]
    )
    page.fields(view.say("quand", "when"), payment_lines(held.amounts, view.lang))
    if held.paid is not None and (held.paid or not scheme.unquantified):
        page.field(view.say("versé", "paid"), euros(held.paid, view.lang))
    if held.remaining is not None and (held.remaining or not scheme.unquantified):
        page.field(view.say("reste", "remaining"), euros(held.remaining, view.lang))
    if held.state == "running":
        write_obligations(page, scheme, view)


def _state(held: Held, view: View) -> str:
    states = {
        "running": Text("en cours", "running"),
        "ended": Text("échu", "ended"),
        "terminated": Text("résilié", "terminated"),
        "unknown": Text("état inconnu", "state unknown"),
    }
    parts = [states[held.state].to(view.lang)]
    if held.signed_on:
        parts.append(
            view.say(f"signé le {long_day(held.signed_on, 'fr')}", f"signed on {long_day(held.signed_on, 'en')}")
        )
    if held.terminated_on:
        day = held.terminated_on
        parts.append(view.say(f"résiliation le {long_day(day, 'fr')}", f"termination on {long_day(day, 'en')}"))
    elif held.ends_on:
        parts.append(view.say(f"terme le {long_day(held.ends_on, 'fr')}", f"term on {long_day(held.ends_on, 'en')}"))
    if held.renewals:
        parts.append(view.say(f"reconductions : {held.renewals}", f"renewals: {held.renewals}"))
    return ", ".join(parts)


def _write_sources(page: Page, result: SchemeResult, view: View) -> None:
    """Each condition and amount with its outcome and where it is written."""
    outcomes = {"true": Text("oui", "yes"), "false": Text("non", "no"), "unknown": Text("inconnu", "unknown")}
    page.line(view.say("conditions et sources", "conditions and sources"), 4)
    for condition in result.conditions:
        said = f"{outcomes[condition.outcome].to(view.lang)}, {condition.label.to(view.lang)}"
        page.item(said + _cited(condition.sources, view), 6)
    for amount in result.amounts:
        page.item(amount.label.to(view.lang) + _cited(amount.sources, view), 6)


def _cited(sources: tuple[Citation, ...], view: View) -> str:
    return f" ({cited(sources, view.lang)})" if sources else ""
