"""Doing something again each time a file changes."""

import time
from collections.abc import Callable
from pathlib import Path

from public_aids.engine.rulebook.files import SHARES

PAUSE = 0.3  # seconds between two looks

Stamps = dict[str, tuple[int, int]]


def again_at_each_change(
    run: Callable[[], int], folders: tuple[Path, ...], pause: Callable[[], None] = lambda: time.sleep(PAUSE)
) -> int:
    """Runs at once and after each change of a file of rules, until the user interrupts it."""
    while True:
        seen = _stamps(folders)
        run()
        while _stamps(folders) == seen:
            pause()


def _stamps(folders: tuple[Path, ...]) -> Stamps:
    """When each file was changed, and its size."""
    found: Stamps = {}
    for folder in folders:
        for path in (*folder.rglob("*.y*ml"), *folder.glob(SHARES)):
            try:
                status = path.stat()
            except FileNotFoundError:  # an editor puts another file in its place
                continue
            found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found
