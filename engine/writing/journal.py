"""What makes several files one change: the steps are written down before the first is taken.

Each folder of the change holds a file of its steps; that of the first folder is written last, and decides. A run that
is killed before has changed nothing; one that is killed later is finished by the next command that reads or writes one
of the folders. A change that fails on its way is taken back, which is decided by another name of that file.

A step names files of the folder it is kept in, and no other: whoever plants such a file can do nothing by it that he
could not do without.
"""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from public_aids.engine.source.diagnostic import NotWrittenError
from public_aids.engine.text import Text
from public_aids.engine.writing import DO, UNDO
from public_aids.engine.writing.staged import clean, is_alive, keep_on_disk, put
from public_aids.engine.writing.step import Content, Move, is_regular, read, written

PATIENCE = 5.0  # seconds for a run that is at work; it takes some milliseconds
MAX_BYTES = 50_000_000
_SHAPE = {"id": str, "process": int, "first": str, "folders": list, "steps": list}

Step = Content | Move


def carry_out(steps: Sequence[Step]) -> None:
    """Takes all the steps, or none. Raises `OSError` where none is taken."""
    folders = list(dict.fromkeys(one.folder for one in steps))
    _write_down(folders, steps)
    try:
        for step in steps:
            step.do()
    except BaseException as error:
        try:
            os.rename(os.path.join(folders[0], DO), os.path.join(folders[0], UNDO))
            _undo(steps)
        except OSError as other:
            raise _pending(folders[0], other.strerror or str(other)) from error
        _forget(folders)
        raise
    _forget(folders)


def is_pending(folder: str) -> bool:
    """Whether a change waits in a folder."""
    return any(os.path.lexists(os.path.join(folder, name)) for name in (DO, UNDO))


def settle(folder: str) -> None:
    """Ends the change that a killed run has left in a folder. Raises `NotWrittenError` where that cannot be done."""
    folder = os.path.realpath(folder)
    found = _patiently_found(folder)
    if found is None:
        return
    first = os.path.normpath(os.path.join(folder, found["first"]))
    master = _found(first)
    if master is None or master["id"] != found["id"]:
        _drop(folder)  # it was not decided: nothing had been changed
        return
    folders = [os.path.normpath(os.path.join(first, one)) for one in master["folders"]]
    steps = [step for one in folders for step in _steps(one, found["id"])]
    try:
        if os.path.lexists(os.path.join(first, UNDO)):
            _undo(steps)
        else:
            _check_as_left(first, steps)
            for step in steps:
                step.do()
        _forget(folders)
    except (OSError, ValueError) as error:
        raise _pending(first, getattr(error, "strerror", None) or str(error)) from None
    for one in folders:
        clean(one)


def _write_down(folders: list[str], steps: Sequence[Step]) -> None:
    name = f"{os.getpid()}-{os.urandom(8).hex()}"
    done: list[str] = []
    try:
        for folder in reversed(folders):  # the first one decides, and is the last to be there
            kept = {
                "id": name,
                "process": os.getpid(),
                "first": os.path.relpath(folders[0], folder),
                "folders": [os.path.relpath(one, folder) for one in folders],
                "steps": [written(step) for step in steps if step.folder == folder],
            }
            staged = os.path.join(folder, put(folder, json.dumps(kept).encode()))
            done.append(folder)
            try:
                os.rename(staged, os.path.join(folder, DO))
            except BaseException:
                os.unlink(staged)
                raise
            keep_on_disk(folder)
    except BaseException:
        _forget(done[::-1])
        raise


def _undo(steps: Sequence[Step]) -> None:
    for step in reversed(steps):
        step.undo()


def _forget(folders: list[str]) -> None:
    """The change is over; the first file, without which the others mean nothing, goes last."""
    for folder in reversed(folders):
        keep_on_disk(folder)
        _drop(folder)


def _drop(folder: str) -> None:
    """What cannot be removed says nothing any more: all that it asks for is done, or it was not decided."""
    for name in (DO, UNDO):
        with suppress(OSError):
            os.unlink(os.path.join(folder, name))


def _patiently_found(folder: str) -> dict[str, Any] | None:
    """What a run that is over has written down in a folder; one that is at work is waited for."""
    until = time.monotonic() + PATIENCE
    while (found := _found(folder)) is not None and is_alive(found["process"]) and time.monotonic() < until:
        time.sleep(0.01)
    return found


def _found(folder: str) -> dict[str, Any] | None:
    for name in (DO, UNDO):
        path = os.path.join(folder, name)
        if not is_regular(path):
            continue
        try:
            with open(path, "rb") as file:
                found = json.loads(file.read(MAX_BYTES))
            if {key: type(value) for key, value in found.items()} != _SHAPE:
                raise ValueError(name)
            if not all(isinstance(one, str) for one in found["folders"]):
                raise TypeError(name)
            found["steps"] = [read(folder, one) for one in found["steps"]]
        except FileNotFoundError:
            continue  # over in this very moment
        except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise _pending(folder, f"{type(error).__name__}") from None
        return dict(found)
    return None


def _steps(folder: str, name: str) -> list[Step]:
    found = _found(folder)
    return found["steps"] if found is not None and found["id"] == name else []


def _check_as_left(folder: str, steps: Sequence[Step]) -> None:
    for step in steps:
        if not step.is_as_left():
            path = os.path.join(step.folder, step.name)
            raise _pending(folder, Text(f"`{path}` a changé depuis", f"`{path}` has changed since"))


def _pending(folder: str, why: Text | str) -> NotWrittenError:
    said = Text(why, why) if isinstance(why, str) else why
    name = next((one for one in (DO, UNDO) if os.path.lexists(os.path.join(folder, one))), DO)
    path = os.path.join(folder, name)
    return NotWrittenError(
        "P525",
        Text(
            f"un changement interrompu attend dans `{folder}` et ne peut pas être achevé : {said.fr}",
            f"an interrupted change is pending in `{folder}` and cannot be completed: {said.en}",
        ),
        Text(
            f"rendez le dossier accessible en écriture, ou supprimez `{path}` pour garder les fichiers tels quels",
            f"make the folder writable, or delete `{path}` to keep the files as they are",
        ),
    )
