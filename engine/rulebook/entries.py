"""What is stored from one run to the next: files of exact names in a folder of the program's own.

An entry is sealed with a secret that only its owner can read. What is not sealed so (cut short, written by hand, put
there by another program) is never looked at; nothing that stands in the way of an entry is an error.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress

from public_aids import engine
from public_aids.engine.rulebook.digest import blake2b

FOLDER = ".schemes-cache"  # in the one that the user names, whose own files are none of ours
KEPT = 8  # entries of one kind; the oldest go first
SECRET, SECRET_SIZE = "secret", 32
MAX_BYTES = 100_000_000
_DIGITS = frozenset("0123456789abcdef")


def default_cache() -> str | None:
    """`SCHEMES_CACHE` (`off` for none), else `public-aids` in the user's folder of caches."""
    asked = os.environ.get("SCHEMES_CACHE")
    if asked == "off":
        return None
    if asked:
        return asked
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "public-aids")


def code_versions(*parts: str) -> Iterator[bytes]:
    """Each file of the grammar and of some parts of the engine: its name, its size and the time of its last change."""
    root = os.path.dirname(engine.__file__)
    waiting = [os.path.join(root, part) for part in (os.path.join(os.pardir, "grammar"), *parts)]
    while waiting:
        path = waiting.pop()
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            waiting += (os.path.join(path, name) for name in sorted(os.listdir(path)) if not name.startswith("__"))
        else:
            yield f"{path} {status.st_size} {status.st_mtime_ns}".encode()


def read_entry(cache: str, name: str) -> bytes | None:
    """What was stored, None where there is nothing, or nothing that can be trusted."""
    folder = os.path.join(cache, FOLDER)
    try:
        if not _is_ours(os.lstat(folder), stat.S_IFDIR):
            return None
        secret = _read(folder, SECRET)
        seal, _, payload = _read(folder, name).partition(b"\n")
    except (OSError, ValueError):
        return None
    return payload if len(secret) == SECRET_SIZE and seal == _seal(secret, name, payload) else None


def write_entry(cache: str, name: str, payload: bytes) -> None:
    """Stores something; a folder that cannot be written is not an error."""
    from public_aids.engine.writing.staged import clean

    folder = os.path.join(cache, FOLDER)
    with suppress(OSError, ValueError):
        os.makedirs(cache, mode=0o700, exist_ok=True)
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        if not _is_ours(os.lstat(folder), stat.S_IFDIR):
            return
        clean(folder)
        _put(folder, name, _seal(_secret(folder), name, payload) + b"\n" + payload)
        _prune(folder, len(name))


def _secret(folder: str) -> bytes:
    with suppress(OSError):
        found = _read(folder, SECRET)
        if len(found) == SECRET_SIZE:
            return found
    _put(folder, SECRET, os.urandom(SECRET_SIZE))
    return _read(folder, SECRET)  # of two runs that begin at once, the later one prevails


def _put(folder: str, name: str, data: bytes) -> None:
    from public_aids.engine.writing.staged import put

    staged = os.path.join(folder, put(folder, data, 0o600))
    try:
        os.replace(staged, os.path.join(folder, name))
    except OSError:
        os.unlink(staged)
        raise


def _read(folder: str, name: str) -> bytes:
    """The bytes of a file that nobody else can have written. Raises `OSError`; a pipe is not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(os.path.join(folder, name), flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not _is_ours(status, stat.S_IFREG) or status.st_size > MAX_BYTES:
            raise OSError(name)
        return file.read()


def _seal(secret: bytes, name: str, payload: bytes) -> bytes:
    return blake2b(name.encode() + b"\n" + payload, key=secret, digest_size=16).hexdigest().encode()


def _prune(folder: str, size: int) -> None:
    """Removes the oldest entries whose names are so long, and nothing else."""
    with os.scandir(folder) as entries:
        named = (one for one in entries if len(one.name) == size and _is_name(one.name))
        found = [one for one in named if one.is_file(follow_symlinks=False)]
    found.sort(key=lambda one: one.stat(follow_symlinks=False).st_mtime, reverse=True)
    for one in found[KEPT:]:
        os.unlink(one.path)


def _is_name(name: str) -> bool:
    """`RULES-CODE.json` or `CHECK.json`, in hexadecimal digits."""
    stem, ending = os.path.splitext(name)
    sizes = [len(one) for one in stem.split("-")]
    return ending == ".json" and sizes in ([32], [32, 16]) and set(stem) - {"-"} <= _DIGITS


def _is_ours(status: os.stat_result, kind: int) -> bool:
    """A file or a folder that nobody else can have written."""
    if stat.S_IFMT(status.st_mode) != kind:
        return False
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
