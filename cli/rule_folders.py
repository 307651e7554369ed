"""Rules as they stand in a folder, or as they stood in a revision of git, which is only read."""

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from cli.errors import wrong_input
from engine.record import Record
from engine.text import Text


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
        yield RuleFolder(Path(named), named)
        return
    top = git(current, named, "rev-parse", "--show-toplevel").decode().strip()
    inside = current.resolve().relative_to(Path(top).resolve()).as_posix()
    commit = git(current, named, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}")
    archive = git(Path(top), named, "archive", commit.decode().strip(), inside)
    with TemporaryDirectory(prefix="schemes-") as place:
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(place, filter="data")
        yield RuleFolder(Path(place, inside), named)


def git(folder: Path, named: str, *words: str) -> bytes:
    """What git answers in a folder; where it cannot, `named` is not a revision."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise wrong_input(
            "P500",
            Text(
                f"`{named}` n'est ni un dossier, ni un jour, ni une révision de git",
                f"`{named}` is neither a folder, nor a day, nor a revision of git",
            ),
            Text(
                f"une révision est cherchée dans le dépôt de {folder}",
                f"a revision is looked up in the repository of {folder}",
            ),
        ) from None
    return done.stdout
