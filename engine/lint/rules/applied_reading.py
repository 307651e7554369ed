"""What stands in the file is what the reading that is applied says; answers are drawn from what stands."""

from collections.abc import Iterator

from engine.lint.context import Context
from engine.rulebook.coherence.finding import Finding, Path
from engine.rulebook.model import Dated, Divergence, Scheme
from engine.rulebook.readings import Value, standing_value
from engine.text import Text

CODES = ("R420",)


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for position, divergence in enumerate(scheme.divergences):
        yield from _differs(scheme, divergence, ("divergences", position))


def _differs(scheme: Scheme, divergence: Divergence, path: Path) -> Iterator[Finding]:
    for at, reading in enumerate(divergence.readings):
        if reading.id != divergence.applied:
            continue
        stated: list[tuple[Path, str | None, Value | None]] = [
            ((*path, "readings", at, "value"), divergence.about, reading.value)
        ]
        stated += [((*path, "readings", at, "also", n, "value"), c.about, c.value) for n, c in enumerate(reading.also)]
        for place, about, value in stated:
            if about is None or value is None:
                continue
            standing = standing_value(scheme, about)
            if standing is None or _agree(standing, value):
                continue
            message = Text(
                f"la lecture appliquée `{reading.id}` ne dit pas ce qui se trouve à `{about}`",
                f"the reading `{reading.id}`, which is applied, does not say what stands at `{about}`",
            )
            cure = Text(
                "changez l'un des deux, ou la lecture nommée par `applied`",
                "change one of the two, or the reading that `applied` names",
            )
            yield Finding("R420", place, message, (cure,), "warning")


def _agree(standing: object, value: Value) -> bool:
    """Whether the value is one of those that stand there: of a dated value, any version."""
    if isinstance(standing, Dated):
        return any(version == value for _, version in standing.versions)
    return standing == value
