"""A scheme is looked for by its id: in the folder, and by its cases, which bear the name of the file.

Where two files have one id, that is already reported, and no name would suit both.
"""

from collections import Counter
from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.files import stem
from public_aids.engine.text import Text

CODES = ("R416",)


def of_folder(folder: Folder) -> Iterator[Finding]:
    count = Counter(card.scheme for card in folder.cards)
    for card in folder.cards:
        name = stem(card.file)
        if name != card.scheme and count[card.scheme] == 1:
            message = Text(
                f"le fichier se nomme `{name}` et le dispositif `{card.scheme}`",
                f"the file is called `{name}` and the scheme `{card.scheme}`",
            )
            cure = Text(f"nommez le fichier `{card.scheme}.yaml`", f"call the file `{card.scheme}.yaml`")
            yield Finding("R416", ("id",), message, (cure,), "warning", file=card.file)
