"""The rules of a run, and what to say when they are broken."""

import os

import click

from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.options import rules_folder
from public_aids.cli.spoken import note
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.text import Text


def load_rules(ctx: click.Context, *, whole: bool = False) -> Rulebook:
    """The rules that the run is about; broken ones stop it with exit code 3.

    A scheme that is still to be filled in is left out, and named; of rules that must be `whole` it stops the run too:
    of results that are kept nobody would see any more what they lack.
    """
    rules, left_out = found_rules(ctx, whole=whole)
    if left_out:
        files = ", ".join(f"`{os.path.relpath(path, rules_folder(ctx))}`" for path in left_out)
        note(
            Text(
                f"sans {files}, où il reste à remplir : `schemes check` montre quoi",
                f"without {files}, still to be filled in: `schemes check` shows what",
            )
        )
    return rules


def found_rules(ctx: click.Context, *, whole: bool = False) -> tuple[Rulebook, tuple[str, ...]]:
    """The same, and the files that are left out."""
    folder = rules_folder(ctx)
    try:
        try:
            return load_cached(folder), ()
        except BrokenError as error:
            from public_aids.engine.rulebook.load import load_filled
            from public_aids.engine.rulebook.unfilled import STILL_TO_FILL

            if whole or all(one.code != STILL_TO_FILL for one in error.diagnostics):
                raise
            return load_filled(folder)
    except BrokenError as error:
        raise StopError(ExitCode.BROKEN_RULES, error.diagnostics) from None
