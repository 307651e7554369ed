"""Rules as they would be, in a folder that is gone afterwards."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from public_aids.engine.cases.load import case_files
from public_aids.engine.record import replace
from public_aids.engine.rulebook.files import rule_files
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Text
from public_aids.engine.writing.signals import temporary_folder

Files = dict[str, tuple[str, bytes]]  # by their path inside the folder: the path to show, and the content
Told = Callable[[Diagnostic], Diagnostic]


def files_of(folder: Path) -> Files:
    """The rules of a folder and their cases, as they are."""
    files = {file.inside: (file.shown, file.data) for file in rule_files(folder)}
    return files | {path.relative_to(folder).as_posix(): (str(path), path.read_bytes()) for path in case_files(folder)}


@contextmanager
def trial(folder: str, files: Files) -> Iterator[tuple[Path, Told]]:
    """A folder with these files, and what tells its problems as of the files that people have."""
    with temporary_folder() as place:
        there = {place: folder}
        for inside, (shown, data) in files.items():
            path = Path(place, inside)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            there[str(path)] = shown
        yield Path(place), lambda problem: _told_of(problem, there)


def _told_of(problem: Diagnostic, there: Mapping[str, str]) -> Diagnostic:
    """The same, with other paths; the longer first."""

    def told(text: str) -> str:
        for path in sorted(there, key=len, reverse=True):
            text = text.replace(path, there[path])
        return text

    place = problem.place and replace(problem.place, path=told(problem.place.path))
    message, *cures = (Text(told(one.fr), told(one.en)) for one in (problem.message, *problem.cures))
    return replace(problem, place=place, message=message, cures=tuple(cures))
