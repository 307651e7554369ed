"""The parts of the result that a command for populations is asked for."""

from typing import TYPE_CHECKING

from public_aids.cli.spoken import WrongUsageError
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from public_aids.engine.batch.plan import Part


def parts_from(asked: str | None) -> "tuple[Part, ...]":
    """The parts that `--parts` names, all of them without it."""
    from public_aids.engine.batch.plan import PARTS

    if asked is None:
        return PARTS
    words = tuple(word.strip() for word in asked.split(","))
    for word in words:
        check_word("--parts", word, PARTS)
    return tuple(part for part in PARTS if part in words)


def check_word(name: str, word: str, known: tuple[str, ...]) -> None:
    """Refuses a word that is not of a list."""
    if word not in known:
        listed = ", ".join(f"`{one}`" for one in known)
        raise WrongUsageError(
            Text(f"`{word}` n'est pas admis pour `{name}`", f"`{word}` is not allowed for `{name}`"),
            *did_you_mean(word, known),
            Text(f"valeurs admises : {listed}", f"allowed values: {listed}"),
        )
