"""Commands and options that speak French and English, and the options that every command has."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.errors import ExitCode, StopError
from cli.where import VARIABLE, holds_rules, no_rules_in, rules_at_hand
from engine.record import Record
from engine.source.nearest import did_you_mean
from engine.text import Lang, Text, brief

if TYPE_CHECKING:
    from pathlib import Path

F = TypeVar("F", bound=Callable[..., Any])

RULES = "schemes.rules"


class Settings(Record):
    """What holds for a whole run. Colour is for a terminal only."""

    lang: Lang
    color: bool = False


def settings(ctx: click.Context) -> Settings:
    found = ctx.find_object(Settings)
    return found if found is not None else Settings("en")


class WrongUsageError(click.UsageError):
    """A command line that cannot be obeyed, explained in both languages."""

    def __init__(self, message: Text, *cures: Text) -> None:
        self.text = brief(message)
        super().__init__(self.text.en)
        self.cures = tuple(map(brief, cures))


class Option(click.Option):
    """An option whose help is in both languages."""

    def __init__(self, *names: Any, text: Text, **named: Any) -> None:
        super().__init__(*names, **{**named, "help": text.en})
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self.text.to(settings(ctx).lang)
        return super().get_help_record(ctx)


class Command(click.Command):
    """A command whose help is in both languages; `--help` is one of its own options."""

    def __init__(self, *values: Any, text: Text, **named: Any) -> None:
        super().__init__(*values, **{**named, "help": text.en, "add_help_option": False})
        self.text = text

    def invoke(self, ctx: click.Context) -> Any:
        """Where rules or cases are broken, a program finds the errors in the form that it asked for."""
        try:
            return super().invoke(ctx)
        except StopError as stop:
            if stop.code in (ExitCode.BROKEN_RULES, ExitCode.FINDINGS):
                from cli.render.broken import broken

                click.echo(broken(stop.diagnostics, ctx.params.get("form", ""), settings(ctx).lang), nl=False)
            raise

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = self.text.to(settings(ctx).lang)
        super().format_help(ctx, formatter)


Callback = Callable[[click.Context, click.Parameter, Any], Any]


def one_of(*words: str) -> Callback:
    """The callback of an option that holds one word of a list; another one is refused with the nearest."""

    def check(_: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or value in words:
            return value
        name, listed = param.opts[0], ", ".join(f"`{word}`" for word in words)
        raise WrongUsageError(
            Text(f"`{value}` n'est pas admis pour `{name}`", f"`{value}` is not allowed for `{name}`"),
            *did_you_mean(value, words),
            Text(f"valeurs admises : {listed}", f"allowed values: {listed}"),
        )

    return check


def option(*names: str, fr: str, en: str, **named: Any) -> Callable[[F], F]:
    return click.option(*names, cls=Option, text=Text(fr, en), **named)


def format_option(*formats: str) -> Callable[[F], F]:
    return option(
        "--format",
        "form",
        metavar="|".join(formats),
        default=formats[0],
        callback=one_of(*formats),
        fr="La forme de la réponse",
        en="The form of the answer",
    )


def common(function: F) -> F:
    """`--rules`, `--lang` and `--help`, accepted before the command and after it."""
    add_lang = option(
        "--lang",
        metavar="fr|en",
        expose_value=False,
        callback=one_of("fr", "en"),
        fr="La langue de la réponse",
        en="The language of the answer",
    )
    add_rules = option(
        "--rules",
        metavar="DIR",
        expose_value=False,
        callback=_keep_rules,
        fr="Le dossier des règles ; sinon SCHEMES_RULES, les règles là où l'on est, `./schemes`, celles du programme",
        en="The folder of rules; else SCHEMES_RULES, the rules where one stands, `./schemes`, those of the program",
    )
    add_help = option(
        "--help",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        fr="Montre cette page et s'arrête",
        en="Show this page and exit",
    )
    return add_rules(add_lang(add_help(function)))


def _show_help(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(ctx.get_help())
        ctx.exit()


def new_command(name: str, fr: str, en: str) -> Callable[[Callable[..., Any]], Command]:
    """A command with the common options; its function takes the click context first."""

    def make(function: Callable[..., Any]) -> Command:
        return click.command(name, cls=Command, text=Text(fr, en))(common(click.pass_context(function)))

    return make


def rules_folder(ctx: click.Context) -> "Path":
    """The folder of rules that the run is about."""
    from pathlib import Path

    named = ctx.meta.get(RULES)
    return Path(named if named is not None else _folder(rules_at_hand(os.environ), VARIABLE))


def _keep_rules(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[RULES] = _folder(value, param.opts[0])


def _folder(named: str, by: str) -> str:
    """A folder of rules that an option or a variable names."""
    from pathlib import Path

    if not Path(named).is_dir():
        raise WrongUsageError(
            Text(f"`{named}` n'est pas un dossier", f"`{named}` is not a folder"),
            Text(f"`{by}` nomme un dossier de règles", f"`{by}` names a folder of rules"),
        )
    if not holds_rules(named, least=1):
        raise WrongUsageError(*no_rules_in(named))
    return named
