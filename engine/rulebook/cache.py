"""A rulebook stored ready on disk, so that a run need not read YAML nor parse expressions.

An entry is named by the content of the rule files and by the grammar and the code that read them, so it is never
stale. It is plain JSON under a digest, read into known records and nothing else, from a folder that only its owner can
write: anything unexpected and the files are read again.
"""

import json
import os
import stat
import sys
from os import PathLike

import engine
from engine.codec import from_data, to_data
from engine.feel import syntax
from engine.record import Record
from engine.rulebook import model
from engine.rulebook.digest import blake2b
from engine.rulebook.files import rule_files, rules_hash
from engine.rulebook.model import Rulebook
from engine.text import Text

KEPT = 8  # entries; the oldest go first


def load_cached(folder: str | PathLike[str], cache: str | PathLike[str] | None = None) -> Rulebook:
    """The rulebook of a folder, through the cache. Raises `BrokenError` as `load` does; broken rules are not stored."""
    place = cache or default_cache()
    files = rule_files(folder)
    entry = os.path.join(place, f"{rules_hash(files)}-{_code_hash()}.json") if place else None
    kept = _read(entry) if entry else None
    if kept is not None:
        return kept
    from pathlib import Path

    from engine.rulebook.load import load

    rules = load(Path(folder))
    if entry:
        _write(entry, rules)
    return rules


def default_cache() -> str | None:
    """`SCHEMES_CACHE` (`off` for none), else `public-aids` in the user's folder of caches."""
    asked = os.environ.get("SCHEMES_CACHE")
    if asked == "off":
        return None
    if asked:
        return asked
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "public-aids")


def _read(entry: str) -> Rulebook | None:
    payload = read_entry(entry)
    if payload is None:
        return None
    try:
        rules = from_data(json.loads(payload), _records())
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return rules if isinstance(rules, Rulebook) else None


def read_entry(entry: str) -> bytes | None:
    """What was stored, None where there is nothing, or nothing that can be trusted."""
    try:
        if not _ours(os.stat(os.path.dirname(entry))):
            return None
        with open(entry, "rb") as file:
            if not _ours(os.fstat(file.fileno())):
                return None
            digest, _, payload = file.read().partition(b"\n")
    except OSError:
        return None
    return payload if digest == blake2b(payload, digest_size=16).hexdigest().encode() else None


def _write(entry: str, rules: Rulebook) -> None:
    write_entry(entry, json.dumps(to_data(rules), ensure_ascii=False, separators=(",", ":")).encode())


def write_entry(entry: str, payload: bytes) -> None:
    """Keeps something; a folder that cannot be written is not an error."""
    part = f"{entry}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(entry), mode=0o700, exist_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(blake2b(payload, digest_size=16).hexdigest().encode() + b"\n" + payload)
        os.replace(part, entry)
        _prune(os.path.dirname(entry))
    except OSError:
        return


def _prune(folder: str) -> None:
    with os.scandir(folder) as entries:
        kept = sorted((e for e in entries if e.name.endswith(".json")), key=lambda e: e.stat().st_mtime, reverse=True)
    for entry in kept[KEPT:]:
        os.unlink(entry.path)


def _ours(status: os.stat_result) -> bool:
    """Nobody else can have written it."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _records() -> list[type[Record]]:
    found: list[type[Record]] = [Text]
    for module in (model, syntax):
        classes = (value for value in vars(module).values() if isinstance(value, type))
        found += (cls for cls in classes if issubclass(cls, Record) and cls.__module__ == module.__name__)
    return found


def _code_hash() -> str:
    """Names the code and the grammar that read rules."""
    root = os.path.dirname(engine.__file__)
    digest = blake2b(sys.version.encode(), digest_size=8)
    waiting = [os.path.join(root, part) for part in ("rulebook", "feel", "source", os.path.join(os.pardir, "grammar"))]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                if entry.is_dir():
                    waiting += () if entry.name.startswith("__") else (entry.path,)
                else:
                    digest.update(_version(entry))
    for name in ("codec.py", "record.py", "text.py"):
        digest.update(_version(os.path.join(root, name)))
    return digest.hexdigest()


def _version(file: os.DirEntry[str] | str) -> bytes:
    """A file, its size and the time of its last change."""
    status = os.stat(file)
    return f"{os.fspath(file)} {status.st_size} {status.st_mtime_ns}".encode()
