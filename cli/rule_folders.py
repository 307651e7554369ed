"""Rules as they stand in a folder, or as they stood in a revision of git, which is only read."""

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from public_aids.cli.git import git, is_in_repository, revision
from public_aids.cli.spoken import WrongUsageError
from public_aids.cli.where import holds_rules, no_rules_in
from public_aids.engine.cases.model import Case
from public_aids.engine.record import Record, replace
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.writing.signals import temporary_folder

T = TypeVar("T", Diagnostic, Case)


class RuleFolder(Record):
    """A folder of rules, and the name to show it under."""

    folder: Path
    shown: str

    def told(self, found: T) -> T:
        """What has a place in an unpacked revision, with the place as `HEAD~1:caim.yaml`."""
        place = found.place
        if place is None or str(self.folder) == self.shown or not Path(place.path).is_relative_to(self.folder):
            return found
        inside = Path(place.path).relative_to(self.folder).as_posix()
        return replace(found, place=replace(place, path=f"{self.shown}:{inside}"))


@contextmanager
def rules_at(named: str, current: Path) -> Iterator[RuleFolder]:
    """The folder that is named, or the folder `current` as of the revision that is named.

    A revision is unpacked into a folder that is gone afterwards.
    """
    if Path(named).is_dir():
        if not holds_rules(named, least=1):
            raise WrongUsageError(*no_rules_in(named))
        yield RuleFolder(Path(named), named)
        return
    found = revision(current, named)
    archive = git(found.top, "archive", found.commit, *((found.inside,) if found.inside else ()))
    with temporary_folder() as place:
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(place, filter="data")
        yield RuleFolder(Path(place, found.inside), named)


@contextmanager
def both_rules(before: str, after: str, current: Path) -> Iterator[tuple[RuleFolder, RuleFolder]]:
    """Two folders or revisions; a revision is one of the folder that is named beside it, else of `current`."""
    folders = (Path(named) for named in (after, before) if Path(named).is_dir())
    beside = next((folder for folder in folders if is_in_repository(folder)), current)
    with rules_at(before, beside) as old, rules_at(after, beside) as new:
        yield old, new
