"""Profiles named on the command line, read into memory up to a limit."""

import os
import sys
from typing import Final

from public_aids.cli.answers import with_change
from public_aids.cli.errors import ExitCode, StopError, wrong_input
from public_aids.engine.decide.profile import MAX_BYTES, Facts, Profile, read_profile
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.text import Text

STANDARD_INPUT: Final = "-"
_NOT_WAITING: Final = getattr(os, "O_NONBLOCK", 0)


PROFILE: Final = Text("nommez un fichier YAML ou JSON, ou `-`", "name a YAML or JSON file, or `-`")


def read_bytes(path: str, cure: Text = PROFILE) -> bytes:
    """The bytes of a file, or of standard input for `-`; one more than the limit where there are too many.

    A pipe is read to its end, one that nobody writes to is not waited for; one that gives nothing is refused: what
    should have filled it has failed.
    """
    try:
        if path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with open(path, "rb", opener=_opened) as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise wrong_input("P500", unreadable(path, error), cure) from None
    if not data.strip() and not os.path.isfile(path):  # noqa: PTH113
        raise wrong_input("P512", *_empty(path, cure))
    return data


def _opened(path: str, flags: int) -> int:
    """A file, open at once: to open a pipe that nobody writes to would wait for ever."""
    number = os.open(path, flags | _NOT_WAITING)
    if _NOT_WAITING:
        os.set_blocking(number, True)
    return number


def _empty(path: str, cure: Text) -> tuple[Text, ...]:
    said = Text(f"rien ne vient de `{path}`", f"nothing comes from `{path}`")
    if path == STANDARD_INPUT:
        said = Text("l'entrée standard est vide", "standard input is empty")
    nothing = Text("un profil dont on ne sait rien s'écrit `{}`", "a profile of which nothing is known is written `{}`")
    return (
        said,
        Text("voyez si la commande d'avant a réussi", "see whether the command before it has succeeded"),
        nothing if cure is PROFILE else cure,
    )


def profile_named(path: str | None, changes: tuple[str, ...], facts: Facts) -> Profile:
    """The profile of a file, none for no file, with the changes of `--set`. Raises `StopError`."""
    try:
        profile = read_profile(path, read_bytes(path), facts) if path else {}
        for change in changes:
            profile = with_change(profile, change, facts)
        return profile
    except BrokenError as error:
        raise StopError(ExitCode.WRONG_INPUT, error.diagnostics) from None


def unreadable(path: str, error: OSError | ValueError) -> Text:
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
    return Text(f"{cannot.fr} : {why.fr}", f"{cannot.en}: {why.en}")
