"""A scheme is looked for by its id: in the folder, and by its cases, which bear the name of the file."""

from collections.abc import Iterator

from engine.lint.context import Context
from engine.rulebook.coherence.finding import Finding
from engine.rulebook.model import Scheme
from engine.text import Text

CODES = ("R416",)


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    name = scheme.path.rpartition("/")[2].rpartition(".")[0]
    if name != scheme.id:
        message = Text(
            f"le fichier se nomme `{name}` et le dispositif `{scheme.id}`",
            f"the file is called `{name}` and the scheme `{scheme.id}`",
        )
        cure = Text(f"nommez le fichier `{scheme.id}.yaml`", f"call the file `{scheme.id}.yaml`")
        yield Finding("R416", ("id",), message, (cure,), "warning")
