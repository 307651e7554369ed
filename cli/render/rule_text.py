"""One scheme in full, as the rules stand on a day: for a person who wants to know what the program knows."""

from datetime import date

from public_aids.cli.render.amount_rule_text import amount_rule
from public_aids.cli.render.expression_text import expression_text
from public_aids.cli.render.layout import Page
from public_aids.cli.render.words import KIND, Speaking, cited, colon, joined, long_day, term_words, window_words
from public_aids.engine.decide.window import window_on
from public_aids.engine.rulebook.dated import spoken_on
from public_aids.engine.rulebook.keys import called, rows
from public_aids.engine.rulebook.model import Citation, Condition, Divergence, Group, Notice, Rulebook, Scheme
from public_aids.engine.text import Lang, Text

RELATION = {
    "incompatible": Text("ne se cumule pas avec", "may not be held with"),
    "compatible": Text("se cumule avec", "may be held with"),
    "succession": Text("peut être suivi de", "may be followed by"),
}

READING = {True: Text("retenu", "applied"), False: Text("autre lecture", "other reading")}


def rule_text(scheme: Scheme, rulebook: Rulebook, day: date, lang: Lang) -> str:
    page, scheme = Page(), spoken_on(scheme, day)
    page.heading(f"{scheme.id}, {scheme.name.to(lang)}")
    window = window_words(scheme, window_on(scheme, day), day, Speaking(rulebook, lang))
    page.line(f"{KIND[scheme.kind].to(lang)}, {window}")
    if scheme.term:
        page.line(term_words(scheme.term, lang))
    for row in rows(Scheme):
        told = getattr(scheme, row.field)
        if told and row.kind in (Text, str) and not (row.required or row.many or row.key.made):
            page.line(told.to(lang) if isinstance(told, Text) else told)
    if scheme.conditions:
        page.heading(Text("Conditions, toutes requises", "Conditions, all of them required").to(lang))
    for condition in scheme.conditions:
        _write_condition(page, condition, day, lang, 2)
    _write_amounts(page, scheme, day, lang)
    _write_relations(page, scheme, rulebook, lang)
    _write_notices(page, Text("Objectifs", "Objectives"), scheme.objectives, lang)
    _write_notices(page, Text("Engagements", "Obligations"), scheme.obligations, lang)
    _write_notices(page, Text("Avertissements", "Warnings"), scheme.warnings, lang)
    _write_notices(page, Text("Notes", "Notes"), scheme.notes, lang)
    if scheme.divergences:
        page.heading(Text("Là où les sources divergent", "Where the sources disagree").to(lang))
    for divergence in scheme.divergences:
        _write_divergence(page, divergence, lang)
    if scheme.reviewed_on:
        reviewed = long_day(scheme.reviewed_on, lang)
        page.heading(Text(f"Relu le {reviewed}", f"Reviewed on {reviewed}").to(lang) + f" ({scheme.path})")
    return str(page)


def _write_condition(page: Page, condition: Condition, day: date, lang: Lang, indent: int) -> None:
    page.item(f"{condition.label.at(day).to(lang)}{_cited(condition.sources, lang)}", indent)
    match condition:
        case Group(needs=needs, children=children):
            said = Text("au moins une", "at least one") if needs == "any_of" else Text("toutes", "all of them")
            page.line(said.to(lang), indent + 2)
            for child in children:
                _write_condition(page, child, day, lang, indent + 4)
        case _:
            when = condition.when.version(day)
            if when is not None:
                page.line(expression_text(when), indent + 2)


def _write_amounts(page: Page, scheme: Scheme, day: date, lang: Lang) -> None:
    if scheme.amounts:
        page.heading(Text("Montants", "Amounts").to(lang))
    for amount in scheme.amounts:
        page.item(f"{amount_rule(amount, day, lang)}{_cited(amount.sources, lang)}", 2)
        if amount.only_if:
            page.line(Text("si ", "if ").to(lang) + expression_text(amount.only_if), 4)
        for payment in amount.payments:
            share = f"{payment.share.normalize():f} × "
            page.line(share + Text("le ", "on ").to(lang) + expression_text(payment.at), 4)


def _write_relations(page: Page, scheme: Scheme, rulebook: Rulebook, lang: Lang) -> None:
    """What this file says of others, and what the files of others say of it."""
    declared = [(scheme.id, relation) for relation in scheme.relations]
    others = ((other.id, relation) for other in rulebook.schemes for relation in other.relations)
    declared += [(owner, relation) for owner, relation in others if scheme.id in relation.schemes]
    exclusions = [
        (owner.id, one)
        for owner in rulebook.schemes
        for one in owner.incompatible_supplements
        if scheme.id in (owner.id, one.supplement.partition(".")[0])
    ]
    if declared or exclusions:
        page.heading(Text("Avec d'autres aides", "With other schemes").to(lang))
    for owner, relation in declared:
        named = list(relation.schemes) if owner == scheme.id else [owner]
        said = f"{RELATION[relation.kind].to(lang)} {joined(named, lang)}"
        if owner != scheme.id and relation.kind == "succession":
            said = Text(f"peut suivre {owner}", f"may follow {owner}").to(lang)
        if relation.only_if:
            said += Text(", si ", ", if ").to(lang) + expression_text(relation.only_if)
        page.item(said + _cited(relation.sources, lang), 2)
    for owner, exclusion in exclusions:
        beside = Text(f"pas versé avec {owner}", f"not paid beside {owner}").to(lang)
        said = f"{exclusion.supplement.partition('.')[2]}{colon(lang)}{beside}"
        if owner == scheme.id:
            said = f"{called('incompatible_supplements').to(lang)} {exclusion.supplement}"
        page.item(said + _cited(exclusion.sources, lang), 2)


def _write_notices(page: Page, heading: Text, notices: tuple[Notice, ...], lang: Lang) -> None:
    if notices:
        page.heading(heading.to(lang))
    for notice in notices:
        page.item(notice.text.to(lang) + _cited(notice.sources, lang), 2)


def _write_divergence(page: Page, divergence: Divergence, lang: Lang) -> None:
    number = f" ({divergence.number})" if divergence.number else ""
    page.item(f"{divergence.id}{number}", 2)
    for reading in divergence.readings:
        applied = (
            Text("retenu", "applied") if reading.id == divergence.applied else Text("autre lecture", "other reading")
        )
        page.item(f"{applied.to(lang)}{colon(lang)}{reading.label.to(lang)}{_cited(reading.sources, lang)}", 4)
    page.line(divergence.because.to(lang), 4)


def _cited(sources: tuple[Citation, ...], lang: Lang) -> str:
    return f" ({cited(sources, lang)})" if sources else ""
