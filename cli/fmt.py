"""`schemes fmt`: rule files in their canonical form, comments kept."""

from collections.abc import Iterator
from pathlib import Path

import click

from public_aids.cli.difference import diff_option, difference
from public_aids.cli.errors import ExitCode
from public_aids.cli.options import argument, format_option, new_command, option, rules_to_write
from public_aids.cli.paths import absent, folder_around, of_folders
from public_aids.cli.render.diagnostics import as_json, render
from public_aids.cli.spoken import Settings, note, settings
from public_aids.cli.stdin_name import is_input, stdin_name_option
from public_aids.cli.where import below
from public_aids.engine.edit.fmt import formatted
from public_aids.engine.record import Record
from public_aids.engine.rulebook.files import yaml_files
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.files import read_bytes_as_source
from public_aids.engine.text import Lang, Text, counted
from public_aids.engine.writing.change import FileChange, with_mark_of, write_all
from public_aids.engine.writing.journal import settle


class Outcome(Record):
    """A file, its text and the canonical one; `after` is None where the file is left alone."""

    path: Path
    data: bytes
    before: str
    after: str | None
    problems: tuple[Diagnostic, ...] = ()

    @property
    def changed(self) -> bool:
        return self.after is not None and self.after != self.before


@new_command(
    "fmt",
    fr="Met les fichiers en forme : ordre des clés, retraits, lignes vides ; les commentaires restent, le sens ne peut"
    " pas changer. CHEMIN est un fichier YAML ou un dossier ; `-` est l'entrée standard, mise en forme sur la sortie.",
    en="Format files: order of keys, indentation, empty lines; comments stay, the meaning cannot change. PATH is a"
    " YAML file or a folder, `-` standard input, put in form on standard output.",
    examples=("schemes fmt --check",),
)
@argument("paths", "[PATH]...", nargs=-1)
@option(
    "--check", is_flag=True, fr="N'écrit rien ; code 1 si un fichier changerait", en="Write nothing; 1 if one would"
)
@diff_option()
@stdin_name_option
@format_option("text", "json")
def command(
    ctx: click.Context, paths: tuple[str, ...], check: bool, diff: bool, stdin_name: str | None, form: str
) -> int:
    chosen, dry = settings(ctx), check or diff
    if is_input(paths, stdin_name):
        return _format_input(chosen, stdin_name, check=check, diff=diff)
    places = tuple(map(Path, paths)) or (rules_to_write(ctx),)
    found = tuple(_outcome(path) for path in _files(places, ctx))
    changed = [one for one in found if one.changed]
    if not dry:
        write_all([FileChange(str(one.path), one.data, with_mark_of(one.data, one.after or "")) for one in changed])
    if form == "json":
        click.echo(_json(found, chosen.lang))
    for one in changed:
        if diff and form == "text":
            click.echo(_difference(one), nl=False)
        if dry:
            told = Text(f"à mettre en forme : {one.path}", f"would be formatted: {one.path}")
            click.echo(told.to(chosen.lang), err=True)
        else:
            note(Text(f"mis en forme : {one.path}", f"formatted: {one.path}"))
    _conclude(found, dry, chosen, of_folders(ctx, places))
    refused = any(one.after is None for one in found)
    return ExitCode.FINDINGS if refused or (changed and dry) else ExitCode.DONE


def _format_input(chosen: Settings, name: str | None, *, check: bool, diff: bool) -> int:
    """Standard input in form, on standard output; nothing where it cannot be formatted."""
    from public_aids.cli.one_text import source_of_input

    source = source_of_input(name)
    found = formatted(source.path, source.text)
    one = Outcome(Path(source.path), b"", source.text, found.text, found.problems)
    if one.problems:
        click.echo(render(one.problems, chosen.lang, chosen.color).rstrip("\n"), err=True)
    elif not check:
        click.echo(_difference(one) if diff else one.after or "", nl=False)
    return ExitCode.FINDINGS if one.after is None or ((check or diff) and one.changed) else ExitCode.DONE


def _files(paths: tuple[Path, ...], ctx: click.Context) -> Iterator[Path]:
    """The files, and those of the folders. A folder around folders of rules stands for these and nothing else in it."""
    for path in paths:
        if path.is_dir():
            folders = (path,) if folder_around(path) else tuple(map(Path, below(path)))
            for folder in folders or (path,):
                inside = (folder / name for name in yaml_files(folder))
                yield from sorted(one for one in inside if one.is_file())
        elif path.is_file():
            settle(str(path.parent))
            yield path
        else:
            raise absent(path, ctx)


def _outcome(path: Path) -> Outcome:
    data = path.read_bytes()
    source = read_bytes_as_source(str(path), data)
    if isinstance(source, Diagnostic):
        return Outcome(path, data, "", None, (source,))
    found = formatted(str(path), source.text)
    return Outcome(path, data, source.text, found.text, found.problems)


def _json(found: tuple[Outcome, ...], lang: Lang) -> str:
    import json

    files = [{"path": str(one.path), "changes": one.changed, "problems": as_json(one.problems, lang)} for one in found]
    return json.dumps(files, ensure_ascii=False, indent=2)


def _difference(one: Outcome) -> str:
    return difference(str(one.path), one.before, one.after or "")


def _conclude(found: tuple[Outcome, ...], dry: bool, chosen: Settings, where: Text) -> None:
    if problems := tuple(problem for one in found for problem in one.problems):
        click.echo(render(problems, chosen.lang, chosen.color).rstrip("\n"), err=True)
    changed = sum(one.changed for one in found)
    same = sum(one.after == one.before for one in found)
    done = counted(changed, "à changer", "would change") if dry else counted(changed, "changé(s)", "changed")
    note(
        Text(
            f"{done.fr}, {same} déjà en forme{where.fr}",
            f"{done.en}, {same} already formatted{where.en}",
        )
    )
