"""Commands, options and arguments that speak French and English: what click asks of them, and what they refuse."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click
from click.core import augment_usage_errors

from public_aids.cli.errors import ExitCode, StopError
from public_aids.engine.record import Record
from public_aids.engine.text import Lang, Text, brief

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

QUIET, RENAMED, UNPACKED = "schemes.quiet", "schemes.renamed", "schemes.unpacked"  # in the notes of a context


class Settings(Record):
    """What holds for a whole run: the language, and whether standard error and standard output have colours."""

    lang: Lang
    color: bool = False
    color_out: bool = False


def settings(ctx: click.Context) -> Settings:
    found = ctx.find_object(Settings)
    return found if found is not None else Settings("en")


class WrongUsageError(click.UsageError):
    """A command line that cannot be obeyed, explained in both languages."""

    def __init__(self, message: Text, *cures: Text) -> None:
        self.text = brief(message)
        super().__init__(self.text.en)
        self.cures = tuple(map(brief, cures))


class Argument(click.Argument):
    """An argument that is named in the language of the run; its metavar says what it is, and so what completes it."""

    def make_metavar(self, ctx: click.Context) -> str:
        from public_aids.cli.help import metavar

        return metavar(super().make_metavar(ctx), settings(ctx).lang)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from public_aids.cli.candidates import candidates

        return candidates(self.metavar or "", ctx, incomplete)


class Option(click.Option):
    """An option whose help is in both languages.

    `otherwise` says what holds without it where no plain default does, `old` are names it had, which are still read. A
    word that begins with `-` is never its value, unless it follows a `=`.
    """

    def __init__(self, *names: Any, text: Text, otherwise: Text | None, old: tuple[str, ...], **named: Any) -> None:
        super().__init__(*names, **{**named, "help": text.en})
        self.text = text
        self.otherwise = otherwise
        self.old = old

    @property
    def long_name(self) -> str:
        return max(self.opts, key=len)

    def make_metavar(self, ctx: click.Context) -> str:
        from public_aids.cli.help import metavar

        return metavar(super().make_metavar(ctx), settings(ctx).lang)

    def without_value(self, name: str, ctx: click.Context) -> WrongUsageError:
        """What to say where nothing follows its `name`, the one that was written."""
        shown = f"{self.long_name} {self.make_metavar(ctx)}"
        joined = f"{self.long_name}=-…" if self.long_name.startswith("--") else f"{self.long_name}-…"
        return WrongUsageError(
            Text(f"il manque la valeur de l'option `{name}`", f"the option `{name}` needs a value"),
            Text(
                f"écrivez `{shown}` ; une valeur qui commence par `-` s'écrit `{joined}`",
                f"write `{shown}`; a value that begins with `-` is written `{joined}`",
            ),
        )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from public_aids.cli.candidates import candidates

        return candidates(self.metavar or "", ctx, incomplete)


class Command(click.Command):
    """A command whose help is in both languages and ends with examples; `--help` is one of its own options."""

    def __init__(self, *values: Any, text: Text, examples: tuple[str, ...], **named: Any) -> None:
        extra = {"allow_extra_args": True}  # they are refused here, in both languages
        super().__init__(*values, **{**named, "help": text.en, "add_help_option": False, "context_settings": extra})
        self.text = text
        self.examples = examples

    def get_help(self, ctx: click.Context) -> str:
        from public_aids.cli.help import help_page

        return help_page(self, ctx)

    def get_usage(self, ctx: click.Context) -> str:
        from public_aids.cli.help import usage

        return usage(self, ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with augment_usage_errors(ctx):
            words = args if ctx.resilient_parsing else self._seen(ctx, args)
            try:
                rest = super().parse_args(ctx, words[:])
            except click.NoSuchOption as error:  # click names `-l` where the user wrote `-lang`
                whole = (word.partition("=")[0] for word in words if word.startswith(error.option_name))
                raise click.NoSuchOption(next(whole, error.option_name), ctx=ctx) from None
            if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
                extra = " ".join(rest)
                raise WrongUsageError(Text(f"argument inattendu `{extra}`", f"unexpected argument `{extra}`"))
        return rest

    def _seen(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words with the present names of options. Refuses an option that is followed by another, not by a value.

        What had another name is told in a note.
        """
        options = {name: one for one in self.params if isinstance(one, Option) for name in (*one.opts, *one.old)}
        words: list[str] = []
        rest = iter(args)
        for word in rest:
            name, equals, value = word.partition("=")
            one = options.get(name)
            if word == "--" or not (word.startswith("-") or ctx.allow_interspersed_args):
                return [*words, word, *rest]
            if one is not None and name in one.old:
                word = f"{one.long_name}{equals}{value}"
                ctx.meta.setdefault(RENAMED, {})[name] = one.long_name
            words.append(word)
            if (waiting := _waiting(word, options)) is not None:
                following = next(rest, "--")
                if following.startswith("-") and following != "-":
                    raise waiting.without_value(name if name in options else f"-{word[-1]}", ctx)
                words.append(following)
        return words

    def invoke(self, ctx: click.Context) -> Any:
        """Where rules or cases are broken, a program finds the errors in the form that it asked for."""
        for old, now in ctx.meta.pop(RENAMED, {}).items():
            note(Text(f"`{old}` se nomme désormais `{now}`", f"`{old}` is now `{now}`"))
        try:
            return super().invoke(ctx)
        except StopError as stop:
            if (unpacked := ctx.meta.get(UNPACKED)) is not None:
                stop.diagnostics = tuple(map(unpacked.told, stop.diagnostics))
            if stop.code in (ExitCode.BROKEN_RULES, ExitCode.FINDINGS):
                from public_aids.cli.render.broken import broken

                click.echo(broken(stop.diagnostics, ctx.params.get("form", ""), settings(ctx).lang), nl=False)
            raise


def _waiting(word: str, options: Mapping[str, Option]) -> Option | None:
    """The option whose value is the next word: `--output`, `-o`, or the last of `-qo`."""
    if word in options:
        return None if options[word].is_flag else options[word]
    if word.startswith("-") and not word.startswith("--"):
        for place, letter in enumerate(word[1:], 2):
            one = options.get(f"-{letter}")
            if one is None or not one.is_flag:
                return one if place == len(word) else None
    return None


def note(said: Text) -> None:
    """A word on standard error beside the answer, for who did not ask for quiet."""
    if not is_quiet():
        ctx = click.get_current_context(silent=True)
        click.echo(said.to(settings(ctx).lang if ctx else "en"), err=True)


def is_quiet() -> bool:
    ctx = click.get_current_context(silent=True)
    return ctx is not None and bool(ctx.meta.get(QUIET))
