"""Paths as tools of a repository want them."""

from pathlib import Path


def from_here(path: str) -> str:
    """A path from the current folder, with `/`; as it is where it leads elsewhere."""
    full = Path(path).resolve()
    here = Path.cwd().resolve()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else full.as_posix()
