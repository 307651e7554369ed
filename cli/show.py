"""`schemes show`: one scheme, or one fact, in full; or those that the words find."""

from datetime import date

import click

from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode
from public_aids.cli.options import argument, format_option, new_command
from public_aids.cli.render.fact_text import fact_text
from public_aids.cli.render.found_text import found_text
from public_aids.cli.render.plain_json import plain_json
from public_aids.cli.render.rule_text import rule_text
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, settings
from public_aids.engine.rulebook.model import Fact, Rulebook, Scheme
from public_aids.engine.rulebook.search import facts_with, schemes_with
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Lang, Text


@new_command(
    "show",
    fr="Montre une aide en entier, ou un fait : par son nom, ou par des mots de ses libellés ; quand plusieurs les ont,"
    " les nomme.",
    en="Show one scheme in full, or one fact: by its name, or by words of its labels; where several have them, name"
    " them.",
    examples=("schemes show cotram", "schemes show zone_cabinet_principal", "schemes show qpv"),
)
@argument("words", "NAME|WORD...", nargs=-1, required=True)
@day_option("--on", fr="Les règles de ce jour", en="The rules of that day", otherwise=TODAY)
@format_option("text", "json")
def command(ctx: click.Context, words: tuple[str, ...], on: date | None, form: str) -> int:
    rulebook, lang = load_rules(ctx), settings(ctx).lang
    found = _found(words, rulebook)
    if form == "json":
        import json

        data = [plain_json(one, lang) for one in found]
        click.echo(json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2))
    else:
        click.echo(_text(found, rulebook, on or date.today(), lang), nl=False)
    return ExitCode.DONE


def _found(words: tuple[str, ...], rulebook: Rulebook) -> tuple[Scheme | Fact, ...]:
    """What has exactly that name; else all that has the words."""
    name = words[0] if len(words) == 1 else ""
    if exact := rulebook.scheme(name) or rulebook.facts.get(name):
        return (exact,)
    found: tuple[Scheme | Fact, ...] = (*schemes_with(rulebook, words), *facts_with(rulebook, words))
    if found:
        return found
    asked = " ".join(words)
    raise WrongUsageError(
        Text(f"`{asked}` ne se trouve dans aucune aide ni aucun fait", f"no scheme and no fact has `{asked}`"),
        *did_you_mean(asked, (*(one.id for one in rulebook.schemes), *rulebook.facts)),
        Text(
            "`schemes list` nomme les aides, `schemes list --facts` les faits",
            "`schemes list` names the schemes, `schemes list --facts` the facts",
        ),
    )


def _text(found: tuple[Scheme | Fact, ...], rulebook: Rulebook, day: date, lang: Lang) -> str:
    match found:
        case (Scheme() as scheme,):
            return rule_text(scheme, rulebook, day, lang)
        case (Fact() as fact,):
            return fact_text(fact, lang)
        case _:
            return found_text(found, lang)
