"""What has changed in a folder of rules since a revision of git, which is only read."""

from collections.abc import Iterable
from pathlib import Path

from cli.rule_folders import git


def changed_since(folder: Path, revision: str, files: Iterable[str]) -> frozenset[str]:
    """Of some files of a folder, those that are not what they were in a revision; files that are new count.

    All of them where a file has gone since.
    """
    top = Path(git(folder, revision, "rev-parse", "--show-toplevel").decode().strip())
    asked = f"{revision}^{{commit}}"
    commit = git(folder, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", asked).decode().strip()
    changed = git(top, revision, "diff", "--name-only", "--no-renames", "-z", commit, "--", str(folder.resolve()))
    added = git(top, revision, "ls-files", "--others", "--exclude-standard", "-z", "--", str(folder.resolve()))
    names = {(top / name).resolve() for name in (changed + added).decode().split("\0") if name}
    if any(path.suffix in (".yaml", ".yml") and not path.exists() for path in names):
        return frozenset(files)  # who needed a file that is gone can no longer be known
    return frozenset(path for path in files if Path(path).resolve() in names)
