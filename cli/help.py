"""A page of help, and the line of usage, in the language of the run and the width of its terminal."""

import re
from collections.abc import Iterator

import click

from public_aids.cli.render.layout import Page, wrap
from public_aids.cli.spoken import Command, Option, settings
from public_aids.engine.text import Lang, Text

USAGE = Text("Usage :", "Usage:")
OPTIONS = Text("Options :", "Options:")
COMMANDS = Text("Commandes :", "Commands:")
EXAMPLES = Text("Exemples :", "Examples:")
GAP = 2  # columns between two columns
SENTENCE = re.compile(r"(?<!\.)\. ")  # its end; not that of an ellipsis

FRENCH = {  # what stands for a value, as the French pages write it
    "AFTER": "APRÈS",
    "ARGS": "ARGUMENTS",
    "BEFORE": "AVANT",
    "COLUMN": "COLONNE",
    "COMMAND": "COMMANDE",
    "DIR": "DOSSIER",
    "EXPR": "EXPRESSION",
    "FACT": "FAIT",
    "FILE": "FICHIER",
    "IN": "ENTRÉE",
    "KIND": "SORTE",
    "NAME": "NOM",
    "NEW": "NOUVEAU",
    "OLD": "ANCIEN",
    "OUT": "SORTIE",
    "PART": "PARTIE",
    "PATH": "CHEMIN",
    "PROFILE": "PROFIL",
    "READING": "LECTURE",
    "PERCENT": "POURCENTAGE",
    "REVISION": "RÉVISION",
    "SCHEME": "AIDE",
    "TABLE": "TABLE",
    "TEXT": "TEXTE",
    "VALUE": "VALEUR",
    "WORD": "MOT",
    "YYYY-MM-DD": "AAAA-MM-JJ",
}


def metavar(written: str, lang: Lang) -> str:
    """What stands for a value: `FACT=VALUE` is `FAIT=VALEUR`."""
    if lang == "en":
        return written
    return re.sub("[A-Z]+(-[A-Z]+)*", lambda found: FRENCH.get(found[0], found[0]), written)


def usage(command: Command, ctx: click.Context) -> str:
    lang = settings(ctx).lang
    pieces = [ctx.command_path, "[OPTIONS]", *_arguments(command, ctx)]
    if isinstance(command, click.Group):
        pieces.append(metavar("COMMAND [ARGS]...", lang))
    return f"{USAGE.to(lang)} {' '.join(pieces)}"


def help_page(command: Command, ctx: click.Context) -> str:
    lang = settings(ctx).lang
    page = Page()
    page.heading(usage(command, ctx))
    page.raw("")
    page.line(command.text.to(lang))
    page.heading(OPTIONS.to(lang))
    own_first = sorted(command.params, key=lambda one: not one.expose_value)
    _columns(page, [_described(one, ctx) for one in own_first if isinstance(one, Option)])
    if isinstance(command, click.Group):
        page.heading(COMMANDS.to(lang))
        _columns(page, list(_commands(command, ctx)))
    page.heading(EXAMPLES.to(lang))
    for example in command.examples:
        first, *rest = wrap(example, page.width - 8)
        page.raw("  " + " \\\n      ".join((first, *rest)))
    return str(page).rstrip("\n")


def _arguments(command: Command, ctx: click.Context) -> Iterator[str]:
    for one in command.params:
        if isinstance(one, click.Argument):
            yield one.make_metavar(ctx)


def _described(one: Option, ctx: click.Context) -> tuple[str, str]:
    """The names of an option with what stands for its value, and what it does, with its default."""
    lang = settings(ctx).lang
    names = ", ".join(sorted(one.opts, key=len))
    default = _default(one, lang)
    said = one.text.to(lang)
    if default:
        said += Text(f" [par défaut : {default}]", f" [default: {default}]").to(lang)
    elif one.required:
        said += Text(" [obligatoire]", " [required]").to(lang)
    return (names if one.is_flag else f"{names} {one.make_metavar(ctx)}"), said


def _default(one: Option, lang: Lang) -> str:
    if one.otherwise is not None:
        return one.otherwise.to(lang)
    return one.default if isinstance(one.default, str) else ""


def _commands(group: click.Group, ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Each command with the first sentence of its page."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, Command):
            yield name, SENTENCE.split(command.text.to(settings(ctx).lang), 1)[0].rstrip(".") + "."


def _columns(page: Page, rows: list[tuple[str, str]]) -> None:
    """Names on the left, what they do on the right; a long name has a line of its own."""
    most = page.width // 3
    width = max(len(name) for name, _ in rows if len(name) <= most) + GAP
    for name, said in rows:
        if len(name) > width - GAP:
            page.line(name if len(name) + GAP <= page.width else name.replace("|", " | "))
            name = ""
        page.field(name, said, 2, width)
