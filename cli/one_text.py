"""A file of rules on standard input, as editors send it: `check -` and `fmt -`."""

from datetime import date
from pathlib import Path, PurePosixPath

from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.inputs import STANDARD_INPUT, read_bytes
from public_aids.cli.spoken import WrongUsageError
from public_aids.engine.edit.fmt import role_of
from public_aids.engine.edit.trial import Files, files_of, trial
from public_aids.engine.lint.check import check_folder
from public_aids.engine.lint.checked import Checked
from public_aids.engine.rulebook.files import ROLES
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.files import read_bytes_as_source
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Scalar
from public_aids.engine.source.yaml_reader import read_yaml
from public_aids.engine.text import Text

_A_FILE = Text("ou nommez le fichier", "or name the file")


def source_of_input(name: str | None) -> Source:
    """The text of standard input under a name, `-` where it has none. Raises `StopError`."""
    source = read_bytes_as_source(name or STANDARD_INPUT, read_bytes(STANDARD_INPUT, _A_FILE))
    if isinstance(source, Diagnostic):
        raise StopError(ExitCode.WRONG_INPUT, (source,))
    return source


def check_input(folder: Path, name: str | None, as_of: date) -> Checked:
    """What is wrong in the text of standard input, among the rules of a folder: in the place of the file of that name,
    or of the one that has its id, or as a new one. Raises `StopError` and `WrongUsageError`."""
    source = source_of_input(name)
    files = files_of(folder)
    inside = _inside(folder, name) if name else _by_content(source, files)
    files[inside] = (source.path, source.text.encode())
    with trial(str(folder), files) as (place, told):
        found = [told(one) for one in check_folder(place, as_of).diagnostics]
    of_it = tuple(one for one in found if one.place is not None and one.place.path == source.path)
    return Checked(of_it, (source.path,), {})


def _inside(folder: Path, name: str) -> str:
    path = Path(name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise WrongUsageError(
            Text(
                f"`{name}` n'est pas dans le dossier de règles `{folder}`", f"`{name}` is not in the rules `{folder}`"
            ),
            Text("`--rules` nomme un autre dossier", "`--rules` names another folder"),
        )
    return path.relative_to(folder.resolve()).as_posix()


def _by_content(source: Source, files: Files) -> str:
    """The path of the file that a text would be, by what it holds."""
    node = read_yaml(source)[0]
    role = role_of(source, node) if node is not None else "scheme"
    if role == "cases":
        raise WrongUsageError(
            Text("de quel dispositif sont ces cas ?", "which scheme are these cases of?"),
            Text(
                "nommez leur fichier : `--stdin-name caim.cases.yaml`",
                "name their file: `--stdin-name caim.cases.yaml`",
            ),
        )
    shared = next((name for name, one in ROLES.items() if one == role), None)
    if shared:
        return shared
    found = node.get("id") if isinstance(node, Mapping) else None
    name = f"{found.text if isinstance(found, Scalar) else 'aide'}.yaml"
    return next((inside for inside in files if PurePosixPath(inside).name == name), name)
