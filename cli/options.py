"""How a command declares its options and arguments, and the options that every command has."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from public_aids.cli.spoken import QUIET, UNPACKED, Argument, Command, Option, WrongUsageError
from public_aids.cli.where import VARIABLE, holds_rules, no_rules_in, rules_at_hand
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from public_aids.cli.rule_folders import RuleFolder

F = TypeVar("F", bound=Callable[..., Any])

RULES = "schemes.rules"  # in the notes of a context
COMPLETE = "_SCHEMES_COMPLETE"  # the variable of a shell that asks what may be typed


Callback = Callable[[click.Context, click.Parameter, Any], Any]


def one_of(*words: str) -> Callback:
    """The callback of an option that holds one word of a list; another one is refused with the nearest."""

    def check(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or value in words:
            return value
        name = param.opts[0] if isinstance(param, Option) else param.make_metavar(ctx)
        listed = ", ".join(f"`{word}`" for word in words)
        raise WrongUsageError(
            Text(f"`{value}` n'est pas admis pour `{name}`", f"`{value}` is not allowed for `{name}`"),
            *did_you_mean(value, words),
            Text(f"valeurs admises : {listed}", f"allowed values: {listed}"),
        )

    return check


def whole_number(least: int, most: int) -> Callback:
    """The callback of an option that holds a whole number within bounds, written in digits."""

    def read(_: click.Context, param: click.Parameter, value: str | None) -> int | None:
        if value is None:
            return None
        digits = value.removeprefix("-") if least < 0 else value
        if digits.isascii() and digits.isdecimal() and len(digits) <= len(str(most)) and least <= int(value) <= most:
            return int(value)
        name = param.opts[0]
        raise WrongUsageError(
            Text(f"`{value[:40]}` n'est pas admis pour `{name}`", f"`{value[:40]}` is not allowed for `{name}`"),
            Text(f"un nombre entier de {least} à {most}", f"a whole number from {least} to {most}"),
        )

    return read


def option(
    *names: str, fr: str, en: str, otherwise: Text | None = None, old: tuple[str, ...] = (), **named: Any
) -> Callable[[F], F]:
    return click.option(*names, cls=Option, text=Text(fr, en), otherwise=otherwise, old=old, **named)


def argument(name: str, metavar: str, **named: Any) -> Callable[[F], F]:
    return click.argument(name, cls=Argument, metavar=metavar, **named)


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
    """The options that are accepted before the command and after it."""
    flag: dict[str, Any] = {"is_flag": True, "expose_value": False}
    word: dict[str, Any] = {"expose_value": False}
    languages, colors = ("fr", "en"), ("auto", "always", "never")
    for add in (
        option(
            *("-h", "--help"),
            **flag,
            is_eager=True,
            callback=_show_help,
            fr="Montre cette page et s'arrête",
            en="Show this page and exit",
        ),
        option(
            *("-q", "--quiet"),
            **flag,
            callback=_keep_quiet,
            fr="Ni résumé ni progression sur la sortie d'erreur",
            en="No summary and no progress on standard error",
        ),
        option(
            "--color",
            **word,
            metavar="|".join(colors),
            callback=one_of(*colors),
            otherwise=Text("auto", "auto"),
            fr="Les couleurs des messages",
            en="The colours of messages",
        ),
        option(
            "--lang",
            **word,
            metavar="|".join(languages),
            callback=one_of(*languages),
            otherwise=Text("celle du système", "that of the system"),
            fr="La langue de la réponse",
            en="The language of the answer",
        ),
        option(
            "--rules",
            **word,
            metavar="DIR|REVISION",
            callback=_keep_rules,
            otherwise=Text(
                "SCHEMES_RULES, les règles là où l'on est, `./schemes`, celles du programme",
                "SCHEMES_RULES, the rules where one stands, `./schemes`, those of the program",
            ),
            fr="Les règles : un dossier, ou une révision de celui où l'on est",
            en="The rules: a folder, or a revision of the one where one stands",
        ),
    ):
        function = add(function)
    return function


def _show_help(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


def _keep_quiet(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        ctx.meta[QUIET] = True


def new_command(name: str, fr: str, en: str, examples: tuple[str, ...]) -> Callable[[Callable[..., Any]], Command]:
    """A command with the common options; its function takes the click context first."""

    def make(function: Callable[..., Any]) -> Command:
        make_command = click.command(name, cls=Command, text=Text(fr, en), examples=examples)
        return make_command(common(click.pass_context(function)))

    return make


def rules_folder(ctx: click.Context) -> "Path":
    """The folder of rules that the run is about; a revision is unpacked into one that is gone when the run ends."""
    return unpacked.folder if (unpacked := rules_of_revision(ctx)) else rules_on_disk(ctx)


def rules_of_revision(ctx: click.Context) -> "RuleFolder | None":
    """The rules that the run is about, where `--rules` names a revision."""
    named = ctx.meta.get(RULES)
    if named is not None and UNPACKED not in ctx.meta and not os.path.isdir(named):  # noqa: PTH112
        from public_aids.cli.rule_folders import rules_at

        ctx.meta[UNPACKED] = ctx.find_root().with_resource(rules_at(named, rules_on_disk(ctx)))
    found: RuleFolder | None = ctx.meta.get(UNPACKED)
    return found


def rules_on_disk(ctx: click.Context) -> "Path":
    """The folder of rules whose past is asked for: where `--rules` names a revision, it is one of the rules at hand."""
    from pathlib import Path

    named = ctx.meta.get(RULES)
    if named is not None and os.path.isdir(named):  # noqa: PTH112
        return Path(named)
    return Path(_folder(rules_at_hand(os.environ), VARIABLE))


def rules_to_write(ctx: click.Context) -> "Path":
    """The folder of rules that the run changes."""
    if (unpacked := rules_of_revision(ctx)) is not None:
        raise WrongUsageError(
            Text(
                f"`{unpacked.shown}` est une révision, qui n'est que lue",
                f"`{unpacked.shown}` is a revision, which is only read",
            ),
            Text("nommez avec `--rules` un dossier de règles", "name a folder of rules with `--rules`"),
        )
    return rules_on_disk(ctx)


def _keep_rules(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """What `--rules` names, checked before anything else is: a folder of rules, or else a revision."""
    if value is None:
        return
    if os.path.isdir(value):  # noqa: PTH112
        _folder(value, "--rules")
    elif not ctx.resilient_parsing:
        from public_aids.cli.git import revision

        revision(rules_on_disk(ctx), value)
    ctx.meta[RULES] = value


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
