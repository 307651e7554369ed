"""What has changed in a folder of rules since a revision of git, which is only read."""

from collections.abc import Iterable
from pathlib import Path

from public_aids.cli.git import git, revision


def changed_since(folder: Path, named: str, files: Iterable[str]) -> frozenset[str]:
    """Of some files of a folder, those that are not what they were in a revision; files that are new count.

    All of them where a file has gone since.
    """
    since = revision(folder, named)
    inside = str(folder.resolve())
    changed = git(since.top, "diff", "--name-only", "--no-renames", "-z", since.commit, "--", inside)
    added = git(since.top, "ls-files", "--others", "--exclude-standard", "-z", "--", inside)
    names = {(since.top / name).resolve() for name in (changed + added).decode().split("\0") if name}
    if any(path.suffix in (".yaml", ".yml") and not path.exists() for path in names):
        return frozenset(files)  # who needed a file that is gone can no longer be known
    return frozenset(path for path in files if Path(path).resolve() in names)
