"""`--diff`: what a command would write, shown as a difference that `patch` reads; nothing is written."""

from collections.abc import Callable
from difflib import unified_diff

from public_aids.cli.options import F, option


def diff_option(*old: str) -> Callable[[F], F]:
    return option(
        "--diff",
        is_flag=True,
        old=old,
        fr="N'écrit rien ; montre les changements",
        en="Write nothing; show the changes",
    )


def difference(path: str, before: str, after: str, new_path: str | None = None, around: int = 3) -> str:
    """From one text to the other; `around` is how many lines are shown that stay. Nothing for a text that stays."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    moved = f"rename from {path}\nrename to {new_path}\n" if new_path not in (None, path) else ""
    return moved + "".join(unified_diff(old, new, f"a/{path}", f"b/{new_path or path}", n=around))
