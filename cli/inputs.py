"""Profiles named on the command line, read into memory up to a limit."""

import sys

import click

from cli.errors import wrong_input
from engine.decide.profile import MAX_BYTES
from engine.text import Text

STANDARD_INPUT = "-"


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; one more than the limit where there are too many."""
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with click.open_file(path, "rb") as file:
            data: bytes = file.read(MAX_BYTES + 1)
            return data
    except (OSError, ValueError) as error:
        raise wrong_input("P500", *_unreadable(path, error)) from None


def _unreadable(path: str, error: OSError | ValueError) -> tuple[Text, ...]:
    cannot = Text(f"impossible de lire `{path}`", f"cannot read `{path}`")
    match error:
        case FileNotFoundError():
            why = Text("ce fichier n'existe pas", "there is no such file")
        case IsADirectoryError():
            why = Text("c'est un dossier", "it is a folder")
        case PermissionError():
            why = Text("l'accès en est refusé", "access is denied")
        case _:
            said = getattr(error, "strerror", None) or str(error)
            why = Text(said, said)
    cure = Text("nommez un fichier YAML ou JSON, ou `-`", "name a YAML or JSON file, or `-`")
    return Text(f"{cannot.fr}\u00a0: {why.fr}", f"{cannot.en}: {why.en}"), cure
