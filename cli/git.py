"""What git knows of a folder of rules. It is only read, and where it refuses, its own reason is given."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path

from public_aids.cli.errors import StopError, wrong_input
from public_aids.engine.record import Record
from public_aids.engine.text import Text

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # relative to a folder that is not ours
_FETCH_ALL = "git fetch --unshallow --tags origin '+refs/heads/*:refs/remotes/origin/*'"


class Revision(Record):
    """A commit, the top of its repository, and the path of the folder of rules in it (empty at the top)."""

    commit: str
    top: Path
    inside: str


def revision(folder: Path, named: str) -> Revision:
    """The commit that is named, in the repository of a folder. Raises `StopError`, with git's reason and a cure."""
    try:
        top, inside = _lines(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    except GitError as error:
        raise _unknown(named, error.said, _cures(folder, error.said)) from None
    try:
        commit = _commit(folder, named)
    except GitError as error:
        cure = Text(f"cherché dans le dépôt de `{folder}`", f"looked up in the repository of `{folder}`")
        raise _unknown(named, error.said, (*_elsewhere(folder, named), cure)) from None
    return Revision(commit, Path(top), inside.rstrip("/"))


def _commit(folder: Path, named: str) -> str:
    (found,) = _lines(folder, "rev-parse", "--verify", "--end-of-options", f"{named}^{{commit}}")
    return found


def is_in_repository(folder: Path) -> bool:
    try:
        git(folder, "rev-parse", "--git-dir")
    except StopError:
        return False
    return True


def _unknown(named: str, said: str, cures: tuple[Text, ...]) -> StopError:
    message = Text(
        f"`{named}` n'est ni un dossier ni une révision ; git dit : {said}",
        f"`{named}` is neither a folder nor a revision; git says: {said}",
    )
    return wrong_input("P530", message, *cures)


class GitError(StopError):
    """Git's refusal, in its own words."""

    def __init__(self, said: str) -> None:
        stop = wrong_input("P530", Text(f"git refuse : {said}", f"git refuses: {said}"))
        super().__init__(stop.code, stop.diagnostics)
        self.said = said


def git(folder: Path, *words: str) -> bytes:
    """What git answers in a folder. Raises `GitError`, or `StopError` where there is no git."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK} | {"LC_ALL": "C"}
    try:
        command = ("git", "-C", str(folder), *words)
        return subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    except FileNotFoundError:
        raise wrong_input(
            "P530",
            Text("git n'est pas installé", "git is not installed"),
            Text("installez git, ou donnez deux dossiers", "install git, or name two folders"),
        ) from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip() or f"git {words[0]}: {error.returncode}"
        raise GitError(said.splitlines()[0].removeprefix("fatal: ").removeprefix("error: ")) from None


def _cures(folder: Path, said: str) -> tuple[Text, ...]:
    if "dubious ownership" in said:
        command = f"git config --global --add safe.directory {said.rpartition(' at ')[2]}"
        return (
            Text(
                f"le dépôt appartient à quelqu'un d'autre ; s'il est sûr : `{command}`",
                f"the repository belongs to somebody else; if it can be trusted: `{command}`",
            ),
        )
    if "not a git repository" in said:
        return (
            Text(
                f"`{folder}` n'est pas dans un dépôt de git ; nommez avec `--rules` un dossier qui l'est",
                f"`{folder}` is not in a repository of git; name a folder that is with `--rules`",
            ),
        )
    return ()


def _elsewhere(folder: Path, named: str) -> tuple[Text, ...]:
    """Where a revision may be that this clone does not hold: under the name that its origin gives it, or out of reach.

    A clone for CI has neither the branches of others nor the history; once they are fetched, `main` is `origin/main`.
    """
    with suppress(GitError):
        _commit(folder, there := f"origin/{named}")
        return (Text(f"écrivez `{there}`", f"write `{there}`"),)
    if _lines(folder, "rev-parse", "--is-shallow-repository") != ["true"]:
        return ()
    return (
        Text(
            f"ce clone est partiel : `{_FETCH_ALL}`, ou `fetch-depth: 0` (GitHub), `GIT_DEPTH: 0` (GitLab)",
            f"this clone is shallow: `{_FETCH_ALL}`, or `fetch-depth: 0` (GitHub), `GIT_DEPTH: 0` (GitLab)",
        ),
    )


def _lines(folder: Path, *words: str) -> list[str]:
    return git(folder, *words).decode(errors="surrogateescape").removesuffix("\n").split("\n")
