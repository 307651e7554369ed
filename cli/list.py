"""`schemes list`: the schemes, and which can be opened on a day."""

from datetime import date

import click

from cli.days import day_option
from cli.errors import ExitCode
from cli.options import format_option, new_command, settings
from cli.render.amount_rule_text import amount_rule
from cli.render.layout import Page
from cli.render.result_json import day as json_day
from cli.render.words import KIND, window_words
from cli.rules import load_rules
from engine.decide.rights import window_on
from engine.rulebook.model import Rulebook, Scheme
from engine.text import Lang


@new_command(
    "list",
    fr="Nomme les aides, et dit si elles s'ouvrent un jour donné.",
    en="Name the schemes, and say if they are open on a day.",
)
@day_option("--on", fr="Le jour (aujourd'hui)", en="The day (today)")
@format_option("text", "json")
def command(ctx: click.Context, on: date | None, form: str) -> int:
    rulebook, lang, day = load_rules(ctx), settings(ctx).lang, on or date.today()
    if form == "json":
        import json

        click.echo(json.dumps([_entry(one, day, lang) for one in rulebook.schemes], ensure_ascii=False, indent=2))
    else:
        click.echo(_text(rulebook, day, lang), nl=False)
    return ExitCode.DONE


def _entry(scheme: Scheme, day: date, lang: Lang) -> dict[str, object]:
    validity = scheme.validity
    return {
        "id": scheme.id,
        "acronym": scheme.acronym,
        "name": scheme.name.to(lang),
        "kind": scheme.kind,
        "window": window_on(scheme, day),
        "from": json_day(validity.since.at(day) if validity.since else None),
        "until": json_day(validity.until.at(day) if validity.until else None),
    }


def _text(rulebook: Rulebook, day: date, lang: Lang) -> str:
    page = Page()
    for scheme in rulebook.schemes:
        page.line(scheme.id, 0)
        page.line(scheme.name.to(lang))
        page.line(f"{KIND[scheme.kind].to(lang)}, {window_words(scheme, window_on(scheme, day), day, lang)}")
        for amount in scheme.amounts:
            page.line(amount_rule(amount, day, lang))
    return str(page)
