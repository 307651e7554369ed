"""`schemes completion SHELL`: what a shell has to read to complete commands, options and their values."""

from typing import ClassVar

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    add_completion_class,
    get_completion_class,
    shell_complete,
)

from public_aids.cli.errors import ExitCode
from public_aids.cli.options import COMPLETE, argument, new_command, one_of
from public_aids.cli.spoken import Settings

SHELLS = ("bash", "zsh", "fish")


@new_command(
    "completion",
    fr="Donne ce qui complète les commandes, les options et leurs valeurs dans un shell : SHELL est bash, zsh ou fish."
    ' `eval "$(schemes completion bash)"` dans ~/.bashrc ; de même pour zsh dans ~/.zshrc ; `schemes completion fish'
    " > ~/.config/fish/completions/schemes.fish`.",
    en="Print what completes commands, options and their values in a shell: SHELL is bash, zsh or fish."
    ' `eval "$(schemes completion bash)"` in ~/.bashrc; the same for zsh in ~/.zshrc; `schemes completion fish'
    " > ~/.config/fish/completions/schemes.fish`.",
    examples=("schemes completion bash",),
)
@argument("shell", "SHELL", callback=one_of(*SHELLS))
def command(ctx: click.Context, shell: str) -> int:
    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(ctx.find_root().command, {}, "schemes", COMPLETE).source(), nl=False)
    return ExitCode.DONE


def complete(group: click.Command, instruction: str, chosen: Settings) -> int:
    """Answers a shell, `bash_complete` and the like; whatever is wrong, the user who types sees nothing of it."""
    try:
        return shell_complete(group, {"obj": chosen}, "schemes", COMPLETE, instruction)
    except Exception:
        return ExitCode.FINDINGS


@add_completion_class
class Bash(BashComplete):
    """Bash cuts words at `=`: they are put together again, and only what follows the `=` is answered."""

    source_template: ClassVar[str] = BashComplete.source_template.replace(
        "COMPREPLY+=($value)", 'COMPREPLY+=("$value")\n            [[ $value == *= ]] && compopt -o nospace'
    )
    cut = False

    def get_completion_args(self) -> tuple[list[str], str]:
        pieces, piece = super().get_completion_args()
        words: list[str] = []
        glue = False
        for one in (*pieces, piece):
            self.cut = one == "=" or (glue and not one.startswith("--"))
            if self.cut and words:
                words[-1] += one
            else:
                words.append(one)
            glue = one == "="
        return words[:-1], words[-1]

    def format_completion(self, item: CompletionItem[str]) -> str:
        value = item.value.rpartition("=")[2] if self.cut and not item.value.endswith("=") else item.value
        return f"{item.type},{value}"


@add_completion_class
class Fish(FishComplete):
    """As click has it, but values may hold a `,`."""

    source_template: ClassVar[str] = FishComplete.source_template.replace("string split ", "string split --max 1 ")
