"""Files of the program's own, hidden beside those of the user until all is ready."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress

_OWN = re.compile(r"\.schemes-(\d+)-[0-9a-f]{8}\.tmp")
_made: set[str] = set()  # by this process


def own_name() -> str:
    """A name that nothing else has; it says whose it is, so that what a killed run leaves can be told from the rest."""
    name = f".schemes-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    _made.add(name)
    return name


def is_own(name: str) -> bool:
    return _OWN.fullmatch(name) is not None


def put(folder: str, data: bytes, mode: int = 0o666) -> str:
    """Writes bytes whole beside a place. The name of the file, of which nothing is left where that fails."""
    name = own_name()
    path = os.path.join(folder, name)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise
    return name


def alike(path: str, model: str) -> None:
    """Gives a file the owner, the rights and the attributes of another one, as far as they may be given."""
    status = os.stat(model)
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(path, status.st_uid, status.st_gid)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(model):
                os.setxattr(path, name, os.getxattr(model, name))
    os.chmod(path, stat.S_IMODE(status.st_mode))


def keep_on_disk(folder: str) -> None:
    """Names outlive a power cut where the system knows how."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def clean(folder: str) -> None:
    """Removes what runs that are no more have left in a folder."""
    with suppress(OSError):
        for entry in list(_left_behind(folder)):
            os.unlink(entry)


def _left_behind(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            match = _OWN.fullmatch(entry.name)
            if match is not None and entry.name not in _made and not is_alive(int(match[1])):
                yield entry.path


def is_alive(process: int) -> bool:
    """Whether another process has this number."""
    if os.name == "nt" or process <= 0 or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
