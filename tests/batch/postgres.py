"""A private PostgreSQL for the tests: a cluster in a folder of its own, reached through a socket in that folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCOUNT = "postgres"  # root may not run a cluster


def programs() -> Path | None:
    """The folder of `initdb`, on the path or where Debian puts it."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def why_not() -> str | None:
    """Why there is no cluster to be had here, or None."""
    if programs() is None:
        return "PostgreSQL is not installed"
    if os.geteuid() == 0:
        known = subprocess.run(["id", ACCOUNT], capture_output=True, check=False).returncode == 0
        if not known or shutil.which("runuser") is None:
            return f"root may not run PostgreSQL and there is no account `{ACCOUNT}`"
    return None


@contextmanager
def cluster() -> Iterator[str]:
    """A running cluster; gives what to connect to. It is stopped and removed at the end."""
    bin_folder = programs()
    assert bin_folder is not None
    folder = Path(tempfile.mkdtemp(prefix="schemes-pg-"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT)
    _run(bin_folder / "initdb", "-D", data, "-U", "tests", "-A", "trust", "--no-sync", "-E", "UTF8")
    options = f"-c listen_addresses='' -k {folder} -c fsync=off"
    _run(bin_folder / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start")
    try:
        yield f"host={folder} user=tests dbname=postgres"
    finally:
        _run(bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _run(*words: object) -> None:
    command = [str(word) for word in words]
    if os.geteuid() == 0:
        command = ["runuser", "-u", ACCOUNT, "--", *command]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, cwd="/")
    assert done.returncode == 0, done.stderr.decode()
