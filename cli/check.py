"""`schemes check`: everything that is wrong in rule files, in one pass."""

import sys

import click

from cli.errors import ExitCode
from cli.options import Settings, format_option, new_command, settings
from cli.paths import folders_of
from cli.render.diagnostics import as_json, render
from engine.cases.load import diagnose_cases
from engine.rulebook.load import diagnose
from engine.source.diagnostic import Diagnostic
from engine.text import Text


@new_command(
    "check",
    fr="Vérifie les règles : forme, noms, types, dates, renvois, cas. PATH est un dossier de règles, ou l'un de ses"
    " fichiers ou sous-dossiers dont on ne veut que les messages.",
    en="Check the rules: shape, names, types, dates, references, cases. PATH is a folder of rules, or one of its files"
    " or sub-folders whose messages alone are wanted.",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@format_option("text", "json")
def command(ctx: click.Context, paths: tuple[str, ...], form: str) -> int:
    found = tuple(
        problem
        for folder, wanted in folders_of(ctx, paths).items()
        for problem in (*diagnose(folder), *diagnose_cases(folder))
        if problem.place is None or wanted(problem.place.path)
    )
    chosen = settings(ctx)
    _write(found, form, chosen)
    errors = sum(problem.severity == "error" for problem in found)
    click.echo(_summary(errors, len(found) - errors).to(chosen.lang), err=True)
    return ExitCode.FINDINGS if errors else ExitCode.DONE


def _write(found: tuple[Diagnostic, ...], form: str, chosen: Settings) -> None:
    if form == "json":
        import json

        click.echo(json.dumps(as_json(found, chosen.lang), ensure_ascii=False, indent=2))
    elif found:
        click.echo(render(found, chosen.lang, chosen.color and sys.stdout.isatty()).rstrip("\n"))


def _summary(errors: int, warnings: int) -> Text:
    if not errors and not warnings:
        return Text("rien à redire", "nothing to report")
    return Text(
        f"{errors} erreur{_s(errors)}, {warnings} avertissement{_s(warnings)}",
        f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}",
    )


def _s(count: int) -> str:
    """The French plural: from two on."""
    return "s" if count > 1 else ""
