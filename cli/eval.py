"""`schemes eval`: what one situation opens, or several."""

import os
import sys
from collections.abc import Iterator
from datetime import date

import click

from public_aids.cli.days import ORDER, TODAY, day_option
from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.inputs import profile_named
from public_aids.cli.only import check_schemes, scheme_option
from public_aids.cli.options import argument, format_option, new_command, option
from public_aids.cli.readings import Chosen, reading_option, rules_read
from public_aids.cli.render.answer import answer, listed
from public_aids.cli.request import Request
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, settings
from public_aids.engine.decide.days import Horizon, WrongDayError, horizon_from
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import Profile
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Text


@new_command(
    "eval",
    fr="Évalue une situation, ou plusieurs : ce qui est ouvert, combien, quand, ce qui manque. PROFIL est un fichier"
    " YAML ou JSON, `-` l'entrée standard. Avec plusieurs profils, le JSON est une liste.",
    en="Evaluate one situation or several: what is open, how much, when, what is missing. PROFILE is a YAML or JSON"
    " file, `-` is standard input. With several profiles the JSON is a list.",
    examples=(
        "echo zone_cabinet_principal: ZIP | schemes eval - --on 2026-03-15",
        "echo statut: installe_liberal | schemes eval - --set secteur=1 --scheme caim --sources",
    ),
)
@argument("profiles", "PROFILE...", nargs=-1)
@day_option("--on", fr="Le jour de l'évaluation", en="The day of evaluation", otherwise=TODAY)
@day_option(
    "--then", "others", multiple=True, old=("--and",), fr="Un jour à comparer à --on", en="A day to compare with --on"
)
@day_option(
    "--from", "start", fr="Le premier jour des totaux", en="The first day of the totals", otherwise=Text("--on", "--on")
)
@day_option("--to", "end", fr="Leur dernier jour", en="Their last day", otherwise=Text("douze mois", "twelve months"))
@option("--set", "changes", multiple=True, metavar="FACT=VALUE", fr="Change un fait", en="Change a fact")
@reading_option()
@scheme_option(fr="Ne montre que ces aides", en="Show these schemes only")
@option("--sources", is_flag=True, fr="Montre chaque condition et sa source", en="Show each condition and its source")
@option("--brief", is_flag=True, fr="L'essentiel, sur un écran", en="What matters most, on one screen")
@option("--lines", is_flag=True, fr="Une demande JSON par ligne", en="One JSON request a line")
@format_option("text", "json")
def command(
    ctx: click.Context,
    profiles: tuple[str, ...],
    on: date | None,
    others: tuple[date, ...],
    start: date | None,
    end: date | None,
    changes: tuple[str, ...],
    readings: Chosen,
    only: tuple[str, ...],
    sources: bool,
    brief: bool,
    lines: bool,
    form: str,
) -> int:
    day = on or date.today()
    request = Request(day, _horizon(start, end, day), only, form, sources, brief, tuple(readings.items()))
    _check_brief(brief=brief, more=lines or bool(others) or sources or form != "text")
    _check_usage(profiles, changes, lines, compared=bool(others))
    rulebook = rules_read(load_rules(ctx), readings)
    check_schemes(only, [scheme.id for scheme in rulebook.schemes])
    if lines:
        from public_aids.cli.lines import answer_lines

        return answer_lines(sys.stdin.buffer, sys.stdout.buffer, rulebook, request, settings(ctx).lang)
    lang = settings(ctx).lang

    def answered(name: str, profile: Profile) -> str:
        if others:
            from public_aids.cli.compare import compared

            return compared(profile, (day, *others), rulebook, request, lang, name)
        return answer(decide(rulebook, profile, day, request.horizon), rulebook, request, lang, name)

    situations = _situations(profiles, changes, rulebook)
    if len(profiles) == 1:
        click.echo(answered("", next(situations)), nl=False)
        return ExitCode.DONE
    for piece in listed(map(answered, profiles, situations), form):
        click.echo(piece, nl=False)
    return ExitCode.DONE


def _horizon(start: date | None, end: date | None, on: date) -> Horizon | None:
    try:
        return horizon_from(start, end, on, ORDER)
    except WrongDayError as error:
        raise WrongUsageError(error.text, *error.cures) from None


def _check_brief(*, brief: bool, more: bool) -> None:
    if brief and more:
        raise WrongUsageError(
            Text(
                "`--brief` ne va ni avec `--lines`, `--then` ou `--sources`, ni avec le JSON",
                "`--brief` does not go with `--lines`, `--then`, `--sources` or JSON",
            ),
            Text("choisissez l'un ou l'autre", "choose one or the other"),
        )


def _check_usage(profiles: tuple[str, ...], changes: tuple[str, ...], lines: bool, *, compared: bool) -> None:
    if lines and compared:
        raise WrongUsageError(
            Text("`--then` ne va pas avec `--lines`", "`--then` does not go with `--lines`"),
            Text("demandez une ligne pour chaque jour", "ask one line for each day"),
        )
    if lines and (profiles or changes):
        raise WrongUsageError(
            Text("`--lines` lit tout sur l'entrée standard", "`--lines` reads everything from standard input"),
            Text("ôtez les profils et `--set`", "leave out the profiles and `--set`"),
        )
    if not lines and not profiles:
        raise WrongUsageError(
            Text("il manque un profil", "a profile is missing"),
            Text("nommez un fichier, ou `-` pour l'entrée standard", "name a file, or `-` for standard input"),
        )
    if profiles.count("-") > 1:
        raise WrongUsageError(Text("`-` ne se lit qu'une fois", "`-` can be read only once"))


def _situations(profiles: tuple[str, ...], changes: tuple[str, ...], rulebook: Rulebook) -> Iterator[Profile]:
    """The profiles in order. Nothing is answered where one of them is wrong, so all are read first.

    Of several, those on a disk are then read again one by one: together they need not fit into memory.
    """
    held: list[Profile | None] = []
    problems: list[Diagnostic] = []
    for path in profiles:
        try:
            found = profile_named(path, changes, rulebook.facts)
            held.append(None if len(profiles) > 1 and os.path.isfile(path) else found)  # noqa: PTH113
        except StopError as stop:
            problems += stop.diagnostics
    if problems:
        raise StopError(ExitCode.WRONG_INPUT, tuple(problems))
    return (
        profile_named(path, changes, rulebook.facts) if found is None else found
        for path, found in zip(profiles, held, strict=True)
    )
