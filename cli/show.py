"""`schemes show`: one scheme, or one fact, in full."""

from datetime import date

import click

from cli.days import day_option
from cli.errors import ExitCode
from cli.options import WrongUsageError, new_command, settings
from cli.render.fact_text import fact_text
from cli.render.rule_text import rule_text
from cli.rules import load_rules
from engine.source.nearest import did_you_mean
from engine.text import Text


@new_command(
    "show",
    fr="Montre une aide en entier, ou un fait : NAME est l'un de leurs noms.",
    en="Show one scheme in full, or one fact: NAME is the name of either.",
)
@click.argument("name", metavar="NAME")
@day_option("--on", fr="Les règles de ce jour (aujourd'hui)", en="The rules of that day (today)")
def command(ctx: click.Context, name: str, on: date | None) -> int:
    rulebook, lang = load_rules(ctx), settings(ctx).lang
    scheme, fact = rulebook.scheme(name), rulebook.facts.get(name)
    if scheme is not None:
        click.echo(rule_text(scheme, rulebook, on or date.today(), lang), nl=False)
    elif fact is not None:
        click.echo(fact_text(fact, lang), nl=False)
    else:
        known = (*(one.id for one in rulebook.schemes), *rulebook.facts)
        raise WrongUsageError(
            Text(f"`{name}` n'est le nom ni d'une aide ni d'un fait", f"`{name}` names neither a scheme nor a fact"),
            *did_you_mean(name, known),
            Text("`schemes list` nomme les aides", "`schemes list` names the schemes"),
        )
    return ExitCode.DONE
