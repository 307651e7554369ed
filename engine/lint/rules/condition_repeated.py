"""A condition that stands twice: once was enough, or one of them should say something else.

The same test in two alternatives is not a repetition: only conditions that count together are compared, those of one
list and those of the groups inside it.
"""

from collections.abc import Iterator

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Scheme, Test
from public_aids.engine.text import Text

CODES = ("R415",)


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    seen: list[tuple[Path, Test]] = []
    for path, condition in tests_of(scheme):
        first = next((one for at, one in seen if one.when == condition.when and _together(at, path)), None)
        if first is not None:
            message = Text(
                f"`{condition.id}` répète la condition `{first.id}`",
                f"`{condition.id}` repeats the condition `{first.id}`",
            )
            cure = Text("effacez l'une des deux, ou corrigez-la", "delete one of the two, or correct it")
            yield Finding("R415", (*path, "when"), message, (cure,))
        seen.append((path, condition))


def _together(one: Path, other: Path) -> bool:
    """Whether the list that holds one of them holds the other, too, maybe inside a group."""
    short, long = sorted((one[:-1], other[:-1]), key=len)
    return long[: len(short)] == short
