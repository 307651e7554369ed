"""`schemes rename`: a fact or a scheme under another name, in the rules, their expressions, the cases and profiles."""

from difflib import unified_diff
from pathlib import Path

import click

from cli.errors import ExitCode, StopError, wrong_input
from cli.options import WrongUsageError, format_option, new_command, option, rules_folder, settings
from cli.rules import load_rules
from engine.edit.located import LocatedFile, located_files, located_profile
from engine.edit.rename import NewText, RefusedError, Renaming, problems_after, renaming
from engine.edit.shares import located_shares
from engine.text import Text, counted
from engine.writing.change import Change, check, with_mark_of, write_all


@new_command(
    "rename",
    fr="Change le nom d'un fait ou d'une aide partout : règles, expressions, cas, et les profils PROFILE donnés.",
    en="Change the name of a fact or of a scheme everywhere: rules, expressions, cases, and the PROFILEs given.",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("profiles", metavar="[PROFILE]...", nargs=-1)
@option("--dry-run", is_flag=True, fr="N'écrit rien ; montre les changements", en="Write nothing; show the changes")
@format_option("text", "json")
def command(ctx: click.Context, old: str, new: str, profiles: tuple[str, ...], dry_run: bool, form: str) -> int:
    rules, root, lang = load_rules(ctx), rules_folder(ctx), settings(ctx).lang
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
    if not dry_run:
        write_all(changes)
    if form == "json":
        click.echo(_json(change))
    elif dry_run:
        click.echo("".join(_diff(one) for one in change.files), nl=False)
    click.echo(_told(change, dry_run).to(lang), err=True)
    return ExitCode.DONE


def _json(change: Renaming) -> str:
    import json

    files = [{"path": one.file.path, "new_path": str(one.path), "places": len(one.edits)} for one in change.files]
    return json.dumps({"kind": change.kind, "files": files}, ensure_ascii=False, indent=2)


def _profiles(paths: tuple[str, ...]) -> tuple[LocatedFile, ...]:
    found: list[LocatedFile] = []
    for path in map(Path, paths):
        if not path.exists():
            raise wrong_input("P500", Text(f"`{path}` n'existe pas", f"`{path}` does not exist"))
        for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            profile, problems = located_profile(file)
            if profile is None:
                raise StopError(ExitCode.WRONG_INPUT, problems)
            found.append(profile)
    return tuple(found)


def _change(one: NewText) -> Change:
    data = one.file.data
    return Change(one.file.path, data, with_mark_of(data, one.text), None if one.stays else one.path.name)


def _diff(one: NewText) -> str:
    before, after = one.file.source.text.splitlines(keepends=True), one.text.splitlines(keepends=True)
    moved = "" if one.stays else f"rename from {one.file.path}\nrename to {one.path}\n"
    return moved + "".join(unified_diff(before, after, f"a/{one.file.path}", f"b/{one.path}", n=0))


def _told(change: Renaming, dry: bool) -> Text:
    places, files = sum(len(one.edits) for one in change.files), len(change.files)
    verb = Text("à renommer", "to rename") if dry else Text("renommé", "renamed")
    where = counted(places, "endroit(s)", "place(s)")
    within = counted(files, "fichier(s)", "file(s)")
    return Text(f"{verb.fr} : {where.fr} dans {within.fr}", f"{verb.en}: {where.en} in {within.en}")
