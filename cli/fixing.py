"""`schemes check --fix`: files written again with what can be put right without a doubt."""

from datetime import date
from pathlib import Path

import click

from cli.options import Settings
from cli.paths import Wanted
from engine.lint.fix import FIXABLE, fixed
from engine.lint.kept import check_kept
from engine.source.diagnostic import Diagnostic
from engine.source.place import Source
from engine.text import Text
from engine.writing.change import Change, with_mark_of, write_all


def fix_folder(folder: Path, wanted: Wanted, as_of: date, chosen: Settings) -> None:
    """Fixes the files that the user named, and says which on standard error."""
    by_file: dict[str, list[Diagnostic]] = {}
    changes: list[Change] = []
    for one in check_kept(folder, as_of).diagnostics:
        if one.place is not None and one.code in FIXABLE and wanted(one.place.path):
            by_file.setdefault(one.place.path, []).append(one)
    for path, found in by_file.items():
        before = Path(path).read_bytes()
        source = Source(path, before.decode())
        after = fixed(source, found)
        if after != source.text:
            changes.append(Change(path, before, with_mark_of(before, after)))
    write_all(changes)
    for path in (change.path for change in changes):
        click.echo(Text(f"corrigé : {path}", f"fixed: {path}").to(chosen.lang), err=True)
