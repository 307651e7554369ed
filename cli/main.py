"""`schemes`: the table of commands, the language, the exit codes.

Commands are imported when they are called, so that `schemes eval` does not pay for the others.
"""

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from public_aids.cli import streams
from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.language import asked, language, unspoken
from public_aids.cli.options import COMPLETE, common, option
from public_aids.cli.spoken import Command, Settings, WrongUsageError
from public_aids.cli.terminal import wants_color
from public_aids.engine.source.diagnostic import NotWrittenError
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Lang, Text

COMMANDS = {
    "eval": "public_aids.cli.eval",
    "ask": "public_aids.cli.ask",
    "plan": "public_aids.cli.plan",
    "check": "public_aids.cli.check",
    "explain": "public_aids.cli.explain",
    "test": "public_aids.cli.test",
    "list": "public_aids.cli.list",
    "show": "public_aids.cli.show",
    "feel": "public_aids.cli.feel",
    "sources": "public_aids.cli.sources",
    "fmt": "public_aids.cli.fmt",
    "batch": "public_aids.cli.batch",
    "sql": "public_aids.cli.sql",
    "simulate": "public_aids.cli.simulate",
    "affected": "public_aids.cli.affected",
    "population": "public_aids.cli.population",
    "diff": "public_aids.cli.diff",
    "new": "public_aids.cli.new",
    "rename": "public_aids.cli.rename",
    "schema": "public_aids.cli.schema",
    "completion": "public_aids.cli.completion",
}


class Commands(Command, click.Group):
    """The group of commands; each one is the object `command` of its module."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        from importlib import import_module

        found: click.Command = import_module(COMMANDS[name]).command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS:
            raise WrongUsageError(
                Text(f"commande inconnue `{args[0]}`", f"unknown command `{args[0]}`"),
                *did_you_mean(args[0], tuple(COMMANDS)),
                Text("`schemes --help` nomme les commandes", "`schemes --help` names the commands"),
            )
        return super().resolve_command(ctx, args)


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"schemes {version('public-aids')}")
        ctx.exit()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    text=Text(
        "Les aides publiques aux médecins en zone sous-dotée : y ai-je droit, combien, quand, laquelle choisir.",
        "Public aids for doctors in under-served areas: may I have it, how much, when, which one is best.",
    ),
    examples=("schemes list --lang fr", "schemes eval --help"),
)
@option(
    *("-V", "--version"),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    fr="Donne la version et s'arrête",
    en="Show the version and exit",
)
@common
@click.pass_context
def group(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `schemes` with the given words (default: those of the process) and exit."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    streams.prepare()
    color = asked(words, "--color")
    colors = (wants_color(color, stream, os.environ) for stream in (sys.stderr, sys.stdout))
    chosen = Settings(language(words, os.environ), *colors)
    if unspoken(os.environ) and not os.environ.get(COMPLETE) and not {"-q", "--quiet"}.intersection(words):
        streams.tell(
            Text("`SCHEMES_LANG` ne peut être que `fr` ou `en`", "`SCHEMES_LANG` can only be `fr` or `en`").to(
                chosen.lang
            )
        )
    if instruction := os.environ.get(COMPLETE):
        from public_aids.cli.completion import complete

        code = complete(group, instruction, chosen)
    else:
        code = _run(words, chosen)
    if arguments is not None:
        sys.exit(code)
    os._exit(code)  # all is written; to take Python down piece by piece would cost a run of `eval` 4 ms more


def _run(words: list[str], chosen: Settings) -> int:
    """The exit code of a run; whatever goes wrong is reported on standard error."""
    try:
        code = _invoke(words, chosen)
        sys.stdout.flush()
        return code
    except click.UsageError as error:
        from public_aids.cli.usage import explain

        streams.tell(explain(error, chosen.lang))
        return ExitCode.WRONG_INPUT
    except StopError as stop:
        from public_aids.cli.render.diagnostics import render

        streams.tell(render(stop.diagnostics, chosen.lang, chosen.color))
        return stop.code
    except NotWrittenError as error:
        from public_aids.cli.render.diagnostics import render

        streams.tell(render(error.diagnostics, chosen.lang, chosen.color))
        return ExitCode.WRONG_INPUT
    except BrokenPipeError:
        streams.forget_output()
        return ExitCode.BROKEN_PIPE
    except (KeyboardInterrupt, click.Abort):
        return ExitCode.INTERRUPTED
    except OSError as error:
        return not_written(error, chosen.lang, color=chosen.color)
    except Exception as error:
        if os.environ.get("SCHEMES_DEBUG"):
            raise
        streams.tell(_unexpected(error, chosen.lang))
        return ExitCode.UNEXPECTED


def _invoke(words: list[str], chosen: Settings) -> int:
    try:
        with group.make_context("schemes", words, obj=chosen, color=True) as ctx:  # colours are decided already
            result: Any = group.invoke(ctx)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    return result if isinstance(result, int) else ExitCode.DONE


def not_written(error: OSError, lang: Lang, *, color: bool = False) -> int:
    """Reports a file that cannot be read, or an answer that cannot be written. The exit code."""
    from public_aids.cli.inputs import unreadable
    from public_aids.cli.render.diagnostics import render
    from public_aids.engine.source.diagnostic import Diagnostic

    streams.forget_output()
    if error.filename:
        told = Diagnostic("P500", unreadable(str(error.filename), error))
    elif streams.is_closed(error):
        told = Diagnostic("P524", Text("la sortie standard est fermée", "standard output is closed"))
    else:
        why = error.strerror or str(error)
        told = Diagnostic(
            "P524",
            Text(f"impossible d'écrire sur la sortie standard : {why}", f"cannot write to standard output: {why}"),
        )
    streams.tell(render((told,), lang, color))
    return ExitCode.WRONG_INPUT


def _unexpected(error: Exception, lang: Lang) -> str:
    kind = f"{type(error).__name__}: {error}".split("\n", 1)[0][:200]
    return Text(
        f"erreur : le programme a échoué de façon imprévue ({kind}) ; SCHEMES_DEBUG=1 en montre le détail",
        f"error: the program failed unexpectedly ({kind}); SCHEMES_DEBUG=1 shows the detail",
    ).to(lang)
