"""One fact in full: what it means, what it may be."""

from public_aids.cli.render.expression_text import expression_text
from public_aids.cli.render.layout import Page
from public_aids.cli.render.words import TYPE, figure
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.rulebook.unit_words import unit_words
from public_aids.engine.text import Lang, Text


def fact_text(fact: Fact, lang: Lang) -> str:
    page = Page()
    page.heading(fact.name)
    page.line(fact.label.to(lang))
    page.line(fact.question.to(lang))
    if fact.help:
        page.line(fact.help.to(lang))
    page.field("type", TYPE[fact.type].to(lang), 2)
    if unit := unit_words(fact.unit).to(lang):
        page.field(Text("unité", "unit").to(lang), unit, 2)
    labels = dict(fact.value_labels)
    said = [f"{value}, {labels[value].to(lang)}" if value in labels else value for value in fact.values]
    page.fields(Text("valeurs", "values").to(lang), said, 2)
    if fact.minimum is not None:
        page.field(Text("au moins", "at least").to(lang), figure(fact.minimum, lang), 2)
    if fact.maximum is not None:
        page.field(Text("au plus", "at most").to(lang), figure(fact.maximum, lang), 2)
    if fact.derived is not None:
        page.field(Text("se déduit de", "derives from").to(lang), expression_text(fact.derived), 2)
    if fact.when_relevant is not None:
        page.field(Text("demandé si", "asked if").to(lang), expression_text(fact.when_relevant), 2)
    for one in fact.implied:
        name, where = Text("vaut", "is").to(lang), Text("si", "if").to(lang)
        page.field(name, f"{expression_text(one.value)} {where} {expression_text(one.when)}", 2)
    for inner in fact.fields:
        page.field(inner.name, f"{inner.label.to(lang)} ({TYPE[inner.type].to(lang)})", 2, 22)
    return str(page)
