"""`schemes rename`: a fact or a scheme under another name, in the rules, their expressions, the cases and profiles."""

from pathlib import Path

import click

from public_aids.cli.difference import diff_option, difference
from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.inputs import STANDARD_INPUT, read_bytes
from public_aids.cli.options import argument, format_option, new_command, rules_to_write
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, note
from public_aids.engine.edit.located import LocatedFile, located_files, located_profile
from public_aids.engine.edit.rename import NewText, RefusedError, Renaming, problems_after, renaming
from public_aids.engine.edit.shares import located_shares
from public_aids.engine.text import Text, counted
from public_aids.engine.writing.change import FileChange, check, with_mark_of, write_all


@new_command(
    "rename",
    fr="Change le nom d'un fait ou d'une aide partout : règles, expressions, cas, et les profils PROFIL donnés.",
    en="Change the name of a fact or of a scheme everywhere: rules, expressions, cases, and the PROFILEs given.",
    examples=("schemes rename jours_par_semaine jours_de_travail --diff",),
)
@argument("old", "OLD")
@argument("new", "NEW")
@argument("profiles", "[PROFILE]...", nargs=-1)
@diff_option("--dry-run")
@format_option("text", "json")
def command(ctx: click.Context, old: str, new: str, profiles: tuple[str, ...], diff: bool, form: str) -> int:
    rules, root = load_rules(ctx, whole=True), rules_to_write(ctx)
    rule_files, problems = located_files(root)
    if problems:
        raise StopError(ExitCode.BROKEN_RULES, problems)
    files = (*rule_files, *located_shares(root), *_profiles(profiles))
    try:
        change = renaming(rules, files, old, new)
    except RefusedError as refused:
        raise WrongUsageError(refused.text, *refused.cures) from None
    changes = [_change(one) for one in change.files]
    for one in changes:
        check(one)
    if broken := problems_after(root, files, change):
        raise StopError(ExitCode.BROKEN_RULES, broken)
    if not diff:
        write_all(changes)
    if form == "json":
        click.echo(_json(change))
    elif diff:
        click.echo("".join(_diff(one) for one in change.files), nl=False)
    note(_told(change, diff))
    return ExitCode.DONE


def _json(change: Renaming) -> str:
    import json

    files = [{"path": one.file.path, "new_path": str(one.path), "places": len(one.edits)} for one in change.files]
    return json.dumps({"kind": change.kind, "files": files}, ensure_ascii=False, indent=2)


def _profiles(paths: tuple[str, ...]) -> tuple[LocatedFile, ...]:
    found: list[LocatedFile] = []
    if STANDARD_INPUT in paths:
        raise WrongUsageError(
            Text(
                "`rename` écrit les profils là où ils sont, pas `-`", "`rename` writes profiles where they are, not `-`"
            ),
            Text("donnez le fichier lui-même", "name the file itself"),
        )
    for path in map(Path, paths):
        for file in map(str, sorted(path.glob("*.yaml")) if path.is_dir() else [path]):
            profile, problems = located_profile(file, read_bytes(file))
            if profile is None:
                raise StopError(ExitCode.WRONG_INPUT, problems)
            found.append(profile)
    return tuple(found)


def _change(one: NewText) -> FileChange:
    data = one.file.data
    return FileChange(one.file.path, data, with_mark_of(data, one.text), None if one.stays else one.path.name)


def _diff(one: NewText) -> str:
    return difference(one.file.path, one.file.source.text, one.text, str(one.path), around=0)


def _told(change: Renaming, dry: bool) -> Text:
    places, files = sum(len(one.edits) for one in change.files), len(change.files)
    verb = Text("à renommer", "to rename") if dry else Text("renommé", "renamed")
    where = counted(places, "endroit(s)", "place(s)")
    within = counted(files, "fichier(s)", "file(s)")
    return Text(f"{verb.fr} : {where.fr} dans {within.fr}", f"{verb.en}: {where.en} in {within.en}")
