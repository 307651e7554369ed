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
    inside = [f"`{one}`" for one in below(folder)]
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
    """The folders of rules inside a folder, hidden ones left out, in the order of their names."""
    found: list[str] = []
    for place, inside, _ in os.walk(folder):
        if holds_rules(place):
            found.append(os.path.normpath(place))
            inside.clear()
        inside[:] = sorted(name for name in inside if not name.startswith(".") and name != "node_modules")
    return tuple(sorted(found))


def _upwards() -> Iterator[str]:
    """The current folder and those around it, as one would type them."""
    try:
        depth = os.getcwd().rstrip(os.sep).count(os.sep)
    except OSError:  # the folder is gone
        return
    yield os.curdir
    for up in range(1, depth + 1):
        yield os.sep.join([os.pardir] * up)
