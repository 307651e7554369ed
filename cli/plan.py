"""`schemes plan`: what is paid when over years, under each strategy."""

import os
import sys
from datetime import date

import click

from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.inputs import profile_named
from public_aids.cli.only import check_schemes, scheme_option
from public_aids.cli.options import argument, format_option, new_command, option, whole_number
from public_aids.cli.readings import Chosen, reading_option, rules_read
from public_aids.cli.render.plan_words import PlanView
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import settings
from public_aids.engine.decide.plan import plan
from public_aids.engine.decide.plan_about import about
from public_aids.engine.decide.plan_readings import effects_on
from public_aids.engine.decide.solver import MissingSolverError

MOST_YEARS = 30


@new_command(
    "plan",
    fr="Ce qui est versé, et quand, sur plusieurs années : rester dans un contrat ou le quitter, et quelles aides"
    " prendre ensemble. PROFIL est un fichier YAML ou JSON, `-` l'entrée standard.",
    en="What is paid, and when, over years: stay in a contract or leave it, and which aids to take together."
    " PROFILE is a YAML or JSON file, `-` is standard input.",
    examples=("echo zone_cabinet_principal: ZIP | schemes plan - --on 2026-03-15 --years 3",),
)
@argument("profile", "PROFILE")
@day_option("--on", "--from", "start", fr="Le premier jour", en="The first day", otherwise=TODAY)
@option(
    "--years",
    metavar="N",
    default="5",
    callback=whole_number(1, MOST_YEARS),
    fr="Combien d'années, de 1 à 30",
    en="How many years, 1 to 30",
)
@option("--months", is_flag=True, fr="Chaque mois au lieu de chaque année", en="Each month instead of each year")
@option("--set", "changes", multiple=True, metavar="FACT=VALUE", fr="Change un fait", en="Change a fact")
@reading_option()
@scheme_option(
    fr="Ne montre, à côté de la meilleure, que les stratégies qui prennent ou quittent ces aides",
    en="Show, beside the best one, only the strategies that take or leave these schemes",
)
@format_option("text", "json", "svg")
@option("--ascii", is_flag=True, fr="Un graphique en ASCII", en="A chart in ASCII")
def command(
    ctx: click.Context,
    profile: str,
    start: date | None,
    years: int,
    months: bool,
    changes: tuple[str, ...],
    readings: Chosen,
    only: tuple[str, ...],
    form: str,
    ascii: bool,
) -> int:
    rulebook = rules_read(load_rules(ctx), readings)
    check_schemes(only, [scheme.id for scheme in rulebook.schemes])
    facts = profile_named(profile, changes, rulebook.facts)
    try:
        found = plan(rulebook, facts, start or date.today(), years)
        effects = () if form == "svg" else tuple(effects_on(found, rulebook, facts, years))
    except MissingSolverError as missing:
        raise StopError(ExitCode.WRONG_INPUT, missing.diagnostics) from None
    view = PlanView(rulebook, settings(ctx).lang, about(found, only) if only else found, readings, effects)
    click.echo(_answer(view, form, months=months, blocks=not (ascii or _only_ascii())), nl=False)
    return ExitCode.DONE


def _answer(view: PlanView, form: str, *, months: bool, blocks: bool) -> str:
    match form:
        case "json":
            import json

            from public_aids.cli.render.plan_json import plan_json

            return json.dumps(plan_json(view), ensure_ascii=False, indent=2) + "\n"
        case "svg":
            from public_aids.cli.render.plan_svg import plan_svg

            return plan_svg(view)
        case _:
            from public_aids.cli.render.plan_text import plan_text

            return plan_text(view, months=months, blocks=blocks)


def _only_ascii() -> bool:
    """Is the answer for a terminal whose locale knows no block characters?"""
    locale = next((found for name in ("LC_ALL", "LC_CTYPE", "LANG") if (found := os.environ.get(name))), "")
    return sys.stdout.isatty() and os.name == "posix" and "utf" not in locale.lower()
