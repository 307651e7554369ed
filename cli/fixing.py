"""`schemes check --fix`: files written again with what can be put right without a doubt."""

from datetime import date
from pathlib import Path

import click

from cli.options import Settings
from cli.paths import Wanted
from engine.lint.fix import FIXABLE, fixed
from engine.lint.kept import check_kept
from engine.source.diagnostic import Diagnostic
from engine.source.place import BYTE_ORDER_MARK, Source
from engine.text import Text


def fix_folder(folder: Path, wanted: Wanted, as_of: date, chosen: Settings) -> None:
    """Fixes the files that the user named, and says which on standard error."""
    by_file: dict[str, list[Diagnostic]] = {}
    for one in check_kept(folder, as_of).diagnostics:
        if one.place is not None and one.code in FIXABLE and wanted(one.place.path):
            by_file.setdefault(one.place.path, []).append(one)
    for path, found in by_file.items():
        if _fix(Path(path), tuple(found)):
            click.echo(Text(f"corrigé : {path}", f"fixed: {path}").to(chosen.lang), err=True)


def _fix(path: Path, found: tuple[Diagnostic, ...]) -> bool:
    with path.open(encoding="utf-8", newline="") as file:  # ends of lines stay as they are
        before = file.read()
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else ""
    source = Source(str(path), before)
    after = fixed(source, found)
    if after == source.text:
        return False
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(mark + after)
    return True
