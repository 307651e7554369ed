"""Marks that a sample leaves where something is still to be written: no answer is drawn from a file that has one.

A mark begins a value of any kind: `À REMPLIR (la somme en euros)`. What stands between brackets is for the author.
"""

from collections.abc import Iterator
from typing import Final

from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Node, Scalar, scalars
from public_aids.engine.text import Text

STILL_TO_FILL: Final = "R460"
MARKS: Final = Text("À REMPLIR", "TO FILL IN")
_SPELLINGS: Final = (MARKS.fr, MARKS.fr.replace("À", "A"), MARKS.en)


def unfilled(node: Node, source: Source) -> tuple[Diagnostic, ...]:
    """Each mark of a file, at its place; texts that merely hold the words are none."""
    upper = source.text.upper()
    if not any(spelling in upper for spelling in _SPELLINGS):
        return ()
    return tuple(_found(node, source))


def _found(node: Node, source: Source) -> Iterator[Diagnostic]:
    for path, scalar in scalars(node):
        if scalar.text.strip().upper().startswith(_SPELLINGS):
            yield still_to_fill(path, scalar, source)


def still_to_fill(path: tuple[str | int, ...], scalar: Scalar, source: Source) -> Diagnostic:
    key = next((step for step in reversed(path) if isinstance(step, str) and step not in ("fr", "en")), "")
    message = Text(f"`{key}` reste à remplir", f"`{key}` is still to be filled in")
    cure = Text(
        f"écrivez ce qui convient à la place de `{scalar.text.strip()}`",
        f"write what holds in the place of `{scalar.text.strip()}`",
    )
    return Diagnostic(STILL_TO_FILL, message, scalar.place, (cure,), excerpt=source.line(scalar.place.line))
