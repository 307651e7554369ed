"""`schemes new`: the files of a new scheme, ready to be filled in."""

import os
from datetime import date
from pathlib import Path

import click

from cli.errors import ExitCode
from cli.options import WrongUsageError, new_command, one_of, option, rules_folder, settings
from cli.rules import load_rules
from engine.edit.comments import MODELINE
from engine.edit.new import is_id, new_scheme
from engine.rulebook.files import rule_files
from engine.rulebook.load import DEFAULT_RULES
from engine.rulebook.model import Kind
from engine.text import Text

KINDS = ("contract", "one_off", "recurring", "information")


@new_command(
    "new",
    fr="Écrit les fichiers d'un nouveau dispositif, avec ses cas : un modèle complet, à remplir.",
    en="Write the files of a new scheme with its cases: a complete sample, to be filled in.",
)
@click.argument("name", metavar="ID")
@option("--kind", default="one_off", metavar="|".join(KINDS), callback=one_of(*KINDS), fr="Sa nature", en="Its kind")
@option(
    "--folder", default="", metavar="NAME", fr="Le sous-dossier des règles où écrire", en="The sub-folder to write in"
)
def command(ctx: click.Context, name: str, kind: Kind, folder: str) -> int:
    rules, root, lang = load_rules(ctx), rules_folder(ctx) or DEFAULT_RULES, settings(ctx).lang
    place = _place(root, folder)
    _check_name(name, root, tuple(one.id for one in rules.schemes), place)
    made = new_scheme(rules, name, kind, date.today(), _modelines(root, place))
    place.mkdir(parents=True, exist_ok=True)
    for path, text in ((place / f"{name}.yaml", made.scheme), (place / f"{name}.cases.yaml", made.cases)):
        if text is not None:
            path.write_text(text, encoding="utf-8", newline="\n")
            click.echo(str(path))
    then = Text(
        "remplissez-le, puis `schemes check` et `schemes test`", "fill it in, then `schemes check` and `schemes test`"
    )
    click.echo(then.to(lang), err=True)
    return ExitCode.DONE


def _place(root: Path, folder: str) -> Path:
    place = root / folder
    if not place.resolve().is_relative_to(root.resolve()):
        raise WrongUsageError(
            Text(f"`{folder}` est hors du dossier des règles", f"`{folder}` is outside the folder of rules"),
            Text("`--folder` nomme un sous-dossier", "`--folder` names a sub-folder"),
        )
    return place


def _check_name(name: str, root: Path, known: tuple[str, ...], place: Path) -> None:
    if not is_id(name):
        raise WrongUsageError(
            Text(f"`{name}` n'est pas un identifiant", f"`{name}` is not an id"),
            Text("minuscules sans accent, chiffres et `_`", "lower case without accents, digits and `_`"),
        )
    if name in known or (place / f"{name}.yaml").exists() or (place / f"{name}.cases.yaml").exists():
        raise WrongUsageError(
            Text(f"`{name}` existe déjà", f"`{name}` exists already"),
            Text(f"`schemes show {name}` le montre", f"`schemes show {name}` shows it"),
        )


def _modelines(root: Path, place: Path) -> tuple[str, str]:
    """The lines that tell an editor the schema, as the other files of the folder have them; else none."""
    for file in rule_files(root):
        first = file.data.decode("utf-8", errors="replace").partition("\n")[0]
        if file.role == "scheme" and first.startswith(MODELINE):
            head, sign, schema = first.strip().partition("$schema=")
            if "://" not in schema and not Path(schema).is_absolute():
                schema = Path(os.path.relpath((Path(file.shown).parent / schema).resolve(), place.resolve())).as_posix()
            line = f"{head}{sign}{schema}"
            return line, line.replace("scheme.schema.json", "cases.schema.json")
    return "", ""
