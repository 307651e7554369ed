"""Questions for a person: the question, what may be answered, why it is asked, what is wrong with an answer."""

from collections.abc import Iterator

from public_aids.cli.render.layout import Page, wrap
from public_aids.cli.render.scheme_text import walk
from public_aids.cli.render.words import TYPE, colon, figure
from public_aids.cli.terminal import STANDARD_ERROR, columns
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.profile import FactProblem
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.rulebook.unit_words import unit_words
from public_aids.engine.text import Lang, Text, counted

WIDTH = 80
PROMPT = "> "


def question_text(fact: Fact, left: int, lang: Lang, about: str = "") -> str:
    """The question, the values allowed, the help; `left` is how many questions there are now, this one too, and `about`
    the contract that is asked of."""
    said = about + colon(lang) if about else ""
    count = f" ({counted(left, 'question(s) utile(s)', 'useful question(s)').to(lang)})" if left > 1 else ""
    width = columns(WIDTH, STANDARD_ERROR)
    lines = ["", *wrap(said + fact.question.to(lang) + count, width), *_allowed(fact, lang)]
    if fact.help:
        lines += [f"  {line}" for line in wrap(fact.help.to(lang), width - 2)]
    return "\n".join(lines) + "\n" + PROMPT


def record_text(fact: Fact, lang: Lang) -> str:
    """After a record: is there another one?"""
    said = Text("Un autre ? (vide : c'est tout)", "Another one? (empty: that is all)").to(lang)
    return f"\n{said}\n" + "".join(f"{line}\n" for line in _allowed(fact, lang)) + PROMPT


def _allowed(fact: Fact, lang: Lang) -> Iterator[str]:
    """What may be answered, a line a value or one for all."""
    match fact.type:
        case "boolean":
            yield "  " + Text("oui ou non", "yes or no").to(lang)
        case "choice" | "number" if fact.value_labels:
            for number, (value, label) in enumerate(fact.value_labels, 1):
                shown = f"{number}. {value}" if fact.type == "choice" else value
                yield f"  {shown}" + colon(lang) + label.to(lang)
        case "number":
            yield "  " + _number(fact, lang)
        case "date":
            yield "  " + Text("un jour : 2026-03-15 ou 15/03/2026", "a day: 2026-03-15 or 15/03/2026").to(lang)
        case "list":
            yield "  " + Text("des nombres séparés par des espaces", "numbers with spaces in between").to(lang)
        case "records":
            names = ", ".join(fact.fields[0].values)
            yield "  " + Text(f"aucun, ou le premier : {names}", f"none, or the first one: {names}").to(lang)
        case _:
            yield "  " + TYPE[fact.type].to(lang)


def _number(fact: Fact, lang: Lang) -> str:
    parts = [TYPE["number"].to(lang)]
    if fact.unit:
        parts.append(unit_words(fact.unit).to(lang))
    if fact.minimum is not None:
        low = figure(fact.minimum, lang)
        parts.append(Text(f"au moins {low}", f"at least {low}").to(lang))
    if fact.maximum is not None:
        high = figure(fact.maximum, lang)
        parts.append(Text(f"au plus {high}", f"at most {high}").to(lang))
    return ", ".join(parts)


def why_text(fact: Fact, decision: Decision | None, lang: Lang) -> str:
    """The conditions and the sums that wait for a fact."""
    page = Page()
    page.heading(Text("Cette réponse sert à :", "This answer is for:").to(lang))
    for result in decision.schemes if decision else ():
        labels = [
            one.label.to(lang) for one in walk(result.conditions) if fact.name in one.missing and not one.children
        ]
        if fact.name not in result.missing:
            labels = []
        held = result.held.amounts if result.held else ()
        labels += (one.label.to(lang) for one in (*result.amounts, *held) if fact.name in one.missing)
        if labels:
            page.item(f"{result.scheme.acronym} ({', '.join(dict.fromkeys(labels))})", 2)
    if not decision:
        page.item(fact.label.to(lang), 2)
    empty = Text("réponse vide : inconnu", "empty answer: unknown").to(lang)
    return f"{page}  {empty}\n{PROMPT}"


def error_text(problems: list[FactProblem], lang: Lang) -> str:
    """What is wrong with an answer, and what to write."""
    lines = []
    for problem in problems:
        lines.append(problem.message.to(lang))
        lines += (f"  = {cure.to(lang)}" for cure in problem.cures)
    return "\n".join(lines) + "\n" + PROMPT
