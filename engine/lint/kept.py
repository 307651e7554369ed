"""The result of a check, stored for when nothing has changed.

Its entry is named by the content of every file, by the code and the grammar that read them, and by the day of the
check: it is never stale. Nothing heavy is imported to find it.
"""

import json
import os
import sys
from datetime import date
from hashlib import blake2b
from pathlib import Path

from public_aids.engine.codec import from_data, to_data
from public_aids.engine.lint.checked import Checked
from public_aids.engine.rulebook.entries import code_versions, default_cache, read_entry, write_entry
from public_aids.engine.rulebook.files import SHARES, yaml_files
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place
from public_aids.engine.text import Text


def check_kept(folder: Path, as_of: date, workers: int = 1, cache: str | None = None) -> Checked:
    """What `check_folder` says, from the cache where it has said it before."""
    place = cache or default_cache()
    name = f"{_key(folder, as_of)}.json" if place else ""
    kept = _read(place, name) if place else None
    if kept is not None:
        return kept
    from public_aids.engine.lint.check import check_folder

    checked = check_folder(folder, as_of, workers)
    if place:
        write_entry(place, name, json.dumps(to_data(checked), ensure_ascii=False, separators=(",", ":")).encode())
    return checked


def _read(cache: str, name: str) -> Checked | None:
    payload = read_entry(cache, name)
    if payload is None:
        return None
    try:
        found = from_data(json.loads(payload), (Checked, Diagnostic, Place, Text))
    except Exception:  # whatever it is, the files say it better
        return None
    return found if isinstance(found, Checked) else None


def _key(folder: Path, as_of: date) -> str:
    digest = blake2b(f"{sys.version} {folder} {as_of}".encode(), digest_size=16)
    for version in code_versions(os.curdir):
        digest.update(version)
    shares = (SHARES,) if Path(folder, SHARES).is_file() else ()
    for inside in (*yaml_files(folder), *shares):
        data = Path(folder, inside).read_bytes()
        digest.update(f"{inside} {len(data)}".encode())
        digest.update(data)
    return digest.hexdigest()
