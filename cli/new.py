"""`schemes new`: the files of a new scheme, ready to be filled in."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from public_aids.cli.difference import diff_option, difference
from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.options import argument, format_option, new_command, one_of, option, rules_to_write
from public_aids.cli.spoken import WrongUsageError, note
from public_aids.engine.edit.contract_value import with_contract
from public_aids.engine.edit.names import RefusedNameError, check_name
from public_aids.engine.edit.new import new_scheme
from public_aids.engine.edit.parts import MODELINE
from public_aids.engine.rulebook.files import rule_files
from public_aids.engine.rulebook.load import known_names, read_shared
from public_aids.engine.rulebook.model import Fact, Kind
from public_aids.engine.rulebook.scheme_reading import shaped
from public_aids.engine.rulebook.unfilled import MARKS
from public_aids.engine.text import Text
from public_aids.engine.writing.change import FileChange, with_mark_of, write_all

KINDS = ("contract", "one_off", "recurring", "information")


@new_command(
    "new",
    fr="Écrit les fichiers d'un nouveau dispositif, avec ses cas : un modèle où `check` montre ce qui reste à remplir.",
    en="Write the files of a new scheme with its cases: a sample in which `check` shows what is still to be filled in.",
    examples=("schemes new aide_communale --kind recurring --diff",),
)
@argument("name", "ID")
@option("--kind", default="one_off", metavar="|".join(KINDS), callback=one_of(*KINDS), fr="Sa nature", en="Its kind")
@option(
    "--folder", default="", metavar="DIR", fr="Le sous-dossier des règles où écrire", en="The sub-folder to write in"
)
@diff_option()
@format_option("text", "json")
def command(ctx: click.Context, name: str, kind: Kind, folder: str, diff: bool, form: str) -> int:
    root = rules_to_write(ctx)
    facts, names = _known(root)
    place = _place(root, folder)
    _check_name(name, names)
    made = new_scheme(facts, name, kind, date.today(), _modelines(root, place))
    texts = {place / f"{name}.yaml": made.scheme, place / f"{name}.cases.yaml": made.cases}
    changes = [FileChange(str(path), None, text.encode()) for path, text in texts.items() if text is not None]
    changes += _in_facts(root, name) if kind == "contract" else ()
    if diff:
        parts = (difference(one.path, (one.before or b"").decode(), one.after.decode()) for one in changes)
        click.echo("".join(parts), nl=False)
        return ExitCode.DONE
    write_all(changes)
    files = [one.path for one in changes]
    if form == "json":
        import json

        click.echo(json.dumps({"files": files}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(files))
    note(
        Text(
            f"remplissez ce qui est marqué `{MARKS.fr}` : `schemes check` montre ce qui reste, puis `schemes test`",
            f"fill in what is marked `{MARKS.fr}` or `{MARKS.en}`: `schemes check` shows what is left, then"
            " `schemes test`",
        )
    )
    return ExitCode.DONE


def _known(root: Path) -> tuple[Mapping[str, Fact], frozenset[str]]:
    """The facts, and the names of schemes: of rules that another sample has left broken, too."""
    files = rule_files(root)
    shared, problems = read_shared(root, files)
    errors = tuple(one for one in problems if one.severity == "error")
    if errors:
        raise StopError(ExitCode.BROKEN_RULES, errors)
    return shared.facts, known_names(files, shared).schemes


def _in_facts(root: Path, name: str) -> Iterator[FileChange]:
    """The contract among those that a profile may say were signed."""
    role = read_shared(root, rule_files(root))[0].manifest.roles.contracts
    for file in (one for one in rule_files(root) if one.role == "facts"):
        source, node, _ = shaped(file)
        if source is not None and node is not None:
            after = with_mark_of(file.data, with_contract(source, node, name, role))
            if after != file.data:
                yield FileChange(file.shown, file.data, after)


def _place(root: Path, folder: str) -> Path:
    place = root / folder
    cure = Text("`--folder` nomme un sous-dossier", "`--folder` names a sub-folder")
    if ".." in Path(folder).parts or not place.resolve().is_relative_to(root.resolve()):
        raise WrongUsageError(
            Text(f"`{folder}` est hors du dossier des règles", f"`{folder}` is outside the folder of rules"), cure
        )
    if any(part.startswith(".") for part in place.relative_to(root).parts):
        raise WrongUsageError(
            Text(
                f"`{folder}` est un dossier caché : ses règles ne seraient pas lues",
                f"`{folder}` is a hidden folder: its rules would not be read",
            ),
            cure,
        )
    taken = next((one for one in (place, *place.parents) if one.exists() and not one.is_dir()), None)
    if taken is not None:
        raise WrongUsageError(Text(f"`{taken}` n'est pas un dossier", f"`{taken}` is not a folder"), cure)
    return place


def _check_name(name: str, known: frozenset[str]) -> None:
    try:
        check_name(name, of_file=True)
    except RefusedNameError as refused:
        raise WrongUsageError(refused.text, *refused.cures) from None
    if name in known:
        raise WrongUsageError(
            Text(f"`{name}` existe déjà", f"`{name}` already exists"),
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
