"""What was wrong with a command line, in the language of the user."""

import click

from public_aids.cli.render.printable import printable
from public_aids.cli.spoken import Option, WrongUsageError
from public_aids.engine.source.nearest import did_you_mean, suggested
from public_aids.engine.text import Lang, Text, brief


def explain(error: click.UsageError, lang: Lang) -> str:
    """The usage, the cause, and the cures, a line each."""
    message, cures = _message(error)
    lines = [error.ctx.get_usage()] if error.ctx else []
    lines.append(printable(brief(Text(f"erreur : {message.fr}", f"error: {message.en}")).to(lang)))
    lines += [f"   = {printable(cure.to(lang))}" for cure in cures]
    if error.ctx:
        lines.append(f"   = {error.ctx.command_path} --help")
    return "\n".join(lines)


def _message(error: click.UsageError) -> tuple[Text, tuple[Text, ...]]:
    """What click can say of options and arguments that hold texts, and what this program says itself."""
    match error:
        case WrongUsageError():
            return error.text, error.cures
        case click.NoSuchOption():
            name = error.option_name
            return Text(f"option inconnue `{name}`", f"unknown option `{name}`"), _meant(name, error.ctx)
        case click.MissingParameter():
            name = _shown(error)
            return Text(f"il manque `{name}`", f"`{name}` is missing"), ()
        case click.BadOptionUsage():  # an option without its value is told by `Option`
            name = error.option_name
            return Text(f"l'option `{name}` ne prend pas de valeur", f"the option `{name}` takes no value"), ()
        case _:
            said = error.format_message()
            return Text(said, said), ()


def _shown(error: click.MissingParameter) -> str:
    param, ctx = error.param, error.ctx
    assert param is not None and ctx is not None
    metavar = param.make_metavar(ctx)
    return f"{param.opts[0]} {metavar}" if isinstance(param, Option) else metavar


def _meant(name: str, ctx: click.Context | None) -> tuple[Text, ...]:
    """The options that were perhaps meant: those that begin so, `-f` for `--format`, or that take such
    a value, `--json` for `--format json`, else the nearest."""
    known = [one for param in ctx.command.params for one in param.opts if one.startswith("-")] if ctx else []
    begin = f"--{name.lstrip('-')}"
    begun = tuple(suggested(one) for one in known if one.startswith(begin))
    word, params = name.lstrip("-"), ctx.command.params if ctx else []
    values = tuple(suggested(f"{one.opts[0]} {word}") for one in params if word in (one.metavar or "").split("|"))
    return begun or values or did_you_mean(name, known)
