"""The conditions of a scheme, each with the path to it."""

from collections.abc import Iterator

from public_aids.engine.rulebook.coherence.finding import Path
from public_aids.engine.rulebook.model import Condition, Group, Scheme, Test


def conditions_of(scheme: Scheme) -> Iterator[tuple[Path, Condition]]:
    """Every condition, groups before what they are made of."""
    yield from _under(("conditions",), scheme.conditions)


def tests_of(scheme: Scheme) -> Iterator[tuple[Path, Test]]:
    """Those that an expression decides."""
    for path, condition in conditions_of(scheme):
        if isinstance(condition, Test):
            yield path, condition


def _under(path: Path, conditions: tuple[Condition, ...]) -> Iterator[tuple[Path, Condition]]:
    for position, condition in enumerate(conditions):
        here = (*path, position)
        yield here, condition
        if isinstance(condition, Group):
            yield from _under((*here, condition.needs), condition.children)
