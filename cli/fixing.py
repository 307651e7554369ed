"""`schemes check --fix`: files written again with what can be put right without a doubt."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cli.difference import difference
from cli.options import note
from cli.paths import Wanted
from cli.render.locations import shorter
from engine.lint.fix import fixable, fixed
from engine.lint.kept import check_kept
from engine.source.diagnostic import Diagnostic
from engine.source.place import Source
from engine.text import Text
from engine.writing.change import Change, with_mark_of, write_all

_PASSES = 20  # an expression tells one error of its syntax at a time


def fix_folder(folder: Path, wanted: Wanted, as_of: date) -> None:
    """Fixes the files that the user named, and says which on standard error."""
    touched: dict[str, None] = {}
    for _ in range(_PASSES):
        changes = list(_changes(folder, wanted, as_of))
        write_all(changes)
        touched.update(dict.fromkeys(str(change.path) for change in changes))
        if not changes:
            break
    for path in touched:
        note(Text(f"corrigé : {shorter(path)}", f"fixed: {shorter(path)}"))


def fixes_shown(folder: Path, wanted: Wanted, as_of: date) -> str:
    """What would be fixed first, as a difference."""
    texts = ((one.path, one.before or b"", one.after) for one in _changes(folder, wanted, as_of))
    return "".join(difference(path, old.decode("utf-8-sig"), new.decode("utf-8-sig")) for path, old, new in texts)


def _changes(folder: Path, wanted: Wanted, as_of: date) -> Iterator[Change]:
    by_file: dict[str, list[Diagnostic]] = {}
    for one in check_kept(folder, as_of).diagnostics:
        if one.place is not None and wanted(one.place.path):
            by_file.setdefault(one.place.path, []).append(one)
    for path, found in by_file.items():
        if not fixable(found):
            continue
        before = Path(path).read_bytes()
        source = Source(path, before.decode())
        after = fixed(source, found)
        if after != source.text:
            yield Change(path, before, with_mark_of(before, after))
