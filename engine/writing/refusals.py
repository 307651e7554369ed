"""Why a file is not written, and what to do."""

import errno
import os

from public_aids.engine.source.diagnostic import NotWrittenError
from public_aids.engine.text import Text


def exists(path: str) -> NotWrittenError:
    return NotWrittenError(
        "P520",
        Text(f"`{path}` existe déjà", f"`{path}` already exists"),
        Text("choisissez un autre nom, ou déplacez ce fichier", "choose another name, or move that file"),
    )


def of_another(path: str) -> NotWrittenError:
    """What a command would replace, and has not written before."""
    return NotWrittenError(
        "P520",
        Text(f"`{path}` existe déjà et serait perdu", f"`{path}` already exists and would be lost"),
        Text("nommez un autre fichier, ou ajoutez `--overwrite`", "name another file, or add `--overwrite`"),
    )


def is_an_input(path: str, read: str) -> NotWrittenError:
    return NotWrittenError(
        "P521",
        Text(
            f"`{path}` remplacerait `{read}`, que la commande lit",
            f"`{path}` would replace `{read}`, which the command reads",
        ),
        Text("nommez un autre fichier", "name another file"),
    )


def changed(path: str) -> NotWrittenError:
    return NotWrittenError(
        "P522",
        Text(
            f"`{path}` a changé pendant que la commande travaillait : rien n'est écrit",
            f"`{path}` has changed while the command was at work: nothing is written",
        ),
        Text("relancez la commande", "run the command again"),
    )


def read_only(path: str) -> NotWrittenError:
    return NotWrittenError(
        "P523",
        Text(f"`{path}` est en lecture seule : rien n'est écrit", f"`{path}` is read-only: nothing is written"),
        Text(f"pour permettre l'écriture : `chmod u+w {path}`", f"to allow writing: `chmod u+w {path}`"),
    )


def failed(error: OSError) -> NotWrittenError:
    said, where = error.strerror or str(error), os.path.dirname(str(error.filename2 or error.filename or ""))
    there = Text(f" dans `{where}`", f" in `{where}`") if where else Text("", "")
    cure = Text(
        "libérez de la place, ou vérifiez vos droits, puis relancez la commande",
        "free some room, or check your rights, then run the command again",
    )
    if error.errno == errno.ENAMETOOLONG:
        cure = Text("choisissez un nom plus court", "choose a shorter name")
    return NotWrittenError(
        "P524",
        Text(
            f"impossible d'écrire{there.fr} : {said} ; rien n'est changé",
            f"cannot write{there.en}: {said}; nothing is changed",
        ),
        cure,
    )


def no_file(path: str, *, folder: bool = False) -> NotWrittenError:
    what = Text("un tube ou un périphérique", "a pipe or a device")
    if folder:
        what = Text("un dossier", "a folder")
    elif "://" in path:
        what = Text("une adresse", "an address")
    return NotWrittenError(
        "P526",
        Text(f"`{path}` est {what.fr}, pas un fichier", f"`{path}` is {what.en}, not a file"),
        Text("nommez un fichier", "name a file"),
    )
