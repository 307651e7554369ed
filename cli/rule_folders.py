"""Rules as they stand in a folder, or as they stood in a revision of git, which is only read."""

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from public_aids.cli.git import git, revision
from public_aids.cli.spoken import WrongUsageError
from public_aids.cli.where import holds_rules, no_rules_in
from public_aids.engine.record import Record
from public_aids.engine.writing.signals import temporary_folder


class RuleFolder(Record):
    """A folder of rules, and the name to show it under."""

    folder: Path
    shown: str


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
