"""`schemes schema`: a JSON Schema for editors, with the facts, schemes and documents of the rules."""

import json
from pathlib import Path
from typing import Any

import click

from public_aids.cli.errors import ExitCode
from public_aids.cli.options import argument, new_command, option
from public_aids.cli.outputs import overwrite_option
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError
from public_aids.engine.edit.editor_schema import SchemaKind, editor_schema
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text
from public_aids.engine.writing.output import check_output, write_output

KINDS: tuple[SchemaKind, ...] = ("scheme", "facts", "cases", "profile", "result", "rules")


@new_command(
    "schema",
    fr="Donne un schéma JSON pour un éditeur : SORTE est scheme (une aide), facts, cases, profile, result ou rules.",
    en="Print a JSON Schema for an editor: KIND is scheme, facts, cases, profile, result or rules.",
    examples=("schemes schema profile",),
)
@argument("kind", "[KIND]", default="scheme")
@option("-o", "--output", "target", metavar="OUT", fr="Le fichier à écrire", en="The file to write")
@overwrite_option()
def command(ctx: click.Context, kind: str, target: str | None, overwrite: bool) -> int:
    known = next((one for one in KINDS if one == kind), None)
    if known is None:
        listed = ", ".join(f"`{one}`" for one in KINDS)
        raise WrongUsageError(
            Text(f"aucun schéma ne se nomme `{kind}`", f"no schema is called `{kind}`"),
            *did_you_mean(kind, KINDS),
            Text(f"schémas : {listed}", f"schemas: {listed}"),
        )
    schema = editor_schema(known, load_rules(ctx))
    written = json.dumps(schema, ensure_ascii=False, indent=2)
    if target is None:
        click.echo(written)
    else:
        check_output(target, (), overwrite, lambda: _is_like(target, schema))
        write_output(target, f"{written}\n".encode())
    return ExitCode.DONE


def _is_like(path: str, schema: dict[str, Any]) -> bool:
    """Whether a file holds the schema of the same kind of file, of other rules perhaps."""
    try:
        found = json.loads(Path(path).read_bytes())
    except (ValueError, RecursionError):
        return False
    heads = ("$schema", "$id", "title")
    return isinstance(found, dict) and [found.get(key) for key in heads] == [schema.get(key) for key in heads]
