"""What was wrong with a command line, in the language of the user."""

import click

from cli.options import WrongUsageError
from cli.render.printable import shortened
from engine.source.nearest import did_you_mean
from engine.text import Lang, Text


def explain(error: click.UsageError, lang: Lang) -> str:
    """The usage, the cause, and the cures, a line each."""
    message, cures = _message(error)
    lines = [error.ctx.get_usage()] if error.ctx else []
    lines.append(shortened(Text(f"erreur : {message.fr}", f"error: {message.en}").to(lang)))
    lines += [f"   = {shortened(cure.to(lang))}" for cure in cures]
    if error.ctx:
        lines.append(f"   = {error.ctx.command_path} --help")
    return "\n".join(lines)


def _message(error: click.UsageError) -> tuple[Text, tuple[Text, ...]]:
    match error:
        case WrongUsageError():
            return error.text, error.cures
        case click.NoSuchOption():
            name = error.option_name
            known = _options(error.ctx)
            return Text(f"option inconnue `{name}`", f"unknown option `{name}`"), did_you_mean(name, known)
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return Text(f"il manque `{name}`", f"`{name}` is missing"), ()
        case click.BadOptionUsage():
            name = error.option_name
            if "takes no value" in error.message or "does not take a value" in error.message:
                return Text(f"l'option `{name}` ne prend pas de valeur", f"the option `{name}` takes no value"), ()
            return Text(f"il manque la valeur de l'option `{name}`", f"the option `{name}` needs a value"), ()
        case _ if "unexpected extra argument" in error.message:
            extra = error.message.partition("(")[2].rstrip(")")
            return Text(f"argument inattendu `{extra}`", f"unexpected argument `{extra}`"), ()
        case _:
            said = error.format_message()
            return Text(said, said), ()


def _options(ctx: click.Context | None) -> tuple[str, ...]:
    return tuple(name for param in ctx.command.params for name in param.opts) if ctx else ()
