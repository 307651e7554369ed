"""`-` in the place of the files: the text is on standard input, and may have a name."""

from public_aids.cli.inputs import STANDARD_INPUT
from public_aids.cli.options import option
from public_aids.cli.spoken import WrongUsageError
from public_aids.engine.text import Text

stdin_name_option = option(
    "--stdin-name",
    metavar="PATH",
    fr="Le nom du fichier qui vient sur l'entrée standard",
    en="The name of the file that comes on standard input",
)


def is_input(paths: tuple[str, ...], name: str | None) -> bool:
    """Whether standard input is meant. Raises `WrongUsageError` where it is mixed with files."""
    if STANDARD_INPUT not in paths:
        if name is not None:
            raise WrongUsageError(
                Text("`--stdin-name` va avec `-`", "`--stdin-name` goes with `-`"),
                Text(
                    "ôtez-le, ou donnez `-` à la place des fichiers", "leave it out, or give `-` in place of the files"
                ),
            )
        return False
    if len(paths) > 1:
        raise WrongUsageError(
            Text("`-` ne va pas avec d'autres fichiers", "`-` does not go with other files"),
            Text("donnez `-` seul", "give `-` alone"),
        )
    return True
