"""The cache is a folder of its own: it touches no other file, trusts nothing that it has not sealed, never fails."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from public_aids.engine.lint.kept import check_kept
from public_aids.engine.rulebook import entries
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.digest import blake2b
from public_aids.engine.rulebook.entries import FOLDER, KEPT, SECRET, read_entry, write_entry
from public_aids.engine.rulebook.load import load

BASE = Path(__file__).parents[1] / "lint" / "base"
RULES = load(BASE)
DAY = date(2025, 12, 1)
NAME = "0" * 32 + ".json"


def stored(cache: Path) -> list[Path]:
    return sorted(path for path in (cache / FOLDER).iterdir() if path.name != SECRET)


LOADERS: dict[str, Callable[[Path], object]] = {
    "rules": lambda cache: load_cached(BASE, cache),
    "checks": lambda cache: check_kept(BASE, DAY, 1, str(cache)),
}


@pytest.mark.parametrize("name", LOADERS)
def test_files_of_the_user_stay(tmp_path: Path, name: str) -> None:
    mine = [tmp_path / f"dossier_{number}.json" for number in range(12)]
    (tmp_path / FOLDER).mkdir(mode=0o700)
    names = ("mine.json", "0.json", "z" * 32 + ".json", ".schemes-1.tmp", "secret2")
    mine += [tmp_path / FOLDER / name for name in names]
    for path in mine:
        path.write_text("{}", encoding="utf-8")
    LOADERS[name](tmp_path)
    assert all(path.read_text(encoding="utf-8") == "{}" for path in mine)
    assert len(stored(tmp_path)) == 5 + 1


def test_what_is_stored_is_read(tmp_path: Path) -> None:
    load_cached(BASE, tmp_path)
    with patch("public_aids.engine.rulebook.load.load", side_effect=AssertionError("the files are read again")):
        assert load_cached(BASE, tmp_path) == RULES


CHECK, READ = "{:032x}.json", f"{{:032x}}-{0:016x}.json"


@pytest.mark.parametrize(("name", "other"), [(CHECK, READ), (READ, CHECK)])
def test_the_oldest_entries_of_a_kind_go(tmp_path: Path, name: str, other: str) -> None:
    for number in range(KEPT + 3):
        write_entry(str(tmp_path), name.format(number), b"1")
        os.utime(tmp_path / FOLDER / name.format(number), (number, number))
    write_entry(str(tmp_path), other.format(0), b"1")
    assert len(stored(tmp_path)) == KEPT + 1
    assert read_entry(str(tmp_path), name.format(0)) is None


def test_nobody_else_may_read_or_write(tmp_path: Path) -> None:
    cache = tmp_path / "new" / "cache"
    write_entry(str(cache), NAME, b"1")
    assert {path.stat().st_mode & 0o077 for path in (cache / FOLDER, *(cache / FOLDER).iterdir())} == {0}
    for path in (cache / FOLDER, cache / FOLDER / NAME, cache / FOLDER / SECRET):
        mode = path.stat().st_mode
        path.chmod(mode | 0o022)
        assert read_entry(str(cache), NAME) is None
        path.chmod(mode)
    assert read_entry(str(cache), NAME) == b"1"


def sealed_by_hand(path: Path, payload: bytes) -> None:
    path.write_bytes(blake2b(payload, digest_size=16).hexdigest().encode() + b"\n" + payload)


def other_rules(path: Path) -> bytes:
    """An entry as it stands, with a word of its rules changed."""
    entry = path.read_bytes()
    changed = entry.replace(b'"exemple"', b'"autre"')
    assert changed != entry
    return changed


def sealed_well(path: Path, payload: bytes) -> None:
    write_entry(str(path.parent.parent), path.name, payload)


IN_PLACE_OF_AN_ENTRY: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "another entry": lambda path: sealed_well(path.with_name(NAME), b"1") or path.with_name(NAME).replace(path),
    "sealed without the secret": lambda path: sealed_by_hand(path, other_rules(path).partition(b"\n")[2]),
    "other rules under the old seal": lambda path: path.write_bytes(other_rules(path)),
    "of wrong types": lambda path: sealed_well(path, b'[["Rulebook", ["facts"], [[0]], []]]'),
    "deep": lambda path: sealed_well(path, b"[" * 1_000_000),
    "no number": lambda path: sealed_well(path, b'[["#", ["x"]]]'),
    "another record": lambda path: sealed_well(path, b'[["Text", ["fr", "en"], [["a"], ["b"]], []]]'),
    "huge": lambda path: os.truncate(path, entries.MAX_BYTES + 1),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: [path.unlink(), path.mkdir()],
    "a link": lambda path: [path.rename(path.with_name("x")), path.symlink_to("x")],
    "a pipe": lambda path: [path.unlink(), os.mkfifo(path)],
    "a device": lambda path: [path.unlink(), path.symlink_to("/dev/zero")],
}


@pytest.mark.parametrize("name", IN_PLACE_OF_AN_ENTRY)
def test_what_stands_in_the_place_of_an_entry(tmp_path: Path, name: str) -> None:
    load_cached(BASE, tmp_path)
    (entry,) = stored(tmp_path)
    IN_PLACE_OF_AN_ENTRY[name](entry)
    assert load_cached(BASE, tmp_path) == RULES
    assert load_cached(BASE, tmp_path) == RULES


IN_PLACE_OF_A_FOLDER: dict[str, Callable[[Path], object]] = {
    "a file": lambda path: path.write_bytes(b"mine"),
    "a link": lambda path: [(path.parent / "x").mkdir(), path.symlink_to("x")],
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a pipe": lambda path: os.mkfifo(path),
    "one that all may write": lambda path: [path.mkdir(), path.chmod(0o777)],
}


@pytest.mark.parametrize("name", IN_PLACE_OF_A_FOLDER)
@pytest.mark.parametrize("inside", [FOLDER, "", f"{FOLDER}/{SECRET}"])
def test_what_stands_in_the_place_of_the_folder(tmp_path: Path, name: str, inside: str) -> None:
    cache = tmp_path / "cache"
    place = cache / inside if inside else cache
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    IN_PLACE_OF_A_FOLDER[name](place)
    before = place.lstat()
    assert load_cached(BASE, cache) == RULES == load_cached(BASE, cache)
    if inside != f"{FOLDER}/{SECRET}":
        assert place.lstat().st_ino == before.st_ino


def test_a_secret_of_another_size_is_made_anew(tmp_path: Path) -> None:
    write_entry(str(tmp_path), NAME, b"1")
    (tmp_path / FOLDER / SECRET).write_bytes(b"short")
    assert read_entry(str(tmp_path), NAME) is None
    write_entry(str(tmp_path), NAME, b"1")
    assert read_entry(str(tmp_path), NAME) == b"1"


def test_a_disk_that_fails_at_any_call_is_not_an_error(tmp_path: Path) -> None:
    from writing.changes import at_call, disk_is_full

    for number in range(1, 40):
        with at_call(number, disk_is_full):
            assert load_cached(BASE, tmp_path) == RULES
        assert not list(tmp_path.rglob("*.tmp"))
        shutil.rmtree(tmp_path / FOLDER, ignore_errors=True)


def test_the_variables_that_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for asked, base, expected in (
        (None, None, str(Path("~/.cache/public-aids").expanduser())),
        (None, "/x", "/x/public-aids"),
        ("", "/x", "/x/public-aids"),
        ("y", "/x", "y"),
        ("off", "/x", None),
    ):
        for name, value in (("SCHEMES_CACHE", asked), ("XDG_CACHE_HOME", base)):
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        assert entries.default_cache() == expected
