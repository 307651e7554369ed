"""The rules of a run, and what to say when they are broken."""

import click

from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.options import rules_folder
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.source.diagnostic import BrokenError


def load_rules(ctx: click.Context) -> Rulebook:
    """The rules that the run is about; broken ones stop it with exit code 3."""
    try:
        return load_cached(rules_folder(ctx))
    except BrokenError as error:
        raise StopError(ExitCode.BROKEN_RULES, error.diagnostics) from None
