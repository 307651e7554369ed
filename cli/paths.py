"""Paths of rule files named on the command line, and the folders of rules they belong to."""

import os
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import TypeVar

import click

from public_aids.cli.errors import StopError, wrong_input
from public_aids.cli.options import rules_folder, rules_of_revision
from public_aids.cli.where import LISTED, below, holds_rules, no_rules_in
from public_aids.engine.cases.model import Case
from public_aids.engine.rulebook.files import yaml_files
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.nearest import nearest, suggested
from public_aids.engine.text import Text

T = TypeVar("T", Diagnostic, Case)
Wanted = Callable[[str], bool]
NEAR = 3  # files to offer for one that does not exist


def folders_of(ctx: click.Context, paths: tuple[str, ...]) -> dict[Path, Wanted]:
    """The folders of rules to read, and which of their files the user named. No path: all the rules of the run.

    A folder that is not one of rules stands for those inside it: `.` at the root of a repository.
    """
    if not paths:
        return {rules_folder(ctx): lambda _: True}
    named: dict[Path, list[Path]] = {}
    for path in map(Path, paths):
        for folder in _folders_of(path, ctx):
            named.setdefault(folder, []).extend(_forms(path))
    return {folder: _among(tuple(places)) for folder, places in named.items()}


def folder_around(path: Path) -> Path | None:
    """The folder of rules that a file or a folder is in, or is itself."""
    return next((one for one in (path, *path.parents, *path.resolve().parents) if holds_rules(one)), None)


def absent(path: Path, ctx: click.Context) -> StopError:
    """A file that is not there: offers those of the rules that are called so, or nearly so."""
    rules = rules_folder(ctx)
    there = [rules / inside for inside in yaml_files(rules)] if rules != DEFAULT_RULES else []
    names = {one.name for one in there}
    name = path.name if path.name in names else nearest(path.name, names)
    near = (suggested(str(one)) for one in there if one.name == name)
    return wrong_input("P500", Text(f"`{path}` n'existe pas", f"`{path}` does not exist"), *islice(near, NEAR))


def _folders_of(path: Path, ctx: click.Context) -> tuple[Path, ...]:
    if not path.exists():
        raise absent(path, ctx)
    around = folder_around(path)
    if around is not None:
        return (around,)
    if not path.is_dir():
        raise wrong_input(
            "P500",
            Text(f"`{path}` n'est dans aucun dossier de règles", f"`{path}` is in no folder of rules"),
            Text(f"un dossier de règles contient {LISTED}", f"a folder of rules holds {LISTED}"),
        )
    inside = below(path) or ((path,) if holds_rules(path, least=1) else ())
    if not inside:
        raise wrong_input("P500", *no_rules_in(path))
    return tuple(map(Path, inside))


def _among(places: tuple[Path, ...]) -> Wanted:
    def wanted(path: str) -> bool:
        return any(one.is_relative_to(place) for one in _forms(Path(path)) for place in places)

    return wanted


def _forms(path: Path) -> tuple[Path, Path]:
    """The whole path as it is written, and without links: a file of a folder may be a link out of it."""
    return Path(os.path.abspath(path)), path.resolve()  # noqa: PTH100  # links stay


def of_folders(ctx: click.Context, folders: Iterable[Path]) -> Text:
    """The folders that a summary speaks of, in brackets."""
    unpacked = rules_of_revision(ctx)
    names = [_shown(Path(unpacked.shown) if unpacked and folder == unpacked.folder else folder) for folder in folders]
    return Text(*(f" ({', '.join(name.to(lang) for name in names)})" for lang in ("fr", "en")))


def told(ctx: click.Context, found: T) -> T:
    """What has a place in the rules of the run, with that place as the user may know it."""
    unpacked = rules_of_revision(ctx)
    return unpacked.told(found) if unpacked else found


def _shown(folder: Path) -> Text:
    if folder == DEFAULT_RULES:
        return Text("les règles du programme", "the rules of the program")
    return Text(str(folder), str(folder))
