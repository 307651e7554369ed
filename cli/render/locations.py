"""Paths as the platforms that run checks want them."""

import os
from os.path import relpath
from pathlib import Path

_WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # where GitHub and GitLab put the repository that they check


def from_root(path: str) -> str:
    """A path from the root of the repository, with `/`; outside any, from the current folder; else the whole path."""
    full = Path(path).resolve()
    root = next((one for one in _roots(full) if full.is_relative_to(one)), None)
    return full.relative_to(root).as_posix() if root else full.as_posix()


def _roots(full: Path) -> tuple[Path, ...]:
    workspaces = (Path(named).resolve() for name in _WORKSPACES if (named := os.environ.get(name)))
    repositories = (folder for folder in full.parents if (folder / ".git").exists())
    return (*workspaces, *repositories, Path.cwd().resolve())


def shorter(path: str) -> str:
    """A path as a person reads it: from the current folder where that is shorter."""
    try:
        return min(relpath(path), path, key=len) if Path(path).is_absolute() else path
    except (ValueError, OSError):  # on another drive; the current folder is gone
        return path
