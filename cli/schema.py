"""`schemes schema`: a JSON Schema for editors, with the facts, schemes and documents of the rules."""

import json

import click

from cli.errors import ExitCode
from cli.options import WrongUsageError, new_command
from cli.rules import load_rules
from engine.edit.editor_schema import SchemaKind, editor_schema
from engine.source.nearest import did_you_mean
from engine.text import Text

KINDS: tuple[SchemaKind, ...] = ("scheme", "facts", "cases", "profile")


@new_command(
    "schema",
    fr="Donne un schéma JSON pour un éditeur : KIND est scheme (une aide), facts, cases ou profile.",
    en="Print a JSON Schema for an editor: KIND is scheme, facts, cases or profile.",
)
@click.argument("kind", metavar="[KIND]", default="scheme")
def command(ctx: click.Context, kind: str) -> int:
    known = next((one for one in KINDS if one == kind), None)
    if known is None:
        listed = ", ".join(f"`{one}`" for one in KINDS)
        raise WrongUsageError(
            Text(f"aucun schéma ne se nomme `{kind}`", f"no schema is called `{kind}`"),
            *did_you_mean(kind, KINDS),
            Text(f"schémas : {listed}", f"schemas: {listed}"),
        )
    click.echo(json.dumps(editor_schema(known, load_rules(ctx)), ensure_ascii=False, indent=2))
    return ExitCode.DONE
