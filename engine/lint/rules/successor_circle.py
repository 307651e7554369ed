"""A scheme that is replaced by what it replaces: the chain of `replaced_by` comes back to its start."""

from collections.abc import Iterator, Mapping

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R412",)


def of_folder(folder: Folder) -> Iterator[Finding]:
    following = {card.scheme: card.replaced_by for card in folder.cards}
    for card in folder.cards:
        for at, name in enumerate(card.replaced_by):
            if name != card.scheme and card.scheme in _reached(name, following):
                message = Text(
                    f"`{card.scheme}` est remplacé par `{name}`, qui mène de nouveau à `{card.scheme}`",
                    f"`{card.scheme}` is replaced by `{name}`, which leads to `{card.scheme}` again",
                )
                cure = Text("enlevez l'un des `replaced_by`", "remove one of the `replaced_by`")
                yield Finding("R412", ("replaced_by", at), message, (cure,), file=card.file)


def _reached(start: str, following: Mapping[str, tuple[str, ...]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += following.get(name, ())
    return reached
