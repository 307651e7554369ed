"""A rulebook stored ready on disk, so that a run need not read YAML nor parse expressions.

An entry is named by the content of the rule files and by the grammar and the code that read them, so it is never
stale. It is plain JSON, read into known records and nothing else: anything unexpected and the files are read again.
"""

import json
import os
import sys
from os import PathLike

from public_aids.engine.codec import from_data, to_data
from public_aids.engine.feel import syntax
from public_aids.engine.record import Record
from public_aids.engine.rulebook import model
from public_aids.engine.rulebook.digest import blake2b
from public_aids.engine.rulebook.entries import code_versions, default_cache, read_entry, write_entry
from public_aids.engine.rulebook.files import MANIFEST, rule_files, rules_hash
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import DatedText, Text

# The manifest of the program, by which folders without one are read.
DEFAULT = os.path.join(os.pardir, "schemes", MANIFEST)


def load_cached(folder: str | PathLike[str], cache: str | PathLike[str] | None = None) -> Rulebook:
    """The rulebook of a folder, through the cache. Raises `BrokenError` as `load` does; broken rules are not stored."""
    place = cache or default_cache()
    files = rule_files(folder)
    name = f"{rules_hash(files)}-{_code_hash()}.json" if place else ""
    kept = _read(place, name) if place else None
    if kept is not None:
        return kept
    from pathlib import Path

    from public_aids.engine.rulebook.load import load

    rules = load(Path(folder))
    if place:
        written = json.dumps(to_data(rules), ensure_ascii=False, separators=(",", ":"))
        write_entry(os.fspath(place), name, written.encode())
    return rules


def _read(cache: str | PathLike[str], name: str) -> Rulebook | None:
    payload = read_entry(os.fspath(cache), name)
    if payload is None:
        return None
    try:
        rules = from_data(json.loads(payload), _records())
    except Exception:  # whatever it is, the files say it better
        return None
    return rules if isinstance(rules, Rulebook) else None


def _records() -> list[type[Record]]:
    found: list[type[Record]] = [Text, DatedText]
    for module in (model, syntax):
        classes = (value for value in vars(module).values() if isinstance(value, type))
        found += (cls for cls in classes if issubclass(cls, Record) and cls.__module__ == module.__name__)
    return found


def _code_hash() -> str:
    """Names the code and the grammar that read rules."""
    digest = blake2b(sys.version.encode(), digest_size=8)
    for version in code_versions("rulebook", "feel", "source", "codec.py", "record.py", "text.py", DEFAULT):
        digest.update(version)
    return digest.hexdigest()
