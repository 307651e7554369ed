"""Which rules a run is about: those of `--rules`, else `SCHEMES_RULES`, else those at hand, else those of the program.

Read before click is there, so neither click nor pathlib is imported.
"""

import os
from collections.abc import Iterator, Mapping

from public_aids.engine.rulebook.files import MANIFEST, RULES_OF_THE_PROGRAM, SHARED
from public_aids.engine.text import Text

VARIABLE = "SCHEMES_RULES"
BESIDE = "schemes"
MOST = 10_000  # bytes of a manifest, in which its `format` stands
MOST_FOLDERS = 20_000  # looked at for rules: a second or two
NOT_KEPT = frozenset(("node_modules", "site-packages", "__pycache__"))
OF_THE_SYSTEM = frozenset(("proc", "sys", "dev"))  # of what is no disk
LISTED = ", ".join(f"`{name}`" for name in SHARED)


Folder = str | os.PathLike[str]


def holds_rules(folder: Folder, least: int = 2) -> bool:
    """Whether a folder is one of rules: it has a manifest, or two of the three files at the top of each, as one may be
    lost."""
    return has_manifest(folder) or sum(os.path.isfile(os.path.join(folder, name)) for name in SHARED) >= least


def has_manifest(folder: Folder) -> bool:
    """Whether its `rules.yaml` is a manifest: other programs have files of that name too."""
    try:
        with open(os.path.join(folder, MANIFEST), "rb") as file:
            return b"\nformat:" in b"\n" + file.read(MOST)
    except OSError:
        return False


def no_rules_in(folder: Folder) -> tuple[Text, ...]:
    """What to say of a folder that is not one of rules, and the folders inside it that are."""
    inside = [f"`{one}`" for one in _below(folder)[0]]
    cure = (
        Text(f"il y en a dans {', '.join(inside)}", f"there are some in {', '.join(inside)}")
        if inside
        else Text(f"un dossier de règles contient {LISTED}", f"a folder of rules holds {LISTED}")
    )
    return Text(f"il n'y a pas de règles dans `{folder}`", f"there are no rules in `{folder}`"), cure


def rules_at_hand(environment: Mapping[str, str]) -> str:
    """The folder of rules where none is named: of the variable, the nearest upwards, `schemes` here, of the program."""
    if named := environment.get(VARIABLE):
        return named
    for folder in (*_upwards(), BESIDE):
        if holds_rules(folder):
            return folder
    return RULES_OF_THE_PROGRAM


def below(folder: Folder) -> tuple[str, ...]:
    """The folders of rules inside a folder, in the order of their names. Raises `StopError` where it is too large."""
    found, is_all = _below(folder)
    if not is_all:
        from public_aids.cli.errors import wrong_input

        raise wrong_input(
            "P500",
            Text(
                f"`{folder}` contient plus de {MOST_FOLDERS} dossiers : la recherche des règles s'arrête là",
                f"`{folder}` holds over {MOST_FOLDERS} folders: the search for rules stops there",
            ),
            Text("nommez un dossier plus proche des règles", "name a folder nearer to the rules"),
        )
    return found


def _below(folder: Folder) -> tuple[tuple[str, ...], bool]:
    """The folders of rules inside a folder, and whether all were looked at but those that nobody keeps rules in."""
    found: list[str] = []
    for number, (place, inside, files) in enumerate(os.walk(folder)):
        if number == MOST_FOLDERS:
            return tuple(sorted(found)), False
        if not {MANIFEST, *SHARED}.isdisjoint(files) and holds_rules(place):
            found.append(os.path.normpath(place))
            inside.clear()
        top = os.path.abspath(place) == os.path.abspath(os.sep)
        apart = NOT_KEPT | (OF_THE_SYSTEM if top else frozenset())
        inside[:] = sorted(
            name for name in inside if "pyvenv.cfg" not in files and not name.startswith(".") and name not in apart
        )
    return tuple(sorted(found)), True


def _upwards() -> Iterator[str]:
    """The current folder and those around it, as one would type them."""
    try:
        depth = os.getcwd().rstrip(os.sep).count(os.sep)
    except OSError:  # the folder is gone
        return
    yield os.curdir
    for up in range(1, depth + 1):
        yield os.sep.join([os.pardir] * up)
