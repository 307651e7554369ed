"""What a file states of a part of its scheme: what stands there, and what a reading of the sources would put there."""

from collections.abc import Iterator
from typing import Literal

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.rulebook.coherence.finding import Path, versions_of
from public_aids.engine.rulebook.model import Divergence, Reading, Scheme
from public_aids.engine.rulebook.readings import Value

Said = tuple[Path, str, Value]  # the path to a value, the part that it is for, the value


def stated_of_amounts(scheme: Scheme, key: Literal["value", "rate"]) -> Iterator[tuple[Path, str, Expr]]:
    """The path, the id of the amount and the expression of all that is stated at a key: versions, readings."""
    for at, amount in enumerate(scheme.amounts):
        for path, expr in versions_of(("amounts", at, key), getattr(amount, key)):
            yield path, amount.id, expr
    for path, about, value in said_by_readings(scheme):
        part, _, last = about.rpartition(".")
        if part.startswith("amounts.") and last == key and isinstance(value, Expr):
            yield path, part.removeprefix("amounts."), value


def said_by_readings(scheme: Scheme) -> Iterator[Said]:
    for position, divergence in enumerate(scheme.divergences):
        for at, reading in enumerate(divergence.readings):
            yield from said_by(divergence, reading, ("divergences", position, "readings", at))


def said_by(divergence: Divergence, reading: Reading, path: Path) -> Iterator[Said]:
    """The values of a reading (`path`: to the reading)."""
    if divergence.about is not None and reading.value is not None:
        yield (*path, "value"), divergence.about, reading.value
    for n, also in enumerate(reading.also):
        if also.value is not None:
            yield (*path, "also", n, "value"), also.about, also.value
