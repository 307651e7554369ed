"""Paths of rule files named on the command line, and the folders of rules they belong to."""

from collections.abc import Callable
from pathlib import Path

import click

from cli.errors import wrong_input
from cli.options import rules_folder
from engine.rulebook.load import DEFAULT_RULES
from engine.text import Text

MARK = "facts.yaml"  # stands at the top of every folder of rules

Wanted = Callable[[str], bool]


def folders_of(ctx: click.Context, paths: tuple[str, ...]) -> dict[Path, Wanted]:
    """The folders of rules to read, and which of their files the user named. No path: the whole of `--rules`."""
    if not paths:
        return {rules_folder(ctx) or DEFAULT_RULES: lambda _: True}
    named: dict[Path, list[Path]] = {}
    for path in paths:
        named.setdefault(_folder_of(Path(path)), []).append(Path(path).resolve())
    return {folder: _among(tuple(places)) for folder, places in named.items()}


def _folder_of(path: Path) -> Path:
    if not path.exists():
        message = Text(f"`{path}` n'existe pas", f"`{path}` does not exist")
        raise wrong_input("P500", message)
    for folder in (path, *path.parents, *path.resolve().parents):
        if (folder / MARK).is_file():
            return folder
    if path.is_dir():
        return path
    raise wrong_input(
        "P500",
        Text(f"`{path}` n'est dans aucun dossier de règles", f"`{path}` is in no folder of rules"),
        Text(f"un dossier de règles contient `{MARK}`", f"a folder of rules holds `{MARK}`"),
    )


def _among(places: tuple[Path, ...]) -> Wanted:
    def wanted(path: str) -> bool:
        return any(Path(path).resolve().is_relative_to(place) for place in places)

    return wanted
