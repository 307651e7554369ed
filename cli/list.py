"""`schemes list`: the schemes, and which can be opened on a day; or the facts."""

from collections.abc import Iterable
from datetime import date

import click

from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode
from public_aids.cli.options import argument, format_option, new_command, one_of, option
from public_aids.cli.render.amount_rule_text import amount_rule
from public_aids.cli.render.found_text import found_text
from public_aids.cli.render.layout import Page
from public_aids.cli.render.words import KIND, Speaking, window_words
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, note, settings
from public_aids.engine.decide.result_json import day as json_day
from public_aids.engine.decide.window import window_on
from public_aids.engine.rulebook.model import Fact, Scheme
from public_aids.engine.rulebook.search import facts_with, schemes_with
from public_aids.engine.text import Lang, Text


@new_command(
    "list",
    fr="Nomme les aides, et dit si elles s'ouvrent un jour donné ; `--facts` nomme les faits. Des mots ne gardent"
    " que ce qui les a dans ses noms ou ses libellés.",
    en="Name the schemes, and say if they are open on a day; `--facts` names the facts. Words keep only what has them"
    " in its names or labels.",
    examples=("schemes list --open --on 2026-03-15", "schemes list --facts qpv"),
)
@argument("words", "[WORD]...", nargs=-1)
@day_option("--on", fr="Le jour", en="The day", otherwise=TODAY)
@option("--facts", is_flag=True, fr="Les faits au lieu des aides", en="The facts instead of the schemes")
@option(
    "--kind",
    metavar="|".join(KIND),
    callback=one_of(*KIND),
    fr="Seulement les aides de cette nature",
    en="Only schemes of this kind",
)
@option("--open", "only_open", is_flag=True, fr="Seulement celles qui s'ouvrent ce jour", en="Only those open that day")
@format_option("text", "json")
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    on: date | None,
    facts: bool,
    kind: str | None,
    only_open: bool,
    form: str,
) -> int:
    rulebook, lang, day = load_rules(ctx), settings(ctx).lang, on or date.today()
    if facts and (kind or only_open):
        raise WrongUsageError(
            Text("`--kind` et `--open` sont pour les aides", "`--kind` and `--open` are for schemes"),
            Text("ôtez-les, ou `--facts`", "leave them out, or `--facts`"),
        )
    if facts:
        found = facts_with(rulebook, words)
        if not found:
            note(Text("aucun fait ne correspond", "no fact matches"))
        click.echo(_json([_fact(one, lang) for one in found]) if form == "json" else found_text(found, lang), nl=False)
        return ExitCode.DONE
    schemes = [
        one
        for one in schemes_with(rulebook, words)
        if kind in (None, one.kind) and not (only_open and window_on(one, day) != "open")
    ]
    if not schemes:
        note(Text("aucune aide ne correspond", "no scheme matches"))
    click.echo(
        _json([_entry(one, day, lang) for one in schemes])
        if form == "json"
        else _text(schemes, day, Speaking(rulebook, lang)),
        nl=False,
    )
    return ExitCode.DONE


def _json(data: list[dict[str, object]]) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _fact(fact: Fact, lang: Lang) -> dict[str, object]:
    return {
        "name": fact.name,
        "label": fact.label.to(lang),
        "type": fact.type,
        "unit": fact.unit,
        "values": list(fact.values),
    }


def _entry(scheme: Scheme, day: date, lang: Lang) -> dict[str, object]:
    validity = scheme.validity
    return {
        "id": scheme.id,
        "acronym": scheme.acronym,
        "name": scheme.name.at(day).to(lang),
        "kind": scheme.kind,
        "window": window_on(scheme, day),
        "from": json_day(validity.since.at(day) if validity.since else None),
        "until": json_day(validity.until.at(day) if validity.until else None),
    }


def _text(schemes: Iterable[Scheme], day: date, view: Speaking) -> str:
    page, lang = Page(), view.lang
    for scheme in schemes:
        page.line(scheme.id, 0)
        page.line(scheme.name.at(day).to(lang))
        page.line(f"{KIND[scheme.kind].to(lang)}, {window_words(scheme, window_on(scheme, day), day, view)}")
        for amount in scheme.amounts:
            page.line(amount_rule(amount, day, lang))
    return str(page)
