"""`schemes plan`: what is paid when over years, under each strategy."""

import os
import sys
from datetime import date

import click

from cli.days import day_option
from cli.errors import ExitCode, StopError, wrong_input
from cli.inputs import read_bytes
from cli.options import WrongUsageError, format_option, new_command, option, settings
from cli.readings import Chosen, reading_option, rules_read
from cli.render.plan_words import PlanView
from cli.rules import load_rules
from engine.decide.choices import MissingSolverError
from engine.decide.plan import plan
from engine.decide.plan_readings import effects_on
from engine.decide.profile import Profile, read_profile, set_fact
from engine.rulebook.model import Rulebook
from engine.source.diagnostic import BrokenError
from engine.text import Text

MOST_YEARS = 30


@new_command(
    "plan",
    fr="Ce qui est versé, et quand, sur plusieurs années : rester dans un contrat ou le quitter, et quelles aides"
    " prendre ensemble. PROFILE est un fichier YAML ou JSON, `-` l'entrée standard.",
    en="What is paid, and when, over years: stay in a contract or leave it, and which aids to take together."
    " PROFILE is a YAML or JSON file, `-` is standard input.",
)
@click.argument("profile", metavar="PROFILE")
@day_option("--from", "start", fr="Le premier jour (aujourd'hui)", en="The first day (today)")
@option("--years", metavar="N", default="5", fr="Combien d'années, de 1 à 30 (5)", en="How many years, 1 to 30 (5)")
@option("--months", is_flag=True, fr="Chaque mois au lieu de chaque année", en="Each month instead of each year")
@option("--set", "changes", multiple=True, metavar="FACT=VALUE", fr="Change un fait", en="Change a fact")
@reading_option()
@format_option("text", "json", "svg")
@option("--ascii", is_flag=True, fr="Un graphique en ASCII", en="A chart in ASCII")
def command(
    ctx: click.Context,
    profile: str,
    start: date | None,
    years: str,
    months: bool,
    changes: tuple[str, ...],
    readings: Chosen,
    form: str,
    ascii: bool,
) -> int:
    count = _count(years)
    rulebook = rules_read(load_rules(ctx), readings)
    facts = _facts(profile, changes, rulebook)
    try:
        found = plan(rulebook, facts, start or date.today(), count)
        effects = () if form == "svg" else tuple(effects_on(found, rulebook, facts, count))
    except MissingSolverError as missing:
        raise wrong_input("P511", missing.text, *missing.cures) from None
    view = PlanView(found, rulebook, settings(ctx).lang, readings, effects)
    click.echo(_answer(view, form, months=months, blocks=not (ascii or _only_ascii())), nl=False)
    return ExitCode.DONE


def _count(written: str) -> int:
    if written.isascii() and written.isdecimal() and 1 <= int(written[:9]) <= MOST_YEARS:
        return int(written)
    raise WrongUsageError(
        Text(f"`{written}` n'est pas admis pour `--years`", f"`{written}` is not allowed for `--years`"),
        Text(f"un nombre entier de 1 à {MOST_YEARS}", f"a whole number from 1 to {MOST_YEARS}"),
    )


def _facts(path: str, changes: tuple[str, ...], rulebook: Rulebook) -> Profile:
    try:
        profile = read_profile(path, read_bytes(path), rulebook.facts)
        for change in changes:
            profile = set_fact(profile, change, rulebook.facts)
        return profile
    except BrokenError as error:
        raise StopError(ExitCode.WRONG_INPUT, error.diagnostics) from None


def _answer(view: PlanView, form: str, *, months: bool, blocks: bool) -> str:
    match form:
        case "json":
            import json

            from cli.render.plan_json import plan_json

            return json.dumps(plan_json(view), ensure_ascii=False, indent=2) + "\n"
        case "svg":
            from cli.render.plan_svg import plan_svg

            return plan_svg(view)
        case _:
            from cli.render.plan_text import plan_text

            return plan_text(view, months=months, blocks=blocks)


def _only_ascii() -> bool:
    """Is the answer for a terminal whose locale knows no block characters?"""
    locale = next((found for name in ("LC_ALL", "LC_CTYPE", "LANG") if (found := os.environ.get(name))), "")
    return sys.stdout.isatty() and os.name == "posix" and "utf" not in locale.lower()
