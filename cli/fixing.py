"""`schemes check --fix`: files written again with what can be put right without a doubt."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from public_aids.cli.difference import difference
from public_aids.cli.render.locations import shorter
from public_aids.cli.spoken import note
from public_aids.engine.edit.trial import Files, files_of, trial
from public_aids.engine.lint.check import check_folder
from public_aids.engine.lint.fix import fixable, fixed
from public_aids.engine.lint.kept import check_kept
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.text import Text
from public_aids.engine.writing.change import FileChange, with_mark_of, write_all

Asked = Callable[[Diagnostic], bool]
_PASSES = 20  # an expression tells one error of its syntax at a time


def fix_folder(folder: Path, asked: Asked, as_of: date) -> None:
    """Fixes what the user asked for, all or none, and says in which files on standard error."""
    changes = _changes(folder, asked, as_of)
    write_all(changes)
    for change in changes:
        note(Text(f"corrigé : {shorter(change.path)}", f"fixed: {shorter(change.path)}"))


def fixes_shown(folder: Path, asked: Asked, as_of: date) -> str:
    """What would be fixed, as a difference."""
    texts = ((one.path, one.before or b"", one.after) for one in _changes(folder, asked, as_of))
    return "".join(difference(path, old.decode("utf-8-sig"), new.decode("utf-8-sig")) for path, old, new in texts)


def _changes(folder: Path, asked: Asked, as_of: date) -> list[FileChange]:
    """All that can be put right, also what only shows once something else is right: that is tried beside the files."""
    before = files_of(folder)
    files, found = before, check_kept(folder, as_of).diagnostics
    for _ in range(_PASSES):
        better = dict(_fixed(files, [one for one in found if asked(one)]))
        if not better:
            break
        files = files | better
        with trial(str(folder), files) as (place, told):
            found = tuple(told(one) for one in check_folder(place, as_of).diagnostics)
    new = ((path, before[inside][1], data) for inside, (path, data) in files.items())
    return [FileChange(path, old, data) for path, old, data in new if data != old]


def _fixed(files: Files, found: Iterable[Diagnostic]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The files that are other than before, once what was found in them is put right."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in found:
        if one.place is not None:
            by_path.setdefault(one.place.path, []).append(one)
    for inside, (path, data) in files.items():
        if fixable(by_path.get(path, ())):
            source = Source(path, data.decode())
            after = fixed(source, by_path[path])
            if after != source.text:
                yield inside, (path, with_mark_of(data, after))
